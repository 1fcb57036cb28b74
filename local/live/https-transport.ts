// Owns reaching the real vendors over HTTPS, synchronously, as UrlFetchApp does. Knows no vendor's contract, only the hosts.
import { createSyncFn } from 'synckit';
import { join } from 'node:path';
import { VENDORS } from '../../src/provider/vendors';
import type {
  UrlFetchAnswer,
  UrlFetchRequest,
  UrlFetchTransport,
} from '../runtime/url-fetch-transport';
import type { send } from './https-worker';

const ORIGINS = VENDORS.map(({ origin }) => origin);

/** In tests, which have no certificates for the vendors' names: an address for each origin that is called. */
export type TestAddresses = Readonly<Record<string, string>>;

/** UrlFetchApp gives up after 60 s: https://developers.google.com/apps-script/guides/services/quotas */
const TIMEOUT_MS = 60_000;

/** The worker answers by then whatever happens; later it is taken for dead. */
const WORKER_TIMEOUT_MS = TIMEOUT_MS + 10_000;

export class HttpsTransport implements UrlFetchTransport {
  private readonly send: (...args: Parameters<typeof send>) => UrlFetchAnswer;

  /** `root` is the folder of this repository. */
  constructor(
    root: string,
    private readonly testAddresses?: TestAddresses,
  ) {
    const worker = join(root, 'local/live/start-https-worker.mjs');
    this.send = createSyncFn<typeof send>(worker, { timeout: WORKER_TIMEOUT_MS });
  }

  /** @throws Error for any other host or scheme: a key must not travel elsewhere. */
  fetch(request: UrlFetchRequest): UrlFetchAnswer {
    const { origin, pathname, search, username } = new URL(request.url);
    if (!ORIGINS.includes(origin) || username !== '') {
      throw new Error(`Live calls go to ${ORIGINS.join(', ')} only, not to ${origin}`);
    }
    const address = this.testAddresses === undefined ? origin : this.testAddresses[origin];
    if (address === undefined) return { error: 'dns' };
    const { method, headers, body } = request;
    const url = `${address}${pathname}${search}`;
    try {
      return this.send({ method, url, headers, body }, TIMEOUT_MS);
    } catch {
      return { error: 'timeout' };
    }
  }
}
