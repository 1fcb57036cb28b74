// Owns what became of a run's contacts, as the log tells. Pure: knows no sheet.
import type { Fingerprint } from '../../contact/contact';
import { canonicalEmailStatus } from '../../provider/email-status';
import { isOfValue, type LoggedLine, PLACED_AGAIN, printsOf } from '../log/log-line';
import { unplacedOf } from '../log/unplaced';
import { PerhapsBought } from '../log/perhaps-bought';
import { Retry, type RetryKind } from '../plan/retry';
import type { ContactCounts } from '../state/run';

/**
 * What became of a contact. `found`: something, with a row or without · `risky`: its e-mail is risky or of unknown status ·
 * `unplaced`: something found has no row · `untied`: a result that nothing ties to a contact may be its own · `incomplete`: refused
 * by the vendor for what it says; and rows that say too little now · `left_out`: not sent, or refused with its batch · `broken`: its
 * lookup broke at the vendor. Those three certainly were not bought, and nothing else of the contact was found; what a person has
 * `given_up` may have been, whatever else was found.
 */
export type RunOutcome =
  | 'found'
  | 'risky'
  | 'not_found'
  | 'unplaced'
  | 'untied'
  | 'incomplete'
  | 'left_out'
  | 'broken'
  | 'given_up';

/** A contact by all its spellings. */
export interface OutcomeContact {
  readonly prints: readonly Fingerprint[];
  /** Of `unplaced`: the values that have no row. */
  readonly values: readonly Pick<LoggedLine, 'field' | 'after'>[];
}

/**
 * The run's contacts of an outcome, in the order of the log.
 *
 * @param lines of the run, in the order of time
 * @param hasEnded whether every result of a batch is there
 */
export function contactsOf(
  runId: string,
  outcome: RunOutcome,
  lines: readonly LoggedLine[],
  hasEnded: (batch: number) => boolean,
): readonly OutcomeContact[] {
  const contacts = spellings(lines);
  const withPrints = (chosen: ReadonlySet<Fingerprint>): readonly OutcomeContact[] =>
    contacts
      .filter((prints) => prints.some((print) => chosen.has(print)))
      .map((prints) => ({ prints, values: [] }));
  switch (outcome) {
    case 'found':
      return withPrints(foundPrints(lines));
    case 'risky':
      return withPrints(new Set(riskyPrints(lines)));
    case 'unplaced': {
      const byPrint = new Map<Fingerprint, Set<LoggedLine>>();
      for (const line of unplacedOf(runId, lines).filter(isOfValue)) {
        for (const print of printsOf(line)) {
          byPrint.set(print, (byPrint.get(print) ?? new Set()).add(line));
        }
      }
      return contacts.flatMap((prints): OutcomeContact[] => {
        const values = new Set(prints.flatMap((print) => [...(byPrint.get(print) ?? [])]));
        return values.size === 0 ? [] : [{ prints, values: [...values] }];
      });
    }
    case 'untied':
      return [...new Set(lines.flatMap(({ mayBe }) => mayBe))].map((print) => ({
        prints: contacts.find((prints) => prints.includes(print)) ?? [print],
        values: [],
      }));
    case 'not_found': {
      // Of a batch that is on its way, nothing is known yet.
      const known = lines.filter(({ batch }) => hasEnded(batch));
      const retry = new Retry(outcome, runId, known);
      return withPrints(new Set(contacts.flat().filter((print) => retry.includes(print))));
    }
    case 'incomplete':
    case 'left_out':
    case 'broken':
    case 'given_up': {
      const ends = unboughtEnds(lines, contacts);
      return contacts
        .filter((prints) => ends.get(prints) === outcome)
        .map((prints) => ({ prints, values: [] }));
    }
  }
}

/** How many of an ended run's contacts its lists hold, and a retry offers. */
export interface OutcomeCounts extends Required<ContactCounts> {
  /** All of whom the lines tell. */
  readonly contacts: number;
  readonly givenUp: number;
  /** Left out, or given up and nothing else found of. */
  readonly leftOut: number;
  readonly incomplete: number;
  readonly broken: number;
}

/** @param lines of the run, in the order of time */
export function countsOf(runId: string, lines: readonly LoggedLine[]): OutcomeCounts {
  const contacts = spellings(lines);
  const found = foundPrints(lines);
  const ends = unboughtEnds(lines, contacts);
  const retry = new Retry('not_found', runId, lines);
  const count = (isOf: (prints: readonly Fingerprint[]) => boolean): number =>
    contacts.filter(isOf).length;
  const ended = (end: UnboughtEnd): number => count((prints) => ends.get(prints) === end);
  const offered = (kind: RetryKind): number =>
    count((prints) => prints.some((print) => retry.includes(print, kind)));
  const isFound = (prints: readonly Fingerprint[]): boolean =>
    prints.some((print) => found.has(print));
  const givenUp = ended('given_up');
  const givenUpFound = count((prints) => isFound(prints) && ends.get(prints) === 'given_up');
  return {
    ...{ contacts: contacts.length, found: count(isFound), givenUp, givenUpFound },
    ...{ leftOut: ended('left_out') + givenUp - givenUpFound },
    ...{ incomplete: ended('incomplete'), broken: ended('broken') },
    ...{ notFound: offered('not_found'), failed: offered('failed') },
  };
}

function foundPrints(lines: readonly LoggedLine[]): ReadonlySet<Fingerprint> {
  const found = lines.filter((line) => endOf(line) === 'found' && line.contact !== '');
  return new Set(found.flatMap(printsOf));
}

type UnboughtEnd = Extract<RunOutcome, 'incomplete' | 'left_out' | 'broken' | 'given_up'>;

/** How each contact ended of which no answer came; by what was logged of it last. */
function unboughtEnds(
  lines: readonly LoggedLine[],
  contacts: readonly (readonly Fingerprint[])[],
): ReadonlyMap<readonly Fingerprint[], UnboughtEnd> {
  const byPrint = new Map(contacts.flatMap((prints) => prints.map((print) => [print, prints])));
  const ends = new Map<readonly Fingerprint[], UnboughtEnd>();
  const perhaps = new PerhapsBought();
  const found = new Set<readonly Fingerprint[]>();
  for (const line of lines) {
    const prints = perhaps.read(line);
    const end = endOf(line);
    if (end === 'other') continue;
    for (const contact of new Set(prints.map((print) => byPrint.get(print)))) {
      if (contact === undefined) continue;
      if (end === 'found') found.add(contact);
      // An attempt before may have been bought, whoever was asked since and found nothing.
      if (contact.some((print) => perhaps.isUnanswered(print))) ends.set(contact, 'given_up');
      else if (end === 'sent' || found.has(contact)) ends.delete(contact);
      else if (end !== 'found') ends.set(contact, end);
    }
  }
  return ends;
}

/** `other`: the line says nothing of that. */
function endOf({ event, field }: LoggedLine): UnboughtEnd | 'sent' | 'found' | 'other' {
  switch (event) {
    case 'sent':
      return 'sent';
    case 'written':
    case 'unchanged':
    case 'unplaced':
      return isOfValue({ field }) ? 'found' : 'other';
    case 'incomplete':
      return 'incomplete';
    case 'failed':
      return 'broken';
    case 'not sent':
    case 'refused':
      return 'left_out';
    case 'closed':
      return 'given_up';
    default:
      return 'other';
  }
}

/** The fingerprints of each contact: lines about a cell name its row's only, the others all. */
function spellings(lines: readonly LoggedLine[]): readonly (readonly Fingerprint[])[] {
  const contacts = new Map<Fingerprint, Set<Fingerprint>>();
  for (const line of lines) {
    if (line.contact === '') continue;
    const prints = printsOf(line);
    const known = prints.map((print) => contacts.get(print)).find((set) => set !== undefined);
    const contact = known ?? new Set<Fingerprint>();
    for (const print of prints) {
      for (const other of contacts.get(print) ?? [print]) {
        contact.add(other);
        contacts.set(other, contact);
      }
    }
  }
  return [...new Set(contacts.values())].map((prints) => [...prints]);
}

function isWritten({ event, field }: LoggedLine): boolean {
  return (event === 'written' || event === 'unchanged') && isOfValue({ field });
}

/** By the vendor's last word on the address. */
function riskyPrints(lines: readonly LoggedLine[]): readonly Fingerprint[] {
  const risky = new Map<Fingerprint, boolean>();
  for (const line of lines) {
    const hasWord = (isWritten(line) && !line.note.startsWith(PLACED_AGAIN)) || isUnplaced(line);
    if (!['email', 'validity'].includes(line.field) || !hasWord) continue;
    const word = line.field === 'validity' ? line.after : wordOf(line);
    const isRisky = canonicalEmailStatus(word) === 'risky';
    for (const print of printsOf(line)) risky.set(print, isRisky);
  }
  return [...risky].filter(([, isRisky]) => isRisky).map(([print]) => print);
}

function isUnplaced({ event, contact }: LoggedLine): boolean {
  return event === 'unplaced' && contact !== '';
}

/** The vendor's word stands first in a note; alone it may be followed by a remark on credits. */
export function wordOf({ event, note }: Pick<LoggedLine, 'event' | 'note'>): string {
  const [first = '', ...rest] = note.replace(/ ?\(credits estimated\)$/, '').split('; ');
  return event === 'unplaced' && rest.length === 0 ? '' : first;
}
