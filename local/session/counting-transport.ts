// Owns the count of calls that reach the vendor. Passes every call on as it is.
import type {
  UrlFetchAnswer,
  UrlFetchRequest,
  UrlFetchTransport,
} from '../runtime/url-fetch-transport';

export class CountingTransport implements UrlFetchTransport {
  submits = 0;
  statusReads = 0;

  constructor(private readonly inner: UrlFetchTransport) {}

  fetch(request: UrlFetchRequest, nowMs: number): UrlFetchAnswer {
    const { pathname } = new URL(request.url);
    if (pathname.endsWith('/enrich/bulk')) this.submits += 1;
    if (pathname.endsWith('/enrich/status')) this.statusReads += 1;
    return this.inner.fetch(request, nowMs);
  }
}
