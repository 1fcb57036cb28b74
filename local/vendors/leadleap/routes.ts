// Owns LeadLeap's endpoints: method, path, and the scopes a key needs for each. Answers nothing.
import type { Endpoint } from '../ledger';

/** https://leadleap.net/docs/api */
export const ALL_SCOPES = [
  'leads:read',
  'leads:unlock',
  'leads:export',
  'leads:enrich',
  'email:validate',
  'webhooks:read',
  'webhooks:manage',
  'account:read',
] as const;
export type Scope = (typeof ALL_SCOPES)[number];

export interface Route {
  readonly name: 'leads' | 'unlock' | 'enrich' | 'export' | 'validate' | 'usage' | 'webhooks';
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: RegExp;
  /** Any of them opens it. */
  readonly scopes: readonly [Scope, ...Scope[]];
  readonly endpoint: Endpoint;
}

/** The document shows no method of the reads: they have no body, so it is GET. */
export const ROUTES: readonly Route[] = [
  route('leads', 'GET', /^\/leads$/, ['leads:read'], 'other'),
  route('unlock', 'POST', /^\/leads\/unlock$/, ['leads:unlock'], 'submit'),
  route('enrich', 'POST', /^\/leads\/enrich$/, ['leads:enrich'], 'results'),
  route('export', 'POST', /^\/leads\/export$/, ['leads:export'], 'submit'),
  route('validate', 'POST', /^\/email\/validate$/, ['email:validate'], 'submit'),
  route('usage', 'GET', /^\/account\/usage$/, ['account:read', 'leads:read'], 'balance'),
  route('webhooks', 'GET', /^\/webhooks$/, ['webhooks:read'], 'other'),
  route('webhooks', 'POST', /^\/webhooks$/, ['webhooks:manage'], 'other'),
  route('webhooks', 'DELETE', /^\/webhooks\/[^/]+$/, ['webhooks:manage'], 'other'),
];

function route(
  name: Route['name'],
  method: Route['method'],
  path: RegExp,
  scopes: Route['scopes'],
  endpoint: Endpoint,
): Route {
  return { name, method, path, scopes, endpoint };
}
