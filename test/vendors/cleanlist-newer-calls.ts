// Owns the shorthand of these tests for the vendor's newer generation. Every answer is held to the contract.
import type { CleanlistEmulator } from '../../local/vendors/cleanlist/emulator';
import type { VendorRequest } from '../../local/vendors/http';
import { answerProblems, type Answered } from '../support/cleanlist-contract';
import { answered, get, KEY, NOW, post } from './calls';

export type Json = Record<string, unknown>;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}

interface When {
  readonly key?: string;
  readonly nowMs?: number;
}

const BASE = 'https://api.cleanlist.ai/api/v1/public';

/** A GET without `body`, else a POST. */
export function ask(
  vendor: CleanlistEmulator,
  endpoint: Answered,
  path: string,
  body?: unknown,
  { key = KEY, nowMs = NOW }: When = {},
): Reply {
  const request: VendorRequest =
    body === undefined ? get(path, key) : { ...post(body, key), url: `${BASE}${path}` };
  const answer = answered(vendor.handle(request, nowMs));
  expect(answerProblems(endpoint, answer)).toEqual([]);
  return {
    status: answer.status,
    headers: answer.headers,
    body: JSON.parse(answer.body) as Json,
  };
}

/** The code of an error object. */
export function codeOf({ body }: Reply): unknown {
  return (body.error as Json | undefined)?.code;
}

/** Where a 422 says that the fault is, and of what kind. */
export function faultsOf({ body }: Reply): readonly string[] {
  const list = (body.detail ?? []) as { loc: unknown[]; type: string }[];
  return list.map(({ loc, type }) => `${loc.join('.')} ${type}`);
}

export function newList(vendor: CleanlistEmulator, name = 'From a sheet', when: When = {}): string {
  return String(ask(vendor, 'new_list', '/lead-lists', { name }, when).body.list_id);
}

export function csvOf(lines: readonly string[]): string {
  return Buffer.from(lines.join('\r\n')).toString('base64');
}

/** Imports people who are known by name and domain. */
export function listOf(
  vendor: CleanlistEmulator,
  count: number,
  when: When = {},
  name = `List of ${count}`,
): string {
  const id = newList(vendor, name, when);
  const rows = Array.from({ length: count }, (_none, n) => `First${n},Last${n},company${n}.com`);
  const body = {
    csv_content_base64: csvOf(['First,Last,Domain', ...rows]),
    column_mapping: { first_name: 'First', last_name: 'Last', company_domain: 'Domain' },
    dispatch_enrichment: false,
  };
  expect(ask(vendor, 'csv_import', `/lead-lists/${id}/csv-import`, body, when).status).toBe(201);
  return id;
}

export function quoteFor(
  vendor: CleanlistEmulator,
  listId: string,
  scope = 'full',
  when: When = {},
): string {
  const body = { tool: 'enrich_list', list_id: listId, scope };
  return String(ask(vendor, 'estimate', '/credits/estimate', body, when).body.quote_id);
}

/** Starts the enrichment of a list under a fresh quote, and says under which id. */
export function runList(
  vendor: CleanlistEmulator,
  listId: string,
  scope = 'full',
  when: When = {},
): string {
  const body = { lead_list_id: listId, scope, quote_id: quoteFor(vendor, listId, scope, when) };
  return String(ask(vendor, 'list_run', '/enrichment/bulk', body, when).body.workflow_id);
}

/** Starts the enrichment of a person on a list of its own, and says under which id. */
export function runPerson(
  vendor: CleanlistEmulator,
  fields: Json,
  type = 'full',
  when: When = {},
): string {
  const body = { ...fields, enrichment_type: type, lead_list_id: newList(vendor, 'People', when) };
  return String(ask(vendor, 'person', '/enrichment/person', body, when).body.workflow_id);
}

export function statusOf(vendor: CleanlistEmulator, id: string, nowMs: number): Json {
  const { status, body } = ask(vendor, 'run_status', `/enrichment/status/${id}`, undefined, {
    nowMs,
  });
  expect(status).toBe(200);
  return body;
}
