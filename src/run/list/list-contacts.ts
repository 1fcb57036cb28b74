// Owns the lines in the log that say who of this document is put on a list, and whom the vendor did not take onto it. Buys nothing.
import { describeIdentity } from '../../contact/describe-identity';
import { fingerprint } from '../../contact/fingerprint';
import { identityOf } from '../../contact/identity';
import { signsText } from '../../contact/known-people';
import type { ReadyContact } from '../../contact/check';
import type { EnrichmentType } from '../../provider/provider';
import { listedText } from '../log/listed';
import type { LogLine } from '../log/log-line';
import type { Prepared } from '../plan/prepare';
import type { Work } from '../slice/work';

/** The line of a contact that is about to be put on a list; by it whoever buys later knows the contact again. */
export function listedLine(
  { contact }: ReadyContact,
  list: string,
  type: EnrichmentType,
  { cells, mapping }: Pick<Prepared, 'cells' | 'mapping'>,
): LogLine {
  const { identity, fingerprints, rows } = contact;
  const read = rows.map((row) => identityOf(cells[row] ?? [], mapping));
  const spellings = read.flatMap((one) => (one.kind === 'identified' ? [one.identity] : []));
  return {
    event: 'listed',
    contact: [...new Set([...fingerprints, fingerprint(identity)])].join(' '),
    row: (rows[0] ?? -1) + 1,
    ...{ field: '', before: '', after: list, note: listedText(type), credits: null },
    sentAs: describeIdentity(identity),
    knownBy: signsText([identity, ...spellings]),
  };
}

/** Of a contact that was to be put on a list: the vendor says that it left it out. */
export function notListedLine(listed: LogLine, vendor: string): LogLine {
  const { contact, row, field, before, after, credits } = listed;
  const note = `not taken onto the list by ${vendor}`;
  return { event: 'not listed', contact, row, field, before, after, note, credits };
}

/** A repeat logs only what is missing. Throws `SheetFault`. */
export function logListed(
  work: Work,
  vendor: string,
  making: string,
  lines: readonly LogLine[],
): void {
  const { log } = work;
  log.append(log.read(making, MADE).take(lines), making, MADE, work.now(), vendor);
  work.book.flush();
}

/** Making a list is no batch. */
export const MADE = 0;
