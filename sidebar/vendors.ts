// Owns vendors as the sidebar names them, and which of them something is about. Knows no vendor by name.
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

/** The vendor that something is about, by its id; where none is told, the only one in use. */
export function accountAbout(accounts: Accounts, id: string | undefined): AccountView | undefined {
  const [only, ...others] = id === undefined ? inUse(accounts) : [];
  return accountOf(accounts, id) ?? (others.length === 0 ? only : undefined);
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
