// Owns the count of calls to vendors, and which of them failed last. Passes every call on as it is.
import { endpointOf } from '../vendors/emulators';
import type {
  UrlFetchAnswer,
  UrlFetchRequest,
  UrlFetchTransport,
} from '../runtime/url-fetch-transport';

export class CountingTransport implements UrlFetchTransport {
  /** Calls that may cost something. */
  submits = 0;
  /** Calls that ask how something bought stands, or for what came of it. */
  statusReads = 0;
  /** The last call that brought an error, or no answer at all; `null` while none did. */
  failure: { readonly host: string; readonly isAnswered: boolean } | null = null;

  constructor(private readonly inner: UrlFetchTransport) {}

  fetch(request: UrlFetchRequest, nowMs: number): UrlFetchAnswer {
    const endpoint = endpointOf(request);
    if (endpoint === 'submit') this.submits += 1;
    if (endpoint === 'status' || endpoint === 'results') this.statusReads += 1;
    const answer = this.inner.fetch(request, nowMs);
    const isAnswered = !('error' in answer);
    if (!isAnswered || answer.status >= 300) {
      this.failure = { host: new URL(request.url).host, isAnswered };
    }
    return answer;
  }
}
