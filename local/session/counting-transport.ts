// Owns the count of calls to the vendor, and whether the last one got an answer. Passes every call on as it is.
import type {
  UrlFetchAnswer,
  UrlFetchRequest,
  UrlFetchTransport,
} from '../runtime/url-fetch-transport';

export class CountingTransport implements UrlFetchTransport {
  submits = 0;
  statusReads = 0;
  isUnreachable = false;

  constructor(private readonly inner: UrlFetchTransport) {}

  fetch(request: UrlFetchRequest, nowMs: number): UrlFetchAnswer {
    const { pathname } = new URL(request.url);
    if (pathname.endsWith('/enrich/bulk')) this.submits += 1;
    if (pathname.endsWith('/enrich/status')) this.statusReads += 1;
    const answer = this.inner.fetch(request, nowMs);
    this.isUnreachable = 'error' in answer;
    return answer;
  }
}
