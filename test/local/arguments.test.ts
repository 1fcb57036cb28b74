import { readArguments } from '../../local/cli/options';
import { readServeArguments } from '../../local/serve/options';

describe('the words of npm run enrich', () => {
  it('mean e-mails of all rows with the demo key, unless they say otherwise', () => {
    expect(readArguments(['in.csv', '--out', 'out.csv'], {})).toEqual({
      kind: 'run',
      options: {
        input: 'in.csv',
        output: 'out.csv',
        channels: ['email'],
        rows: { kind: 'all' },
        key: null,
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
    ['--key clapi_a', { key: 'clapi_a' }],
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
    expect(readArguments(words, environment)).toMatchObject({ options: { key: 'clapi_env' } });
    expect(readArguments([...words, '--key', 'clapi_a'], environment)).toMatchObject({
      options: { key: 'clapi_a' },
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
