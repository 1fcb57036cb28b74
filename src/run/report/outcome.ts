// Owns what became of a run's contacts, as the log tells. Pure: knows no sheet.
import type { Fingerprint } from '../../contact/contact';
import { canonicalEmailStatus } from '../../provider/email-status';
import { isOfValue, type LoggedLine, PLACED_AGAIN, printsOf } from '../log/log-line';
import { unplacedOf } from '../log/unplaced';
import { PerhapsBought } from '../log/perhaps-bought';
import { Retry } from '../plan/retry';

/**
 * What became of a contact. `risky`: its e-mail is risky or of unknown status · `unplaced`: something found has no row · `untied`: a
 * result that nothing ties to a contact may be its own · `incomplete`: refused by the vendor for what it says; and rows that say
 * too little now · `left_out`: not sent, or refused with its batch · `broken`: its lookup broke at the vendor. Those three certainly
 * were not bought; what a person has `given_up` may have been.
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
      return withPrints(new Set(lines.filter(isWritten).flatMap(printsOf)));
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
      const ends = unboughtEnds(lines);
      return withPrints(
        new Set([...ends].flatMap(([print, end]) => (end === outcome ? [print] : []))),
      );
    }
  }
}

type UnboughtEnd = Extract<RunOutcome, 'incomplete' | 'left_out' | 'broken' | 'given_up'>;

/** How each contact ended of which no answer came; by what was logged of it last. */
function unboughtEnds(lines: readonly LoggedLine[]): ReadonlyMap<Fingerprint, UnboughtEnd> {
  const ends = new Map<Fingerprint, UnboughtEnd>();
  const perhaps = new PerhapsBought();
  const found = new Set<Fingerprint>();
  for (const line of lines) {
    const prints = perhaps.read(line);
    const end = endOf(line);
    if (end === 'other') continue;
    for (const print of prints) {
      if (end === 'found') found.add(print);
      if (line.event === 'closed') found.delete(print);
      // An attempt before may have been bought, whoever was asked since and found nothing.
      if (perhaps.has(print) && !found.has(print)) ends.set(print, 'given_up');
      else if (end === 'found' || end === 'sent') ends.delete(print);
      else ends.set(print, end);
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
  return event === 'written' && isOfValue({ field });
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
