import { HELP, readArguments } from '../../local/cli/options';
import type { Seller } from '../../local/cli/vendor-choice';
import type { EnrichmentType } from '../../src/provider/provider';
import { VENDORS } from '../../src/provider/vendors';
import { readServeArguments } from '../../local/serve/options';

describe('the words of npm run enrich', () => {
  it('mean e-mails of all rows with the demo key, unless they say otherwise', () => {
    expect(readArguments(['in.csv', '--out', 'out.csv'], {})).toEqual({
      kind: 'run',
      options: {
        input: 'in.csv',
        output: 'out.csv',
        operation: 'find',
        channels: ['email'],
        rows: { kind: 'all' },
        route: { email: ['cleanlist'] },
        keys: {},
        live: false,
        maxCredits: null,
        unknown: null,
        json: false,
      },
    });
  });

  it.each([
    ['--channels phone', { channels: ['phone'] }],
    ['--channels phone,email', { channels: ['email', 'phone'] }],
    ['--channels=email', { channels: ['email'] }],
    ['--rows new', { rows: { kind: 'new' } }],
    ['--rows first:25', { rows: { kind: 'first', count: 25 } }],
    ['--key clapi_a', { keys: { cleanlist: 'clapi_a' } }],
    ['--key cleanlist=clapi_a=', { keys: { cleanlist: 'clapi_a=' } }],
    ['--provider cleanlist', { route: { email: ['cleanlist'] } }],
    ['--max-credits 0', { maxCredits: 0 }],
    ['--unknown leave', { unknown: 'leave' }],
    ['--json', { json: true }],
    ['--live --key clapi_a --unknown resend', { live: true, unknown: 'resend' }],
  ])('%s', (words, expected) => {
    const read = readArguments(['in.csv', '--out', 'out.csv', ...words.split(' ')], {});
    expect(read).toMatchObject({ kind: 'run', options: expected });
  });

  it('take the key from the environment, but rather from --key', () => {
    const environment = { CLEANLIST_API_KEY: ' clapi_env ' };
    const words = ['in.csv', '--out', 'out.csv'];
    expect(readArguments([...words, '--live'], environment)).toMatchObject({
      options: { keys: { cleanlist: 'clapi_env' } },
    });
    expect(readArguments([...words, '--live', '--key', 'clapi_a'], environment)).toMatchObject({
      options: { keys: { cleanlist: 'clapi_a' } },
    });
  });

  it.each([
    ['', 'Which file should be enriched? npm run enrich -- IN.csv --out OUT.csv'],
    ['in.csv', 'Say where the enriched file should go: --out OUT.csv'],
    ['in.csv other.csv --out o.csv', 'One file at a time: in.csv or other.csv?'],
    ['in.csv --out', '--out needs a value. --help lists the options.'],
    ['in.csv --out --json', '--out needs a value. --help lists the options.'],
    ['in.csv --out a --out b', '--out is given twice.'],
    ['in.csv --out o.csv --colour', 'There is no option --colour. --help lists the options.'],
    ['in.csv --out o.csv -x', 'There is no option -x. --help lists the options.'],
    [
      'in.csv --out o.csv --channels fax',
      '--channels takes email, phone or email,phone, not “fax”.',
    ],
    [
      'in.csv --out o.csv --channels email,email',
      '--channels takes email, phone or email,phone, not “email,email”.',
    ],
    [
      'in.csv --out o.csv --rows first:0',
      '--rows takes all, new or first:N (for example first:10), not “first:0”.',
    ],
    [
      'in.csv --out o.csv --max-credits lots',
      '--max-credits takes a whole number of credits, not “lots”.',
    ],
    ['in.csv --out o.csv --key clapi_a --key clapi_b', '--key is given twice.'],
    ['in.csv --out o.csv --unknown maybe', '--unknown takes resend or leave, not “maybe”.'],
    [
      'in.csv --out o.csv --live',
      '--live needs an API key: put it into the variable CLEANLIST_API_KEY, or give it with --key.',
    ],
  ])('“%s” is answered with what is wrong', (words, message) => {
    const read = readArguments(words === '' ? [] : words.split(' '), {});
    expect(read).toEqual({ kind: 'wrong', message });
  });

  it('may ask for help', () => {
    expect(readArguments(['--help', '--nonsense'], {})).toEqual({ kind: 'help' });
  });
});

const find = (...types: readonly EnrichmentType[]): Seller['services'][number] => ({
  operation: 'find',
  types,
});

/** What vendors could sell. */
const SELLERS: readonly Seller[] = [
  { id: 'cleanlist', name: 'Cleanlist', services: [find('partial', 'phone_only', 'full')] },
  { id: 'enrich', name: 'Enrich', services: [find('partial'), find('phone_only')] },
  { id: 'mailer', name: 'Mailer', services: [find('partial')] },
  { id: 'lister', name: 'Lister', services: [] },
];

/** With two that validate, one of them also with leads. */
const TESTERS: readonly Seller[] = [
  ...SELLERS,
  {
    id: 'tester',
    name: 'Tester',
    services: [
      { operation: 'validate', types: ['validity'] },
      { operation: 'leads', types: ['lead'] },
    ],
  },
  { id: 'other', name: 'Other', services: [{ operation: 'validate', types: ['validity'] }] },
];

describe('the operation that npm run enrich is told', () => {
  const read = (words: string, sellers = TESTERS): ReturnType<typeof readArguments> =>
    readArguments(['in.csv', '--out', 'out.csv', ...words.split(' ')], {}, sellers);

  it.each<[string, object]>([
    ['--rows all', { operation: 'find', channels: ['email'], route: { email: ['cleanlist'] } }],
    [
      '--operation find --channels phone',
      { operation: 'find', channels: ['phone'], route: { phone: ['cleanlist'] } },
    ],
    [
      '--operation validate',
      { operation: 'validate', channels: ['validity'], route: { validity: ['tester'] } },
    ],
    [
      '--operation=Validate --waterfall other,tester',
      { operation: 'validate', channels: ['validity'], route: { validity: ['other', 'tester'] } },
    ],
    [
      '--operation leads',
      {
        operation: 'leads',
        channels: ['email', 'phone', 'profile'],
        route: { email: ['tester'], phone: ['tester'], profile: ['tester'] },
      },
    ],
    [
      '--operation leads --channels profile,email',
      { channels: ['email', 'profile'], route: { email: ['tester'], profile: ['tester'] } },
    ],
  ])('“%s” buys what it is for, of those who sell it', (words, options) => {
    expect(read(words)).toMatchObject({ kind: 'run', options });
  });

  it.each([
    ['--operation sell', '--operation takes find, validate, lookup or leads, not “sell”.'],
    [
      '--operation validate --channels email',
      '--channels says what is found, and --operation validate finds only one thing: leave it out.',
    ],
    [
      '--operation leads --channels validity',
      '--channels takes some of email,phone,profile, not “validity”.',
    ],
    ['--channels profile', '--channels takes email, phone or email,phone, not “profile”.'],
    ['--operation lookup', 'No vendor of this version sells anything for --operation lookup.'],
    [
      '--operation validate --provider mailer',
      'Mailer does not sell the validity of e-mails: --operation validate asks tester or other.',
    ],
    [
      '--operation leads --waterfall tester,other',
      'Other does not sell leads: --operation leads asks tester.',
    ],
    [
      '--provider tester',
      'Tester does not sell e-mails: ask cleanlist, enrich or mailer for them, or Tester with --operation validate or leads.',
    ],
    [
      '--waterfall cleanlist,other',
      'Other does not sell e-mails: ask cleanlist, enrich or mailer for them, or Other with --operation validate.',
    ],
    ['--operation validate --provider nobody', '--provider takes tester or other, not “nobody”.'],
  ])('“%s” is answered with what is wrong', (words, message) => {
    expect(read(words)).toEqual({ kind: 'wrong', message });
  });
});

describe('the vendors that npm run enrich is told to ask', () => {
  const read = (
    words: string,
    environment: Readonly<Record<string, string>> = {},
  ): ReturnType<typeof readArguments> =>
    readArguments(['in.csv', '--out', 'out.csv', ...words.split(' ')], environment, SELLERS);

  it.each([
    ['--channels email,phone', { email: ['cleanlist'], phone: ['cleanlist'] }],
    ['--provider enrich --channels email,phone', { email: ['enrich'], phone: ['enrich'] }],
    ['--provider Mailer', { email: ['mailer'] }],
    ['--waterfall enrich,cleanlist', { email: ['enrich', 'cleanlist'] }],
    [
      '--waterfall mailer,enrich,cleanlist --channels email,phone',
      { email: ['mailer', 'enrich', 'cleanlist'], phone: ['enrich', 'cleanlist'] },
    ],
    ['--waterfall enrich --channels phone', { phone: ['enrich'] }],
    ['--key enrich=sk_a', { email: ['enrich'] }],
  ])('%s: each channel goes to those who sell it, in that order', (words, route) => {
    const { options } = read(words) as { options: { route: unknown } };
    expect(options.route).toEqual(route);
  });

  it.each([
    ['--provider enrich --key sk_a', { enrich: 'sk_a' }],
    ['--waterfall enrich,cleanlist --key sk_a', { enrich: 'sk_a' }],
    ['--waterfall enrich,cleanlist --key sk_a --live', { enrich: 'sk_a', cleanlist: 'clapi_env' }],
    [
      '--waterfall cleanlist,enrich --key enrich=sk_a --key clapi_a',
      { cleanlist: 'clapi_a', enrich: 'sk_a' },
    ],
    ['--waterfall cleanlist,enrich --live', { cleanlist: 'clapi_env', enrich: 'sk_env' }],
    ['--provider mailer', {}],
    ['--waterfall cleanlist,enrich', {}],
  ])(
    '%s: the keys of those, an option before a variable, and variables with --live alone',
    (words, keys) => {
      const environment = { CLEANLIST_API_KEY: 'clapi_env ', ENRICH_API_KEY: 'sk_env' };
      expect(read(words, environment)).toMatchObject({ kind: 'run', options: { keys } });
      const { options } = read(words, environment) as { options: { keys: object } };
      expect(Object.keys(options.keys)).toHaveLength(Object.keys(keys).length);
    },
  );

  it('are, with --live and no word about them, the first whose key is there', () => {
    const environment = { ENRICH_API_KEY: 'sk_env' };
    const live = read('--live', environment);
    expect(live).toMatchObject({ options: { route: { email: ['enrich'] } } });
    // A key of the real vendor means nothing to the emulated ones.
    expect(read('--json', environment)).toMatchObject({
      options: { route: { email: ['cleanlist'] } },
    });
  });

  it.each([
    ['--provider enrch', '--provider takes cleanlist, enrich or mailer, not “enrch”.'],
    [
      '--provider cleanlist,enrich',
      '--provider takes cleanlist, enrich or mailer, not “cleanlist,enrich”. Several vendors are for --waterfall.',
    ],
    [
      '--provider mailer --channels email,phone',
      'Mailer does not sell phones: ask cleanlist or enrich for them.',
    ],
    [
      '--provider lister',
      'Lister does not sell e-mails: ask cleanlist, enrich or mailer for them.',
    ],
    [
      '--provider enrich --waterfall enrich,cleanlist',
      'Give --provider for one vendor or --waterfall for several, not both.',
    ],
    [
      '--waterfall enrich,nobody',
      '--waterfall takes cleanlist, enrich or mailer, with commas between them, not “nobody”.',
    ],
    [
      '--waterfall enrich,,cleanlist',
      '--waterfall takes cleanlist, enrich or mailer, with commas between them, not “”.',
    ],
    ['--waterfall enrich,cleanlist,enrich', '--waterfall has enrich twice.'],
    [
      '--waterfall enrich,mailer --channels phone',
      'Mailer does not sell phones: ask cleanlist or enrich for them.',
    ],
    [
      '--waterfall enrich,lister --channels email,phone',
      'Lister does not sell e-mails and phones: ask cleanlist, enrich or mailer for them.',
    ],
    [
      '--waterfall mailer --channels email,phone',
      'None of the vendors of --waterfall sells phones.',
    ],
    [
      '--key enrch=sk_a',
      '--key takes KEY or ID=KEY with cleanlist, enrich, mailer or lister for ID, not “enrch”.',
    ],
    [
      '--provider cleanlist --key enrich=sk_a',
      '--key has a key of enrich, which is not asked: name it with --provider or --waterfall.',
    ],
    ['--key enrich=sk_a --key enrich=sk_b', '--key is given twice for enrich.'],
    ['--provider enrich --key enrich=sk_a --key sk_b', '--key is given twice for enrich.'],
    [
      '--waterfall enrich,cleanlist --live --key sk_a',
      '--live needs an API key of Cleanlist: put it into the variable CLEANLIST_API_KEY, or give it with --key cleanlist=KEY.',
    ],
    [
      '--provider enrich --live',
      '--live needs an API key: put it into the variable ENRICH_API_KEY, or give it with --key.',
    ],
  ])('“%s” is answered with what is wrong', (words, message) => {
    expect(read(words)).toEqual({ kind: 'wrong', message });
  });

  it('are all named in the help, with the variables of their keys', () => {
    for (const { id } of VENDORS) {
      expect(HELP).toContain(id);
      expect(HELP).toContain(`${id.toUpperCase()}_API_KEY`);
    }
  });
});

describe('the words of npm start', () => {
  it.each([
    ['', { kind: 'serve', options: { port: 8787, live: false, state: null } }],
    ['--port 9000', { kind: 'serve', options: { port: 9000, live: false, state: null } }],
    ['--live --state kept', { kind: 'serve', options: { port: 8787, live: true, state: 'kept' } }],
    ['--help', { kind: 'help' }],
    [
      '--live',
      {
        kind: 'wrong',
        message: '--live keeps the sheet on disk: name a folder for it with --state FOLDER.',
      },
    ],
    ['--state kept', { kind: 'wrong', message: '--state is for --live: nothing else is kept.' }],
    ['--port soon', { kind: 'wrong', message: '--port takes a number from 1 to 65535.' }],
    ['--open', { kind: 'wrong', message: 'There is no option --open. --help lists the options.' }],
  ])('“%s”', (words, expected) => {
    expect(readServeArguments(words === '' ? [] : words.split(' '))).toEqual(expected);
  });
});
