import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enrich } from '../../local/cli/command';
import { HttpsTransport } from '../../local/live/https-transport';
import { NEW_CSV, saveCsv } from '../../local/serve/csv-document';
import { sampleSheet } from '../../local/sample/sheet';
import { SPEED, VendorProcess } from './live-vendor';
import { RecordingTerminal } from './recording-terminal';

const root = join(__dirname, '../..');
const KEY = 'clapi_demo_key';
const ORIGIN = 'https://api.cleanlist.ai';

jest.setTimeout(60_000);

let vendor: VendorProcess;
let folder: string;
beforeEach(async () => {
  vendor = await VendorProcess.start();
  folder = mkdtempSync(join(tmpdir(), 'live-'));
  writeFileSync(join(folder, 'in.csv'), saveCsv(sampleSheet({ contacts: 60 }), NEW_CSV));
});
afterEach(() => {
  vendor.stop();
});

const WORDS = ['in.csv', '--out', 'out.csv', '--live'];

async function run(
  words: string[],
  answers: string[] = [],
  address = vendor.address,
): Promise<{ code: number; terminal: RecordingTerminal }> {
  const terminal = new RecordingTerminal(answers);
  const test = { addresses: { [ORIGIN]: address }, speed: SPEED };
  const environment = { CLEANLIST_API_KEY: KEY };
  const code = await enrich(
    [...WORDS, ...words],
    environment,
    { root, cwd: folder, test },
    terminal,
  );
  return { code, terminal };
}

function emailsIn(name: string): number {
  return (readFileSync(join(folder, name), 'utf8').match(/sample\.\S+@/g) ?? []).length;
}

function filesOf(path: string): string {
  return readdirSync(path)
    .map((name) => readFileSync(join(path, name), 'utf8'))
    .join('\n');
}

describe('npm run enrich --live', () => {
  it('tells contacts, worst cost and balance, and sends nothing without a yes', async () => {
    const { code, terminal } = await run([]);
    expect(code).toBe(1);
    expect(terminal.said[0]).toMatch(
      /^\d+ contacts, at most \d+ credits; the balance is 25,000 credits, at least [\d,]+ credits afterwards\.$/,
    );
    expect(terminal.asked).toEqual(['Send them to Cleanlist? [y/N] ']);
    expect(terminal.said.at(-1)).toMatch(/^Nothing was sent/);
    expect((await vendor.order({ kind: 'ledger' })).bought).toBe(0);
  });

  it('finishes after a yes; the same command again sends nothing', async () => {
    expect((await run([], ['y'])).code).toBe(0);
    const { bought, submits } = await vendor.order({ kind: 'ledger' });
    expect(bought).toBeGreaterThan(30);
    expect(emailsIn('out.csv')).toBeGreaterThan(15);
    const again = await run(['--json']);
    expect(again.code).toBe(0);
    expect(again.terminal.said[0]).toMatch(/^This was finished before, and nothing was sent now/);
    expect(JSON.parse(again.terminal.results[0] ?? '')).toMatchObject({
      contacts: bought,
      submitCalls: submits,
    });
    expect((await vendor.order({ kind: 'ledger' })).submits).toBe(submits);
    expect(filesOf(join(folder, 'out.csv.run'))).not.toContain(KEY);
  });

  it('is approved beforehand with --max-credits, up to that', async () => {
    expect((await run(['--max-credits', '3'])).terminal.said[0]).toMatch(
      /more than --max-credits 3/,
    );
    const { code, terminal } = await run(['--max-credits', '100']);
    expect([code, terminal.asked]).toEqual([0, []]);
  });

  it('pauses with exit 2 when credits run out, writes what came, and goes on with the same command', async () => {
    await vendor.order({ kind: 'fault', name: '402' });
    const paused = await run(['--max-credits', '100', '--json']);
    expect(paused.code).toBe(2);
    expect(paused.terminal.said.at(-1)).toMatch(/the same command goes on\.$/);
    expect(existsSync(join(folder, 'out.csv'))).toBe(true);
    const resumed = await run(['--max-credits', '100']);
    expect([resumed.code, resumed.terminal.asked]).toEqual([0, []]);
    expect(emailsIn('out.csv')).toBeGreaterThan(15);
    expect((await vendor.order({ kind: 'ledger' })).boughtTwice).toBe(0);
  });

  it('waits for a decision with exit 2 when nobody knows whether a batch was taken', async () => {
    await vendor.order({ kind: 'fault', name: 'timeout after' });
    const waiting = await run(['--max-credits', '1000']);
    expect(waiting.code).toBe(2);
    expect(waiting.terminal.said.at(-1)).toMatch(/--unknown resend or --unknown leave/);
    const left = await run(['--unknown', 'leave']);
    expect(left.code).toBe(0);
    expect((await vendor.order({ kind: 'ledger' })).boughtTwice).toBe(0);
  });

  it('sends an unknown batch again only when told so and approved', async () => {
    await vendor.order({ kind: 'fault', name: 'timeout before' });
    expect((await run(['--max-credits', '1000'])).code).toBe(2);
    const refused = await run(['--unknown', 'resend'], ['n']);
    expect(refused.code).toBe(2);
    expect(refused.terminal.asked[0]).toMatch(
      /^Send them to Cleanlist again for at most \d+ more credits/,
    );
    expect((await run(['--unknown', 'resend'], ['y'])).code).toBe(0);
    expect(emailsIn('out.csv')).toBeGreaterThan(15);
    expect((await vendor.order({ kind: 'ledger' })).boughtTwice).toBe(0);
  });

  it('says what to do when the key is gone while results are awaited', async () => {
    await vendor.order({ kind: 'revoke' });
    const paused = await run(['--max-credits', '1000']);
    expect(paused.code).toBe(2);
    expect(paused.terminal.said.at(-1)).toMatch(
      /the same command goes on\. Where there is no such/,
    );
    const again = await run(['--max-credits', '1000']);
    expect(again.code).toBe(1);
    expect(again.terminal.said.at(-1)).toMatch(/name another --out to start over/);
  });

  it('goes on after the process was killed, and buys nothing twice', async () => {
    const runner = require.resolve('./live-command.ts');
    const words = [root, folder, vendor.address, `${SPEED}`, ...WORDS, '--max-credits', '1000'];
    const child = spawn(process.execPath, ['--import', 'tsx', runner, ...words], {
      env: { ...process.env, CLEANLIST_API_KEY: KEY },
      stdio: 'ignore',
    });
    for (;;) {
      if ((await vendor.order({ kind: 'ledger' })).bought > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    const before = await vendor.order({ kind: 'ledger' });
    const { code } = await run(['--max-credits', '1000', '--unknown', 'leave']);
    expect(code).toBe(0);
    const { bought, boughtTwice } = await vendor.order({ kind: 'ledger' });
    expect([bought, boughtTwice]).toEqual([before.bought, 0]);
  });

  it('refuses a folder that belongs to another input', async () => {
    await run([], ['y']);
    writeFileSync(join(folder, 'in.csv'), 'Name,Company\nAda Lake,X\n');
    const { code, terminal } = await run([]);
    expect(code).toBe(1);
    expect(terminal.said[0]).toMatch(/^out\.csv\.run belongs to another input/);
  });
});

/** As they stand in a file of their own; the numbers say who. */
function people(...numbers: number[]): string {
  const rows = numbers.map((number) => `Ada Lake${'abcdefghij'.charAt(number)},Bluegate Foods,`);
  return `Name,Company,Email\n${rows.join('\n')}\n`;
}

const TEN = people(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
const THREE = people(7, 2, 5);

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

/** The e-mails in OUT, each of the person in whose row it stands, and as many as the vendor sold. */
async function expectThree(): Promise<void> {
  const lines = readFileSync(join(folder, 'out.csv'), 'utf8').trimEnd().split('\n').slice(1);
  const owners = lines.map((line) => /^Ada (\S+),[^,]*,(?:sample\.ada\.(\S+)@[^,]*)?/.exec(line));
  expect(owners.map((owner) => owner?.[1])).toEqual(['Lakeh', 'Lakec', 'Lakef']);
  const found = owners.filter((owner) => owner?.[2] !== undefined);
  expect(found.length).toBeGreaterThan(0);
  for (const owner of found) expect(owner?.[2]).toBe(owner?.[1]?.toLowerCase());
  expect(await vendor.order({ kind: 'ledger' })).toMatchObject({ bought: 3, boughtTwice: 0 });
}

describe('npm run enrich --live, when the input changes before anything was sent', () => {
  beforeEach(() => {
    write('in.csv', TEN);
  });

  it('reads the input anew after a no, and keeps nothing of the old one', async () => {
    expect((await run([], ['n'])).code).toBe(1);
    expect(readdirSync(join(folder, 'out.csv.run'))).toEqual([]);
    write('in.csv', THREE);
    const { code, terminal } = await run([], ['y']);
    expect([code, terminal.said[0]]).toEqual([0, expect.stringMatching(/^3 contacts, at most 3 /)]);
    await expectThree();
  });

  it('reads it anew after too low a --max-credits', async () => {
    expect((await run(['--max-credits', '2'])).code).toBe(1);
    write('in.csv', THREE);
    expect((await run(['--max-credits', '3'])).code).toBe(0);
    await expectThree();
  });

  it('reads it anew after a connection that failed, and says what failed', async () => {
    const failed = await run([], ['y'], 'http://127.0.0.1:1');
    expect([failed.code, failed.terminal.said]).toEqual([
      1,
      [
        'api.cleanlist.ai could not be reached, and nothing was sent. Check this computer’s connection, then run the same command again.',
      ],
    ]);
    expect(readdirSync(join(folder, 'out.csv.run'))).toEqual([]);
    write('in.csv', THREE);
    expect((await run([], ['y'])).code).toBe(0);
    await expectThree();
  });

  it('reads it anew when an older version left a document without an approved run', async () => {
    expect((await run([], ['y'])).code).toBe(0);
    const { bought } = await vendor.order({ kind: 'ledger' });
    rmSync(join(folder, 'out.csv.run/run.json'));
    write('in.csv', THREE);
    const { terminal } = await run([], ['n']);
    expect(terminal.said[0]).toMatch(/^3 contacts, at most 3 /);
    expect(readdirSync(join(folder, 'out.csv.run'))).toEqual([]);
    expect((await vendor.order({ kind: 'ledger' })).bought).toBe(bought);
  });

  it.each([
    ['before the approval is kept', 'run.json'],
    ['between the approval and the start', 'properties.json'],
  ])('sends nobody who is not in the input after a crash %s', async (_name, file) => {
    // A folder where the file is written first: that write fails, and the process with it.
    const obstacle = join(folder, 'out.csv.run', `${file}.new`);
    mkdirSync(obstacle, { recursive: true });
    await expect(run([], ['y'])).rejects.toThrow('EISDIR');
    rmSync(obstacle, { recursive: true });
    expect((await vendor.order({ kind: 'ledger' })).bought).toBe(0);
    write('in.csv', THREE);
    const changed = await run([], ['y']);
    if (file === 'run.json') {
      expect(changed.code).toBe(0);
      await expectThree();
      return;
    }
    expect(changed.terminal.said).toEqual([
      expect.stringMatching(/^out\.csv\.run belongs to another input/),
    ]);
    expect((await vendor.order({ kind: 'ledger' })).bought).toBe(0);
    write('in.csv', TEN);
    const { code, terminal } = await run([], ['y']);
    expect([code, terminal.asked.length]).toEqual([0, 1]);
    expect((await vendor.order({ kind: 'ledger' })).bought).toBe(10);
  });
});

describe('npm run enrich --live with a kept sheet that is not the input’s', () => {
  it('sends nothing and writes nothing', async () => {
    write('in.csv', TEN);
    await vendor.order({ kind: 'fault', name: '402' });
    expect((await run([], ['y'])).code).toBe(2);
    const kept = join(folder, 'out.csv.run/workbook.json');
    const other = readFileSync(kept, 'utf8').replace('Ada Lakec', 'Eve Stone');
    writeFileSync(kept, other);
    write('out.csv', 'mine');
    const { code, terminal } = await run([], ['y']);
    expect([code, terminal.said]).toEqual([
      1,
      [
        expect.stringMatching(
          /^Row 4 of in\.csv is another one .+ nothing was written to out\.csv/,
        ),
      ],
    ]);
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe('mine');
    expect((await vendor.order({ kind: 'ledger' })).bought).toBe(0);
  });
});

describe('real HTTPS', () => {
  it('goes to the vendor’s host only', () => {
    const transport = new HttpsTransport(root);
    const request = { method: 'get', headers: {}, body: '' };
    for (const url of [
      'http://api.cleanlist.ai/x',
      'https://api.cleanlist.ai.example/x',
      'https://api.cleanlist.ai:8443/x',
      'https://me@api.cleanlist.ai/x',
    ]) {
      expect(() => transport.fetch({ ...request, url })).toThrow(
        'Live calls go to https://api.cleanlist.ai, https://dev.enrich.so, https://api.leadleap.net only',
      );
    }
  });

  it('ends as a connection error where nobody listens', () => {
    const transport = new HttpsTransport(root, { [ORIGIN]: 'http://127.0.0.1:1' });
    const request = { method: 'get', url: 'https://api.cleanlist.ai/x', headers: {}, body: '' };
    expect(transport.fetch(request)).toEqual({ error: 'connection' });
  });
});
