// Owns the "Enrichment log" sheet: what was sent, what came, where it was written. Knows no vendor and no other sheet.
import { type Book, type Sheet, SheetFault } from '../ports';
import type { DocumentState } from './document';
import {
  LOG_HEADERS,
  LOG_NAME,
  logCells,
  logTime,
  LoggedLines,
  type LogLine,
  readLogCells,
} from './log-line';

/** The document property that remembers which sheet the log is, whatever its name, and its first free row. */
const LOG_KEY = 'log';
/** Rows added to the log's grid at once when it is full: each growth is a call. */
const GROWTH = 1_000;

export class Log {
  private opened: { sheet: Sheet; nextRow: number } | null = null;
  /** The log has other lines than were remembered: of an execution that died, or a person's. */
  private wasAhead = false;
  private readonly lookedAt = new Set<string>();

  constructor(
    private readonly book: Book,
    private readonly document: DocumentState,
  ) {}

  /** Makes room for so many lines, so that no slice has to. Makes the sheet when there is none. */
  reserve(lines: number): void {
    const { sheet, nextRow } = this.open();
    sheet.ensureGrid(nextRow + lines, LOG_HEADERS.length);
  }

  /** Appends lines below the last one: one write. */
  append(lines: readonly LogLine[], run: string, batch: number, nowMs: number): void {
    if (lines.length === 0) return;
    const { sheet, nextRow } = this.open();
    const cells = lines.map((line) => logCells(line, run, batch, nowMs));
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

  /** Whether lines of the run may be there that no record knows of; said once for each run. */
  isAhead(run: string): boolean {
    this.open();
    const isFirst = !this.lookedAt.has(run);
    this.lookedAt.add(run);
    return this.wasAhead && isFirst;
  }

  /** To be saved with the records that the log's lines belong to. */
  mark(): Readonly<Record<string, string>> {
    if (this.opened === null) return {};
    return { [LOG_KEY]: `${this.opened.sheet.id}:${this.opened.nextRow}` };
  }

  /** Every line of a batch since a time, in the order of the sheet. Reads the whole log. */
  read(run: string, batch: number, sinceMs = 0): LoggedLines {
    const { sheet, nextRow } = this.open();
    if (nextRow <= 1) return new LoggedLines([]);
    const cells = sheet.displayedIn({
      row: 1,
      column: 0,
      rows: nextRow - 1,
      columns: LOG_HEADERS.length,
    });
    return new LoggedLines(
      cells
        .map((row) => readLogCells(row, run, batch))
        .filter((line) => line !== null)
        .filter(({ time }) => time >= logTime(sinceMs)),
    );
  }

  private open(): { sheet: Sheet; nextRow: number } {
    if (this.opened !== null) return this.opened;
    const known = this.document.text(LOG_KEY);
    let sheet = known === null ? null : this.book.sheet(sheetIdOf(known));
    if (sheet === null) {
      sheet = this.book.addHiddenSheet(LOG_NAME, LOG_HEADERS);
      this.document.save({ texts: { [LOG_KEY]: String(sheet.id) } });
    }
    // Below the header even when somebody emptied the sheet.
    this.opened = { sheet, nextRow: Math.max(1, sheet.usedRows()) };
    this.wasAhead = this.document.text(LOG_KEY) !== this.mark()[LOG_KEY];
    return this.opened;
  }
}

/** Whether a sheet is the log: no contacts are enriched there. */
export function isLog(document: DocumentState, sheetId: number): boolean {
  const known = document.text(LOG_KEY);
  return known !== null && sheetIdOf(known) === sheetId;
}

function sheetIdOf(mark: string): number {
  return Number(mark.split(':')[0]);
}
