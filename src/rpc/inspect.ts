// Owns the methods that look and map: they need no key, write no cell and buy nothing.
import { type Channel, CONTACT_FIELDS } from '../contact/contact';
import { channelsOfOperation, type Operation } from '../contact/operation';
import { learn, type TaughtField } from '../contact/learned-headers';
import { type Book, type Ports, SheetFault } from '../ports';
import { type DocumentState, openDocument } from '../run/state/document';
import { lastFixOf } from '../run/fix/apply-fix';
import { offeredFixes } from '../run/fix/find-fix';
import { type Prepared, prepare, type Wish } from '../run/plan/prepare';
import { type Route, sellersOf } from '../run/plan/route';
import { isSampleSheet } from '../run/plan/sample';
import { remember as rememberChosen } from '../run/state/last-choice';
import { saveLessons } from '../run/state/lessons';
import {
  type ColumnChoices,
  encodeMemory,
  mappingKey,
  type OutputWishes,
} from '../run/state/sheet-memory';
import { readUser, type User } from '../run/state/user';
import { accountViews } from './account';
import type { Reply } from './contract';
import type { Inspection } from './contract-check';
import type { Desk } from './desk';
import { failure } from './failure';
import { lastFixView } from './fix-view';
import { lastOrder, lastOrders } from './last-choice';
import { listView } from './list-view';
import type { Arguments, ChoiceRequest } from './requests';
import { viewsOfRuns } from './run-view';
import { reviveTrigger, viewsOfSchedules } from './schedule';
import { inspectionView } from './views';

export function home(args: Arguments<'home'>, desk: Desk): Reply<'home'> {
  const { ports } = desk;
  const document = openDocument(ports);
  const user = readUser(ports.userStore, ports.newId);
  const { tag } = user;
  const choice: ChoiceRequest = args ?? choiceOf(lastOrder(user));
  const book = ports.openBook();
  const inspection = look(choice, desk, document, book, user);
  const { rows } = choice;
  const shown = [...document.runs().reverse(), ...document.closedRuns().slice(0, 1)];
  const retried = 'run' in rows ? [rows.run] : [];
  const ids = [...new Set([...shown.map(({ id }) => id), ...retried])];
  reviveTrigger(desk, document, tag);
  const runs = viewsOfRuns(ports, document, tag, ids, book);
  const list = listView(ports, document, user, book);
  return {
    ok: true,
    value: {
      inspection,
      accounts: accountViews(user, desk),
      runs,
      operation: choice.operation ?? 'find',
      channels: choice.channels,
      orders: lastOrders(user),
      schedules: viewsOfSchedules(desk, document, tag, book, inspection.sheet),
      ...(list === null ? {} : { list }),
    },
  };
}

/** Of all rows. */
function choiceOf({
  operation,
  channels,
  route = {},
}: ReturnType<typeof lastOrder>): ChoiceRequest {
  const copied = Object.entries(route).map(([channel, ids]) => [channel, [...ids]] as const);
  const asked: ChoiceRequest['route'] = Object.fromEntries(copied);
  return { operation, channels: [...channels], route: asked, rows: { kind: 'all' } };
}

export function inspect(
  { isAside, ...choice }: Arguments<'inspect'>,
  desk: Desk,
): Reply<'inspect'> {
  const { ports } = desk;
  const document = openDocument(ports);
  const user = readUser(ports.userStore, ports.newId);
  const { operation = 'find', channels, route, rows } = choice;
  if (isAside === undefined && channels.length > 0 && !('run' in rows)) {
    const order = { channels, ...(route === undefined ? {} : { route: route as Route }) };
    rememberChosen(ports.userStore, user.chosen, operation, order);
  }
  return { ok: true, value: look(choice, desk, document, ports.openBook(), user) };
}

export function jump(
  { sheet: id, row }: { sheet: number; row: number },
  { ports }: Desk,
): Reply<'jump'> {
  const book = ports.openBook();
  const sheet = book.sheet(id);
  if (sheet === null) {
    return failure('changed', `This sheet was deleted: no row of it can be shown. ${UNTOUCHED}`);
  }
  try {
    book.jumpTo(sheet, row - 1);
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
    return failure(
      'changed',
      `Row ${row} is gone: rows were deleted since this list was made. ${UNTOUCHED} Press Check again for a new list.`,
    );
  }
  return { ok: true, value: null };
}

const UNTOUCHED = 'Nothing was sent or changed.';

/** What the engine should prepare for a choice. */
export function wishOf(choice: ChoiceRequest, user: User): Wish {
  const operation = choice.operation ?? 'find';
  const sold = channelsOfOperation(operation);
  const channels = sold.filter((channel) => choice.channels.includes(channel));
  return {
    sheetId: choice.sheet ?? null,
    headerRow: choice.headerRow === undefined ? null : choice.headerRow - 1,
    choices: defined(choice.mapping ?? {}),
    headerMark: choice.headerMark ?? null,
    operation,
    channels,
    route: routeOf(operation, channels, choice.route ?? {}, user),
    outputs: definedOutputs(choice.outputs ?? {}),
    rows: choice.rows,
    limit: choice.limit ?? null,
    maximum: choice.maximum ?? null,
    lessons: user.lessons,
  };
}

/** As said; else the first vendor that is connected and sells it, or the first of all. */
function routeOf(
  operation: Operation,
  channels: readonly Channel[],
  said: NonNullable<ChoiceRequest['route']>,
  user: User,
): Route {
  const usual = (channel: Channel): readonly string[] => {
    const sellers = sellersOf(operation, channel);
    const seller = sellers.find((id) => user.connection(id) !== null) ?? sellers[0];
    return seller === undefined ? [] : [seller];
  };
  return Object.fromEntries(channels.map((channel) => [channel, said[channel] ?? usual(channel)]));
}

function look(
  choice: ChoiceRequest,
  { ports }: Desk,
  document: DocumentState,
  book: Book,
  user: User,
): Inspection {
  const { lessons, runLimit } = user;
  const wish = wishOf(choice, user);
  const prepared = prepare(book, document, wish);
  const isChanged = [choice.mapping, choice.headerRow, choice.outputs].some(
    (said) => said !== undefined,
  );
  if (isChanged && prepared.headerRow >= 0 && prepared.problem?.code !== 'columns_moved') {
    const headers = prepared.cells[prepared.headerRow] ?? [];
    const headerRow = choice.headerRow === undefined ? prepared.rememberedRow : prepared.headerRow;
    const { choices, outputWishes: outputs } = prepared;
    const memory = encodeMemory({ choices, headerRow, outputs }, headers);
    remember(ports, document, mappingKey(prepared.sheet.id), memory);
    const learned = learn(lessons, taughtBy(choice, prepared));
    if (learned !== lessons) saveLessons(ports.userStore, learned);
  }
  const { id } = prepared.sheet;
  return inspectionView(prepared, wish, runLimit, {
    isSample: isSampleSheet(document, id),
    fixes: offeredFixes(prepared).map(({ kind, rows }) => ({ kind, rows: rows.length })),
    lastFix: lastFixView(lastFixOf(document, id), ports.clock.now()),
  });
}

/** What the user mapped by hand in this call, beside what would have been proposed. */
function taughtBy(choice: ChoiceRequest, { cells, headerRow, match }: Prepared): TaughtField[] {
  const headers = cells[headerRow] ?? [];
  const choices = defined(choice.mapping ?? {});
  return CONTACT_FIELDS.flatMap((field): TaughtField[] => {
    const column = choices[field];
    if (column === undefined) return [];
    const proposal = match.fields[field];
    const proposed =
      proposal === undefined
        ? null
        : { header: headers[proposal.column] ?? '', isKnown: proposal.certainty === 'exact' };
    return [{ field, chosen: column === null ? null : (headers[column] ?? ''), proposed }];
  });
}

/**
 * Records are changed under the lock only. Nobody waits long for that here: the sidebar says again what was chosen
 * with every check, quote and start, so that what was not remembered now still counts.
 */
function remember(ports: Ports, document: DocumentState, key: string, memory: string): void {
  if (document.text(key) === memory) return;
  if (ports.lock.acquire(MEMORY_PATIENCE_MS).kind !== 'held') return;
  try {
    document.save({ texts: { [key]: memory } });
  } finally {
    ports.lock.release();
  }
}

const MEMORY_PATIENCE_MS = 2_000;

function defined(mapping: NonNullable<ChoiceRequest['mapping']>): ColumnChoices {
  return Object.fromEntries(Object.entries(mapping).filter(([, column]) => column !== undefined));
}

function definedOutputs(outputs: NonNullable<ChoiceRequest['outputs']>): OutputWishes {
  return Object.fromEntries(Object.entries(outputs).filter(([, wish]) => wish !== undefined));
}
