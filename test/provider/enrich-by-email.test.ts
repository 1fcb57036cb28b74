// Enrich's validation and look-up against the emulated vendor: what leaves is the e-mail alone, and what comes is read with every doubt.
import { EnrichEmulator } from '../../local/vendors/enrich/emulator';
import type { SubmitOutcome } from '../../src/provider/provider';
import { canonicalEmailStatus } from '../../src/provider/email-status';
import { serviceOf } from '../../src/provider/vendors';
import { personBehind, wordOn } from '../support/by-email';
import { requestProblems } from '../support/enrich-contract';
import { email, emulator, KEY, NOW } from '../vendors/enrich-calls';
import { accepted, finished, identity, submit } from '../vendors/enrich-round-trip-calls';
import { answer } from './answers';

const validation = serviceOf('enrich/validation');
const lookup = serviceOf('enrich/lookup');
const WHOLE = identity({
  ...{ linkedinUrl: 'https://www.linkedin.com/in/ada', firstName: 'Ada', lastName: 'Byron' },
  ...{ companyName: 'Engine', companyDomain: 'engine.example', email: email(1) },
});
const at = (address: string) => identity({ email: address });

describe.each([
  ['validation', validation],
  ['lookup', lookup],
] as const)('%s', (_name, service) => {
  test('sends the e-mail and nothing else, within the contract', () => {
    expect(service.sends(WHOLE)).toEqual(at(email(1)));
    const request = service.submit(KEY, service.types[0] ?? 'full', [WHOLE]);
    expect(JSON.parse(request.body ?? '')).toEqual({ email: email(1) });
    expect(requestProblems(request)).toEqual([]);
  });

  test.each([
    ['', 'no_email'],
    ['jörg@müller.example', 'email_not_taken'],
    ['a..b@engine.example', 'email_not_taken'],
    [`${'x'.repeat(250)}@engine.example`, 'email_not_taken'],
    ["o'neil+1@sub.engine.example", null],
  ])('takes %j or says why not', (address, lack) => {
    expect(service.lacks(at(address))).toBe(lack);
  });

  test('costs as its page says at worst, and is never free to repeat', () => {
    expect([
      service.credits(service.types.includes('profile') ? ['profile'] : ['validity']),
    ]).toEqual([service === lookup ? 10 : 1]);
    expect([service.credits([]), service.repeatsFree]).toEqual([0, false]);
  });
});

const itemOf = (outcome: SubmitOutcome) => {
  if (outcome.kind !== 'answered') throw new Error(outcome.kind);
  return outcome.items[0];
};
const read = (service: typeof validation, body: unknown, status = 200): SubmitOutcome =>
  service.readSubmit(answer(status, JSON.stringify(body)), [at(email(1))], NOW);
const ok = (data: unknown): unknown => ({ success: true, data });

describe('a validation', () => {
  test('of many is a batch, and each item is tied by its echo', () => {
    const vendor = emulator();
    const contacts = Array.from({ length: 40 }, (_, one) => at(email(one)));
    const { workflowId, reserved } = accepted(vendor, validation, contacts);
    const { items } = finished(vendor, validation, workflowId);
    expect(reserved).toBe(40);
    for (const { echo, validity } of items) expect(validity).toBe(wordIn(vendor, echo?.email));
    expect(new Set(items.map(({ echo }) => echo?.email)).size).toBe(40);
  });

  test.each<[object, string, string]>([
    [{ result: 'valid' }, 'valid', 'deliverable'],
    [{ result: 'invalid', isCatchAll: true }, 'invalid', 'undeliverable'],
    [{ result: 'risky', isCatchAll: true }, 'catch-all', 'risky'],
    [{ result: 'valid', isCatchAll: true }, 'catch-all', 'risky'],
    [{ status: 'risky', catchAll: false }, 'risky', 'risky'],
    [{ status: 'risky', subStatus: 'catch_all' }, 'catch-all', 'risky'],
    [{ result: 'postponed' }, 'postponed', 'unknown'],
  ])('is said in the vendor’s word: %j', (data, word, meaning) => {
    const item = itemOf(read(validation, ok(data)));
    expect([item?.validity, canonicalEmailStatus(item?.validity ?? '')]).toEqual([word, meaning]);
    expect(item?.echo).toEqual(at(email(1)));
  });

  test.each([[{ status: 200 }], [{ result: {} }], [{}], [{ result: '' }]])(
    'without a word may have been bought: %j',
    (data) => {
      expect(read(validation, ok(data)).kind).toBe('unknown');
    },
  );

  test('of another address is not taken for the one asked about', () => {
    const item = itemOf(read(validation, ok({ email: email(2), result: 'valid' })));
    expect(item?.echo).toEqual(at(email(2)));
  });
});

function wordIn(vendor: EnrichEmulator, address = ''): string {
  expect(vendor.name).toBe('Enrich');
  return wordOn(address);
}

describe('a look-up', () => {
  const PERSON = {
    ...{ displayName: 'Ada Byron', firstName: 'Ada', lastName: 'Byron', headline: 'I count' },
    ...{ companyName: 'Engine', profileUrl: 'https://uk.linkedin.com/in/Ada-Byron/?x=1' },
    positions: {
      positionHistory: [
        { title: 'Pupil', companyName: 'School', startEndDate: { end: { year: 1833 } } },
        { title: 'Analyst', companyName: 'Engine', startEndDate: { end: null } },
      ],
    },
  };

  test('says who is behind the e-mail, as it goes into cells', () => {
    expect(itemOf(read(lookup, ok(PERSON)))).toMatchObject({
      echo: at(email(1)),
      profile: {
        ...{ firstName: 'Ada', lastName: 'Byron', fullName: 'Ada Byron' },
        ...{ title: 'Analyst', company: 'Engine' },
        linkedin: 'https://www.linkedin.com/in/ada-byron',
      },
    });
  });

  test('takes the headline where no position lasts, and the shown name where it has no parts', () => {
    const item = itemOf(read(lookup, ok({ displayName: 'Ada Byron', headline: 'I count' })));
    expect(item?.profile).toMatchObject({ firstName: 'Ada', lastName: 'Byron', title: 'I count' });
  });

  test.each([
    ['blacked out', { displayName: 'A** B****', companyName: '•••', headline: 'x***' }],
    ['found: false', { found: false, message: 'No profile found' }],
    ['nothing', {}],
  ])('that names nobody finds nothing: %s', (_name, data) => {
    expect(itemOf(read(lookup, ok(data)))?.profile).toBeNull();
    expect(itemOf(read(lookup, { success: true, data: null }))?.profile).toBeNull();
  });

  test.each([[{ message: 'Fine' }], ['text'], [7]])(
    'with a doubt may have been bought: %j',
    (data) => {
      expect(read(lookup, ok(data)).kind).toBe('unknown');
    },
  );

  test('asks for one at a time', () => {
    expect(() => lookup.submit(KEY, 'profile', [WHOLE, WHOLE])).toThrow(RangeError);
    expect(lookup.batchSize).toBe(1);
  });

  test('is answered at once by the emulated vendor, and charged', () => {
    const outcome = submit(emulator(), lookup, [at('jane.doe@northwind.example')]);
    const jane = personBehind('jane.doe@northwind.example');
    expect(outcome).toMatchObject({ kind: 'answered', charged: 10 });
    expect(itemOf(outcome)?.profile).toMatchObject({
      firstName: jane['First name'],
      title: jane['Job title'],
    });
  });
});
