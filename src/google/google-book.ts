// Owns the Book and View ports over Apps Script's Spreadsheet service: the open document and what its user marked.
import type { Cells } from '../contact/table';
import { type Area, type Book, type Sheet, SheetFault, type View } from '../ports';
import { GoogleSheet, guarded } from './google-sheet';

export class GoogleBook implements Book {
  readonly id: string;
  private readonly native: GoogleAppsScript.Spreadsheet.Spreadsheet;
  private listed: GoogleSheet[] | null = null;
  private zone: string | null = null;

  /** Throws `SheetFault` where there is no open document. */
  constructor() {
    const native = guarded(
      () =>
        SpreadsheetApp.getActiveSpreadsheet() as GoogleAppsScript.Spreadsheet.Spreadsheet | null,
    );
    if (native === null) throw new SheetFault('There is no open spreadsheet.');
    this.native = native;
    this.id = guarded(() => native.getId());
  }

  sheet(id: number): Sheet | null {
    return this.sheets().find((sheet) => sheet.id === id) ?? null;
  }

  sheetHeaded(name: string, headers: readonly string[]): Sheet | null {
    return guarded(() => {
      const native = this.native.getSheetByName(name);
      return native !== null && hasHeaders(native, headers) ? new GoogleSheet(native) : null;
    });
  }

  timeZone(): string {
    this.zone ??= guarded(() => this.native.getSpreadsheetTimeZone());
    return this.zone;
  }

  openView(): View {
    return new GoogleView(new GoogleSheet(guarded(() => this.native.getActiveSheet())));
  }

  viewOf(sheet: Sheet): View {
    return new GoogleView(ofGoogle(sheet));
  }

  addSheet(name: string, rows: Cells): Sheet {
    const sheet = this.addBlankSheet(this.freeName(name));
    sheet.write({ row: 0, column: 0 }, rows);
    sheet.dressHeaders(rows[0]?.length ?? 1);
    this.flush();
    return sheet;
  }

  freeName(name: string): string {
    return guarded(() => {
      let free = name;
      for (let copy = 2; this.native.getSheetByName(free) !== null; copy++)
        free = `${name} ${copy}`;
      return free;
    });
  }

  sheetNamed(name: string): Sheet | null {
    const native = guarded(() => this.native.getSheetByName(name));
    return native === null ? null : new GoogleSheet(native);
  }

  addBlankSheet(name: string): Sheet {
    return guarded(() => {
      // A new sheet becomes the open one.
      const native = this.native.insertSheet(name, this.sheets().length);
      this.listed = null;
      return new GoogleSheet(native);
    });
  }

  bringToFront(sheet: Sheet): void {
    guarded(() => {
      const { native } = ofGoogle(sheet);
      native.showSheet();
      this.native.setActiveSheet(native);
    });
  }

  addHiddenSheet(name: string, headers: readonly string[]): Sheet {
    return guarded(() => {
      let free = name;
      let found = this.native.getSheetByName(free);
      // One without lines was left by an execution that died while making it; any other is the user's.
      for (let copy = 2; found !== null && !isUnfinished(found, headers); copy++) {
        free = `${name} ${copy}`;
        found = this.native.getSheetByName(free);
      }
      // A new sheet becomes the open one: the user is brought back to theirs.
      const open = this.native.getActiveSheet();
      const native = found ?? this.native.insertSheet(free, this.sheets().length);
      native
        .getRange(1, 1, 1, headers.length)
        .setValues([[...headers]])
        .setFontWeight('bold');
      native.setFrozenRows(1);
      native.hideSheet();
      this.native.setActiveSheet(open);
      const sheet = new GoogleSheet(native);
      this.listed = null;
      return sheet;
    });
  }

  jumpTo(sheet: Sheet, row: number): void {
    guarded(() => {
      ofGoogle(sheet)
        .native.getRange(row + 1, 1)
        .activate();
    });
  }

  flush(): void {
    guarded(() => {
      SpreadsheetApp.flush();
    });
  }

  private sheets(): readonly GoogleSheet[] {
    this.listed ??= guarded(() => this.native.getSheets()).map((native) => new GoogleSheet(native));
    return this.listed;
  }
}

/** Blank, or with nothing but these headers. */
function isUnfinished(
  sheet: GoogleAppsScript.Spreadsheet.Sheet,
  headers: readonly string[],
): boolean {
  if (sheet.getLastRow() === 0) return true;
  return sheet.getLastRow() === 1 && hasHeaders(sheet, headers);
}

/** A person may have written to the right of them. */
function hasHeaders(
  sheet: GoogleAppsScript.Spreadsheet.Sheet,
  headers: readonly string[],
): boolean {
  if (sheet.getLastColumn() < headers.length) return false;
  const [texts] = sheet.getRange(1, 1, 1, headers.length).getDisplayValues();
  return headers.every((header, column) => texts?.[column] === header);
}

function ofGoogle(sheet: Sheet): GoogleSheet {
  if (!(sheet instanceof GoogleSheet)) throw new Error('Not a sheet of this book.');
  return sheet;
}

class GoogleView implements View {
  private filtered: boolean | null = null;

  constructor(readonly sheet: GoogleSheet) {}

  selectedRows(): ReadonlySet<number> {
    return guarded(() => {
      const rows = new Set<number>();
      for (const range of this.sheet.native.getActiveRangeList()?.getRanges() ?? []) {
        const last = range.getLastRow();
        for (let row = range.getRow(); row <= last; row++) rows.add(row - 1);
      }
      return rows;
    });
  }

  hasFilter(): boolean {
    return guarded(() => this.sheet.native.getFilter() !== null);
  }

  isHidden(row: number): boolean {
    this.filtered ??= this.hasFilter();
    const { native } = this.sheet;
    const isFiltered = this.filtered;
    return guarded(
      () =>
        (isFiltered && native.isRowHiddenByFilter(row + 1)) || native.isRowHiddenByUser(row + 1),
    );
  }

  hasMergedCells({ row, column, rows, columns }: Area): boolean {
    return guarded(
      () =>
        this.sheet.native.getRange(row + 1, column + 1, rows, columns).getMergedRanges().length > 0,
    );
  }
}
