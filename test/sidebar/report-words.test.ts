// Owns the sentences about a run that has ended: one thing and many, each reason alone and together, nothing at all.
import {
  foundBy,
  leftAlone,
  leftOpen,
  notPlacedSentence,
  placedSentence,
  undoneSentence,
} from '../../sidebar/report-words';
import {
  boughtNothing,
  creditsOfMaximum,
  creditsSentence,
  givenUpSentence,
  standingOf,
  waitsFor,
} from '../../sidebar/run-words';
import { retrySentences, type Retry } from '../../sidebar/retry';
import { batch, costsOf, ended, inCredits, run } from './fixtures';
import { GIVEN_UP, NOTHING_BOUGHT } from './scenes/ended-runs';

const NONE = { restored: 0, changed: 0, gone: 0, later: 0 } as const;

test.each([
  [0, 'No value was taken out.'],
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
    'two that cannot be told apart',
    { untold: 2 },
    [
      '2 cells are in rows of one contact that changed places: which of them held what is not known',
    ],
  ],
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
  [{ email: 0, phone: 0 }, 'the enrichment statuses'],
])('Undo takes out what was found: %j', (found, words) => {
  expect(foundBy({ found })).toBe(words);
});

test.each([
  ['everything', ended(), '64 not found · 4 not sent or failed · 3 with no row'],
  ['nothing', ended({ placeable: 0, notFound: 0, failed: 0 }), ''],
  [
    'an undone run',
    ended({ placeable: 0, notFound: 0, failed: 0, canUndo: false, undone: NONE }),
    'Undone',
  ],
  ['a run of which too little is kept', ended({}, { afterwards: null }), ''],
  ['a run of which a part was given up', GIVEN_UP, '62 given up'],
])('the last run left open: %s', (_, run, words) => {
  expect(leftOpen(run)).toBe(words);
});

test.each([
  ['that was charged', ended(), '241 credits', ''],
  ['that is reckoned', ended({}, { costs: costsOf(9, 1, true) }), 'about 1 credit', ''],
  [
    'of which a part was given up',
    GIVEN_UP,
    'at most 62 credits',
    '62 contacts were given up without an answer and may have been bought, for at most 62 credits: counted here as charged.',
  ],
  [
    'of which one contact was given up, long ago',
    ended({}, { givenUp: { contacts: 1, credits: inCredits(0) } }),
    'at most 241 credits',
    '1 contact was given up without an answer and may have been bought: counted here as charged.',
  ],
])('the cost of a run %s', (_, view, credits, givenUp) => {
  expect(creditsSentence(view)).toBe(credits);
  expect(givenUpSentence(view)).toBe(givenUp);
});

test.each([
  ['is known', run({ costs: costsOf(13_580, 1_240, false) }), '1,240 of at most 13,580'],
  ['is estimated', run({ costs: costsOf(13_580, 1_240, true) }), 'about 1,240 of at most 13,580'],
  ['is a worst case, after something was given up', GIVEN_UP, 'at most 62 of 62'],
])('what is charged of what was approved, where it %s', (_, view, words) => {
  expect(view.costs.map((cost) => creditsOfMaximum(view, cost))).toEqual([words]);
});

test.each([
  ['stopped before anything was sent', NOTHING_BOUGHT, true, 'Nothing bought'],
  ['given up', GIVEN_UP, false, 'Finished'],
  ['that found something', ended(), false, 'Finished'],
  ['that is open', run({ leftOut: 312, costs: NOTHING_BOUGHT.costs }), false, 'Running'],
])('whether nothing was bought in a run %s', (_, view, isNothing, standing) => {
  expect(boughtNothing(view)).toBe(isNothing);
  expect(standingOf(view).name).toBe(standing);
});

test.each([
  ['nothing', run(), ''],
  [
    'a person',
    run({ attention: [batch(), batch({ number: 3 })] }),
    '124 contacts wait for a decision',
  ],
  [
    'credits',
    run({ state: 'paused', pause: { reason: 'credits', message: 'Used up.' } }),
    'Waits for credits',
  ],
  [
    'both',
    run({ pause: { reason: 'key', message: '' }, attention: [batch()] }),
    'Waits for a key that works · 62 contacts wait for a decision',
  ],
  ['nothing more than to be read', run({ attention: [batch({ decisions: [] })] }), ''],
])('a run waits for %s', (_, view, words) => {
  expect(waitsFor(view)).toBe(words);
});

describe('a retry in words', () => {
  const retryOf = (kind: Retry['rows']['kind'], operation: Retry['operation'] = 'find'): Retry => ({
    rows: { kind, run: 'r1' },
    operation,
    channels: ['email'],
  });

  test('says how many it would be about, at what cost, and what became of the others', () => {
    expect(
      retrySentences(
        retryOf('not_found'),
        64,
        { contacts: 40, maximumCredits: inCredits(40), tried: 23 },
        0,
      ),
    ).toEqual([
      '40 of 64 can be asked for in another way, for at most 40 credits.',
      expect.stringMatching(/^23 of them were tried every way\./),
      expect.stringMatching(/^1 other is in no row as then/),
    ]);
  });

  test('says no more than there is', () => {
    expect(
      retrySentences(
        retryOf('failed'),
        4,
        { contacts: 4, maximumCredits: inCredits(4), tried: 0 },
        0,
      ),
    ).toEqual(['4 of 4 can be sent now, for at most 4 credits.']);
    expect(
      retrySentences(
        retryOf('failed'),
        1,
        { contacts: 0, maximumCredits: inCredits(0), tried: 0 },
        0,
      ),
    ).toEqual(['0 of 1 can be sent now.', expect.stringMatching(/^1 other is/)]);
  });
});
