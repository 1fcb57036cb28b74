// Owns the ways in which one answer can go wrong, and changing its list of items as they say. Renders nothing.
import { shuffled } from '../seeded';

/** What goes wrong in one answer about leads or addresses. */
export interface AnswerMode {
  /** Of an export or a validation. */
  readonly items?: readonly ItemChange[];
  /** Instead of e-mails, phones and profiles. */
  readonly values?: 'masked' | 'hostile';
  /** An unlock, an enrichment or a single validation speaks of somebody else. */
  readonly about?: 'stranger';
  /** An export comes as CSV although JSON was asked for. */
  readonly file?: 'csv';
  /** How an export's JSON holds the list; default: it is one. */
  readonly wrapped?: 'data' | 'leads';
  /** An export passes over unknown and withdrawn leads instead of refusing them all. */
  readonly skipsUnknown?: boolean;
  /** What `enrich` does with a lead that is not unlocked; default: the emulator's. */
  readonly lockedEnrich?: LockedEnrich;
  /** Instead of the reason of every address that is not valid. */
  readonly reason?: string;
  /** Addresses come back in lower case. */
  readonly lowerCase?: boolean;
}

/** Whether `enrich` needs an unlock is not documented. */
export type LockedEnrich = 'refused' | 'masked' | 'full';

type ItemChange =
  | 'shuffled'
  /** Every fifth item is not there, beginning with the first. */
  | 'missing'
  /** Three items of what was not asked for. */
  | 'extra'
  /** Every third item stands there twice. */
  | 'doubled'
  /** No item says whose it is. */
  | 'anonymous';

/** `extra` makes an item that was not asked for; `seed` decides the order. */
export function changed<T>(
  items: readonly T[],
  mode: AnswerMode,
  seed: string,
  extra: (number: number) => T,
): readonly T[] {
  const changes = new Set(mode.items);
  let list = items;
  if (changes.has('missing')) list = list.filter((_item, index) => index % 5 !== 0);
  if (changes.has('doubled')) {
    list = list.flatMap((item, index) => (index % 3 === 0 ? [item, item] : [item]));
  }
  if (changes.has('extra')) list = [...list, ...[1, 2, 3].map(extra)];
  return changes.has('shuffled') ? shuffled(list, seed) : list;
}

export function isAnonymous({ items = [] }: AnswerMode): boolean {
  return items.includes('anonymous');
}
