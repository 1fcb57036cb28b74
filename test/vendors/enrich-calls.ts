// Owns the shorthand of the tests of the emulated Enrich for calling it, and its cast.
import type { Organization } from '../../local/vendors/accounts';
import { EnrichEmulator, type EmulatorOptions } from '../../local/vendors/enrich/emulator';
import type { HttpAnswer, VendorAnswer, VendorRequest } from '../../local/vendors/http';
import { requestProblems } from '../support/enrich-contract';

export const NOW = Date.UTC(2026, 3, 6, 15, 0, 0);
/** Later than any batch ends that is meant to. */
export const END = NOW + 181_000;
export const BASE = 'https://dev.enrich.so/api/v3';
export const KEY = 'sk_one';
export const SECOND_KEY = 'sk_two';
export const FOREIGN_KEY = 'sk_foreign';
export const CREDITS = 100_000;

const ORGANIZATIONS: readonly Organization[] = [
  { id: 'org_a', name: 'A', keys: [KEY, SECOND_KEY, 'prod_one'], credits: CREDITS },
  { id: 'org_b', name: 'B', keys: [FOREIGN_KEY], credits: 100 },
  { id: 'org_c', name: 'C', keys: ['sk_suspended'], credits: 100, apiAccess: false },
];

export const ALL = { email: 1, phone: 1, failed: 0 };
export const NOTHING = { email: 0, phone: 0, failed: 0 };

export function emulator(options: EmulatorOptions = {}): EnrichEmulator {
  return new EnrichEmulator({ organizations: ORGANIZATIONS, ...options });
}

export const lead = (number: number) => ({
  firstName: `First${number}`,
  lastName: `Last${number}`,
  domain: `company${number}.com`,
});
export const email = (number: number): string => `jane${number}@acme.com`;
export const profile = (number: number): string => `https://www.linkedin.com/in/jane-${number}`;

export const many = <T>(count: number, make: (number: number) => T): T[] =>
  Array.from({ length: count }, (_none, index) => make(index));

/** The batches by name: where they are, and a body for so many contacts. */
export const BATCHES = {
  finder: { path: '/email-finder/batch', body: (count: number) => ({ leads: many(count, lead) }) },
  validation: {
    path: '/email-validation/batch',
    body: (count: number) => ({ emails: many(count, email) }),
  },
  phones: {
    path: '/reverse-lookup/phones/bulk',
    body: (count: number) => ({ emails: many(count, email) }),
  },
} as const;
export type BatchName = keyof typeof BATCHES;

export function post(path: string, body: unknown, key = KEY): VendorRequest {
  return {
    method: 'post',
    url: `${BASE}${path}`,
    headers: { 'x-api-key': key, accept: 'application/json', 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

export function get(path: string, key = KEY): VendorRequest {
  return {
    method: 'get',
    url: `${BASE}${path}`,
    headers: { 'x-api-key': key, accept: 'application/json' },
  };
}

export const results = (name: BatchName, id: string, page = 1, limit = 1000): VendorRequest =>
  get(`${BATCHES[name].path}/${id}/results?page=${page}&limit=${limit}`);

export const status = (name: BatchName, id: string): VendorRequest =>
  get(`${BATCHES[name].path}/${id}`);

export function answered(answer: VendorAnswer): HttpAnswer {
  if ('error' in answer) throw new Error(`No answer: ${answer.error}`);
  return answer;
}

export interface Envelope {
  readonly data: Record<string, unknown>;
  readonly meta: Record<string, unknown>;
}

/** The parsed body of an answer that must have the status. */
export function bodyOf(answer: VendorAnswer, code = 200): Record<string, unknown> {
  const { status: got, body } = answered(answer);
  if (got !== code) throw new Error(`HTTP ${got} instead of ${code}: ${body.slice(0, 300)}`);
  return JSON.parse(body) as Record<string, unknown>;
}

/** A call that we may make, and that must be answered well. */
export function call(vendor: EnrichEmulator, request: VendorRequest, nowMs = NOW): Envelope {
  const problems = requestProblems(request);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return bodyOf(vendor.handle(request, nowMs)) as unknown as Envelope;
}

/** Buys, and says under which id. */
export function buy(
  vendor: EnrichEmulator,
  name: BatchName,
  body: unknown = BATCHES[name].body(10),
  nowMs = NOW,
): string {
  return String(call(vendor, post(BATCHES[name].path, body), nowMs).data.batchId);
}

export type Item = Record<string, unknown>;

export function itemsOf(vendor: EnrichEmulator, name: BatchName, id: string): readonly Item[] {
  return call(vendor, results(name, id), END).data.results as Item[];
}
