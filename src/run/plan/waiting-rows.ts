// Owns which rows of a sheet are of contacts in an open run, or on a list that is being enriched, whoever the rows say they are by
// now. Pure; reads no service.
import type { CheckRequest } from '../../contact/check';
import type { Identity } from '../../contact/contact';
import { byEmail, identityOf } from '../../contact/identity';
import { KnownPeople } from '../../contact/known-people';
import { readsAlike, type Mapping } from '../../contact/mapping';
import { type Cells, cellText } from '../../contact/table';
import { isListUnderWay, isUnderWay, listRunOf } from '../list/list-run';
import { listedOn } from '../log/listed';
import { type LoggedLine, printsOf } from '../log/log-line';
import { columnUses, type ColumnUse } from '../sheet/column-uses';
import type { FoundColumns } from '../sheet/rows';
import { WAITING } from '../sheet/status-text';
import type { DocumentState } from '../state/document';

/**
 * A row waits by what it says, read with the asked columns or with those of an open run of this sheet; by what it said before
 * more was typed into it; or by its waiting mark, which stands while a row that was changed may be somebody who was sent. Where
 * the log is at hand, also by whom it says was sent: then a row that says less of them waits without its mark. So does whoever
 * is on a list that is under way, which the log alone tells. Nothing is looked at while neither is.
 *
 * @param lines of the log; none where it was not read
 */
export function waitingRows(
  document: DocumentState,
  sheetId: number,
  cells: Cells,
  asked: Mapping,
  uses: readonly ColumnUse[] = columnUses(document, sheetId, cells),
  lines: readonly LoggedLine[] = [],
): CheckRequest['isWaiting'] {
  if (document.openFingerprints().size === 0 && !isListUnderWay(document)) return () => false;
  const open = peopleUnderWay(document, lines);
  const isOpen = (row: number, identity: Identity, { email }: Mapping): boolean =>
    open.knows(identity) ||
    (email !== undefined && wasKnownByEmail(identity, cellText(cells, row, email), open));

  const runs = uses.filter(({ by }) => by === 'run').map(({ columns }) => columns);
  const waiting = markedRows(cells, runs);
  for (const { headerRow, mapping } of readingsBeside(asked, runs)) {
    for (let row = headerRow + 1; row < cells.length; row++) {
      if (waiting.has(row)) continue;
      const read = identityOf(cells[row] ?? [], mapping);
      if (read.kind === 'identified' && isOpen(row, read.identity, mapping)) waiting.add(row);
    }
  }
  // A sheet is checked up to twice.
  const judged = new Map<number, boolean>();
  return (row, identity) => {
    const known = waiting.has(row) ? true : judged.get(row);
    if (known !== undefined) return known;
    const isWaiting = isOpen(row, identity, asked);
    judged.set(row, isWaiting);
    return isWaiting;
  };
}

/**
 * Of the log, whom a batch of an open run still holds: those that were refused or left out of it are nobody's. And whoever is on
 * the list that is under way.
 */
function peopleUnderWay(document: DocumentState, lines: readonly LoggedLine[]): KnownPeople {
  const open = document.openFingerprints();
  const people = new KnownPeople();
  people.add([...open], '');
  for (const line of lines) {
    const isOpen = line.event === 'sent' && document.run(line.run) !== null;
    const prints = isOpen ? printsOf(line) : [];
    if (prints.some((print) => open.has(print))) people.add(prints, line.knownBy);
  }
  const list = listRunOf(document);
  const listed = list !== null && isUnderWay(list) ? listedOn(lines, list.list) : [];
  for (const line of listed) people.add(printsOf(line), line.knownBy);
  return people;
}

/** Rows in which a status column of an open run says that it is awaited. */
function markedRows(cells: Cells, runs: readonly FoundColumns[]): Set<number> {
  const marked = new Set<number>();
  for (const { headerRow, outputs } of runs) {
    if (outputs.status === undefined) continue;
    for (let row = headerRow + 1; row < cells.length; row++) {
      if (cellText(cells, row, outputs.status) === WAITING) marked.add(row);
    }
  }
  return marked;
}

/** Before the company was typed in, the e-mail's domain may have been all that told it. */
function wasKnownByEmail(identity: Identity, email: string, open: KnownPeople): boolean {
  const before = email === '' || identity.lastName === '' ? null : byEmail(identity, email);
  return before !== null && open.knows({ ...before, linkedinUrl: identity.linkedinUrl });
}

/** Ways to read the rows that tell some row otherwise than the asked one. */
function readingsBeside(asked: Mapping, runs: readonly FoundColumns[]): readonly FoundColumns[] {
  return runs.filter(({ mapping }, at) => {
    const earlier = [asked, ...runs.slice(0, at).map((run) => run.mapping)];
    return !earlier.some((other) => readsAlike(mapping, other));
  });
}
