// Owns what a batch's results mean for the sheet and the log: which cells get which text, what is logged, what is counted.
// Pure: it looks at one reading of the rows and decides; `write-results.ts` acts.
import { CHANNELS, type Channel, type Identity, withEmail } from '../../contact/contact';
import { canonicalEmailStatus } from '../../provider/email-status';
import type { Item } from '../../provider/provider';
import {
  addStatus,
  type Batch,
  type BatchContact,
  channelsOf,
  creditsFor,
  NO_TALLY,
  type Tally,
  worstCredits,
} from '../state/batch';
import type { LoggedLine, LogLine } from '../log/log-line';
import type { Matches } from './match';
import { Beside, type FoundOf, type Passed, passedOn } from './pass-on';
import { elsewhere, placeFree } from './place-free';
import { isValue, mayReplace } from '../sheet/missing';
import {
  cellLine,
  failedLine,
  missingLine,
  noteOf,
  othersOf,
  unplacedLine,
  untiedLines,
  valueOf,
} from './place-lines';
import type { Rows } from '../sheet/rows';
import type { OutputField, Run } from '../state/run';
import { FOUND, IN_THE_LOG, maySayOver, statusText, WAITING } from '../sheet/status-text';

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
  { charged, missing }: Bill,
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
    const found = foundIn(item, batch);
    const missing = channelsOf(batch.type).filter((channel) => found[channel] === '');
    // Where nothing may be written, nothing is known of the rows either: it ends here.
    const identity = rows === null ? null : identityNow(contact, rows);
    const on = passedOn(batch, run, contact, identity, missing);
    if (on !== null) passed.push(on);
    foundOf.push({ contact, channels: channelsOf(batch.type).filter((one) => found[one] !== '') });
    const story = { found, beside, isGoingOn: on !== null };
    const result = placeContact(contact, item, batch, run, rows, logged, story);
    writes.push(...result.writes);
    lines.push(...result.lines);
    credits += result.credits;
    if (on?.isMoved === true) return;
    tally = {
      ...tally,
      email: tally.email + (result.found.email === '' ? 0 : 1),
      phone: tally.phone + (result.found.phone === '' ? 0 : 1),
      notFound: tally.notFound + (result.isFound ? 0 : 1),
      failed: tally.failed + (result.isFailed ? 1 : 0),
      unplaced: tally.unplaced + (result.isUnplaced ? 1 : 0),
      statuses:
        result.found.email === ''
          ? tally.statuses
          : addStatus(tally.statuses, canonicalEmailStatus(item?.emailStatus ?? '')),
    };
  });
  for (const item of matches.untied) {
    const mayBe = (matches.mayBe.get(item) ?? []).flatMap(
      (index) => batch.contacts[index]?.[0] ?? [],
    );
    lines.push(...untiedLines(item, mayBe, batch));
    tally = { ...tally, unplaced: tally.unplaced + 1, untied: tally.untied + 1 };
    credits += creditsFor(
      batch,
      CHANNELS.filter((channel) => valueOf(item, channel) !== ''),
    );
  }
  if (missing > 0) {
    lines.push(missingLine(missing, batch));
    tally = { ...tally, unplaced: tally.unplaced + missing, untied: tally.untied + missing };
  }
  // Results of people who were not sent cost nothing: the vendor reserves the worst case, and charges no more.
  const estimate = Math.min(credits, worstCredits(batch));
  return {
    writes,
    lines: lines.map((line) => ({ ...line, estimated: charged === null })),
    tally: { ...tally, credits: charged ?? estimate, estimated: charged === null && credits > 0 },
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
  };
}

/** What was found of a contact, and what else is asked of it. */
interface ContactStory {
  readonly found: Readonly<Record<Channel, string>>;
  readonly beside: Beside;
  /** The next vendor is asked for something of it. */
  readonly isGoingOn: boolean;
}

function foundIn(item: Item | null, { type }: Batch): Readonly<Record<Channel, string>> {
  const found = { email: '', phone: '' };
  if (item === null) return found;
  for (const channel of channelsOf(type)) found[channel] = valueOf(item, channel);
  return found;
}

interface ContactPlacement {
  readonly writes: readonly CellWrite[];
  readonly lines: readonly LogLine[];
  readonly found: Readonly<Record<Channel, string>>;
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
  const bought = channelsOf(batch.type);
  const isFound = bought.some((channel) => found[channel] !== '');
  const own = rows?.of(contact) ?? [];
  const writes: CellWrite[] = [];
  const lines: LogLine[] = [];
  const placed = new Set<Channel>();
  const withEmail: number[] = [];
  const replaced = new Set(rows === null ? [] : rowsReplaced(own, found.email, logged, rows));

  for (const channel of run.channels) {
    const value = found[channel];
    const cells = rows === null ? [] : cellsFor(own, channel, value, run, rows);
    const holders = cells.filter(({ before, after }) => after === value || before === value);
    if (value !== '' && holders.length > 0) placed.add(channel);
    if (value !== '' && channel === 'email') withEmail.push(...holders.map(({ row }) => row));
    let credits = value === '' ? 0 : creditsFor(batch, [channel]);
    for (const { row, before, after, from } of cells) {
      if (after === null) continue;
      writes.push({ row, field: channel, text: after, contact });
      if (channel === 'email' && before !== '') replaced.add(row);
      const note = [
        from === null ? noteOf(item, channel) : `From row ${from + 1}.`,
        elsewhere(own, columnOf(channel, rows), after, rows),
      ]
        .filter((part) => part !== '')
        .join('; ');
      const event = from === null ? 'written' : 'copied';
      if (rows !== null) {
        const said = { event, before, note, credits } as const;
        lines.push(cellLine(row, channel, after, rows, contact, said));
      }
      credits = 0;
    }
    if (value !== '' && !placed.has(channel)) {
      const word = channel === 'email' ? (item?.emailStatus ?? '') : othersOf(item, channel);
      const cell = cells[0] ?? null;
      const refusal = cell === null ? null : refusalOf(cell.row, channel, rows);
      lines.push(unplacedLine(contact, channel, value, word, cell, refusal, credits));
    }
  }

  const isFailed = !isFound && item !== null && item.error !== '';
  if (isFailed) lines.push(failedLine(contact, item.error));
  const isOpen = isGoingOn || beside.isAwaited(contact);
  const asked = [...new Set([...bought, ...beside.askedFor(contact)])];
  const hasElsewhere = (channel: Channel): boolean =>
    !bought.includes(channel) &&
    (beside.hasFound(contact, channel) ||
      own.some((row) => isValue(channel, rows?.text(row, columnOf(channel, rows)) ?? '')));
  const isFoundElsewhere = asked.some(hasElsewhere);
  for (const row of own) {
    const isRefused = (channel: Channel): boolean =>
      found[channel] !== '' && refusalOf(row, channel, rows) !== null;
    // The word on an e-mail says nothing of a row that has another.
    const isElsewhere = found.email !== '' && !withEmail.includes(row);
    const values = {
      email: hasElsewhere('email') ? FOUND : found.email,
      phone: hasElsewhere('phone') ? FOUND : found.phone,
    };
    const said = isOpen ? WAITING : statusText(values, asked, isElsewhere ? null : item);
    const status = bought.some(isRefused) ? IN_THE_LOG : said;
    if (maySayOver(rows?.text(row, rows.columns.outputs.status) ?? '')) {
      writes.push({ row, field: 'status', text: status, contact });
    }
    const column = rows?.columns.outputs.emailStatus;
    const isOurs = run.outputs.emailStatus?.ours === true;
    if (found.email === '' || rows === null || column === undefined || !isOurs) continue;
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
    found,
    isFound: isFound || isOpen || isFoundElsewhere,
    isFailed: isFailed && !isOpen && !isFoundElsewhere,
    isUnplaced: bought.some((channel) => found[channel] !== '' && !placed.has(channel)),
    credits: creditsFor(
      batch,
      bought.filter((channel) => found[channel] !== ''),
    ),
  };
}

/** Rows in which an execution that died has put this e-mail in the place of another, by its log. */
function rowsReplaced(
  own: readonly number[],
  email: string,
  logged: readonly LoggedLine[],
  rows: Rows,
): number[] {
  if (email === '' || logged.length === 0) return [];
  const prints = new Set(
    logged
      .filter(({ event, field }) => event === 'written' && field === 'email')
      .filter(({ before, after }) => before !== '' && after === email)
      .map(({ contact }) => contact),
  );
  return own.filter((row) => prints.has(rows.printAt(row) ?? ''));
}

function refusalOf(row: number, channel: Channel, rows: Rows | null): string | null {
  return rows?.refusalAt(row, columnOf(channel, rows)) ?? null;
}

function columnOf(channel: Channel, rows: Rows | null): number | undefined {
  return rows?.columns.outputs[channel];
}

/** One cell of a contact's rows in a channel's column, and what is to become of it. */
interface ChannelCell {
  readonly row: number;
  readonly before: string;
  /** `null`: left as it is. */
  readonly after: string | null;
  /** The contact's other row that the text is copied from, or `null` when it was bought. */
  readonly from: number | null;
}

function cellsFor(
  own: readonly number[],
  channel: Channel,
  value: string,
  run: Run,
  rows: Rows,
): ChannelCell[] {
  const column = rows.columns.outputs[channel];
  // A value that one of the contact's rows has is offered to the others, free.
  const from = own.find((row) => isValue(channel, rows.text(row, column))) ?? null;
  const offered = value !== '' || from === null ? value : rows.text(from, column);
  return own.map((row) => {
    const shown = rows.text(row, column);
    // Ours, from an execution that ended before it wrote it bare: written anew.
    const before = offered !== '' && shown === `'${offered}` ? '' : shown;
    const isWritten =
      offered !== '' &&
      before !== offered &&
      rows.refusalAt(row, column) === null &&
      mayWrite(row, channel, before, value !== '', run, rows);
    return { row, before, after: isWritten ? offered : null, from: value === '' ? from : null };
  });
}

/** Blanks are filled; more only where the user chose *always*, and never an e-mail that identity leans on. */
function mayWrite(
  row: number,
  channel: Channel,
  before: string,
  isBought: boolean,
  run: Run,
  rows: Rows,
): boolean {
  return before === '' || (isBought && mayReplace(row, channel, run, rows));
}
