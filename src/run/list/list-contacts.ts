// Owns who of this document is on a list: saying so in the log before they are put there, and telling whom of a list something else
// has paid for, or will. Buys nothing.
import { describeIdentity } from '../../contact/describe-identity';
import { fingerprint } from '../../contact/fingerprint';
import { identityOf } from '../../contact/identity';
import { signsText } from '../../contact/known-people';
import type { ReadyContact } from '../../contact/check';
import { boughtLists, listedOn, mayTellLists, TELLS_LISTS } from '../log/listed';
import { type LoggedLine, type LogLine, printsOf } from '../log/log-line';
import { readSentNote } from '../log/sent-note';
import type { Prepared } from '../plan/prepare';
import type { Work } from '../slice/work';
import { channelsOf } from '../state/batch';
import type { ListRun } from './list-run';
import { boughtBeforeText, inOpenRunsText, sentSinceText } from './list-words';

/** The line of a contact that is about to be put on a list; by it whoever buys later knows the contact again. */
export function listedLine(
  { contact }: ReadyContact,
  list: string,
  { cells, mapping }: Pick<Prepared, 'cells' | 'mapping'>,
): LogLine {
  const { identity, fingerprints, rows } = contact;
  const read = rows.map((row) => identityOf(cells[row] ?? [], mapping));
  const spellings = read.flatMap((one) => (one.kind === 'identified' ? [one.identity] : []));
  return {
    event: 'listed',
    contact: [...new Set([...fingerprints, fingerprint(identity)])].join(' '),
    row: (rows[0] ?? -1) + 1,
    ...{ field: '', before: '', after: list, note: 'on a list', credits: null },
    sentAs: describeIdentity(identity),
    knownBy: signsText([identity, ...spellings]),
  };
}

/** A repeat logs only what is missing. Throws `SheetFault`. */
export function logListed(
  work: Work,
  vendor: string,
  making: string,
  lines: readonly LogLine[],
): void {
  const { document, log } = work;
  log.append(log.read(making, MADE).take(lines), making, MADE, work.now(), vendor);
  work.book.flush();
  if (!mayTellLists(document)) work.save({ texts: TELLS_LISTS });
}

/** Making a list is no batch. */
const MADE = 0;

/** What the log and the open runs tell of a list before it is bought. */
export interface ListStanding {
  /** Its contacts that are in an open run. */
  readonly open: number;
  /** Whom of it something else has paid for, or will; `''`: nobody. */
  readonly warning: string;
}

/** Reads the log only where it may tell of lists. */
export function standingOf(work: Work, run: Pick<ListRun, 'id' | 'list' | 'type'>): ListStanding {
  const { document, log } = work;
  const lines = mayTellLists(document) ? log.readAll() : [];
  const listed = listedOn(lines, run.list);
  const inOpenRuns = document.openFingerprints();
  const open = listed.filter((line) =>
    printsOf(line).some((print) => inOpenRuns.has(print)),
  ).length;
  const before = boughtLists(lines).filter(
    ({ list, run: id }) => list === run.list && id !== run.id,
  );
  const since = sentSince(lines, listed, run);
  const told = [
    ...before.slice(-1).map(({ day }) => boughtBeforeText(day)),
    ...(open === 0 ? [] : [inOpenRunsText(open)]),
    ...(since === 0 ? [] : [sentSinceText(since)]),
  ];
  return { open, warning: told.join(' ') };
}

/** Contacts of a list that a run has sent, for what the list is to find, since they were put there. */
function sentSince(
  lines: readonly LoggedLine[],
  listed: readonly LoggedLine[],
  { type }: Pick<ListRun, 'type'>,
): number {
  const wanted = channelsOf(type);
  const sent = new Map<string, string>();
  for (const { event, note, contact, time } of listed.length === 0 ? [] : lines) {
    const what = event === 'sent' ? readSentNote(note) : null;
    if (what === null || !channelsOf(what.type).some((one) => wanted.includes(one))) continue;
    for (const print of printsOf({ contact })) sent.set(print, time);
  }
  return listed.filter((line) =>
    printsOf(line).some((print) => (sent.get(print) ?? '') > line.time),
  ).length;
}
