import { findColumn, isSameHeaderRow, markHeaderRow, refer } from '../../src/contact/column';

const HEADERS = ['Name', 'Email', '', 'Email', 'Company'];
const MARK = markHeaderRow(HEADERS, [0, 2]);

function found(headers: readonly string[], column: number): number | null {
  return findColumn(headers, refer(HEADERS, column), MARK);
}

test('a column is found by its header after it moved', () => {
  expect(found(['Company', 'Email', 'Email', 'Name', ''], 0)).toBe(3);
});

test('the second Email is not the first one', () => {
  expect(refer(HEADERS, 3)).toEqual({ header: 'Email', occurrence: 1, of: 2, position: 3 });
  expect(found(['Email', 'x', 'y', 'Email'], 3)).toBe(3);
  expect(found(['Email', 'Name'], 3)).toBeNull();
});

test('a header that was renamed is not found', () => {
  expect(found(['Full name', 'Email', '', 'Email', 'Company'], 0)).toBeNull();
  expect(found(['name', 'Email', '', 'Email', 'Company'], 0)).toBeNull();
});

test('spaces around a header do not count', () => {
  expect(found([' Name ', 'Email', '', 'Email', 'Company'], 0)).toBe(0);
});

test('a blank header is found by position while the header row is as it was', () => {
  expect(found(HEADERS, 2)).toBe(2);
  expect(found([...HEADERS, 'Work email', 'Phone'], 2)).toBe(2);
  expect(found([...HEADERS, '', ''], 2)).toBe(2);
  expect(found(['Name', 'Email', 'New', '', 'Email', 'Company'], 2)).toBeNull();
  expect(found(['Name', '', 'Email', '', 'Email', 'Company'], 2)).toBeNull();
  expect(found(['Name', 'Email', '', 'Email', 'Organization'], 2)).toBeNull();
});

test('a blank header right of the last header belongs to the row', () => {
  const headers = ['Name', '', ''];
  const mark = markHeaderRow(headers, [2]);
  expect(isSameHeaderRow(['Name', '', '', 'Email'], mark)).toBe(true);
  expect(isSameHeaderRow(['Name', '', 'Email'], mark)).toBe(false);
});

test('a mark that is damaged matches nothing', () => {
  expect(isSameHeaderRow(HEADERS, '')).toBe(false);
});

test.each(['__proto__', 'constructor', 'toString'])('a header may be called %s', (header) => {
  const headers = ['a', header, header];
  expect(refer(headers, 2).occurrence).toBe(1);
  expect(findColumn(headers, refer(headers, 2), markHeaderRow(headers, []))).toBe(2);
});
