// An emulated vendor in a process of its own: a command that waits for its answers blocks its thread. Started by fork.
import { emulate, type EmulatorId } from '../../local/vendors/emulators';
import type { FaultName } from '../../local/vendors/fault';
import type { VendorRequest } from '../../local/vendors/http';
import { serve } from '../../local/vendors/serve';

export type Order =
  | { readonly kind: 'balance'; readonly credits: number }
  | { readonly kind: 'fault'; readonly name: FaultName }
  /** The key is refused from the first purchase on. */
  | { readonly kind: 'revoke' }
  | { readonly kind: 'ledger' };

export interface LedgerAnswer {
  readonly bought: number;
  readonly boughtTwice: number;
  readonly submits: number;
  /** Each key that a request brought, once. */
  readonly keys: readonly string[];
}

const [speedText, id = 'cleanlist'] = process.argv.slice(2);
const speed = Number(speedText);
const startedMs = Date.now();
const now = (): number => startedMs + (Date.now() - startedMs) * speed;
const duration = { min: 5, max: 15 };
const vendor = emulate({ cleanlist: { duration }, enrich: { duration } })[id as EmulatorId];
const keys = new Set<string>();
let isRevoked = false;

process.on('message', (order: Order) => {
  switch (order.kind) {
    case 'balance':
      vendor.setBalance(vendor.accounts.ofKey(vendor.demoKey)?.id ?? '', order.credits);
      break;
    case 'fault':
      vendor.faults.next('submit', order.name);
      break;
    case 'revoke':
      isRevoked = true;
      break;
    case 'ledger':
      break;
  }
  const { ledger } = vendor;
  const answer: LedgerAnswer = {
    bought: ledger.purchases.length,
    boughtTwice: ledger.boughtTwice().length,
    submits: ledger.requests.submit,
    keys: [...keys],
  };
  process.send?.(answer);
});

const heard = {
  handle: (request: VendorRequest, nowMs: number) => {
    const { authorization = '', 'x-api-key': key = authorization } = request.headers;
    keys.add(key);
    if (isRevoked && vendor.ledger.requests.submit > 0) vendor.accounts.revoke(vendor.demoKey);
    return vendor.handle(request, nowMs);
  },
};
const mounted = await serve(heard, { origin: vendor.origin, now });
process.send?.(mounted.url);
