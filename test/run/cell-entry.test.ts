import fc from 'fast-check';
import { Workbook } from '../../local/runtime/workbook';
import { asEntry } from '../../src/google/cell-entry';

/** Enters a text as `setValues` does, in a spreadsheet of a locale. */
function enter(text: string, locale: string): { shown: string; formula: string } {
  const sheet = new Workbook({ id: 'b', name: 'b', locale }).addSheet('s', { rows: 2, columns: 2 });
  sheet.type(1, 1, String(asEntry(text)));
  return { shown: sheet.displayed()[0]?.[0] ?? '', formula: sheet.formula(1, 1) };
}

const LOCALES = ['en_US', 'de_DE', 'fr_FR'] as const;
const TEXTS = [
  '=1+1',
  '+14155550100',
  '-2+3',
  '@SUM(1)',
  '\t=1',
  "'quoted",
  '007',
  '1/2',
  '2026-09-01 12:00:00',
  '3. September',
  '12:30',
  '1e5',
  '50%',
  '$5',
  '1.234,5',
  'TRUE',
  'wahr',
  'sample.ada@firm.example',
  '+49 30 901820',
  'Waiting',
  'Found: no phone',
];

describe.each(LOCALES)('a text written to a cell in %s', (locale) => {
  test.each(TEXTS)('%j stays that text', (text) => {
    expect(enter(text, locale)).toEqual({ shown: text, formula: '' });
  });

  test('stays that text whatever it is', () => {
    const piece = fc.constantFrom(
      ...Array.from('=+-@\'"#$%&()*/.,:; 0123456789aeEtTm\t€'),
      'TRUE',
      'Jan',
      'http://',
    );
    const text = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ minLength: 1 })), (value) => {
        expect(enter(value, locale)).toEqual({ shown: value, formula: '' });
      }),
      { numRuns: 300 },
    );
  });
});

test('a number stays a number, and a blank clears', () => {
  expect(asEntry(7)).toBe(7);
  expect(asEntry('')).toBe('');
});
