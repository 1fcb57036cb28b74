// Owns the sentences about a run that has ended: one thing and many, each reason alone and together, nothing at all.
import {
  foundBy,
  leftAlone,
  leftOpen,
  notPlacedSentence,
  placedSentence,
  undoneSentence,
} from '../../sidebar/report-words';
import { ended } from './fixtures';

const NONE = { restored: 0, changed: 0, gone: 0, later: 0 } as const;

test.each([
  [0, 'No cell was changed.'],
  [1, '1 cell is as before this run.'],
  [1_482, '1,482 cells are as before this run.'],
])('Undo of %d cells', (restored, sentence) => {
  expect(undoneSentence({ ...NONE, restored })).toBe(sentence);
});

test.each([
  ['nothing', {}, []],
  ['one that changed', { changed: 1 }, ['1 cell holds something else now']],
  ['many that changed', { changed: 12 }, ['12 cells hold something else now']],
  ['one without its row', { gone: 1 }, ['1 cell lost the row or the contact']],
  ['one of a later run', { later: 1 }, ['1 cell was written by a later run']],
  [
    'of each',
    { changed: 2, gone: 3, later: 4_000 },
    [
      '2 cells hold something else now',
      '3 cells lost the row or the contact',
      '4,000 cells were written by a later run',
    ],
  ],
])('Undo left alone: %s', (_, change, reasons) => {
  expect(leftAlone({ ...NONE, ...change })).toEqual(reasons);
});

test.each([
  [0, 3, 'No row was found for them: nothing was written.', '3 values stay in the log'],
  [1, 0, '1 value is in the sheet now.', ''],
  [2, 1, '2 values are in the sheet now.', '1 value stays in the log'],
])('Place again of %d, with %d left', (placed, left, did, rest) => {
  expect(placedSentence({ placed, left })).toBe(did);
  expect(notPlacedSentence({ placed, left })).toMatch(new RegExp(`^${rest}${rest && ':'}`));
  expect(notPlacedSentence({ placed, left }) === '').toBe(left === 0);
});

test.each([
  [{ email: 1, phone: 0 }, 'the 1 e-mail'],
  [{ email: 0, phone: 12 }, 'the 12 phones'],
  [{ email: 1_241, phone: 1 }, 'the 1,241 e-mails and 1 phone'],
  [{ email: 0, phone: 0 }, 'the values'],
])('Undo takes out what was found: %j', (found, words) => {
  expect(foundBy({ found })).toBe(words);
});

test.each([
  ['everything', ended(), '64 not found · 4 not sent · 3 contacts without a row'],
  ['nothing', ended({ placeable: 0, notFound: 0, failed: 0 }), ''],
  [
    'an undone run',
    ended({ placeable: 0, notFound: 0, failed: 0, canUndo: false, undone: NONE }),
    'Undone',
  ],
  ['a run of which too little is kept', ended({}, { afterwards: null }), ''],
])('the last run left open: %s', (_, run, words) => {
  expect(leftOpen(run)).toBe(words);
});
