// Owns what one contact's result means for its rows and the log: which cells get which text, what is logged, what it cost. Pure.
import { isValue } from '../../contact/channel-value';
import type { Channel } from '../../contact/contact';
import type { Item } from '../../provider/provider';
import type { LoggedLine, LogLine } from '../log/log-line';
import type { CellWrite } from '../sheet/cell-write';
import type { Rows } from '../sheet/rows';
import { inTheLog, maySayOver, statusText, WAITING, wordsFor } from '../sheet/status-text';
import { type Batch, type BatchContact, channelsOf } from '../state/batch';
import { type BoughtField, fieldsOf, isOneField, type OutputField } from '../state/output-fields';
import type { Run } from '../state/run';
import type { Beside } from './pass-on';
import { cellsFor, rowsReplaced } from './place-cells';
import { elsewhere, placeFree } from './place-free';
import {
  cellLine,
  costOf,
  failedLine,
  noteOf,
  othersOf,
  unplacedLine,
  valueOf,
} from './place-lines';

/** What was found of a contact, and what else is asked of it. */
export interface ContactStory {
  readonly found: Found;
  readonly beside: Beside;
  /** The next vendor is asked for something of it. */
  readonly isGoingOn: boolean;
}

/** The values of an item that were bought and asked for, each as it goes into a cell. */
export class Found {
  constructor(private readonly values: ReadonlyMap<BoughtField, string>) {}

  /** `''`: there is none. */
  value(field: BoughtField): string {
    return this.values.get(field) ?? '';
  }

  has(channel: Channel): boolean {
    return fieldsOf(channel).some((field) => this.values.has(field));
  }
}

export function foundIn(item: Item | null, batch: Batch, run: Run): Found {
  const values = new Map<BoughtField, string>();
  for (const field of item === null ? [] : boughtOf(batch, run).flatMap(fieldsOf)) {
    const value = item === null ? '' : valueOf(item, field);
    if (value !== '') values.set(field, value);
  }
  return new Found(values);
}

/** What a batch buys of what the run is for: a vendor may sell more together. */
export function boughtOf({ type }: Batch, { channels }: Run): readonly Channel[] {
  return channelsOf(type).filter((channel) => channels.includes(channel));
}

/** The vendor's word on the e-mail that it found, or was asked about. */
export function wordOn(item: Item | null): string {
  return item === null ? '' : item.validity || item.emailStatus;
}

export interface ContactPlacement {
  readonly writes: readonly CellWrite[];
  readonly lines: readonly LogLine[];
  /** Something, here or by what else the run asked of it; true, too, while that is not known. */
  readonly isFound: boolean;
  /** The lookup broke at the vendor: nothing was found, nothing paid. */
  readonly isFailed: boolean;
  readonly isUnplaced: boolean;
  readonly credits: number;
}

export function placeContact(
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
    const told = lines.length;
    let stands: {
      readonly field: BoughtField;
      readonly value: string;
      readonly row: number;
    } | null = null;
    for (const field of fieldsOf(channel)) {
      if (run.outputs[field] === undefined) continue;
      const value = found.value(field);
      const cells = rows === null ? [] : cellsFor(own, channel, field, value, run, rows);
      const holders = cells.filter(({ before, after }) => after === value || before === value);
      const isPlaced = value !== '' && holders.length > 0;
      if (isPlaced) placed.add(channel);
      stands ??= isPlaced ? { field, value, row: holders[0]?.row ?? -1 } : null;
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
    if (stands !== null && rows !== null && lines.length === told) {
      const { row, field, value } = stands;
      const note = noteOf(item, channel);
      const said = { event: 'unchanged', before: value, note, credits } as const;
      lines.push(cellLine(row, field, value, rows, contact, said));
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
