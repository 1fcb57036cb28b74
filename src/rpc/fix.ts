// Owns fixes as the sidebar asks for them: what they would change, the change, and its undoing.
import { columnLetter } from '../contact/column-letter';
import type { FixKind } from '../contact/find-fixes';
import { applyFix as apply } from '../run/fix/apply-fix';
import { cellsOf, digestOfFix, offeredFix } from '../run/fix/find-fix';
import { undoFix as undo } from '../run/fix/undo-fix';
import { prepare } from '../run/plan/prepare';
import { openDocument } from '../run/state/document';
import { readUser } from '../run/state/user';
import type { Failure, Reply } from './contract';
import type { Desk } from './desk';
import { failure, noLock } from './failure';
import { reportOf } from './fix-view';
import { wishOf } from './inspect';
import type { Arguments } from './requests';

/** Cells of a preview: a person looks over so many at most. */
const CELLS_SHOWN = 100;

export function previewFix(
  { choice, kind }: Arguments<'previewFix'>,
  { ports }: Desk,
): Reply<'previewFix'> {
  const user = readUser(ports.userStore, ports.newId);
  const document = openDocument(ports);
  const prepared = prepare(ports.openBook(), document, wishOf(choice, user));
  if (prepared.problem !== null) return failure('sheet_problem', prepared.problem.message);
  const fix = offeredFix(prepared, kind);
  if (fix === null) return nothingLeft(kind);
  const headers = prepared.cells[prepared.headerRow] ?? [];
  const cells = cellsOf(fix);
  return {
    ok: true,
    value: {
      kind,
      digest: digestOfFix(prepared, fix),
      rows: fix.rows.length,
      total: cells.length,
      cells: cells.slice(0, CELLS_SHOWN).map(({ row, column, before, after }) => ({
        row: row + 1,
        letter: columnLetter(column),
        header: (headers[column] ?? '').trim(),
        before,
        after,
      })),
    },
  };
}

export function applyFix(
  { choice, kind, digest }: Arguments<'applyFix'>,
  { ports }: Desk,
): Reply<'applyFix'> {
  const user = readUser(ports.userStore, ports.newId);
  const result = apply(ports, wishOf(choice, user), kind, digest);
  switch (result.kind) {
    case 'fixed':
      return { ok: true, value: reportOf(result.record) };
    case 'changed':
      return failure(
        'changed',
        'The sheet changed since you looked. Nothing was changed by this click. Look at the changes again.',
      );
    case 'refused':
      return failure('refused', `Nothing was changed. ${result.message}`);
    case 'problem':
      return failure('sheet_problem', `${result.problem.message} Nothing was changed.`);
    case 'busy':
    case 'unavailable':
      return noLock(result);
  }
}

export function undoFix({ sheet }: Arguments<'undoFix'>, { ports }: Desk): Reply<'undoFix'> {
  const result = undo(ports, sheet);
  switch (result.kind) {
    case 'undone':
      return { ok: true, value: reportOf(result.record) };
    case 'gone':
      return failure('sheet_problem', result.message);
    case 'changed':
      return failure(
        'changed',
        'The sheet was changed at the same moment. Nothing was changed by this click. Try again.',
      );
    case 'refused':
      return failure('refused', `Nothing was changed. ${result.message}`);
    case 'busy':
    case 'unavailable':
      return noLock(result);
  }
}

function nothingLeft(kind: FixKind): Failure {
  const what =
    kind === 'split_names' ? 'No full name is left to split' : 'No website is left to fill in';
  return failure(
    'changed',
    `${what} with certainty: the rows changed since you looked. Nothing was changed by this click.`,
  );
}
