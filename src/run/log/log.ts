// Owns the "Enrichment log" sheet: what was sent, what came, where it was written. Asks no vendor, and knows no other sheet.
import { type Book, type Sheet, SheetFault } from '../../ports';
import { vendorOf } from '../../provider/vendors';
import type { DocumentState } from '../state/document';
import {
  LOG_HEADERS,
  LOG_NAME,
  logCells,
  logTime,
  type LoggedLine,
  LoggedLines,
  type LogLine,
} from './log-line';
import { mayTellLists, tellsLists } from './listed';
import { eventsIn, readLogRows } from './log-rows';
import { takeOut } from './take-out';

/** The document property that remembers which sheet the log is, whatever its name, and its first free row. */
const LOG_KEY = 'log';
/** Rows added to the log's grid at once when it is full: each growth is a call. */
const GROWTH = 1_000;

export class Log {
  private opened: { sheet: Sheet; nextRow: number } | null = null;
  /** Runs of which lines may be there that no record knows of: an execution died after it wrote them, or a person did. */
  private doubted: ReadonlySet<string> = new Set();

  constructor(
    private readonly book: Book,
    private readonly document: DocumentState,
  ) {}

  /** Makes room for so many lines, so that no slice has to. Makes the sheet when there is none. */
  reserve(lines: number): void {
    const { sheet, nextRow } = this.open();
    sheet.ensureGrid(nextRow + lines, LOG_HEADERS.length);
  }

  /** Finds where the log ends, before the sheet is read: what comes between a reading and its writes is time to move rows. */
  ready(): void {
    this.open();
  }

  /** The log's name if this user may not write there: one read, or two. */
  protectedName(): string | null {
    const { sheet } = this.open();
    const area = { row: 1, column: 0, rows: 1, columns: 1 };
    return sheet.canEdit(area) ? null : sheet.name();
  }

  /** Appends lines below the last one: one write. `vendor`: where they are of no batch. */
  append(
    lines: readonly LogLine[],
    run: string,
    batch: number,
    nowMs: number,
    vendor = this.vendorName(run, batch),
  ): void {
    if (lines.length === 0) return;
    const { sheet, nextRow } = this.open();
    const cells = lines.map((line) => logCells(line, run, batch, vendor, nowMs));
    try {
      sheet.write({ row: nextRow, column: 0 }, cells);
    } catch (error) {
      if (!(error instanceof SheetFault)) throw error;
      sheet.ensureGrid(nextRow + lines.length + GROWTH, LOG_HEADERS.length);
      sheet.write({ row: nextRow, column: 0 }, cells);
    }
    this.opened = { sheet, nextRow: nextRow + lines.length };
    if (lines.some((line) => line.event === 'unplaced')) sheet.show();
  }

  /** Of the lines that a batch should have, those that are not there yet. Reads the log only where that is in doubt. */
  missing(lines: readonly LogLine[], run: string, batch: number, sinceMs = 0): readonly LogLine[] {
    this.open();
    return this.doubted.has(run) ? this.read(run, batch, sinceMs).take(lines) : lines;
  }

  /** The sheet refused while lines of the run were appended: they may be there all the same. */
  doubt(run: string): void {
    this.doubted = new Set([...this.doubted, run]);
  }

  /** All lines of the run are known, once the records are saved that go with them. */
  trust(run: string): void {
    this.doubted = new Set([...this.doubted].filter((id) => id !== run));
  }

  /** To be saved with the records that the log's lines belong to. */
  mark(): Readonly<Record<string, string>> {
    if (this.opened === null) return {};
    const { sheet, nextRow } = this.opened;
    // The doubt stays while something is to be sent: this execution, too, may end before it has looked.
    const doubted = [...this.doubted].filter((run) =>
      this.document.batches(run).some(({ state }) => state === 'created'),
    );
    return { [LOG_KEY]: [`${sheet.id}:${nextRow}`, ...doubted].join(' ') };
  }

  /** Every line of a batch since a time, in the order of the sheet. Reads the whole log. */
  read(run: string, batch: number, sinceMs = 0): LoggedLines {
    const { sheet, nextRow } = this.open();
    const from = logTime(sinceMs);
    return new LoggedLines(
      linesOf(sheet, nextRow).filter(
        (line) => line.run === run && line.batch === batch && line.time >= from,
      ),
    );
  }

  /** Every line there is, in the order of time, however somebody sorted the sheet; none without a log. Makes no sheet. */
  readAll(): LoggedLine[] {
    const sheet = this.known();
    return sheet === null ? [] : inOrder(linesOf(sheet, sheet.usedRows()));
  }

  /** Whether it may tell of lists, or what else no record tells: so may one that is there, and of which nothing is remembered. */
  mayTellMore(): boolean {
    const isMarked = this.document.text(LOG_KEY) !== null;
    return mayTellLists(this.document) || (!isMarked && this.known() !== null);
  }

  /** The sheet's id and its rows in use: one read; `null` without a log. Makes no sheet. */
  extent(): { readonly sheet: number; readonly rows: number } | null {
    const sheet = this.known();
    return sheet === null ? null : { sheet: sheet.id, rows: sheet.usedRows() };
  }

  /** The sheet's name, and how many lines it holds; `null` without a log. Makes no sheet. */
  describe(): { readonly name: string; readonly lines: number } | null {
    const sheet = this.known();
    return sheet === null ? null : { name: sheet.name(), lines: eventsIn(sheet).length };
  }

  /** Takes lines out; true when none of them is left, or there is no log. Reads the whole log twice. */
  takeOut(choose: (lines: readonly LoggedLine[]) => ReadonlySet<LoggedLine>): boolean {
    if (this.known() === null) return true;
    const { sheet } = this.open();
    const isOut = takeOut(sheet, this.book, choose);
    this.opened = { sheet, nextRow: Math.max(1, sheet.usedRows()) };
    return isOut;
  }

  /** Shows the sheet, where there is one. */
  show(): void {
    this.known()?.show();
  }

  /** In a copy of a document, and when everything was deleted, nothing is remembered of a log that is there. */
  private known(): Sheet | null {
    const mark = this.document.text(LOG_KEY);
    const own = mark === null ? null : this.book.sheet(sheetIdOf(mark));
    if (own !== null) return own;
    const left = this.book.sheetHeaded(LOG_NAME, LOG_HEADERS);
    // One without lines may be unfinished.
    return left !== null && left.usedRows() > 1 ? left : null;
  }

  private vendorName(run: string, batch: number): string {
    const known = this.document.batch(run, batch);
    return known === null ? '' : vendorOf(known.service).name;
  }

  private open(): { sheet: Sheet; nextRow: number } {
    if (this.opened !== null) return this.opened;
    const left = this.known();
    const sheet = left ?? this.book.addHiddenSheet(LOG_NAME, LOG_HEADERS);
    if (!isLog(this.document, sheet.id)) {
      const more = left === null || !tellsMore(left) ? {} : tellsLists(this.document);
      this.document.save({ texts: { ...more, [LOG_KEY]: String(sheet.id) } });
    }
    // Below the header even when somebody emptied the sheet.
    this.opened = { sheet, nextRow: Math.max(1, sheet.usedRows()) };
    const [place, ...doubted] = (this.document.text(LOG_KEY) ?? '').split(' ');
    const isAhead = place !== `${sheet.id}:${this.opened.nextRow}`;
    this.doubted = new Set(isAhead ? this.document.runs().map(({ id }) => id) : doubted);
    return this.opened;
  }
}

/** Whether a sheet is the log: no contacts are enriched there. */
export function isLog(document: DocumentState, sheetId: number): boolean {
  const known = document.text(LOG_KEY);
  return known !== null && sheetIdOf(known) === sheetId;
}

/** Of lists, of what was given up, or could not be placed. */
function tellsMore(sheet: Sheet): boolean {
  const telling = ['listed', 'list', 'closed', 'unplaced'];
  return eventsIn(sheet).some((event) => telling.includes(event));
}

function linesOf(sheet: Sheet, end: number): LoggedLine[] {
  return readLogRows(sheet, end).flatMap(({ line }) => (line === null ? [] : [line]));
}

/** Lines of one moment were written at once, and stay as they stand. */
function inOrder(lines: readonly LoggedLine[]): LoggedLine[] {
  return [...lines].sort((a, b) => (a.time === b.time ? 0 : a.time < b.time ? -1 : 1));
}

function sheetIdOf(mark: string): number {
  return Number(mark.split(':')[0]);
}
