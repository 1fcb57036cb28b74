// Owns the shorthand of these tests for calling the emulated vendor, and its cast. Every call is held to the contract.
import type { Identity } from '../../src/contact/contact';
import type { HttpRequest, HttpResult } from '../../src/provider/provider';
import type { Organization } from '../../local/vendors/accounts';
import { CleanlistEmulator, type EmulatorOptions } from '../../local/vendors/cleanlist/emulator';
import type { HttpAnswer, VendorAnswer, VendorRequest } from '../../local/vendors/http';
import type { VendorContact } from '../../local/vendors/person';
import { requestProblems } from '../support/cleanlist-contract';
import { bulk } from './bulk';

export const NOW = Date.UTC(2026, 3, 6, 15, 0, 0);
export const BASE = 'https://api.cleanlist.ai/api/v1/public';
export const KEY = 'clapi_one';
export const SECOND_KEY = 'clapi_two';
export const FOREIGN_KEY = 'clapi_foreign';

const ORGANIZATIONS: readonly Organization[] = [
  { id: 'org_a', name: 'A', keys: [KEY, SECOND_KEY, 'clapi_three'], credits: 25_000 },
  { id: 'org_b', name: 'B', keys: [FOREIGN_KEY], credits: 100 },
  { id: 'org_c', name: 'C', keys: ['clapi_free_plan'], credits: 100, apiAccess: false },
];

export function emulator(options: EmulatorOptions = {}): CleanlistEmulator {
  return new CleanlistEmulator({ organizations: ORGANIZATIONS, ...options });
}

export const person = (number: number): VendorContact => ({
  first_name: `First${number}`,
  last_name: `Last${number}`,
  company_domain: `company${number}.com`,
});

export const people = (count: number): VendorContact[] =>
  Array.from({ length: count }, (_none, index) => person(index));

export function identity(fields: Partial<Identity>): Identity {
  const blank = {
    linkedinUrl: '',
    firstName: '',
    lastName: '',
    companyName: '',
    companyDomain: '',
  };
  return { ...blank, ...fields };
}

export const identities = (count: number): Identity[] =>
  people(count).map(({ first_name, last_name, company_domain }) =>
    identity({
      firstName: first_name ?? '',
      lastName: last_name ?? '',
      companyDomain: company_domain ?? '',
    }),
  );

export function post(body: unknown, key = KEY): VendorRequest {
  return {
    method: 'post',
    url: `${BASE}/enrich/bulk`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

export function get(path: string, key = KEY): VendorRequest {
  return { method: 'get', url: `${BASE}${path}`, headers: { authorization: `Bearer ${key}` } };
}

export function answered(answer: VendorAnswer): HttpAnswer {
  if ('error' in answer) throw new Error(`No answer: ${answer.error}`);
  return answer;
}

/** The parsed body of an answer that must have the status. */
export function bodyOf(answer: VendorAnswer, status = 200): Record<string, unknown> {
  const { status: got, body } = answered(answer);
  if (got !== status) throw new Error(`HTTP ${got} instead of ${status}: ${body.slice(0, 300)}`);
  return JSON.parse(body) as Record<string, unknown>;
}

/** Buys, and says under which id. */
export function buy(
  vendor: CleanlistEmulator,
  contacts: readonly VendorContact[],
  type = 'full',
  key = KEY,
  nowMs = NOW,
): string {
  const body = bodyOf(vendor.handle(post({ enrichment_type: type, contacts }, key), nowMs));
  return String(body.workflow_id);
}

/** What a transport makes of the emulator: the request must keep the contract. */
export function call(vendor: CleanlistEmulator, request: HttpRequest, nowMs = NOW): HttpResult {
  const problems = requestProblems(request);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const answer = vendor.handle(request, nowMs);
  return 'error' in answer
    ? { kind: 'failed', message: answer.error }
    : { kind: 'response', response: answer };
}

/** Submits with the provider; the outcome must be the expected one. */
export function submitted(vendor: CleanlistEmulator, contacts: readonly Identity[], nowMs = NOW) {
  const request = bulk.submit(KEY, 'full', contacts);
  const outcome = bulk.readSubmit(call(vendor, request, nowMs), contacts, nowMs);
  if (outcome.kind !== 'accepted') throw new Error(`Not accepted: ${outcome.kind}`);
  return outcome;
}

export function polled(vendor: CleanlistEmulator, workflowId: string, nowMs: number) {
  const result = call(vendor, bulk.poll(KEY, workflowId), nowMs);
  return bulk.readPoll(result, [], { key: KEY, workflowId, nowMs });
}

/** Later than any workflow ends that is meant to. */
export const END = NOW + 181_000;
