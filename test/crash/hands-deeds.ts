// What a person's hands do to a spreadsheet, by name. Each deed finds its columns by their headers, so that it does the same to a twin
// without the run's columns. Judges nothing.
import type { Area } from '../../local/runtime/area';
import type { Grid } from '../../local/runtime/grid';
import { person } from '../support/people';
import { type Desk, type Hands, OTHER_KEY, PEOPLE } from './hands-scene';

type Deeds = Readonly<Record<string, Hands>>;

const contacts = ({ workbook }: Desk): Grid | undefined => workbook.find(0);

const log = ({ workbook }: Desk): Grid | undefined =>
  workbook.sheets.find(({ name }) => name.startsWith('Enrichment log'));

/** A deed on the sheet of the contacts, as long as it is there. */
function onSheet(act: (sheet: Grid) => void): Hands {
  return (desk) => {
    const sheet = contacts(desk);
    if (sheet !== undefined) act(sheet);
  };
}

function onLog(act: (sheet: Grid) => void): Hands {
  return (desk) => {
    const sheet = log(desk);
    if (sheet !== undefined) act(sheet);
  };
}

/** 1-based; `null` where no column has the header. */
function column(header: string, sheet: Grid): number | null {
  const line = sheet.displayed().find((row) => row.includes('Company')) ?? [];
  const index = line.indexOf(header);
  return index < 0 ? null : index + 1;
}

/** A deed on a column, where there is one with the header. */
function onColumn(header: string, act: (sheet: Grid, at: number) => void): Hands {
  return onSheet((sheet) => {
    const at = column(header, sheet);
    if (at !== null) act(sheet, at);
  });
}

function area(row: number, at: number, rows = 1, columns = 1): Area {
  return { row, column: at, rows, columns };
}

/** Rows of the sheet with content, the header's included. */
const height = (sheet: Grid): number => sheet.displayed().length;

export const ON_ROWS: Deeds = {
  'sorts the sheet': onColumn('First name', (sheet, at) => {
    sheet.sort(at, false);
  }),
  'sorts by the filter, which hides two': onColumn('First name', (sheet, at) => {
    sheet.createFilter();
    sheet.setFilter(at, ['Faya', 'Fayc']);
    sheet.filterSort(at, false);
  }),
  'sorts the names alone, which makes other people of the rows': onColumn(
    'First name',
    (sheet, at) => {
      sheet.sortRange(area(2, at, PEOPLE, 2), at, false);
    },
  ),
  'inserts a row above the first contact': onSheet((sheet) => {
    sheet.insertRows(2);
  }),
  'inserts rows above the headers': onSheet((sheet) => {
    sheet.insertRows(1, 2);
  }),
  'deletes the row of the second contact': onSheet((sheet) => {
    sheet.deleteRows(3);
  }),
  'deletes all rows': onSheet((sheet) => {
    sheet.deleteRows(2, PEOPLE);
  }),
  'cuts the first contact and pastes it below the last': onSheet((sheet) => {
    sheet.cutPaste(area(2, 1, 1, sheet.columnCount), PEOPLE + 3, 1);
  }),
  'cuts the name of the first contact and pastes it below the last': onColumn(
    'First name',
    (sheet, at) => {
      sheet.cutPaste(area(2, at, 1, 2), PEOPLE + 3, at);
    },
  ),
  'replaces the third contact by another person': onColumn('First name', (sheet, at) => {
    sheet.type(4, at, 'Zora');
    sheet.type(4, at + 1, 'Other');
  }),
  'corrects how a name is written': onColumn('First name', (sheet, at) => {
    sheet.type(3, at, sheet.display(3, at).toUpperCase());
  }),
  'duplicates a row': onSheet((sheet) => {
    const copy = sheet.displayed()[2] ?? [];
    sheet.put([copy], { row: height(sheet) + 1, column: 1 });
  }),
  'adds a person': onSheet((sheet) => {
    const at = column('First name', sheet) ?? 2;
    sheet.put([person(40).slice(0, 4)], { row: height(sheet) + 1, column: at });
  }),
  'hides rows and freezes two': onSheet((sheet) => {
    sheet.hideRow(3);
    sheet.hideRow(4, 'filter');
    sheet.state.frozenRows = 2;
    sheet.touched();
  }),
};

export const ON_COLUMNS: Deeds = {
  'inserts a column at the left': onSheet((sheet) => {
    sheet.insertColumns(1);
  }),
  'inserts a column before the e-mails': onColumn('Email', (sheet, at) => {
    sheet.insertColumns(at);
  }),
  'moves the e-mails to the left edge': onColumn('Email', (sheet, at) => {
    sheet.moveColumn(at, 1);
  }),
  'moves the statuses to the left edge': onColumn('Enrichment status', (sheet, at) => {
    sheet.moveColumn(at, 1);
  }),
  'moves the last names to the right edge': onColumn('Last name', (sheet, at) => {
    sheet.moveColumn(at, sheet.extent().columns);
  }),
  'deletes the column of notes': onColumn('Note', (sheet, at) => {
    sheet.deleteColumns(at);
  }),
  'deletes the phones': onColumn('Phone', (sheet, at) => {
    sheet.deleteColumns(at);
  }),
  'deletes the statuses': onColumn('Enrichment status', (sheet, at) => {
    sheet.deleteColumns(at);
  }),
  'deletes the last names': onColumn('Last name', (sheet, at) => {
    sheet.deleteColumns(at);
  }),
  'renames the e-mail column': onColumn('Email', (sheet, at) => {
    sheet.type(height(sheet) > 0 ? headerRow(sheet) : 1, at, 'Email renamed');
  }),
  'renames the statuses': onColumn('Enrichment status', (sheet, at) => {
    sheet.type(headerRow(sheet), at, 'Enrichment status renamed');
  }),
  'renames the first names': onColumn('First name', (sheet, at) => {
    sheet.type(headerRow(sheet), at, 'Vorname');
  }),
  'renames the sheet': ({ workbook }) => {
    if (workbook.find(0) !== undefined) workbook.renameSheet(0, 'Renamed');
  },
  'deletes the sheet': ({ workbook }) => {
    if (workbook.find(0) === undefined) return;
    if (workbook.named('Another') === undefined) workbook.addSheet('Another');
    workbook.deleteSheet(0);
  },
};

function headerRow(sheet: Grid): number {
  return sheet.displayed().findIndex((row) => row.includes('Company')) + 1;
}

const TYPED = 'typed@home.example';

export const ON_CELLS: Deeds = {
  'types an e-mail': onColumn('Email', (sheet, at) => {
    sheet.type(3, at, TYPED);
  }),
  'fills every e-mail and phone': onColumn('Email', (sheet, at) => {
    for (let row = 2; row <= PEOPLE + 1; row++) {
      sheet.type(row, at, `own${row}@home.example`);
      sheet.type(row, at + 1, `'030 90182${row}`);
    }
  }),
  'clears the statuses': onColumn('Enrichment status', (sheet, at) => {
    sheet.clear(area(2, at, PEOPLE, 1));
  }),
  'types a formula into an e-mail cell': onColumn('Email', (sheet, at) => {
    sheet.type(3, at, '="x"&"@home.example"');
  }),
  'lets a column of formulas load': onColumn('First name', (sheet, at) => {
    for (let row = 2; row <= PEOPLE + 1; row++) sheet.type(row, at, 'Loading...');
  }),
  'lets a cell show an error': onColumn('Company', (sheet, at) => {
    sheet.type(3, at, '#N/A');
    sheet.type(3, at + 1, '#N/A');
  }),
  'merges two e-mail cells': onColumn('Email', (sheet, at) => {
    sheet.merge(area(3, at, 2, 1));
  }),
  'merges a website with the e-mail beside it': onColumn('Website', (sheet, at) => {
    sheet.merge(area(3, at, 1, 2));
  }),
  'lets no e-mail cell take anything': onColumn('Email', (sheet, at) => {
    const rule = { accepts: /^(yes|no)$/, description: 'yes or no' };
    sheet.setValidation(area(2, at, PEOPLE + 2, 1), rule);
  }),
  'lets one phone cell take nothing': onColumn('Phone', (sheet, at) => {
    sheet.setValidation(area(4, at), { accepts: /^x$/, description: 'x' });
  }),
  'protects one e-mail cell': onColumn('Email', (sheet, at) => {
    sheet.protect(area(4, at), []);
  }),
};

/** An array that shows what stood under the websites, and blanks under the e-mails beside them. */
function spill(firstRow: number): Hands {
  return onColumn('Website', (sheet, at) => {
    const top = headerRow(sheet) + firstRow;
    const spilled = area(top, at, PEOPLE + 1 - firstRow, 2);
    const websites = sheet.displayedArea({ ...spilled, columns: 1 }).map(([text = '']) => text);
    sheet.clear(spilled);
    const lines = websites.map((text) => `"${text}","${text === 'Website' ? 'Email' : ''}"`);
    sheet.type(top, at, `={${lines.join(';')}}`);
  });
}

export const ON_SPILLS: Deeds = {
  'lets an array formula fill websites and e-mails': spill(0),
  'lets an array formula fill them from below the headers': spill(1),
};

export const ON_THE_WAY: Deeds = {
  'connects another organisation’s key': ({ addon }) => {
    addon?.call('connect', { vendor: 'cleanlist', key: OTHER_KEY });
  },
  'protects the e-mails': onColumn('Email', (sheet, at) => {
    sheet.protect(area(1, at, sheet.rowCount, 1), []);
  }),
  'protects the sheet': onSheet((sheet) => {
    sheet.protect(null, []);
  }),
  'protects the log': onLog((sheet) => {
    sheet.protect(null, []);
  }),
};

export const ON_LOG: Deeds = {
  'sorts the log': onLog((sheet) => {
    sheet.sort(5);
  }),
  'edits lines of the log': onLog((sheet) => {
    for (let row = 2; row <= height(sheet); row += 2) sheet.type(row, 11, 'my own words');
  }),
  'deletes half of the log': onLog((sheet) => {
    const lines = height(sheet) - 1;
    if (lines > 1) sheet.deleteRows(2, Math.floor(lines / 2));
  }),
  'empties the log': onLog((sheet) => {
    sheet.clear();
  }),
  'inserts rows into the log': onLog((sheet) => {
    sheet.insertRows(2, 3);
  }),
  'writes below the log': onLog((sheet) => {
    sheet.put([['mine']], { row: height(sheet) + 1, column: 1 });
  }),
  'deletes the log': ({ workbook }) => {
    const sheet = log({ workbook, addon: null });
    if (sheet !== undefined) workbook.deleteSheet(sheet.id);
  },
  'renames the log': ({ workbook }) => {
    const sheet = log({ workbook, addon: null });
    if (sheet !== undefined) workbook.renameSheet(sheet.id, 'Enrichment log (old)');
  },
};
