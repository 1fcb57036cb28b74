// Owns the check: a verdict on every selected row before any money. Knows no price, vendor or run but "is it waiting".
import { CHANNELS, type Channel, type Contact, type Fingerprint, type Identity } from './contact';
import { groupRows, type IdentifiedRow } from './group';
import { fingerprint } from './fingerprint';
import { type IdentityPart, partOf } from './identity-part';
import type { IncompleteReason, Lack } from './identity';
import type { Mapping } from './mapping';
import {
  perChannel,
  type PerChannel,
  type Places,
  placesIn,
  readRows,
  type Row,
} from './sheet-row';
import type { Cells } from './table';

export interface CheckRequest {
  readonly cells: Cells;
  /** 0-based row of the headers; -1 when there is none. Rows above it are no data. */
  readonly headerRow: number;
  readonly mapping: Mapping;
  /** What the user wants to have. */
  readonly channels: readonly Channel[];
  /**
   * The 0-based columns in which the values of a channel stand, -1 for one that is still to be made. Absent: those that are
   * mapped as e-mail and phone, and of other channels none.
   */
  readonly placesOf?: (channel: Channel) => readonly number[];
  /** The channels whose filled cells are to be bought again and replaced (write policy *always*). */
  readonly overwrite: readonly Channel[];
  /** Of these columns, those whose filled cells are replaced. Absent: all. */
  readonly replacedIn?: (channel: Channel) => readonly number[];
  /** Whether a filled cell stays all the same. Absent: none is known to. */
  readonly isFixed?: (row: number, column: number) => boolean;
  /** Whether a row's contact is in an open run, whoever the row says it is by now. */
  readonly isWaiting: (row: number, identity: Identity) => boolean;
  /**
   * What a contact is to be asked for with; `null` when everything was tried already. Absent: with all there is.
   */
  readonly partFor?: (
    contact: Contact,
    missing: readonly Channel[],
    /** Whether a part of an identity, by its fingerprint, fits one contact only. */
    isOne: (part: Fingerprint) => boolean,
    isAlike?: IsAlike,
  ) => IdentityPart | null;
  /** Why nobody can look a contact up for a channel; `null`: somebody can. Absent: somebody can always. */
  readonly lackFor?: (identity: Identity, channel: Channel, isAlike?: IsAlike) => Lack | null;
  /** Tells of each contact who could not tell it from other rows. Absent: everybody can. */
  readonly alike?: (rows: readonly Identity[]) => (contact: Contact) => IsAlike;
  /** Whether the user chose this row. All rows are grouped, but only chosen ones get a verdict. */
  readonly selected: (row: number) => boolean;
}

/** Whether a service, by its id, would be asked the same about somebody else. */
export type IsAlike = (service: string, asked: Identity) => boolean;

export type Verdict =
  /** Carries its contact's purchase. */
  | { readonly kind: 'ready'; readonly missing: readonly Channel[] }
  /** Its contact is in an open run. */
  | { readonly kind: 'waiting' }
  /** Its contact is bought for row `of`, above it; it is filled with it. */
  | { readonly kind: 'duplicate'; readonly of: number }
  /** Nothing to buy: it has everything (`null`), or row `from` of its contact has what it lacks. */
  | { readonly kind: 'filled'; readonly from: number | null }
  | { readonly kind: 'incomplete'; readonly reason: IncompleteReason }
  /** Its contact was asked for with everything that the row says. */
  | { readonly kind: 'tried'; readonly missing: readonly Channel[] }
  | { readonly kind: 'blank' };

export interface RowVerdict {
  /** 0-based row of the table. */
  readonly row: number;
  readonly verdict: Verdict;
}

/** A contact to send, and for what. Its rows are all its rows, also those that were not selected. */
export interface ReadyContact {
  readonly contact: Contact;
  readonly missing: readonly Channel[];
  readonly part: IdentityPart;
  /** Absent: everybody can tell it from others. */
  readonly isAlike?: IsAlike | undefined;
}

/** A value that one row of a contact has and another, selected one lacks: free. */
export interface Copy {
  readonly channel: Channel;
  readonly from: number;
  readonly to: number;
}

/** A cell of a selected row that holds something where a bought value would go. */
export interface OccupiedCell {
  /**
   * `replaced` by the policy *always*; or `in_the_way`: no e-mail, but not empty either, so it stays, and
   * nothing is bought for it.
   */
  readonly kind: 'replaced' | 'in_the_way';
  readonly channel: Channel;
  readonly row: number;
  readonly column: number;
}

export interface Check {
  /** One for each selected row below the headers, ascending. */
  readonly verdicts: readonly RowVerdict[];
  readonly ready: readonly ReadyContact[];
  /** Contacts that were asked for in every way. */
  readonly tried: number;
  readonly counts: Readonly<Record<Verdict['kind'], number>>;
  readonly copies: readonly Copy[];
  readonly occupied: readonly OccupiedCell[];
  /** Ready contacts one of whose rows, chosen or not, has its cell replaced (write policy *always*). */
  readonly replaced: Readonly<Partial<Record<Channel, number>>>;
}

/** Checks the selected rows. Pure, and linear in the number of cells' rows. */
export function checkRows(request: CheckRequest): Check {
  const places = placesIn(request);
  const rows = readRows(request, places);
  const identified: IdentifiedRow[] = [];
  for (const row of rows) {
    if (row.identity.kind === 'identified') {
      identified.push({ row: row.row, identity: row.identity.identity });
    }
  }
  const { contacts, contactOf, ambiguous } = groupRows(identified);
  const first = request.headerRow + 1;
  const contactRows = (contact: Contact): readonly Row[] =>
    contact.rows.flatMap((row) => rows[row - first] ?? []);

  const sharedParts = request.partFor === undefined ? null : partsOfSeveral(contacts);
  const alike = request.alike?.(identified.map(({ identity }) => identity));
  const purchases = contacts.map((contact) =>
    purchaseOf(contact, contactRows(contact), request, sharedParts, alike?.(contact)),
  );
  const verdicts: RowVerdict[] = [];
  const copies: Copy[] = [];
  const occupied: OccupiedCell[] = [];
  const counts = { ...NO_VERDICTS };
  for (const row of rows) {
    if (!row.isSelected) continue;
    const purchase = purchases[contactOf.get(row.row) ?? -1];
    const verdict = ambiguous.has(row.row)
      ? ({ kind: 'incomplete', reason: 'ambiguous' } as const)
      : verdictOf(row, purchase);
    verdicts.push({ row: row.row, verdict });
    counts[verdict.kind]++;
    if (purchase === undefined) continue;
    copies.push(...copiesTo(row, purchase));
    occupied.push(...occupiedIn(row, purchase, request.channels, places));
  }
  const ready: ReadyContact[] = [];
  const replaced: Partial<Record<Channel, number>> = Object.fromEntries(
    request.channels.map((channel) => [channel, 0]),
  );
  for (const purchase of [...purchases].sort((one, other) => one.carrier - other.carrier)) {
    if (purchase.kind === 'ready') {
      const { contact, missing, part, isAlike } = purchase;
      ready.push({ contact, missing, part, ...(isAlike === undefined ? {} : { isAlike }) });
      for (const channel of missing) {
        if (contactRows(contact).some(({ isReplaced }) => isReplaced[channel])) {
          replaced[channel] = (replaced[channel] ?? 0) + 1;
        }
      }
    }
  }
  const tried = purchases.filter(({ kind }) => kind === 'tried').length;
  return { verdicts, ready, tried, counts, copies, occupied, replaced };
}

/** The counts of no row. */
export const NO_VERDICTS: Check['counts'] = {
  ready: 0,
  waiting: 0,
  duplicate: 0,
  filled: 0,
  incomplete: 0,
  tried: 0,
  blank: 0,
};

/** What is bought for one contact, and what its rows have already. */
interface Purchase {
  readonly kind: 'ready' | 'waiting' | 'tried' | 'nothing' | 'lacking';
  /** Why nobody can look it up, where it is lacking. */
  readonly lack: Lack | null;
  readonly part: IdentityPart;
  readonly isAlike: IsAlike | undefined;
  readonly contact: Contact;
  readonly missing: readonly Channel[];
  /** The same with what nobody can look it up for. */
  readonly lacked: readonly Channel[];
  /** The first selected row that takes something of the purchase. */
  readonly carrier: number;
  /** The first row that has the value of each wanted channel; -1 where none has. */
  readonly source: PerChannel<number>;
}

/** Fingerprints of parts of identities that fit more than one contact: two profiles of the same name and company. */
function partsOfSeveral(contacts: readonly Contact[]): ReadonlySet<Fingerprint> {
  const seen = new Set<Fingerprint>();
  const several = new Set<Fingerprint>();
  for (const { identity } of contacts) {
    const named = partOf(identity, 'name') ?? identity;
    const print = fingerprint(named);
    if (seen.has(print)) several.add(print);
    seen.add(print);
  }
  return several;
}

function purchaseOf(
  contact: Contact,
  rows: readonly Row[],
  request: CheckRequest,
  sharedParts: ReadonlySet<Fingerprint> | null,
  isAlike: IsAlike | undefined,
): Purchase {
  const sourceOfChannel = (channel: Channel): number =>
    request.channels.includes(channel) ? (rows.find(({ has }) => has[channel])?.row ?? -1) : -1;
  const source = perChannel(sourceOfChannel);
  const lacked = CHANNELS.filter(
    (channel) =>
      request.channels.includes(channel) &&
      ((source[channel] < 0 && rows.some(({ isBlank }) => isBlank[channel])) ||
        rows.some(({ isSelected, replaceable }) => isSelected && replaceable[channel])),
  );
  const { lackFor } = request;
  const lacks = lacked.map((channel) => lackFor?.(contact.identity, channel, isAlike) ?? null);
  const missing = lacked.filter((_, index) => lacks[index] === null);
  const lack = missing.length === 0 ? (lacks.find((one) => one !== null) ?? null) : null;
  const carrier = rows.find((row) => row.isSelected && takesAny(row, missing));
  const isWaiting = rows.some(
    ({ row, identity }) =>
      identity.kind === 'identified' && request.isWaiting(row, identity.identity),
  );
  const isOne = (print: Fingerprint): boolean => sharedParts?.has(print) !== true;
  const part =
    request.partFor === undefined ? 'all' : request.partFor(contact, missing, isOne, isAlike);
  const wanted = part === null ? 'tried' : 'ready';
  return {
    kind: isWaiting
      ? 'waiting'
      : lack !== null
        ? 'lacking'
        : carrier === undefined
          ? 'nothing'
          : wanted,
    lack,
    part: part ?? 'all',
    isAlike,
    contact,
    missing,
    lacked,
    carrier: carrier?.row ?? -1,
    source,
  };
}

/** Whether a value bought would have a place in the row: a cell that holds other text is not written. */
function takesAny(row: Row, missing: readonly Channel[]): boolean {
  return missing.some((channel) => row.isBlank[channel] || row.replaceable[channel]);
}

function verdictOf(row: Row, purchase: Purchase | undefined): Verdict {
  if (row.identity.kind === 'blank') return { kind: 'blank' };
  if (row.identity.kind === 'incomplete') {
    return { kind: 'incomplete', reason: row.identity.reason };
  }
  if (purchase === undefined) throw new Error(`Row ${row.row} is identified but has no contact.`);
  if (purchase.kind === 'waiting') return { kind: 'waiting' };
  if (purchase.lack !== null && purchase.kind === 'lacking' && takesAny(row, purchase.lacked)) {
    return { kind: 'incomplete', reason: purchase.lack };
  }
  if (purchase.kind === 'tried' && takesAny(row, purchase.missing)) {
    return { kind: 'tried', missing: purchase.missing };
  }
  if (purchase.kind === 'ready' && takesAny(row, purchase.missing)) {
    return purchase.carrier === row.row
      ? { kind: 'ready', missing: purchase.missing }
      : { kind: 'duplicate', of: purchase.carrier };
  }
  return { kind: 'filled', from: sourceOf(row, purchase) };
}

function sourceOf(row: Row, { source }: Purchase): number | null {
  const lacked = CHANNELS.find((channel) => !row.has[channel] && source[channel] >= 0);
  return lacked === undefined ? null : source[lacked];
}

/** What is bought anyway is not copied. */
function copiesTo(row: Row, { kind, missing, source }: Purchase): readonly Copy[] {
  return CHANNELS.filter(
    (channel) =>
      row.isBlank[channel] &&
      source[channel] >= 0 &&
      (kind === 'nothing' || kind === 'lacking' || !missing.includes(channel)),
  ).map((channel) => ({ channel, from: source[channel], to: row.row }));
}

function occupiedIn(
  { row, has, isBlank, replaceable }: Row,
  { kind, missing }: Purchase,
  channels: readonly Channel[],
  places: Places,
): readonly OccupiedCell[] {
  const occupied: OccupiedCell[] = [];
  for (const channel of channels) {
    if (isBlank[channel]) continue;
    const isBought = kind === 'ready' && missing.includes(channel);
    for (const column of places[channel].filter((place) => place >= 0)) {
      if (isBought && replaceable[channel]) {
        occupied.push({ kind: 'replaced', channel, row, column });
      } else if (!has[channel]) occupied.push({ kind: 'in_the_way', channel, row, column });
    }
  }
  return occupied;
}
