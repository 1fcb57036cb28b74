// What the suite disturbs: a line or two for each service of each vendor, and orders of several vendors. A new service is a line here.
import { QUICK } from '../crash/stage';
import { HEADERS, person, threeKinds } from '../support/people';
import type { SheetOfPeople, UnderTest } from './under-test';

// One person for each of three batches: `full`, `partial` and `phone_only`.
const [, ...THREE_KINDS] = threeKinds(20);

/** Some of the people are found. */
const SOME = { ...QUICK, shares: { email: 0.5, phone: 0.5, failed: 0 } };

/** Nobody is. */
const NOBODY = { ...QUICK, shares: { email: 0, phone: 0, failed: 0 } };

/** No company's domain: nothing but the e-mail says who it is. */
const BY_EMAIL_ALONE: SheetOfPeople = {
  headers: HEADERS,
  row: (index) => HEADERS.map((name) => (name === 'Email' ? `some.${index}@gmail.com` : '')),
};

export const CLEANLIST: readonly UnderTest[] = [
  {
    services: ['cleanlist/bulk'],
    sheet: { headers: HEADERS, row: (index) => THREE_KINDS[index] ?? [] },
    isThorough: true,
  },
  {
    services: ['cleanlist/person'],
    people: 2,
    // Beside one who goes with the batch of others.
    sheet: { ...BY_EMAIL_ALONE, others: [person(5)] },
  },
];

export const ENRICH: readonly UnderTest[] = [
  { services: ['enrich/finder'] },
  { services: ['enrich/finder'], people: 1 },
  { services: ['enrich/phones'] },
  { services: ['enrich/phones'], people: 1 },
  { services: ['enrich/validation'] },
  { services: ['enrich/validation'], people: 1 },
  { services: ['enrich/lookup'], people: 2 },
];

export const LEADLEAP: readonly UnderTest[] = [
  { services: ['leadleap/validation'], refusedApart: true },
  { services: ['leadleap/leads'], refusedApart: true },
  { services: ['leadleap/leads'], people: 1 },
  {
    services: ['leadleap/enrich'],
    people: 2,
    endpoint: 'results',
    emulators: { emulators: { leadleap: { shares: QUICK.shares, lockedEnrich: 'full' } } },
  },
];

export const WATERFALLS: readonly UnderTest[] = [
  {
    services: ['cleanlist/bulk', 'enrich/finder'],
    channels: ['email'],
    people: 5,
    emulators: { emulator: SOME, emulators: { enrich: QUICK } },
  },
  {
    services: ['enrich/phones', 'cleanlist/bulk'],
    channels: ['phone'],
    people: 5,
    emulators: { emulator: QUICK, emulators: { enrich: SOME } },
  },
  // What one vendor sells together the next one sells apart.
  {
    services: ['cleanlist/bulk', 'enrich/finder', 'enrich/phones'],
    people: 5,
    emulators: { emulator: SOME, emulators: { enrich: QUICK } },
  },
  // What one vendor says nothing of goes on to the next, which answers at once.
  {
    services: ['enrich/validation', 'leadleap/validation'],
    people: 5,
    always: ({ enrich }) => {
      enrich.faults.nextWorkflow({ items: ['missing'] }, 20);
    },
    hides: true,
  },
  // Who is known by an e-mail alone: Cleanlist makes a list first, and asks for each by itself.
  {
    services: ['enrich/phones', 'cleanlist/person'],
    people: 2,
    sheet: BY_EMAIL_ALONE,
    emulators: { emulator: QUICK, emulators: { enrich: NOBODY } },
  },
];
