// Owns reaching the real vendor over HTTPS, synchronously, as UrlFetchApp does. Knows no vendor's contract, only its host.
import { createSyncFn } from 'synckit';
import { join } from 'node:path';
import type {
  UrlFetchAnswer,
  UrlFetchRequest,
  UrlFetchTransport,
} from '../runtime/url-fetch-transport';
import type { send } from './https-worker';

export const HOST = 'api.cleanlist.ai';

/** UrlFetchApp gives up after 60 s: https://developers.google.com/apps-script/guides/services/quotas */
const TIMEOUT_MS = 60_000;

/** The worker answers by then whatever happens; later it is taken for dead. */
const WORKER_TIMEOUT_MS = TIMEOUT_MS + 10_000;

export class HttpsTransport implements UrlFetchTransport {
  private readonly send: (...args: Parameters<typeof send>) => UrlFetchAnswer;
  private readonly address: string;

  /**
   * `root` is the folder of this repository. `testAddress` stands for the vendor's origin in tests, which have no
   * certificate for its name.
   */
  constructor(root: string, testAddress?: string) {
    this.address = testAddress ?? `https://${HOST}`;
    const worker = join(root, 'local/live/start-https-worker.mjs');
    this.send = createSyncFn<typeof send>(worker, { timeout: WORKER_TIMEOUT_MS });
  }

  /** @throws Error for any other host or scheme: a key must not travel elsewhere. */
  fetch(request: UrlFetchRequest): UrlFetchAnswer {
    const { origin, pathname, search, username } = new URL(request.url);
    if (origin !== `https://${HOST}` || username !== '') {
      throw new Error(`Live calls go to https://${HOST} only, not to ${origin}`);
    }
    const { method, headers, body } = request;
    const url = `${this.address}${pathname}${search}`;
    try {
      return this.send({ method, url, headers, body }, TIMEOUT_MS);
    } catch {
      return { error: 'timeout' };
    }
  }
}
