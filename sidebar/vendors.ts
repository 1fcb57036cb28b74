// Owns vendors as the sidebar names them, and which of them a sentence is about. Knows no vendor by name.
import type { AccountView } from '../src/rpc/contract';
import type { RunView } from '../src/rpc/contract-run';

export type Accounts = readonly AccountView[];
export type Connected = Extract<AccountView, { readonly connected: true }>;

export function connectedOf(accounts: Accounts): readonly Connected[] {
  return accounts.filter((account) => account.connected);
}

/** Whether any vendor's key is connected. */
export function isConnected(accounts: Accounts): boolean {
  return connectedOf(accounts).length > 0;
}

export function accountOf(accounts: Accounts, id: string | undefined): AccountView | undefined {
  return accounts.find(({ vendor }) => vendor === id);
}

/** Those that are connected; where none is, all that there are. */
export function inUse(accounts: Accounts): Accounts {
  const connected = connectedOf(accounts);
  return connected.length > 0 ? connected : accounts;
}

/** The one vendor that a sentence of the server names; where it names none, the only one in use. */
export function accountIn(accounts: Accounts, text: string): AccountView | undefined {
  const words = wordsOf(text);
  const named = accounts.filter(({ name }) => words.includes(wordsOf(name)));
  const [only, ...others] = named.length > 0 ? named : inUse(accounts);
  return others.length === 0 ? only : undefined;
}

/** Whole words between spaces: `Enrichment` names no `Enrich`. */
function wordsOf(text: string): string {
  return ` ${text.replace(/\W+/g, ' ').trim()} `;
}

/** `Cleanlist`, `Cleanlist and Enrich`. */
export function listed(names: readonly string[], word: 'and' | 'or' = 'and'): string {
  const last = names[names.length - 1] ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** Who was asked, as far as it is known here. */
export function vendorsText(vendors: readonly { readonly name: string }[]): string {
  return (
    listed(
      vendors.map(({ name }) => name),
      'or',
    ) || 'the vendor'
  );
}

/** `Enrich`, of a run; where it asked several and one is not known, all of them. */
export function vendorOfRun({ costs }: Pick<RunView, 'costs'>, id?: string): string {
  return costs.find(({ vendor }) => vendor === id)?.name ?? vendorsText(costs);
}
