// Owns who may have been bought by an earlier run that ended without their results, as the log tells. Buys nothing.
import type { Operation } from '../../contact/operation';
import type { EnrichmentType } from '../../provider/provider';
import { peopleOf } from '../log/listed';
import type { LoggedLine } from '../log/log-line';
import { PaidPeople } from '../log/paid-people';
import { PerhapsBought } from '../log/perhaps-bought';
import { readSentNote } from '../log/sent-note';
import { count } from '../report/number-words';
import type { DocumentState } from '../state/document';
import { hasGivenUp } from '../state/sums';

/** Where none did, nobody reads the log for it. Of runs whose lines were taken out, it does not say whom. */
export function mayTellGivenUp(document: DocumentState, wanted: Operation): boolean {
  return document
    .closedRuns()
    .some(
      (run) => (run.operation ?? 'find') === wanted && run.isUnlogged !== true && hasGivenUp(run),
    );
}

/** Lines that say what was sent and given up, of whoever may have been bought by it. */
export function givenUpLines(lines: readonly LoggedLine[]): readonly LoggedLine[] {
  const given = lines.filter(({ event, contact }) => event === 'closed' && contact === '');
  const batches = new Set(given.map(batchOf));
  return [...new Set(given.map(({ run }) => run))].flatMap((run) => {
    const own = lines.filter((line) => line.run === run);
    // Not by what became of the contact: something else of it may have been found.
    const perhaps = new PerhapsBought();
    for (const line of own) perhaps.read(line);
    return own.filter(
      (line) => line.event === 'sent' && batches.has(batchOf(line)) && perhaps.hasSent(line),
    );
  });
}

export function givenUpPeople(lines: readonly LoggedLine[]): PaidPeople {
  const byType = new Map<EnrichmentType, LoggedLine[]>();
  for (const line of givenUpLines(lines)) {
    const type = readSentNote(line.note)?.type;
    if (type !== undefined) byType.set(type, [...(byType.get(type) ?? []), line]);
  }
  return new PaidPeople([...byType].map(([type, own]) => ({ type, people: peopleOf(own) })));
}

/** @param where whose they are, as ` of this list` */
export function givenUpText(contacts: number, where = ''): string {
  return contacts === 1
    ? `1 contact${where} may have been bought by an earlier run that ended without its result: it is then paid for again.`
    : `${count(contacts)} contacts${where} may have been bought by an earlier run that ended without their results: they are then paid for again.`;
}

function batchOf({ run, batch }: LoggedLine): string {
  return `${run}:${batch}`;
}
