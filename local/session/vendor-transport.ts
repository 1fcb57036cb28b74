// Owns bringing a call to the emulated vendor that it is addressed to. Answers nothing itself.
import type { UrlFetchTransport } from '../runtime/url-fetch-transport';
import type { EmulatedApi } from '../vendors/emulated-api';

/** An address that none of them has is no host's. */
export function transportTo(vendors: readonly EmulatedApi[]): UrlFetchTransport {
  return {
    fetch: (request, nowMs) => {
      const vendor = vendors.find(({ origin }) => request.url.startsWith(`${origin}/`));
      return vendor?.handle(request, nowMs) ?? { error: 'dns' };
    },
  };
}
