// Owns what a batch's results mean for the sheet and the log: which cells get which text, what is logged, what is counted.
// Pure: it looks at one reading of the rows and decides; `write-results.ts` acts.
import { isValue } from '../../contact/channel-value';
import { CHANNELS, type Channel, type Identity, withEmail, withLead } from '../../contact/contact';
import { canonicalEmailStatus } from '../../provider/email-status';
import type { Item } from '../../provider/provider';
import {
  addStatus,
  type Batch,
  type BatchContact,
  channelsOf,
  isFreeRepeat,
  NO_TALLY,
  type Tally,
  worstCredits,
} from '../state/batch';
import type { LoggedLine, LogLine } from '../log/log-line';
import type { Matches } from './match';
import { Beside, type FoundOf, type Passed, passedOn } from './pass-on';
import { elsewhere, placeFree } from './place-free';
import { cellsFor, rowsReplaced } from './place-cells';
import {
  cellLine,
  costOf,
  failedLine,
  holds,
  missingLine,
  noticeLine,
  noteOf,
  othersOf,
  unplacedLine,
  untiedLines,
  valueOf,
} from './place-lines';
import type { Rows } from '../sheet/rows';
import { type BoughtField, fieldsOf, isOneField, type OutputField } from '../state/output-fields';
import type { Run } from '../state/run';
import { inTheLog, maySayOver, statusText, WAITING, wordsFor } from '../sheet/status-text';

export interface CellWrite {
  readonly row: number;
  readonly field: OutputField;
  readonly text: string;
  /** What goes into the cell where that is no text: a number, which shows as `text`. */
  readonly value?: number;
  /** Whose row it is: what must still be there when the write is done. */
  readonly contact: BatchContact;
}

export interface Placement {
  readonly writes: readonly CellWrite[];
  readonly lines: readonly LogLine[];
  readonly tally: Tally;
  /** Contacts that go on to the next vendor. */
  readonly passed: readonly Passed[];
  readonly found: readonly FoundOf[];
}

/** What came for a batch beside its items. */
export interface Bill {
  /** As the vendor says, or `null`. */
  readonly charged: number | null;
  /** Values that it counts as found and has not given. */
  readonly missing: number;
  /** What the vendor wants to be told about the credits, in its words; absent or `''`: nothing. */
  readonly notice?: string;
}

/**
 * Decides where everything that came for a batch goes.
 *
 * @param rows `null` when nothing may be written: everything then is unplaced
 * @param logged of the batch, by an execution that died
 */
export function placeBatch(
  batch: Batch,
  run: Run,
  matches: Matches,
  { charged, missing, notice = '' }: Bill,
  rows: Rows | null,
  logged: readonly LoggedLine[] = [],
  beside: Beside = new Beside([], batch, new Set()),
): Placement {
  const passed: Passed[] = [];
  const foundOf: FoundOf[] = [];
  const writes: CellWrite[] = [];
  const lines: LogLine[] = [];
  let tally: Tally = {
    ...NO_TALLY,
    dropped: batch.tally.dropped,
    incomplete: batch.tally.incomplete,
  };
  let credits = 0;
  batch.contacts.forEach((contact, index) => {
    const item = matches.byContact.get(index) ?? null;
    const found = foundIn(item, batch, run);
    const bought = boughtOf(batch, run);
    const missing = bought.filter((channel) => !found.has(channel));
    // Where nothing may be written, nothing is known of the rows either: it ends here.
    const identity = rows === null ? null : identityNow(contact, rows);
    const on = passedOn(batch, run, contact, identity, missing);
    if (on !== null) passed.push(on);
    foundOf.push({ contact, channels: bought.filter((channel) => found.has(channel)) });
    const story = { found, beside, isGoingOn: on !== null };
    const result = placeContact(contact, item, batch, run, rows, logged, story);
    writes.push(...result.writes);
    lines.push(...result.lines);
    credits += result.credits;
    if (on?.isMoved === true) return;
    const count = (channel: Channel): number => (found.has(channel) ? 1 : 0);
    tally = {
      ...tally,
      email: tally.email + count('email'),
      phone: tally.phone + count('phone'),
      validity: tally.validity + count('validity'),
      profile: tally.profile + count('profile'),
      notFound: tally.notFound + (result.isFound ? 0 : 1),
      failed: tally.failed + (result.isFailed ? 1 : 0),
      unplaced: tally.unplaced + (result.isUnplaced ? 1 : 0),
      statuses:
        found.has('email') || found.has('validity')
          ? addStatus(tally.statuses, canonicalEmailStatus(wordOn(item)))
          : tally.statuses,
    };
  });
  for (const item of matches.untied) {
    const mayBe = (matches.mayBe.get(item) ?? []).flatMap(
      (index) => batch.contacts[index]?.[0] ?? [],
    );
    lines.push(...untiedLines(item, mayBe, batch));
    tally = { ...tally, unplaced: tally.unplaced + 1, untied: tally.untied + 1 };
    credits += costOf(
      item,
      batch,
      CHANNELS.filter((channel) => holds(item, channel)),
    );
  }
  if (missing > 0) {
    lines.push(missingLine(missing, batch));
    tally = { ...tally, unplaced: tally.unplaced + missing, untied: tally.untied + missing };
  }
  if (notice !== '') lines.push(noticeLine(notice, charged, batch));
  // Results of people who were not sent cost nothing: the vendor reserves the worst case, and charges no more.
  const estimate = Math.min(credits, worstCredits(batch));
  const said = isFreeRepeat(batch) ? null : charged;
  return {
    writes,
    lines: lines.map((line) => ({
      ...line,
      credits: said === 0 && line.credits !== null ? 0 : line.credits,
      estimated: said === null,
    })),
    tally: { ...tally, credits: said ?? estimate, estimated: said === null && credits > 0 },
    passed,
    found: foundOf,
  };
}

/** What a row's identity is now, by contact; `null` where the contact has no row any more. */
export function identitiesNow(
  contacts: readonly BatchContact[],
  rows: Rows,
): readonly (Identity | null)[] {
  return contacts.map((contact) => identityNow(contact, rows));
}

/**
 * A contact's identity as its rows say it now: that of its first spelling, completed from the others. In the
 * order of the spellings, not of the rows, so that sorting the sheet changes nothing.
 */
export function identityNow(contact: BatchContact, rows: Rows): Identity | null {
  let merged: Identity | null = null;
  for (const print of contact) {
    const [row] = rows.of([print]);
    const read = row === undefined ? null : rows.identityAt(row);
    if (read?.kind !== 'identified') continue;
    merged = merged === null ? read.identity : complete(merged, read.identity);
  }
  return merged;
}

function complete(identity: Identity, other: Identity): Identity {
  return {
    linkedinUrl: identity.linkedinUrl || other.linkedinUrl,
    firstName: identity.firstName || other.firstName,
    lastName: identity.lastName || other.lastName,
    companyName: identity.companyName || other.companyName,
    companyDomain: identity.companyDomain || other.companyDomain,
    ...withEmail(identity.email ?? other.email),
    ...withLead(identity.leadId ?? other.leadId),
  };
}

/** What was found of a contact, and what else is asked of it. */
interface ContactStory {
  readonly found: Found;
  readonly beside: Beside;
  /** The next vendor is asked for something of it. */
  readonly isGoingOn: boolean;
}

/** The values of an item that were bought and asked for, each as it goes into a cell. */
class Found {
  constructor(private readonly values: ReadonlyMap<BoughtField, string>) {}

  /** `''`: there is none. */
  value(field: BoughtField): string {
    return this.values.get(field) ?? '';
  }

  has(channel: Channel): boolean {
    return fieldsOf(channel).some((field) => this.values.has(field));
  }
}

function foundIn(item: Item | null, batch: Batch, run: Run): Found {
  const values = new Map<BoughtField, string>();
  for (const field of item === null ? [] : boughtOf(batch, run).flatMap(fieldsOf)) {
    const value = item === null ? '' : valueOf(item, field);
    if (value !== '') values.set(field, value);
  }
  return new Found(values);
}

/** What a batch buys of what the run is for: a vendor may sell more together. */
function boughtOf({ type }: Batch, { channels }: Run): readonly Channel[] {
  return channelsOf(type).filter((channel) => channels.includes(channel));
}

/** The vendor's word on the e-mail that it found, or was asked about. */
function wordOn(item: Item | null): string {
  return item === null ? '' : item.validity || item.emailStatus;
}

interface ContactPlacement {
  readonly writes: readonly CellWrite[];
  readonly lines: readonly LogLine[];
  /** Something, here or by what else the run asked of it; true, too, while that is not known. */
  readonly isFound: boolean;
  /** The lookup broke at the vendor: nothing was found, nothing paid. */
  readonly isFailed: boolean;
  readonly isUnplaced: boolean;
  readonly credits: number;
}

function placeContact(
  contact: BatchContact,
  item: Item | null,
  batch: Batch,
  run: Run,
  rows: Rows | null,
  logged: readonly LoggedLine[],
  { found, beside, isGoingOn }: ContactStory,
): ContactPlacement {
  const bought = boughtOf(batch, run);
  const isFound = bought.some((channel) => found.has(channel));
  const email = found.value('email');
  const own = rows?.of(contact) ?? [];
  const writes: CellWrite[] = [];
  const lines: LogLine[] = [];
  const placed = new Set<Channel>();
  const counted: Channel[] = [];
  const withEmail: number[] = [];
  const replaced = new Set(rows === null ? [] : rowsReplaced(own, email, logged, rows));

  for (const channel of run.channels) {
    // Once for all that a channel buys, and no more than it adds to the price of the others.
    let credits = 0;
    if (found.has(channel)) {
      const before = counted.length === 0 ? 0 : costOf(item, batch, counted);
      counted.push(channel);
      credits = costOf(item, batch, counted) - before;
    }
    for (const field of fieldsOf(channel)) {
      if (run.outputs[field] === undefined) continue;
      const value = found.value(field);
      const cells = rows === null ? [] : cellsFor(own, channel, field, value, run, rows);
      const holders = cells.filter(({ before, after }) => after === value || before === value);
      const isPlaced = value !== '' && holders.length > 0;
      if (isPlaced) placed.add(channel);
      if (isPlaced && field === 'email') withEmail.push(...holders.map(({ row }) => row));
      for (const { row, before, after, from } of cells) {
        if (after === null) continue;
        writes.push({ row, field, text: after, contact });
        if (field === 'email' && before !== '') replaced.add(row);
        const note = [
          from === null ? noteOf(item, channel) : `From row ${from + 1}.`,
          elsewhere(own, rows?.columns.outputs[field], after, rows),
        ]
          .filter((part) => part !== '')
          .join('; ');
        const event = from === null ? 'written' : 'copied';
        if (rows !== null) {
          const said = { event, before, note, credits } as const;
          lines.push(cellLine(row, field, after, rows, contact, said));
        }
        credits = 0;
      }
      const cell = cells[0] ?? null;
      // A name that stands there spelled otherwise is no loss: of a profile only what has no row at all is kept.
      const isKept =
        isOneField(channel) || cell === null || refusalOf(cell.row, field, rows) !== null;
      if (value !== '' && !isPlaced && isKept) {
        const word = channel === 'email' ? (item?.emailStatus ?? '') : othersOf(item, channel);
        const refusal = cell === null ? null : refusalOf(cell.row, field, rows);
        lines.push(unplacedLine(contact, field, value, word, cell, refusal, credits));
        credits = 0;
      } else if (value !== '' && !isPlaced) placed.add(channel);
    }
  }

  const isFailed = !isFound && item !== null && item.error !== '';
  if (isFailed) lines.push(failedLine(contact, item.error));
  const isOpen = isGoingOn || beside.isAwaited(contact);
  const asked = [...new Set([...bought, ...beside.askedFor(contact)])];
  const hasElsewhere = (channel: Channel): boolean =>
    !bought.includes(channel) &&
    (beside.hasFound(contact, channel) ||
      own.some((row) => fieldsOf(channel).some((field) => isShown(row, channel, field, rows))));
  const isFoundElsewhere = asked.some(hasElsewhere);
  const words = wordsFor(asked);
  for (const row of own) {
    const isRefused = (channel: Channel): boolean =>
      fieldsOf(channel).some(
        (field) => found.value(field) !== '' && refusalOf(row, field, rows) !== null,
      );
    // The word on an e-mail says nothing of a row that has another.
    const isElsewhere = email !== '' && !withEmail.includes(row);
    const has = (channel: Channel): boolean => found.has(channel) || hasElsewhere(channel);
    const said = isOpen ? WAITING : statusText(has, asked, isElsewhere ? null : item);
    const status = bought.some(isRefused) ? inTheLog(words) : said;
    if (maySayOver(rows?.text(row, rows.columns.outputs.status) ?? '', words)) {
      writes.push({ row, field: 'status', text: status, contact });
    }
    const column = rows?.columns.outputs.emailStatus;
    const isOurs = run.outputs.emailStatus?.ours === true;
    if (email === '' || rows === null || column === undefined || !isOurs) continue;
    const before = rows.text(row, column);
    if (isRefused('email')) {
      const text = rows.textAsRead(row, column);
      writes.push({ row, field: 'emailStatus', text, contact });
    } else if (!isElsewhere) {
      const text = item?.emailStatus ?? '';
      writes.push({ row, field: 'emailStatus', text, contact });
      // The word on the address that is replaced: *Undo* gives it back.
      if (before !== '' && before !== text) {
        const said = { event: 'written', before, note: '', credits: 0 } as const;
        lines.push(cellLine(row, 'emailStatus', text, rows, contact, said));
      }
    }
  }
  const free = placeFree(contact, item, own, withEmail, replaced, run, rows);
  writes.push(...free.writes);
  lines.push(...free.lines);
  return {
    writes,
    lines,
    isFound: isFound || isOpen || isFoundElsewhere,
    isFailed: isFailed && !isOpen && !isFoundElsewhere,
    isUnplaced: bought.some((channel) => found.has(channel) && !placed.has(channel)),
    credits: costOf(
      item,
      batch,
      bought.filter((channel) => found.has(channel)),
    ),
  };
}

function isShown(row: number, channel: Channel, field: OutputField, rows: Rows | null): boolean {
  return isValue(channel, rows?.text(row, rows.columns.outputs[field]) ?? '');
}

function refusalOf(row: number, field: OutputField, rows: Rows | null): string | null {
  return rows?.refusalAt(row, rows.columns.outputs[field]) ?? null;
}
