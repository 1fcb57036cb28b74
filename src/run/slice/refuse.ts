// Owns what becomes of contacts that a vendor will not take: they are told so in the log and in their rows, or passed on to the next
// vendor. Sends nothing.
import { SheetFault } from '../../ports';
import { serviceOf, vendorOf } from '../../provider/vendors';
import {
  advance,
  type Batch,
  type BatchContact,
  channelsOf,
  tallyLeft,
  tallyWithout,
} from '../state/batch';
import type { LogLine } from '../log/log-line';
import { rereadRows, type SheetReading } from '../sheet/read-sheet';
import { maySayOver, wordsFor } from '../sheet/status-text';
import { proveWrites, takeBackStrays, writeCells } from '../sheet/write-results';
import { alikeNow } from './alike-now';
import { passedOn, passOn } from './pass-on';
import type { CellWrite } from '../sheet/cell-write';
import { identityNow } from './identity-now';
import type { Work } from './work';

/** A vendor that names bad contacts one at a time is obeyed so often; then the batch is refused. */
export const ROUNDS = 10;

/** Takes the contacts that the vendor named out of the batch; the rest goes again. `unpaid` is saved with that. */
export function dropBad(
  work: Work,
  batch: Batch,
  bad: readonly { readonly index: number; readonly message: string }[],
  reading: SheetReading & { kind: 'read' },
  unpaid: Readonly<Record<string, string>>,
): void {
  const words = new Map(bad.map(({ index, message }) => [index, message]));
  const named = batch.contacts.flatMap((contact, index) => {
    const message = words.get(index);
    return message === undefined ? [] : [{ contact, words: message }];
  });
  const rest = batch.contacts.filter((_, index) => !words.has(index));
  const left = leftAfterPassing(
    work,
    batch,
    named.map(({ contact }) => contact),
    reading,
  );
  const isOver = batch.rounds >= ROUNDS || named.length === 0 || rest.length === 0;
  // Where a repeat is free, whom it will not take now it has not taken before.
  const isFree = serviceOf(batch.service).repeatsFree;
  const lost = (isFree ? 0 : named.length) + (isOver ? rest.length : 0);
  const paid = tallyWithout(batch, lost);
  const changes = {
    contacts: rest,
    rounds: batch.rounds + 1,
    tally: tallyLeft(isFree ? { ...batch, resent: false } : batch, paid, left, 'incomplete'),
  };
  const { name } = vendorOf(batch.service);
  const note = `${name} named contacts that it cannot take, again and again. ${batch.resent ? 'Nothing was paid this time.' : 'Nothing was paid.'}`;
  const after = isOver
    ? advance(batch, 'refuse', work.now(), { ...changes, note: rest.length === 0 ? '' : note })
    : advance(batch, 'put_back', work.now(), changes);
  try {
    tell(work, batch, named, left, 'incomplete', reading);
    if (isOver) {
      const words = `not sent again: ${name} refused too many of the contacts sent with it.`;
      const others = rest.map((contact) => ({ contact, words }));
      tell(work, batch, others, rest, 'refused', reading);
    }
  } finally {
    // Also when the sheet refuses to be told.
    work.save({ batches: [after], texts: unpaid });
  }
}

/** Those of a batch's contacts that nobody else is asked for; the others are passed on to their next vendor. */
export function leftAfterPassing(
  work: Work,
  batch: Batch,
  contacts: readonly BatchContact[],
  { rows }: SheetReading & { kind: 'read' },
): readonly BatchContact[] {
  if (work.document.isStopped(batch.run)) return contacts;
  const run = work.run(batch.run);
  const passed = contacts.flatMap((contact) => {
    const identity = identityNow(contact, rows);
    const isAlike = alikeNow(rows, contact);
    return passedOn(batch, run, contact, identity, isAlike, channelsOf(batch.type), false) ?? [];
  });
  passOn(work, batch, passed);
  const gone = new Set(passed.map(({ contact }) => contact));
  return contacts.filter((contact) => !gone.has(contact));
}

/** Says in the log why contacts were not bought, and in the rows of those that nobody else is asked for. */
export function tell(
  work: Work,
  batch: Batch,
  contacts: readonly { readonly contact: BatchContact; readonly words: string }[],
  left: readonly BatchContact[],
  event: 'incomplete' | 'refused',
  reading: SheetReading & { kind: 'read' },
): void {
  const lines = contacts.map(({ contact, words }): LogLine => {
    const [own] = reading.rows.of(contact);
    const blank = { field: '', before: '', after: '' } as const;
    const at = own === undefined ? null : own + 1;
    return { ...blank, event, contact: contact.join(' '), row: at, note: words, credits: 0 };
  });
  work.log.append(lines, batch.run, batch.number, work.now());
  const told = contacts.filter(({ contact }) => left.includes(contact));
  tellRows(work, batch, told, event, reading);
}

/** Says in their rows why contacts were not bought, of a batch or of several of its type. Throws `SheetFault`. */
export function tellRows(
  work: Work,
  { run: id, type }: Pick<Batch, 'run' | 'type'>,
  contacts: readonly { readonly contact: BatchContact; readonly words: string }[],
  event: 'incomplete' | 'refused',
  { rows, sheet }: SheetReading & { kind: 'read' },
): void {
  const said = wordsFor(channelsOf(type));
  const writes = contacts.flatMap(({ contact, words }): CellWrite[] => {
    const text = `${event === 'incomplete' ? said.incomplete : said.failed}: ${words.slice(0, 200)}`;
    return rows
      .of(contact)
      .filter((row) => maySayOver(rows.text(row, rows.columns.outputs.status), said))
      .map((row) => ({ row, field: 'status', text, contact }));
  });
  const run = work.run(id);
  writeCells(writes, rows, sheet, work.book);
  if (proveWrites(writes, rows, sheet).kind === 'stands') return;
  const now = rereadRows(sheet, run);
  if (now.rows !== undefined) takeBackStrays(writes, rows, now.rows, sheet, work.book);
  throw new SheetFault('The sheet was changed at the same moment.');
}
