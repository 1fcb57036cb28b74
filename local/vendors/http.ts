// Owns the shapes in which calls reach an emulated vendor and its answers leave it. Knows no vendor.

export interface VendorRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long the call took, in milliseconds of the caller's clock. */
  readonly elapsedMs?: number;
}

/** No HTTP answer at all. */
export type TransportError = 'dns' | 'timeout' | 'connection' | 'bandwidth';

interface NoAnswer {
  readonly error: TransportError;
  readonly elapsedMs?: number;
}

export type VendorAnswer = HttpAnswer | NoAnswer;

export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** The vendor's usual error body. */
export function detail(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return json(status, { detail: text }, headers);
}

export function header(request: VendorRequest, name: string): string | undefined {
  const entry = Object.entries(request.headers).find(([key]) => key.toLowerCase() === name);
  return entry?.[1];
}
