// Owns which address of Enrich means what. Reads no body.
import type { CallKind } from './call-limits';
import type { VendorRequest } from '../http';
import type { Endpoint } from '../ledger';
import type { BatchProduct, Product } from './products';

export const ORIGIN = 'https://dev.enrich.so';
const BASE = '/api/v3';

export type Route =
  | { readonly kind: 'single'; readonly product: Product }
  | { readonly kind: 'submit'; readonly product: BatchProduct }
  | { readonly kind: 'status'; readonly product: BatchProduct; readonly id: string }
  | { readonly kind: 'results'; readonly product: BatchProduct; readonly id: string }
  | { readonly kind: 'balance' }
  | { readonly kind: 'transactions' }
  | { readonly kind: 'not_emulated'; readonly path: string };

/** https://doc.enrich.so/api-reference-1951025m0 */
const FIXED: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['POST /email-finder', { kind: 'single', product: 'finder' }],
  ['POST /email-validation', { kind: 'single', product: 'validation' }],
  ['GET /reverse-lookup/phones', { kind: 'single', product: 'phones' }],
  ['POST /reverse-lookup/lookup', { kind: 'single', product: 'profile' }],
  ['POST /email-finder/batch', { kind: 'submit', product: 'finder' }],
  ['POST /email-validation/batch', { kind: 'submit', product: 'validation' }],
  ['POST /reverse-lookup/phones/bulk', { kind: 'submit', product: 'phones' }],
  ['GET /wallets/balance', { kind: 'balance' }],
  ['GET /wallets/transactions', { kind: 'transactions' }],
]);

const BATCH =
  /^\/(email-finder\/batch|email-validation\/batch|reverse-lookup\/phones\/bulk)\/([^/]+)(\/results)?$/;

const BATCHES: Readonly<Record<string, BatchProduct>> = {
  'email-finder/batch': 'finder',
  'email-validation/batch': 'validation',
  'reverse-lookup/phones/bulk': 'phones',
};

/** What the vendor offers beside that. */
const OTHERS: readonly RegExp[] = [
  /^(?:POST|GET) \/company-follower(?:\/|$)/,
  /^POST \/count-estimate$/,
  /^GET \/count-estimate\/[^/]+$/,
  /^POST \/ip-to-company(?:\/batch)?$/,
  /^GET \/ip-to-company\/batch\/[^/]+(?:\/results)?$/,
  /^POST \/reverse-lookup\/bulk-lookup$/,
  /^GET \/reverse-lookup\/bulk-lookup\/[^/]+(?:\/results)?$/,
  /^POST \/lead-finder\/(?:count|enrich|export|reveal|saved|search|unlock-names)$/,
  /^GET \/lead-finder\/(?:export-jobs|reveal-jobs)(?:\/[^/]+)?$/,
  /^GET \/lead-finder\/export-jobs\/[^/]+\/download$/,
  /^GET \/lead-finder\/(?:filter-options|saved|suggest)$/,
  /^DELETE \/lead-finder\/saved\/[^/]+$/,
  /^POST \/people-search\/(?:employee-finder|waterfall-icp-search)$/,
  /^(?:GET|POST) \/teams\/[^/]+\/invitations$/,
  /^DELETE \/teams\/[^/]+\/invitations\/[^/]+$/,
  /^GET \/teams\/[^/]+\/members$/,
];

/** `undefined` for what the vendor does not offer. */
export function routeOf(request: Pick<VendorRequest, 'method' | 'url'>): Route | undefined {
  if (!request.url.startsWith(`${ORIGIN}${BASE}/`)) return undefined;
  const path = request.url.slice(ORIGIN.length + BASE.length).split('?')[0] ?? '';
  const call = `${request.method.toUpperCase()} ${path}`;
  const fixed = FIXED.get(call);
  if (fixed !== undefined) return fixed;
  const [, prefix = '', id = '', results] = BATCH.exec(path) ?? [];
  const product = BATCHES[prefix];
  if (product !== undefined && call.startsWith('GET ')) {
    return { kind: results === undefined ? 'status' : 'results', product, id };
  }
  return OTHERS.some((other) => other.test(call)) ? { kind: 'not_emulated', path } : undefined;
}

/** `submit` is what may cost something, at once or later. */
export function endpointOf(route: Route | undefined): Endpoint {
  switch (route?.kind) {
    case 'single':
    case 'submit':
      return 'submit';
    case 'status':
    case 'results':
    case 'balance':
      return route.kind;
    case 'transactions':
    case 'not_emulated':
    case undefined:
      return 'other';
  }
}

export function callKindOf(route: Route): CallKind {
  if (route.kind === 'single') return 'enrichment';
  return route.kind === 'submit' ? 'bulk' : 'other';
}

export function queryOf(request: VendorRequest): readonly (readonly [string, string])[] {
  return [...new URL(request.url).searchParams.entries()];
}
