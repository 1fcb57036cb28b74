// Owns the interface by which UrlFetchApp reaches the world. Must not know Apps Script's rules for it.

export interface UrlFetchRequest {
  /** Lower case. */
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `''` when there is none. */
  readonly body: string;
}

export type UrlFetchAnswer =
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      /** Virtual ms that the call took. */
      readonly elapsedMs?: number;
    }
  | {
      readonly error: 'dns' | 'timeout' | 'connection' | 'bandwidth';
      readonly elapsedMs?: number;
    };

/** Synchronous, as UrlFetchApp is. */
export interface UrlFetchTransport {
  fetch(request: UrlFetchRequest, nowMs: number): UrlFetchAnswer;
}
