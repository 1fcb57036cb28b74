import { count, counted } from '../../src/run/report/number-words';

test.each([
  [0, '0'],
  [999, '999'],
  [1_240, '1,240'],
  [1_234_567, '1,234,567'],
  [1_240.5, '1,240.5'],
])('%d within a sentence', (value, words) => {
  expect(count(value)).toBe(words);
});

test('one thing, and several', () => {
  expect([0, 1, 1_240].map((value) => counted(value, 'contact'))).toEqual([
    '0 contacts',
    '1 contact',
    '1,240 contacts',
  ]);
  expect(counted(2, 'more credit is', 'more credits are')).toBe('2 more credits are');
});
