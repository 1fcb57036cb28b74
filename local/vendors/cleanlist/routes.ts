// Owns which endpoints there are under the base path, and what each asks of the caller. Answers nothing.
import type { VendorRequest } from '../http';
import type { Endpoint } from '../ledger';

export const ORIGIN = 'https://api.cleanlist.ai';
export const BASE = '/api/v1/public';

type Name =
  | 'balance'
  | 'validate'
  | 'enrich_bulk'
  | 'enrich_status'
  | 'deliveries'
  | 'whoami'
  | 'estimate'
  | 'person'
  | 'list_run'
  | 'run_status'
  | 'new_list'
  | 'csv_import'
  | 'leads';

export interface Route {
  readonly name: Name;
  readonly method: 'GET' | 'POST';
  /** `{id}` stands for one part of the path. */
  readonly path: string;
  /** What the call counts as for faults and for the ledger. */
  readonly endpoint: Endpoint;
  /** Two APIs live under one base path, and word their errors differently. */
  readonly generation: 'older' | 'newer';
  readonly query: readonly string[];
  readonly scopes: readonly string[];
}

/** https://docs.cleanlist.ai/api-reference and https://docs.cleanlist.ai/mcp-api/introduction */
const ROUTES: readonly Route[] = [
  older('balance', 'GET', '/credits/balance', 'balance'),
  older('validate', 'GET', '/auth/validate-key', 'validate'),
  older('enrich_bulk', 'POST', '/enrich/bulk', 'submit'),
  older('enrich_status', 'GET', '/enrich/status', 'status', ['workflow_id', 'task_id']),
  older('deliveries', 'GET', '/webhooks/deliveries', 'other', ['workflow_id']),
  newer('whoami', 'GET', '/whoami', 'validate', []),
  newer('estimate', 'POST', '/credits/estimate', 'quote', ['credits:read']),
  newer('person', 'POST', '/enrichment/person', 'submit', ['enrich:write']),
  newer('list_run', 'POST', '/enrichment/bulk', 'submit', ['enrich:write']),
  newer('run_status', 'GET', '/enrichment/status/{id}', 'status', ['enrich:read']),
  newer('new_list', 'POST', '/lead-lists', 'list', ['lists:write']),
  newer('csv_import', 'POST', '/lead-lists/{id}/csv-import', 'import', ['lists:write']),
  newer('leads', 'GET', '/lead-lists/{id}/leads', 'results', ['lists:read'], ['limit', 'cursor']),
];

/** What the vendor offers beside them. */
const LEFT_OUT: readonly string[] = [
  'GET /usage',
  'GET /api-keys',
  'POST /enrichment/company',
  'POST /enrichment/by-task',
  'GET /lead-lists',
  'GET /lead-lists/{id}',
  'PATCH /lead-lists/{id}',
  'DELETE /lead-lists/{id}',
  'POST /lead-lists/{id}/leads',
  'DELETE /lead-lists/{id}/leads',
  'GET /smart-agents',
  'GET /smart-agents/{id}',
  'POST /smart-agents/run',
  'GET /export/json',
  'POST /export/csv/signed-url',
];

export interface Target {
  readonly route: Route;
  readonly id: string;
}

/**
 * `undefined` for a path that nothing stands at. The method is not looked at.
 *
 * @throws Error `NotEmulated` for what the vendor offers and the emulator does not.
 */
export function targetOf(method: string, url: string): Target | undefined {
  if (!url.startsWith(`${ORIGIN}${BASE}/`)) return undefined;
  const path = url.slice(ORIGIN.length + BASE.length).split('?')[0] ?? '';
  const called = method.toUpperCase();
  const leftOut = LEFT_OUT.find((one) => {
    const [only = '', pattern = ''] = one.split(' ');
    return only === called && idIn(pattern, path) !== null;
  });
  if (leftOut !== undefined) throw new Error(`NotEmulated: cleanlist ${leftOut}`);
  for (const route of ROUTES) {
    const id = idIn(route.path, path);
    if (id !== null) return { route, id };
  }
  return undefined;
}

/** What a call is for. @throws Error `NotEmulated` as above. */
export function endpointOf({ method, url }: Pick<VendorRequest, 'method' | 'url'>): Endpoint {
  return targetOf(method, url)?.route.endpoint ?? 'other';
}

/** `null` when the path is not of the pattern, `''` when the pattern holds no id. */
function idIn(pattern: string, path: string): string | null {
  const [before = '', after] = pattern.split('{id}');
  if (after === undefined) return path === pattern ? '' : null;
  if (!path.startsWith(before) || !path.endsWith(after)) return null;
  const id = path.slice(before.length, path.length - after.length);
  return id === '' || id.includes('/') ? null : decoded(id);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function older(
  name: Name,
  method: Route['method'],
  path: string,
  endpoint: Endpoint,
  query: readonly string[] = [],
): Route {
  return { name, method, path, endpoint, generation: 'older', query, scopes: [] };
}

function newer(
  name: Name,
  method: Route['method'],
  path: string,
  endpoint: Endpoint,
  scopes: readonly string[],
  query: readonly string[] = [],
): Route {
  return { name, method, path, endpoint, generation: 'newer', query, scopes };
}
