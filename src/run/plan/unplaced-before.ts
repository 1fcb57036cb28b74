// Owns whose results an earlier run bought and could not place, as the log tells: nothing in the sheet says so, and they would be paid
// for again. Buys nothing.
import type { ReadyContact } from '../../contact/check';
import type { Channel, Fingerprint, Identity } from '../../contact/contact';
import type { Operation } from '../../contact/operation';
import { peopleOf } from '../log/listed';
import { isOfValue, type LoggedLine, PLACED_AGAIN, printsOf } from '../log/log-line';
import { PaidPeople } from '../log/paid-people';
import { unplacedOf } from '../log/unplaced';
import { count } from '../report/number-words';
import type { DocumentState } from '../state/document';
import { channelOf } from '../state/output-fields';
import { typeOf } from './route';

/** Where every result was placed, nobody reads the log for it. */
export function mayTellUnplaced(document: DocumentState, wanted: Operation): boolean {
  return document
    .closedRuns()
    .some((run) => (run.operation ?? 'find') === wanted && run.tally.unplaced > 0);
}

export class UnplacedBefore {
  private readonly tied: PaidPeople;
  /** Whose a result may be that nothing ties to anybody. */
  private readonly perhaps: PaidPeople;
  private readonly untied: number;

  constructor(lines: readonly LoggedLine[]) {
    const runs = new Set(lines.filter(({ event }) => event === 'unplaced').map(({ run }) => run));
    const written = lastWritten(lines);
    const isLater = (line: LoggedLine, print: Fingerprint): boolean =>
      (written.get(`${print} ${line.field}`) ?? '') > line.time;
    const tied = [...runs]
      .flatMap((run) => unplacedOf(run, lines))
      .filter((line) => isOfValue(line) && !printsOf(line).some((print) => isLater(line, print)));
    const untied = lines.filter(
      (line) => line.event === 'unplaced' && line.contact === '' && line.mayBe.length > 0,
    );
    this.tied = peopleBy(lines, tied, printsOf);
    this.perhaps = peopleBy(lines, untied, ({ mayBe }) => mayBe);
    this.untied = [...runs].reduce((sum, run) => sum + mostOfOneField(untied, run), 0);
  }

  /** @param spellingsOf whom else the rows of a contact name */
  count(
    ready: readonly ReadyContact[],
    spellingsOf: (one: ReadyContact) => () => readonly Identity[],
  ): number {
    const others = ready.filter((one) => !this.tied.has(one, spellingsOf(one)));
    const perhaps = others.filter((one) => this.perhaps.has(one, spellingsOf(one))).length;
    return ready.length - others.length + Math.min(perhaps, this.untied);
  }
}

/** When a value of a contact was last bought and placed, by its fingerprint and field. */
function lastWritten(lines: readonly LoggedLine[]): ReadonlyMap<string, string> {
  const last = new Map<string, string>();
  for (const line of lines) {
    if (line.event !== 'written' || line.note.startsWith(PLACED_AGAIN)) continue;
    for (const print of printsOf(line)) last.set(`${print} ${line.field}`, line.time);
  }
  return last;
}

/** A result that nothing ties to a contact has a line for each of its fields. */
function mostOfOneField(untied: readonly LoggedLine[], run: string): number {
  const counts = new Map<string, number>();
  for (const line of untied) {
    if (line.run === run) counts.set(line.field, (counts.get(line.field) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

export function unplacedText(contacts: number): string {
  const [whose, what] =
    contacts === 1
      ? ['The result of 1 contact', 'it: it is']
      : [`The results of ${count(contacts)} contacts`, 'them: they are'];
  return `${whose} may be in the log already, as an earlier run could not place ${what} then paid for again. Look there first; Place again, where a run offers it, costs nothing.`;
}

/** By the lines of what was sent of them, which tell them by more than their fingerprints; these stay where the log is off. */
function peopleBy(
  lines: readonly LoggedLine[],
  unplaced: readonly LoggedLine[],
  of: (line: LoggedLine) => readonly Fingerprint[],
): PaidPeople {
  const byChannel = new Map<Channel, Set<Fingerprint>>();
  for (const line of unplaced) {
    const channel = channelOf(line.field);
    if (channel === null) continue;
    const prints = byChannel.get(channel) ?? new Set();
    for (const print of of(line)) prints.add(print);
    byChannel.set(channel, prints);
  }
  return new PaidPeople(
    [...byChannel].map(([channel, prints]) => {
      const sent = lines.filter(
        (line) => line.event === 'sent' && printsOf(line).some((print) => prints.has(print)),
      );
      const people = peopleOf(sent);
      people.add([...prints], '');
      return { type: typeOf([channel]), people };
    }),
  );
}
