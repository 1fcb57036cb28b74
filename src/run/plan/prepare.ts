// Owns what stands before a run: read the sheet, map its columns, choose rows, check them. Buys nothing; writes no cell.
import { type Check, checkRows, type ReadyContact } from '../../contact/check';
import { isSameHeaderRow } from '../../contact/column';
import type { Channel, Fingerprint, Identity } from '../../contact/contact';
import { findHeaderRow } from '../../contact/find-header-row';
import { identityOf } from '../../contact/identity';
import type { LearnedHeaders } from '../../contact/learned-headers';
import { type HeaderMatch, mappingOf, matchHeaders } from '../../contact/match-headers';
import { type Mapping, override } from '../../contact/mapping';
import { mappingFor, type Operation } from '../../contact/operation';
import type { Cells } from '../../contact/table';
import type { Book, Sheet, View } from '../../ports';
import { chooseRows, type RowChoice, type RowPredicate } from './choose-rows';
import type { DocumentState } from '../state/document';
import { isListUnderWay } from '../list/list-run';
import { lacksListLines } from '../log/list-count';
import { BoughtPeople } from '../log/listed';
import { isLog, Log } from '../log/log';
import { fixedCells } from '../sheet/held-values';
import { columnUses, type ColumnUse } from '../sheet/column-uses';
import { withLeftStatus, withoutOthersWords } from '../sheet/outputs';
import {
  overwritten,
  placesOf,
  resultColumns,
  wantedOutputs,
  type WantedOutputs,
} from '../sheet/wanted-outputs';
import { givenUpPeople, mayTellGivenUp } from './given-up';
import { mayTellUnplaced, UnplacedBefore } from './unplaced-before';
import { isAmong, lookedUp } from './looked-up';
import { Retry } from './retry';
import { alikeOn, atEach, firstThatCost, lackFor, type Route, vendorsOf } from './route';
import {
  type ColumnChoices,
  decodeMadeColumns,
  mappingKey,
  outputsKey,
  rememberedChoices,
  rememberedHeaderRow,
  rememberedOutputs,
  type OutputWishes,
} from '../state/sheet-memory';
import type { Outputs } from '../state/output-fields';
import {
  COLUMNS_MOVED,
  filledProblem,
  mappingProblem,
  noSuchRow,
  NOTHING_WANTED,
  type SheetProblem,
} from './sheet-problem';
import { waitingRows } from './waiting-rows';

export interface Wish {
  /** `null`: the sheet that is open. */
  readonly sheetId: number | null;
  /** 0-based; `null`: found. */
  readonly headerRow: number | null;
  /** The user's changes; other fields are as remembered or matched. */
  readonly choices: ColumnChoices;
  readonly operation: Operation;
  /** The header row that `headerRow` and `choices` refer to; `null` when they refer to none. */
  readonly headerMark: string | null;
  readonly channels: readonly Channel[];
  readonly route: Route;
  /** What the user said now of what is written; the rest is as remembered, or as usual. */
  readonly outputs: OutputWishes;
  readonly rows: RowChoice;
  /** At most so many contacts, the first ones; `null`: all. */
  readonly limit: number | null;
  /** The first contacts that cost at most so many credits at worst, at each vendor; `null`: all. */
  readonly maximum: number | null;
  /** What the user who asks taught about headers. */
  readonly lessons: LearnedHeaders;
}

/** A sheet as it was read for a check. */
export interface Prepared {
  readonly sheet: Sheet;
  readonly view: View;
  readonly cells: Cells;
  /** 0-based; -1 when there is none. */
  readonly headerRow: number;
  readonly match: HeaderMatch;
  /** The columns that the operation reads and writes e-mails and phones to. */
  readonly mapping: Mapping;
  /** Every field that has a column, as the user sees and changes it. */
  readonly everyField: Mapping;
  /** What the user chose, now or earlier. */
  readonly choices: ColumnChoices;
  /** The header row that the user named earlier; 0-based. */
  readonly rememberedRow: number | null;
  /** What the user said of what is written, now or earlier. */
  readonly outputWishes: OutputWishes;
  readonly wanted: WantedOutputs;
  /** The columns that this add-on made on the sheet. */
  readonly made: Outputs;
  /** Whoever else reads and writes its columns. */
  readonly uses: readonly ColumnUse[];
  /** `null` when there is a problem. */
  readonly check: Check | null;
  /** Contacts that are ready, and come after the limit or the maximum. */
  readonly left: number;
  /** It is the maximum that leaves them out. */
  readonly isMaximumReached: boolean;
  /** Of those that are ready, who was, or may have been, paid for with a list already; nobody where the log was not read. */
  readonly boughtOnLists: readonly ReadyContact[];
  /** Who may have been bought by an earlier run that ended without their results; likewise. */
  readonly givenUp: readonly ReadyContact[];
  /** How many of them may have results in the log that an earlier run could not place; likewise. */
  readonly unplacedBefore: number;
  /** Lines of the log are gone that said who is on a list, or which was bought. */
  readonly lacksListLines: boolean;
  readonly problem: SheetProblem | null;
}

/**
 * Reads a sheet and checks it: three reads with the list of sheets, and those that choosing rows takes. Throws `SheetFault`.
 *
 * @param look `as_held`: before money, also at what cells hold that are to be replaced and, while a run or a list is under way,
 *   or a list was bought, or a run gave somebody up, at whom the log says was sent; each is one read more
 */
export function prepare(
  book: Book,
  document: DocumentState,
  asked: Wish,
  look: 'as_shown' | 'as_held' = 'as_shown',
): Prepared {
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
  const isRowThere = named !== null && named < cells.length;
  const header = isRowThere ? ({ kind: 'found', row: named } as const) : findHeaderRow(cells);
  if (header.kind === 'empty') {
    const message = 'This sheet is empty. Open the sheet with your contacts, or paste them here.';
    return { ...unread(view), match: nothing, problem: { code: 'empty', message } };
  }
  if (named !== null && !isRowThere) {
    const match = matchHeaders(cells, header, wish.lessons);
    return { ...unread(view), cells, match, problem: noSuchRow(named, cells.length) };
  }
  const headers = header.kind === 'found' ? (cells[header.row] ?? []) : [];
  const known = decodeMadeColumns(document.text(outputsKey(sheet.id)));
  const left = withLeftStatus(known, cells, header.kind === 'found' ? header.row : -1);
  const remembered = rememberedOutputs(memory, headers);
  const match = matchHeaders(cells, header, wish.lessons, resultColumns(headers, left, remembered));
  if (header.kind === 'none') {
    const message = `Row ${header.firstRow + 1} holds data, not headers. Insert a row of headers above it, or say which row holds them.`;
    return { ...unread(view), cells, match, problem: { code: 'no_header', message } };
  }
  const choices = { ...rememberedChoices(memory, headers), ...wish.choices };
  const everyField = override(mappingOf(match), choices);
  const mapping = mappingFor(wish.operation, everyField);
  const made = withoutOthersWords(left, cells, header.row, mapping.email);
  const uses = columnUses(document, sheet.id, cells);
  const { channels } = wish;
  const situation = {
    ...{ headers, cells, headerRow: header.row, mapping, everyField },
    ...{ channels, made, uses },
  };
  const outputs = wantedOutputs(wish.outputs, remembered, situation);
  const { wanted } = outputs;
  const said = { ...remembered, ...wish.outputs };
  const base = {
    ...{ sheet, view, cells, headerRow: header.row, match, mapping, everyField },
    ...{ choices, rememberedRow, uses },
    ...{
      outputWishes: outputs.problem === null ? said : remembered,
      wanted,
      made,
      left: 0,
      isMaximumReached: false,
      boughtOnLists: [],
      givenUp: [],
      unplacedBefore: 0,
      lacksListLines: false,
    },
  };
  const isMoved = wish.headerMark !== null && !isSameHeaderRow(headers, wish.headerMark);
  const problem = isMoved
    ? COLUMNS_MOVED
    : (mappingProblem(mapping, everyField, match.columns.length, wish) ??
      filledProblem(mapping, uses, headers) ??
      outputs.problem ??
      (wish.channels.length === 0 ? NOTHING_WANTED : null));
  if (problem !== null) return { ...base, check: null, problem };

  const isBesideOthers =
    look === 'as_held' && (document.runs().length > 0 || isListUnderWay(document));
  const log = new Log(book, document);
  // What was unlocked is free to ask for again.
  const isAfterOthers = look === 'as_held' && wish.operation !== 'leads';
  const mayTellMore = isAfterOthers && log.mayTellMore();
  const isBesideLists = mayTellMore && wish.operation === 'find';
  const isAfterGivenUp =
    isAfterOthers &&
    (mayTellMore ||
      mayTellGivenUp(document, wish.operation) ||
      mayTellUnplaced(document, wish.operation));
  const isLookup = wish.operation === 'lookup';
  const isBeside = isBesideOthers || isBesideLists || isAfterGivenUp;
  const lines = 'run' in wish.rows || isBeside || isLookup ? log.readAll() : [];
  const vendors = vendorsOf(wish.route);
  const retry =
    'run' in wish.rows ? new Retry(wish.rows.kind, wish.rows.run, lines, vendors) : null;
  const chosen = chooseRows(wish.rows, { ...base, operation: wish.operation }, retry);
  if (typeof chosen !== 'function') return { ...base, check: null, problem: chosen };
  const isWaiting = waitingRows(document, sheet.id, cells, mapping, uses, lines);
  const overwrite = overwritten(wanted);
  const bought = isLookup && overwrite.length === 0 ? lookedUp(lines) : NOBODY;
  const places = (channel: Channel): readonly number[] => placesOf(channel, wanted, situation);
  const replacedIn = (channel: Channel): readonly number[] =>
    placesOf(channel, wanted, situation, ({ always }) => always);
  const isFixed =
    look === 'as_held'
      ? fixedCells(sheet, cells, header.row, mapping, overwrite.flatMap(replacedIn).filter(isThere))
      : () => false;
  const check = (selected: (row: number) => boolean): Check =>
    checkRows({
      ...{ cells, headerRow: header.row, mapping, selected, isWaiting },
      ...{ channels: wish.channels, overwrite, isFixed, placesOf: places, replacedIn },
      lackFor: (identity, channel, isAlike) => lackFor(identity, channel, wish.route, isAlike),
      ...alikeOn(wish.route),
      ...(retry === null && bought.size === 0
        ? {}
        : {
            partFor: (contact, missing, isOne, isAlike) => {
              if (isAmong(contact, bought)) return null;
              if (retry === null) return 'all';
              return retry.partFor({ contact, missing, isAlike }, wish.route, isOne);
            },
          }),
    });
  const checked = firstContacts(check, chosen, wish);
  const listed = new BoughtPeople(isBesideLists ? lines : []);
  const spellingsOf =
    ({ contact }: ReadyContact) =>
    (): readonly Identity[] =>
      contact.rows.flatMap((row) => {
        const read = identityOf(cells[row] ?? [], mapping);
        return read.kind === 'identified' ? [read.identity] : [];
      });
  const doubtful = givenUpPeople(isAfterOthers ? lines : []);
  const { ready } = checked.check;
  const boughtOnLists = ready.filter((one) => listed.has(one, spellingsOf(one)));
  const givenUp = ready.filter((one) => doubtful.has(one, spellingsOf(one)));
  const isCut = isBesideLists && lacksListLines(document, lines);
  const unplacedBefore = new UnplacedBefore(isAfterOthers ? lines : []).count(ready, spellingsOf);
  return {
    ...{ ...base, ...checked, boughtOnLists, givenUp, unplacedBefore },
    ...{ lacksListLines: isCut, problem: null },
  };
}

const NOBODY: ReadonlySet<Fingerprint> = new Set();

function isThere(column: number): boolean {
  return column >= 0;
}

function viewOf(book: Book, sheetId: number | null): View {
  const sheet = sheetId === null ? null : book.sheet(sheetId);
  return sheet === null ? book.openView() : book.viewOf(sheet);
}

function unread(view: View): Omit<Prepared, 'match' | 'problem'> {
  const nothing = { headerRow: -1, mapping: {}, everyField: {}, choices: {}, rememberedRow: null };
  const blank = {
    cells: [],
    ...nothing,
    check: null,
    outputWishes: {},
    wanted: {},
    made: {},
    left: 0,
    isMaximumReached: false,
    boughtOnLists: [],
    givenUp: [],
    unplacedBefore: 0,
    lacksListLines: false,
  };
  return { sheet: view.sheet, view, ...blank, uses: [] };
}

/** A retry is about the sheet of its run, whichever is open; what was chosen on another sheet says nothing there. */
function onSheetOfRun(document: DocumentState, asked: Wish): Wish {
  const run = 'run' in asked.rows ? document.closedRun(asked.rows.run) : null;
  if (run === null) return asked;
  const wish = { ...asked, operation: run.operation ?? 'find' };
  if (run.sheetId === wish.sheetId) return wish;
  const none = { headerRow: null, headerMark: null, choices: {}, outputs: {} };
  return { ...wish, sheetId: run.sheetId, ...none };
}

/** Rows from the top until so many contacts are ready, or cost so much; the rest is not checked. */
function firstContacts(
  check: (selected: RowPredicate) => Check,
  chosen: RowPredicate,
  wish: Wish,
): Pick<Prepared, 'left' | 'isMaximumReached'> & { readonly check: Check } {
  const counts = [wish.limit, wish.rows.kind === 'first' ? wish.rows.count : null];
  const most = Math.min(...counts.map((limit) => limit ?? Infinity));
  const whole = check(chosen);
  const limits = wish.maximum === null ? {} : atEach(wish.route, wish.maximum);
  const fitting = firstThatCost(whole.ready, wish.route, limits);
  const count = Math.min(most, fitting);
  const isMaximumReached = fitting < Math.min(most, whole.ready.length);
  const carriers = whole.verdicts.filter(({ verdict }) => verdict.kind === 'ready');
  const last = carriers[count - 1]?.row ?? -1;
  if (count === whole.ready.length) return { check: whole, left: 0, isMaximumReached };
  const first = check((row) => chosen(row) && row <= last);
  return { check: first, left: whole.ready.length - first.ready.length, isMaximumReached };
}
