// Owns the shorthand of these tests for calling the emulated LeadLeap, and its cast. Every undisturbed answer is held to the contract.
import type { Organization } from '../../local/vendors/accounts';
import type { HttpAnswer, VendorAnswer, VendorRequest } from '../../local/vendors/http';
import { LeadleapEmulator, type EmulatorOptions } from '../../local/vendors/leadleap/emulator';
import { answerProblems, type Answered } from '../support/leadleap-contract';

export const NOW = Date.UTC(2026, 3, 6, 15, 0, 0);
export const BASE = 'https://api.leadleap.net/api/v1';
export const ALL = { email: 1, phone: 1, failed: 0 };

const key = (digit: string): string => `ll_${digit.repeat(64)}`;
export const KEY = key('a');
export const SECOND_KEY = key('b');
export const FOREIGN_KEY = key('c');
export const FREE_KEY = key('d');

const ORGANIZATIONS: readonly Organization[] = [
  { id: 'org_a', name: 'A', keys: [KEY, SECOND_KEY], credits: 2_000 },
  { id: 'org_b', name: 'B', keys: [FOREIGN_KEY], credits: 100 },
  { id: 'org_c', name: 'C', keys: [FREE_KEY], credits: 100, apiAccess: false },
];

export function emulator(options: EmulatorOptions = {}): LeadleapEmulator {
  return new LeadleapEmulator({ organizations: ORGANIZATIONS, ...options });
}

const PATHS: Readonly<Record<Answered, string>> = {
  leads: '/leads',
  unlock: '/leads/unlock',
  enrich: '/leads/enrich',
  export: '/leads/export',
  validate: '/email/validate',
  usage: '/account/usage',
};

/** As our add-on sends it. */
export function get(path: string, as = KEY): VendorRequest {
  const headers = { authorization: `Bearer ${as}`, accept: 'application/json' };
  return { method: 'get', url: `${BASE}${path}`, headers };
}

/** As our add-on sends it; a text stands as it is. */
export function post(endpoint: Answered, body: unknown, as = KEY): VendorRequest {
  const read = get(PATHS[endpoint], as);
  return {
    ...read,
    method: 'post',
    headers: { ...read.headers, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

export function answered(answer: VendorAnswer): HttpAnswer {
  if ('error' in answer) throw new Error(`No answer: ${answer.error}`);
  return answer;
}

export type Fields = Readonly<Record<string, unknown>>;

/** As far as tests look at it. */
interface Meta {
  readonly request_id: string;
  readonly total: number;
  readonly total_pages: number;
  readonly cached: boolean;
  readonly credits_used: number;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** One lead, one verdict or the account. */
  readonly data: Fields;
  /** A list of them, or what a file holds. */
  readonly items: readonly Fields[];
  readonly meta: Meta;
  /** `ok` for an answer that is no refusal. */
  readonly code: string;
  readonly error: Fields | null;
}

/** The answer with its body read as JSON; disturbed ones may break the contract. */
export function reply(answer: VendorAnswer): Reply {
  const { status, headers, body } = answered(answer);
  const read = JSON.parse(body) as Reply | readonly Fields[];
  const { data, meta, error } = 'map' in read ? { data: read, meta: {}, error: null } : read;
  return {
    status,
    headers,
    data: data as Fields,
    items: (Array.isArray(data) ? data : []) as readonly Fields[],
    meta: meta as Meta,
    code: error === null ? 'ok' : String(error.code),
    error,
  };
}

/** An undisturbed answer, which must keep the contract. */
export function kept(endpoint: Answered, answer: VendorAnswer): Reply {
  const problems = answerProblems(endpoint, answered(answer));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return reply(answer);
}

/** A POST as our add-on sends it, whose answer must keep the contract. */
export function ask(
  vendor: LeadleapEmulator,
  endpoint: 'unlock' | 'enrich' | 'export' | 'validate',
  body: unknown,
  { as = KEY, at = NOW }: { readonly as?: string; readonly at?: number } = {},
): Reply {
  return kept(endpoint, vendor.handle(post(endpoint, body, as), at));
}
