// What the server says and refuses where something else than to find e-mails and phones is chosen.
import { Addon, choose } from '../support/addon';
import { HEADERS, people } from '../support/people';

const VALIDATE = { operation: 'validate', channels: ['validity'] } as const;

test('Automatic is not switched on for another operation, and says why', () => {
  const addon = new Addon({ rows: people(3) });
  addon.connect();
  const request = { rhythm: { kind: 'hourly' }, dailyCredits: { cleanlist: 9 } } as const;
  const asked = addon.call('schedule', { choice: choose(VALIDATE), ...request });
  expect(asked).toMatchObject({
    ok: false,
    code: 'refused',
    message: expect.stringMatching(/only finds e-mails and phones.*Nothing was changed/) as string,
  });
  expect(addon.home().schedules).toEqual([]);
});

test('an e-mail whose validity is known is told so', () => {
  const rows = [[...HEADERS, 'Email validity'], ...people(1).slice(1)];
  rows[1] = [...(rows[1] ?? []), 'deliverable'];
  const column = HEADERS.indexOf('Email');
  rows[1][column] = 'jane@example.com';
  const addon = new Addon({ rows });
  const { check } = addon.ask('inspect', choose(VALIDATE));
  expect(check?.rows).toEqual([
    { row: 2, kind: 'filled', text: 'This e-mail has its validity already.' },
  ]);
});

test('a row without an e-mail is blank to a validation, whatever else it says', () => {
  const addon = new Addon({ rows: people(2) });
  const { check } = addon.ask('inspect', choose(VALIDATE));
  expect(check?.counts).toMatchObject({ blank: 2 });
});

test('a sheet without the column that is needed is told which one it is', () => {
  const addon = new Addon({
    rows: [
      ['Name', 'Company'],
      ['Jane Doe', 'Acme'],
    ],
  });
  const { problem } = addon.ask('inspect', choose(VALIDATE));
  expect(problem?.message).toMatch(/No column is mapped as the e-mail/);
});

test('a sheet without LeadLeap ids is told that they are missing, however much else it says', () => {
  const addon = new Addon({ rows: people(3) });
  const channels = ['email', 'phone', 'profile'] as const;
  const leads = { operation: 'leads', channels } as const;
  const { problem, check } = addon.ask('inspect', choose(leads));
  expect(problem?.message).toMatch(/No column is mapped as the LeadLeap id.*“LeadLeap ID”/);
  expect(check).toBeNull();
});

test('what a bought profile says is not offered once more as what comes free', () => {
  const addon = new Addon({
    rows: [
      ['LeadLeap id', 'Email'],
      ['7', ''],
    ],
  });
  const leads = { operation: 'leads', channels: ['email', 'phone', 'profile'] } as const;
  const { outputs } = addon.ask('inspect', choose(leads));
  const fields = outputs.map(({ field }) => field);
  expect(fields).toEqual(expect.arrayContaining(['profileTitle', 'profileCompany', 'otherEmails']));
  expect(fields.filter((field) => ['title', 'company', 'linkedin'].includes(field))).toEqual([]);
});

test.each([
  ['no key at the confirm', (addon: Addon) => addon.call('quote', choose({})), 'cleanlist'],
  [
    'a key that is none',
    (addon: Addon) => addon.call('connect', { vendor: 'enrich', key: 'clapi_x' }),
    'enrich',
  ],
  [
    'a key that the vendor refuses',
    (addon: Addon) => addon.call('connect', { vendor: 'cleanlist', key: 'clapi_unknown' }),
    'cleanlist',
  ],
  [
    'no key for a schedule',
    (addon: Addon) =>
      addon.call('schedule', {
        choice: choose({ route: { email: ['enrich'] } }),
        rhythm: { kind: 'hourly' },
        dailyCredits: { enrich: 20 },
      }),
    'enrich',
  ],
])('%s: the vendor is told by its id', (_, ask, vendor) => {
  expect(ask(new Addon({ rows: people(2) }))).toMatchObject({ ok: false, vendor });
});

test('a failure that is about no vendor names none', () => {
  const addon = new Addon({ rows: people(2) });
  const reply = addon.call('work', { run: 'abcdefghijkl' });
  expect(reply).toMatchObject({ ok: false, code: 'gone' });
  expect(reply).not.toHaveProperty('vendor');
});
