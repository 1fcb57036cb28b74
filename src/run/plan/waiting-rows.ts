// Owns which rows of a sheet are of contacts in an open run, whoever the rows say they are by now. Pure; reads no service.
import type { CheckRequest } from '../../contact/check';
import type { Fingerprint, Identity } from '../../contact/contact';
import { fingerprint, isKnownAs } from '../../contact/fingerprint';
import { byEmail, identityOf } from '../../contact/identity';
import { readsAlike, type Mapping } from '../../contact/mapping';
import { type Cells, cellText } from '../../contact/table';
import { columnUses, type ColumnUse } from '../sheet/column-uses';
import type { FoundColumns } from '../sheet/rows';
import { WAITING } from '../sheet/status-text';
import type { DocumentState } from '../state/document';

/**
 * A row waits by what it says, read with the asked columns or with those of an open run of this sheet; by what it said before
 * more was typed into it; or by its waiting mark, which stands while a row that was changed may be somebody who was sent.
 * Nothing is looked at while no run is open.
 */
export function waitingRows(
  document: DocumentState,
  sheetId: number,
  cells: Cells,
  asked: Mapping,
  uses: readonly ColumnUse[] = columnUses(document, sheetId, cells),
): CheckRequest['isWaiting'] {
  const open = document.openFingerprints();
  if (open.size === 0) return () => false;
  const isOpen = (row: number, identity: Identity, { email }: Mapping): boolean =>
    isKnownAs(identity, open) ||
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
function wasKnownByEmail(
  identity: Identity,
  email: string,
  open: ReadonlySet<Fingerprint>,
): boolean {
  const before = email === '' || identity.lastName === '' ? null : byEmail(identity, email);
  return before !== null && open.has(fingerprint(before));
}

/** Ways to read the rows that tell some row otherwise than the asked one. */
function readingsBeside(asked: Mapping, runs: readonly FoundColumns[]): readonly FoundColumns[] {
  return runs.filter(({ mapping }, at) => {
    const earlier = [asked, ...runs.slice(0, at).map((run) => run.mapping)];
    return !earlier.some((other) => readsAlike(mapping, other));
  });
}
