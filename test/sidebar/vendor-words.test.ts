// Owns how several vendors are told in words: their order, their credits, and which of them a sentence is about.
import { confirmOf, limitedBy, readCap, wholeCount, WHOLE } from '../../sidebar/confirm-state';
import { creditsText } from '../../sidebar/credits';
import { onlyFor, routeText, withKnown, type Route } from '../../sidebar/route';
import { creditsOfMaximum, creditsSentence, givenUpSentence } from '../../sidebar/run-words';
import { accountAbout, listed } from '../../sidebar/vendors';
import { CONNECTED, inCredits, NOT_CONNECTED } from './fixtures';
import {
  AT_CLEANLIST,
  AT_ENRICH,
  inBoth,
  NO_ENRICH,
  NO_LEADLEAP,
  quoteOfBoth,
  runOfBoth,
  TWO,
} from './vendor-fixtures';

const THEN: Route = { email: ['cleanlist', 'enrich'] };
const BOTH = ['email', 'phone'] as const;

test.each<[string, Route | undefined, string]>([
  ['nobody has chosen', undefined, 'Cleanlist'],
  ['one is asked after the other', THEN, 'Cleanlist, then Enrich'],
  ['a vendor is not connected', { email: ['leadleap', 'enrich'] }, 'Enrich'],
  ['only such a vendor is chosen', { email: ['leadleap'] }, 'Cleanlist'],
])('who is asked for an e-mail, where %s', (_, route, words) => {
  expect(routeText({ channels: ['email'], ...(route && { route }) }, TWO)).toBe(words);
});

test('channels whose vendors differ are told one by one', () => {
  expect(routeText({ channels: BOTH, route: THEN }, TWO)).toBe(
    'Cleanlist, then Enrich for e-mail; Cleanlist for phone',
  );
  expect(
    routeText({ channels: BOTH, route: { ...THEN, phone: ['cleanlist', 'enrich'] } }, TWO),
  ).toBe('Cleanlist, then Enrich');
});

test.each<[string, string, Route | undefined, string]>([
  ['the first', 'cleanlist', THEN, ''],
  ['the only one', 'cleanlist', undefined, ''],
  ['the second', 'enrich', THEN, 'only for those that Cleanlist does not find'],
  [
    'the second for one channel and the first for another',
    'enrich',
    { ...THEN, phone: ['enrich'] },
    'for e-mail, only for those that Cleanlist does not find',
  ],
  [
    'the second for both channels',
    'enrich',
    { ...THEN, phone: ['cleanlist', 'enrich'] },
    'only for those that Cleanlist does not find',
  ],
])('what is put to a vendor that is %s', (_, vendor, route, words) => {
  expect(onlyFor(vendor, { channels: BOTH, ...(route && { route }) }, TWO)).toBe(words);
});

test('what is put to the third of three names both before it', () => {
  const three = [...TWO.slice(0, 2), { ...CONNECTED, vendor: 'third', name: 'Third' }];
  const route = { email: ['cleanlist', 'enrich', 'third'] };
  expect(onlyFor('third', { channels: ['email'], route }, three)).toBe(
    'only for those that Cleanlist and Enrich do not find',
  );
});

test('an order keeps the vendors that are connected, and is none without any', () => {
  const rows = { kind: 'all' } as const;
  const one = [CONNECTED, NO_ENRICH];
  expect(withKnown({ rows, route: THEN }, one)).toEqual({ rows, route: { email: ['cleanlist'] } });
  expect(withKnown({ rows, route: { phone: ['enrich'] } }, one)).toEqual({ rows });
  expect(withKnown({ rows, route: THEN }, TWO)).toEqual({ rows, route: THEN });
});

test.each([
  ['one that is connected', TWO, 'enrich', 'enrich'],
  ['one that is not connected', [NOT_CONNECTED, NO_LEADLEAP], 'leadleap', 'leadleap'],
  ['none, where one is connected', [CONNECTED, NO_ENRICH], undefined, 'cleanlist'],
  ['none, where several are', TWO, undefined, undefined],
  ['one that is not known any more', [CONNECTED, NO_ENRICH], 'gone', undefined],
])('whom something is about that tells %s', (_, accounts, id, vendor) => {
  expect(accountAbout(accounts, id)?.vendor).toBe(vendor);
});

test('names are listed as people list them', () => {
  expect([[], ['A'], ['A', 'B'], ['A', 'B', 'C']].map((names) => listed(names))).toEqual([
    '',
    'A',
    'A and B',
    'A, B and C',
  ]);
});

describe('credits', () => {
  test('of one vendor need no name, those of several are no sum', () => {
    expect(creditsText(inCredits(1))).toBe('1 credit');
    expect(creditsText(inCredits(1), true)).toBe('1 Cleanlist credit');
    expect(creditsText(inBoth(1, 1_200))).toBe('1 Cleanlist credit and 1,200 Enrich credits');
  });

  test('that a run took are told of the vendors that took any', () => {
    const none = { ...AT_CLEANLIST, charged: 0 };
    expect(creditsSentence(runOfBoth())).toBe('about 96 Cleanlist credits and 420 Enrich credits');
    expect(creditsSentence(runOfBoth({ costs: [none, AT_ENRICH] }))).toBe(
      'about 420 Enrich credits',
    );
    expect(creditsSentence(runOfBoth({ costs: [none, { ...AT_ENRICH, charged: 0 }] }))).toBe(
      'about 0 credits',
    );
  });

  test('of contacts that were given up count at the vendor that may have taken them', () => {
    const view = runOfBoth({ givenUp: { contacts: 2, credits: inBoth(0, 20) } });
    expect(view.costs.map((cost) => creditsOfMaximum(view, cost))).toEqual([
      '96 of at most 312',
      'at most 420 of 3,120',
    ]);
    expect(givenUpSentence(view)).toMatch(/for at most 20 Enrich credits: counted/);
  });
});

describe('the confirm of several vendors', () => {
  const choice = { channels: ['email'], rows: { kind: 'all' } } as const;

  test('limits contacts: credits of two vendors are no one number', () => {
    expect(limitedBy(quoteOfBoth())).toBe('contacts');
    expect(limitedBy(quoteOfBoth({ maximumCredits: inCredits(1) }))).toBe('credits');
  });

  test.each([
    ['25', { kind: 'part', part: { kind: 'first', count: 25 } }],
    ['312', { kind: 'part', part: WHOLE }],
    ['9999', { kind: 'part', part: WHOLE }],
    ['1.5', { kind: 'refused', hint: 'Enter a whole number of contacts: 1 or more.' }],
  ])('reads %s as contacts', (text, reading) => {
    expect(readCap(text, quoteOfBoth())).toEqual(reading);
  });

  test.each([
    ['passes all at each of them', 3_120, 312],
    ['does not at one of them', 3_119, null],
  ])('offers all again where the limit for a run %s', (_, credits, whole) => {
    const contacts = { total: 10, partial: 10, phone_only: 0, full: 0 };
    const runLimit = { credits, isReached: false };
    const part = quoteOfBoth({ contacts, left: 302, maximumCredits: inBoth(10, 100), runLimit });
    expect(wholeCount(confirmOf(choice, { kind: 'first', count: 10 }, part))).toBe(whole);
  });
});
