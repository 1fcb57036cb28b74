// Owns reading the log's sheet row by row. Decides nothing; writes nothing.
import type { Sheet } from '../../ports';
import { LOG_HEADERS, type LoggedLine, readLogCells } from './log-line';

/** A row below the header that holds anything. */
export interface LogRow {
  /** 0-based. */
  readonly row: number;
  /** As displayed. */
  readonly cells: readonly string[];
  /** `null`: what stands there is no line of ours. */
  readonly line: LoggedLine | null;
}

/** The rows above a row, in parts: one answer of Google's must not grow with the log. */
export function readLogRows(sheet: Sheet, end: number): LogRow[] {
  const found: LogRow[] = [];
  for (let from = 1; from < end; from += READ_ROWS) {
    const rows = Math.min(READ_ROWS, end - from);
    const columns = LOG_HEADERS.length;
    const texts = sheet.displayedIn({ row: from, column: 0, rows, columns });
    for (const [index, cells] of texts.entries()) {
      if (cells.every((text) => text === '')) continue;
      found.push({ row: from + index, cells, line: readLogCells(cells) });
    }
  }
  return found;
}

/** Of each line, what it says that happened: one column is read. */
export function eventsIn(sheet: Sheet): readonly string[] {
  const found: string[] = [];
  const end = sheet.usedRows();
  for (let from = 1; from < end; from += READ_ROWS * LOG_HEADERS.length) {
    const rows = Math.min(READ_ROWS * LOG_HEADERS.length, end - from);
    const events = sheet.displayedIn({ row: from, column: EVENT_COLUMN, rows, columns: 1 });
    for (const [event = ''] of events) if (event !== '') found.push(event);
  }
  return found;
}

/** 14 columns: about a quarter of a million cells. */
const READ_ROWS = 20_000;

const EVENT_COLUMN = LOG_HEADERS.indexOf('Event');
