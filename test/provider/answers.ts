// Owns the shorthand of these tests for HTTP answers. Knows no vendor.
import type { HttpResult } from '../../src/provider/provider';

export const NOW = Date.UTC(2026, 3, 6, 15, 0, 0);

/** A JSON body from a value, any other body as it stands. */
export function answer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Extract<HttpResult, { kind: 'response' }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'response', response: { status, headers, body: text } };
}

export const FAILED: HttpResult = { kind: 'failed', message: 'Zeitüberschreitung' };

export const PAGE =
  '<!DOCTYPE html><html><head><title>502</title></head><body><h1>Bad gateway</h1></body></html>';
