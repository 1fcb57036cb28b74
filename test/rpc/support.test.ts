// What is told to a vendor's support: enough to find the call, and no key, name, address or number.
import fc from 'fast-check';
import { LIMITS } from '../../local/runtime/limits';
import { DEMO_KEY } from '../../local/vendors/cleanlist/demo';
import { VENDORS } from '../../src/provider/vendors';
import { vendorText } from '../../src/provider/vendor-text';
import { redact, redactReadably } from '../../src/run/report/redact';
import { troubleOf } from '../../src/run/report/vendor-trouble';
import { Addon, USER } from '../support/addon';
import { HEADERS, people } from '../support/people';
import { records } from '../support/witness';
import { bulk } from '../vendors/bulk';

const textOf = (addon: Addon, args: object = {}): string => addon.ask('support', args).text;

test('without any trouble it says so', () => {
  const addon = new Addon({ rows: people(1) });
  expect(textOf(addon)).toContain('No call to Cleanlist, Enrich or LeadLeap has failed yet.');
  expect(textOf(addon)).toContain('Time (UTC): 2026-09-01 12:');
});

test('of a refused batch: the call, its answer, the run, and the shape of the body', () => {
  const addon = new Addon({ rows: people(3) });
  const run = addon.start();
  addon.vendor.faults.next('submit', '422');
  addon.work(run);
  const text = textOf(addon, { run: run.id });
  expect(text).toContain('Request: POST /api/v1/public/enrich/bulk');
  expect(text).toContain('HTTP status: 422');
  expect(text).toContain(`Run ${run.id}, batch 1: 3 contacts, enrichment type partial`);
  expect(text).toContain(
    'Body: {"enrichment_type":"…","contacts":[{"first_name":"…","last_name":"…","company_domain":"…","company_name":"…"}]}\n',
  );
  expect(text).toContain(`Run in view: ${run.id}`);
});

test('of a status that could not be read: its workflow id', () => {
  const addon = new Addon({ rows: people(1) });
  const run = addon.work(addon.start());
  const [batch] = records(addon);
  addon.vendor.faults.next('status', '500', 5);
  addon.clock.advance(60_000);
  addon.ask('work', { run: run.id });
  const text = textOf(addon);
  expect(text).toContain('Request: GET /api/v1/public/enrich/status\n');
  expect(text).toContain('HTTP status: 500');
  expect(text).toContain(`Workflow id: ${batch?.workflowId ?? '-'}`);
});

describe('people whose names are words of errors, too', () => {
  const NAMED = [
    [...HEADERS],
    ['Anna', 'Long', 'Best Price Inc', 'best-price.example', '', ''],
    ['Key', 'Page', 'Field', 'field.example', '', ''],
  ];
  const shown = {
    code: 'sheet_problem',
    message:
      'Page was not sent with anna of Best Price Inc; long pages need a key, see F2 and wf_12345678 at 2026-09-01 12:00.',
  };
  const told =
    '… was not sent with … of …; long pages need a key, see F2 and wf_12345678 at 2026-09-01 12:00.';

  test('are taken out of what was shown, as the log tells who they are; the rest can be read', () => {
    const addon = new Addon({ rows: NAMED });
    const run = addon.work(addon.start());
    expect(textOf(addon, { run: run.id, trouble: shown })).toContain(told);
    expect(textOf(addon, { trouble: shown })).toContain(told);
  });

  test('as the sheet tells where the log does not', () => {
    const addon = new Addon({ rows: NAMED });
    const run = addon.start();
    expect(addon.log()).toEqual([]);
    expect(textOf(addon, { run: run.id, trouble: shown })).toContain(told);
  });

  test('where neither can be read, only words that errors are made of are left', () => {
    const addon = new Addon({ rows: NAMED });
    const run = addon.work(addon.start());
    addon.runtime.faults.add({ method: 'Range.getDisplayValues', always: true });
    const text = textOf(addon, {
      run: run.id,
      trouble: { code: 'internal', message: 'anna long' },
    });
    expect(text).toMatch(/Shown in the sidebar: internal\n {2}… long\n/);
  });

  test('are taken out of what the vendor said, which can be read', () => {
    const addon = new Addon({ rows: NAMED });
    const run = addon.start();
    const detail =
      'Duplicate contact Anna Long (anna@best-price.example) at index 0: psycopg2 says that Key Page already exists, request req_8f2a9';
    const handle = addon.vendor.handle.bind(addon.vendor);
    addon.vendor.handle = (request, now) => {
      const answer = handle(request, now);
      if (!('body' in answer) || !request.url.includes('bulk')) return answer;
      return { ...answer, status: 400, body: JSON.stringify({ detail }) };
    };
    addon.work(run);
    expect(textOf(addon, { run: run.id })).toContain(
      'Message: Duplicate contact … at index 0: psycopg2 says that … already exists, request req_8f2a9\n',
    );
  });
});

test('of a call by a click: who refused what', () => {
  const addon = new Addon({ rows: people(1) });
  addon.call('connect', { vendor: 'cleanlist', key: 'clapi_nobody_knows_it' });
  const text = textOf(addon);
  expect(text).toContain('Request: GET /api/v1/public/auth/validate-key');
  expect(text).toContain('HTTP status: 401');
  expect(text).not.toContain('nobody');
});

test('the record is the user’s own, small, and in no document', () => {
  const addon = new Addon({ rows: people(250) });
  const run = addon.start();
  addon.vendor.faults.next('submit', '422');
  addon.work(run);
  const record = addon.runtime.userProperties(USER).get('trouble') ?? '';
  expect(record.length).toBeGreaterThan(100);
  expect(new TextEncoder().encode(record).length).toBeLessThan(600);
  expect([...addon.runtime.properties.document.keys()]).not.toContain('trouble');
  expect(textOf(new Addon({ rows: people(1) }))).toContain('No call');
});

test('a user store that takes no record keeps no run from going on', () => {
  const addon = new Addon({ rows: people(1) });
  const run = addon.start();
  addon.vendor.faults.next('submit', '429 seconds');
  const user = addon.runtime.userProperties(USER);
  for (let part = 0; user.bytes() < LIMITS.propertyStoreBytes.value - 200; part++) {
    const left = LIMITS.propertyStoreBytes.value - 100 - user.bytes();
    user.set(`filler${part}`, 'x'.repeat(Math.min(8_000, left)));
  }
  expect(addon.workToEnd(run)).toMatchObject({ state: 'closed' });
  expect(user.has('trouble')).toBe(false);
});

test('what the sidebar showed is told without the names in it', () => {
  const addon = new Addon({ rows: people(1) });
  const message =
    'The column “Anna Lund” is gone. Write to anna@lund.example, +49 30 555 0100, https://lund.example/a?b=c with clapi_secret.';
  const text = textOf(addon, { trouble: { code: 'sheet_problem', message } });
  expect(text).toContain('Shown in the sidebar: sheet_problem');
  expect(text).toContain('The column … is gone. Write to …, … with …');
  for (const part of ['Anna', 'Lund', 'lund', '555', 'secret', 'https']) {
    expect(text).not.toContain(part);
  }
});

describe('whatever a vendor says back', () => {
  const word = fc.stringMatching(/^[A-Z][a-zäöüéñß]{3,9}$/);
  const contact = fc.record({
    firstName: word,
    lastName: word,
    companyName: fc.tuple(word, word).map((words) => words.join(' ')),
    companyDomain: word.map((name) => `${name.toLowerCase().replace(/[^a-z]/g, 'x')}.example`),
    linkedinUrl: word.map((name) => `https://www.linkedin.com/in/${encodeURIComponent(name)}-7`),
  });
  const extra = fc.record({
    email: word.map((name) => `${name}.x@mail.example`),
    phone: fc.constantFrom('+49 30 555 0100', '(415) 555-0132', '004915112345678', '030/5550100'),
    key: fc.stringMatching(/^clapi_[A-Za-z0-9]{8,20}$/),
  });
  const glue = fc.constantFrom(
    '',
    ' ',
    ': ',
    '"',
    "'",
    '=',
    '/',
    ' is not valid. ',
    ',',
    '\n',
    '<',
  );

  test('no name, address, number or key of it is in the record or in the text', () => {
    fc.assert(
      fc.property(
        fc.array(contact, { minLength: 1, maxLength: 4 }),
        extra,
        fc.array(fc.tuple(fc.nat(), glue), { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        (contacts, { email, phone, key }, order, isPoll) => {
          const secrets = [...contacts.flatMap((one) => Object.values(one)), email, phone, key];
          const message = order
            .map(([at, between]) => `${secrets[at % secrets.length] ?? ''}${between}`)
            .join('');
          const request = isPoll
            ? bulk.poll(DEMO_KEY, 'wf_1')
            : bulk.submit(DEMO_KEY, 'full', contacts);
          const error = { httpStatus: 422, code: message, message, retryAfterSeconds: null };
          const of = { run: 'Run', number: 1, type: 'full', contacts, workflowId: email };
          const batch = isPoll ? of : { ...of, sent: contacts };
          const record = JSON.stringify(troubleOf(request, error, 0, batch));
          const shown = redact(message, []);
          for (const secret of [...secrets, DEMO_KEY]) {
            expect(record).not.toContain(secret);
            expect(shown).not.toContain(secret);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a name that is also a word of errors goes where the request held it', () => {
    const identity = {
      ...{ linkedinUrl: '', companyDomain: '', firstName: 'Key', lastName: 'Price' },
      companyName: 'Bad Request',
    };
    const request = bulk.submit(DEMO_KEY, 'partial', [identity]);
    const error = { httpStatus: 422, code: '', message: 'Bad Request: key price is not valid' };
    const batch = { run: '', number: 1, type: 'partial', contacts: [], workflowId: '' };
    const about = { ...batch, sent: [identity] };
    const { message } = troubleOf(request, { ...error, retryAfterSeconds: null }, 0, about);
    expect(message).toBe('…: … is not valid');
  });

  test('on the built add-on: the vendor repeats whom it was sent', () => {
    const addon = new Addon({ rows: people(2) });
    const run = addon.start();
    const [, [first = '', last = ''] = []] = people(1);
    const body = JSON.stringify({
      detail: [{ loc: ['body', 'contacts', 0], msg: `${first} ${last} ${DEMO_KEY} is unknown` }],
    });
    const handle = addon.vendor.handle.bind(addon.vendor);
    addon.vendor.handle = (request, now) => {
      const answer = handle(request, now);
      return request.url.includes('bulk') ? { ...answer, status: 400, body } : answer;
    };
    addon.work(run);
    const text = textOf(addon, { run: run.id });
    const record = addon.runtime.userProperties(USER).get('trouble') ?? '';
    for (const part of [first, last, DEMO_KEY]) {
      expect(text).not.toContain(part);
      expect(record).not.toContain(part);
    }
    expect(record).toContain('is unknown');
  });
});

test.each(VENDORS.map(({ name, keyPrefix }) => [name, keyPrefix]))(
  'a key of %s is taken out of what is kept, shown and told; its name stays',
  (name, prefix) => {
    const said = `key ${prefix}_9f8e7d6c5b4a39281 of ${name} is wrong`;
    expect(redact(said, [])).toBe(`key … of ${name} is wrong`);
    expect(redactReadably(said, [])).toBe(`key … of ${name} is wrong`);
    expect(vendorText(said)).toBe(`key [key] of ${name} is wrong`);
    for (const before of ['Bearer%20', 'Bearer%2520', 'Bearer\\u0020', 'Bearer\\n']) {
      const escaped = `${before}${prefix}_9f8e7d6c5b4a39281`;
      expect(vendorText(escaped)).toBe(`${before}[key]`);
      expect(redact(escaped, [])).not.toContain('9f8e');
      expect(redactReadably(escaped, [])).not.toContain('9f8e');
    }
  },
);

test('who is known by an e-mail alone may have any name: no word of the vendor that could be one is kept', () => {
  const said = 'the profile of Key Page is private';
  expect(redact(said, ['ada@sent.example'])).toBe('the … of … is private');
  expect(redact(said, ['ada@sent.example', 'Ada Lovelace'])).toBe('the … of Key Page is private');
});

test('whoever is asked: whom the request held is taken out of what is kept of its answer', () => {
  const addon = new Addon({
    rows: [[...HEADERS], ['Page', 'Bright', 'Acme', 'acme.example', '', '']],
  });
  const run = addon.start({ route: { email: ['enrich'] } });
  const { enrich } = addon.vendors;
  const handle = enrich.handle.bind(enrich);
  enrich.handle = (request, now) => {
    const answer = handle(request, now);
    if (request.method.toLowerCase() !== 'post') return answer;
    const body = JSON.stringify({ success: false, message: 'Page is not valid' });
    return { ...answer, status: 400, body };
  };
  addon.work(run);
  const kept = addon.runtime.userProperties(USER).get('trouble') ?? '';
  expect(kept).toContain('"message":"… is not valid"');
  const document = JSON.stringify([...addon.runtime.properties.document]);
  expect(document).toContain('… is not valid');
  expect(document).not.toContain('Page');
});

test('a key of LeadLeap without its line is taken out of what a person reads, words are not', () => {
  const said = 'bad ll9f8e7d6c5b4a39281 key, not all llamas';
  expect(redactReadably(said, [])).toBe('bad … key, not all llamas');
});
