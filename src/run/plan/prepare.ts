// Owns what stands before a run: read the sheet, map its columns, choose rows, check them, plan. Buys nothing; writes no cell.
import { type Check, checkRows } from '../../contact/check';
import { type ColumnRef, isSameHeaderRow, markHeaderRow, refer } from '../../contact/column';
import { CONTACT_FIELDS, type Channel, type ContactField } from '../../contact/contact';
import { findHeaderRow } from '../../contact/find-header-row';
import { type HeaderMatch, mappingOf, matchHeaders } from '../../contact/match-headers';
import { type Mapping, override } from '../../contact/mapping';
import type { Cells } from '../../contact/table';
import type { Book, Sheet, View } from '../../ports';
import type { Provider } from '../../provider/provider';
import { chooseRows, type RowChoice, type RowPredicate } from './choose-rows';
import type { DocumentState } from '../state/document';
import { isLog, Log } from '../log/log';
import type { LoggedLine } from '../log/log-line';
import { chooseOutputs } from '../sheet/outputs';
import { makePlan, type PlanResult, typeOf } from './plan';
import { Retry } from './retry';
import {
  type ColumnChoices,
  decodeMadeColumns,
  mappingKey,
  outputsKey,
  rememberedChoices,
  rememberedHeaderRow,
} from '../state/sheet-memory';
import { OUTPUT_FIELDS, type Outputs, type Source } from '../state/run';
import { COLUMNS_MOVED, mappingProblem, type SheetProblem } from './sheet-problem';

export interface Wish {
  /** `null`: the sheet that is open. */
  readonly sheetId: number | null;
  /** 0-based; `null`: found. */
  readonly headerRow: number | null;
  /** The user's changes; other fields are as remembered or matched. */
  readonly choices: ColumnChoices;
  /** The header row that `headerRow` and `choices` refer to; `null` when they refer to none. */
  readonly headerMark: string | null;
  readonly channels: readonly Channel[];
  readonly overwrite: readonly Channel[];
  readonly rows: RowChoice;
  /** At most so many contacts, the first ones; `null`: all. */
  readonly limit: number | null;
}

/** A sheet as it was read for a check. */
export interface Prepared {
  readonly sheet: Sheet;
  readonly view: View;
  readonly cells: Cells;
  /** 0-based; -1 when there is none. */
  readonly headerRow: number;
  readonly match: HeaderMatch;
  readonly mapping: Mapping;
  /** What the user chose, now or earlier. */
  readonly choices: ColumnChoices;
  /** The header row that the user named earlier; 0-based. */
  readonly rememberedRow: number | null;
  /** `null` when there is a problem. */
  readonly check: Check | null;
  readonly problem: SheetProblem | null;
}

/** Reads a sheet and checks it: three reads with the list of sheets, and those that choosing rows takes. */
export function prepare(book: Book, document: DocumentState, asked: Wish): Prepared {
  const wish = onSheetOfRun(document, asked);
  const view = viewOf(book, wish.sheetId);
  const { sheet } = view;
  const nothing = { fields: {}, columns: [] };
  if (isLog(document, sheet.id)) {
    const message = 'This sheet is the log of this add-on. Open the sheet with your contacts.';
    const problem = { code: 'not_a_contact_sheet', message } as const;
    return { ...unread(view), match: nothing, problem };
  }
  const cells = sheet.displayed();
  const memory = document.text(mappingKey(sheet.id));
  const rememberedRow = rememberedHeaderRow(memory, cells);
  const named = wish.headerRow ?? rememberedRow;
  const header = named === null ? findHeaderRow(cells) : ({ kind: 'found', row: named } as const);
  if (header.kind === 'empty') {
    const message = 'This sheet is empty. Open the sheet with your contacts, or paste them here.';
    return { ...unread(view), match: nothing, problem: { code: 'empty', message } };
  }
  const match = matchHeaders(cells, header);
  if (header.kind === 'none') {
    const message = `Row ${header.firstRow + 1} holds data, not column names. Insert a header row above it, or say which row holds the headers.`;
    return { ...unread(view), cells, match, problem: { code: 'no_header', message } };
  }
  const headers = cells[header.row] ?? [];
  const choices = { ...rememberedChoices(memory, headers), ...wish.choices };
  const mapping = override(mappingOf(match), choices);
  const base = {
    sheet,
    view,
    cells,
    headerRow: header.row,
    match,
    mapping,
    choices,
    rememberedRow,
  };
  const isMoved = wish.headerMark !== null && !isSameHeaderRow(headers, wish.headerMark);
  const problem = isMoved ? COLUMNS_MOVED : mappingProblem(mapping, match.columns.length);
  if (problem !== null) return { ...base, check: null, problem };

  const retry =
    'run' in wish.rows ? new Retry(wish.rows.kind, wish.rows.run, logOf(book, document)) : null;
  const made = decodeMadeColumns(document.text(outputsKey(sheet.id)));
  const chosen = chooseRows(wish.rows, base, made, retry);
  if (typeof chosen !== 'function') return { ...base, check: null, problem: chosen };
  const open = document.openFingerprints();
  const check = (selected: (row: number) => boolean): Check =>
    checkRows({
      ...{ cells, headerRow: header.row, mapping, selected },
      ...{ channels: wish.channels, overwrite: wish.overwrite },
      isWaiting: (print) => open.has(print),
      ...(retry === null
        ? {}
        : { partFor: (contact, missing, isOne) => retry.partFor(contact, typeOf(missing), isOne) }),
    });
  return { ...base, check: firstContacts(check, chosen, wish), problem: null };
}

/** The plan of a checked sheet. `formulas` decide which columns may be written: one read. */
export function planOf(
  prepared: Prepared & { readonly check: Check },
  document: DocumentState,
  wish: Wish,
  provider: Provider,
): PlanResult {
  const { sheet, cells, headerRow, mapping, check } = prepared;
  const headers = cells[headerRow] ?? [];
  const source = sourceOf(prepared);
  const earlier = decodeMadeColumns(document.text(outputsKey(sheet.id)));
  const formulas = formulaColumns(sheet, prepared, earlier);
  const hasFormula = (column: number): boolean => formulas.has(column);
  const outputs = chooseOutputs(headers, mapping, wish.channels, earlier, hasFormula);
  const { channels, overwrite } = wish;
  return makePlan(
    check.ready,
    { source, outputs, channels, overwrite },
    { bytes: document.bytes(), contacts: document.openContacts() },
    provider,
  );
}

/** Which of the columns that a run may write hold a formula in any cell: one read, or none. */
function formulaColumns(
  sheet: Sheet,
  { cells, headerRow, mapping }: Prepared,
  made: Outputs,
): ReadonlySet<number> {
  const headers = cells[headerRow] ?? [];
  const columns = [
    mapping.email,
    mapping.phone,
    ...OUTPUT_FIELDS.map((field) =>
      headers.findIndex((text) => text.trim() === made[field]?.ref.header),
    ),
  ].filter((column): column is number => column !== undefined && column >= 0);
  if (columns.length === 0) return new Set();
  const column = Math.min(...columns);
  const width = Math.max(...columns) - column + 1;
  const rows = cells.length - headerRow;
  const formulas = sheet.formulasIn({ row: headerRow, column, rows, columns: width });
  return new Set(
    columns.filter((index) => formulas.some((row) => (row[index - column] ?? '') !== '')),
  );
}

/** How the run's columns are found again. */
function sourceOf({ sheet, cells, headerRow, mapping }: Prepared): Source {
  const headers = cells[headerRow] ?? [];
  const columns: Partial<Record<ContactField, ColumnRef>> = {};
  for (const field of CONTACT_FIELDS) {
    const column = mapping[field];
    if (column !== undefined) columns[field] = refer(headers, column);
  }
  const headerHash = markHeaderRow(headers, Object.values(mapping));
  return { sheetId: sheet.id, headerRow, columns, headerHash };
}

function viewOf(book: Book, sheetId: number | null): View {
  const sheet = sheetId === null ? null : book.sheet(sheetId);
  return sheet === null ? book.openView() : book.viewOf(sheet);
}

function unread(view: View): Omit<Prepared, 'match' | 'problem'> {
  const nothing = { headerRow: -1, mapping: {}, choices: {}, rememberedRow: null, check: null };
  const blank = { cells: [], ...nothing };
  return { sheet: view.sheet, view, ...blank };
}

/** A retry is about the sheet of its run, whichever is open; what was chosen on another sheet says nothing there. */
function onSheetOfRun(document: DocumentState, wish: Wish): Wish {
  const run = 'run' in wish.rows ? document.closedRun(wish.rows.run) : null;
  if (run === null || run.sheetId === wish.sheetId) return wish;
  return { ...wish, sheetId: run.sheetId, headerRow: null, headerMark: null, choices: {} };
}

function logOf(book: Book, document: DocumentState): readonly LoggedLine[] {
  return new Log(book, document).readAll();
}

/** Rows from the top until so many contacts are ready; the rest is not checked. */
function firstContacts(
  check: (selected: RowPredicate) => Check,
  chosen: RowPredicate,
  wish: Wish,
): Check {
  const limits = [wish.limit, wish.rows.kind === 'first' ? wish.rows.count : null];
  const most = Math.min(...limits.map((limit) => limit ?? Infinity));
  const whole = check(chosen);
  if (whole.ready.length <= most) return whole;
  const last = whole.verdicts.filter(({ verdict }) => verdict.kind === 'ready')[most - 1];
  return check((row) => chosen(row) && row <= (last?.row ?? -1));
}
