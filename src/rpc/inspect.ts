// Owns the methods that look and map: they need no key, write no cell and buy nothing.
import { type Book, SheetFault } from '../ports';
import { type DocumentState, openDocument } from '../run/state/document';
import { prepare, type Wish } from '../run/plan/prepare';
import { type ColumnChoices, encodeMemory, mappingKey } from '../run/state/sheet-memory';
import { readUser } from '../run/state/user';
import { readAccountView } from './account';
import type { Inspection, Reply, RunView } from './contract';
import type { Desk } from './desk';
import { failure } from './failure';
import type { Arguments, ChoiceRequest } from './requests';
import { viewOfRun } from './run-view';
import { inspectionView } from './views';

export function home(args: Arguments<'home'>, desk: Desk): Reply<'home'> {
  const { ports, provider } = desk;
  const document = openDocument(ports);
  const { tag } = readUser(ports.userStore, ports.newId);
  const choice: ChoiceRequest = args ?? { channels: ['email'], rows: { kind: 'all' } };
  const book = ports.openBook();
  const inspection = look(choice, desk, document, book);
  const ids = [
    ...document
      .runs()
      .map(({ id }) => id)
      .reverse(),
    document.closedRuns()[0]?.id,
  ];
  const runs = ids
    .map((id) => (id === undefined ? null : viewOfRun(ports, provider, document, tag, id, book)))
    .filter((run): run is RunView => run !== null);
  return {
    ok: true,
    value: { inspection, account: readAccountView(desk), runs, channels: choice.channels },
  };
}

export function inspect(choice: ChoiceRequest, desk: Desk): Reply<'inspect'> {
  const document = openDocument(desk.ports);
  return { ok: true, value: look(choice, desk, document, desk.ports.openBook()) };
}

export function jump(
  { sheet: id, row }: { sheet: number; row: number },
  { ports }: Desk,
): Reply<'jump'> {
  const book = ports.openBook();
  const sheet = book.sheet(id);
  if (sheet === null) return failure('sheet_problem', 'This sheet was deleted.');
  try {
    book.jumpTo(sheet, row - 1);
  } catch (error) {
    if (error instanceof SheetFault) return failure('sheet_problem', `Row ${row} is gone.`);
    throw error;
  }
  return { ok: true, value: null };
}

/** What the engine should prepare for a choice. */
export function wishOf(choice: ChoiceRequest): Wish {
  return {
    sheetId: choice.sheet ?? null,
    headerRow: choice.headerRow === undefined ? null : choice.headerRow - 1,
    choices: defined(choice.mapping ?? {}),
    headerMark: choice.headerMark ?? null,
    channels: [...new Set(choice.channels)],
    overwrite: [],
    rows: choice.rows,
    limit: choice.limit ?? null,
  };
}

function look(
  choice: ChoiceRequest,
  { provider }: Desk,
  document: DocumentState,
  book: Book,
): Inspection {
  const prepared = prepare(book, document, wishOf(choice));
  const isChanged = choice.mapping !== undefined || choice.headerRow !== undefined;
  if (isChanged && prepared.headerRow >= 0 && prepared.problem?.code !== 'columns_moved') {
    const headers = prepared.cells[prepared.headerRow] ?? [];
    const headerRow = choice.headerRow === undefined ? prepared.rememberedRow : prepared.headerRow;
    const memory = encodeMemory({ choices: prepared.choices, headerRow }, headers);
    document.save({ texts: { [mappingKey(prepared.sheet.id)]: memory } });
  }
  return inspectionView(prepared, provider);
}

function defined(mapping: NonNullable<ChoiceRequest['mapping']>): ColumnChoices {
  return Object.fromEntries(Object.entries(mapping).filter(([, column]) => column !== undefined));
}
