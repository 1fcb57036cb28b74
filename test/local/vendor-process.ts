// The emulated vendor in a process of its own: a command that waits for its answers blocks its thread. Started by fork.
import { DEMO_ORGANIZATIONS } from '../../local/vendors/cleanlist/demo';
import { CleanlistEmulator } from '../../local/vendors/cleanlist/emulator';
import type { FaultName } from '../../local/vendors/fault';
import { serve } from '../../local/vendors/serve';

export type Order =
  | { readonly kind: 'balance'; readonly credits: number }
  | { readonly kind: 'fault'; readonly name: FaultName }
  | { readonly kind: 'ledger' };

export interface LedgerAnswer {
  readonly bought: number;
  readonly boughtTwice: number;
  readonly submits: number;
}

const speed = Number(process.argv[2]);
const startedMs = Date.now();
const now = (): number => startedMs + (Date.now() - startedMs) * speed;
const emulator = new CleanlistEmulator({ duration: { min: 5, max: 15 } });

process.on('message', (order: Order) => {
  switch (order.kind) {
    case 'balance':
      emulator.setBalance(DEMO_ORGANIZATIONS[0]?.id ?? '', order.credits);
      break;
    case 'fault':
      emulator.faults.next('submit', order.name);
      break;
    case 'ledger':
      break;
  }
  const { ledger } = emulator;
  const answer: LedgerAnswer = {
    bought: ledger.purchases.length,
    boughtTwice: ledger.boughtTwice().length,
    submits: ledger.requests.submit,
  };
  process.send?.(answer);
});

const mounted = await serve(emulator, { origin: 'https://api.cleanlist.ai', now });
process.send?.(mounted.url);
