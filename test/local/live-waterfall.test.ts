// The command with --live over two vendors: each hears only of its own key, at its own host.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enrich } from '../../local/cli/command';
import { SPEED, VendorProcess } from './live-vendor';
import { RecordingTerminal } from './recording-terminal';

jest.setTimeout(60_000);

const ORDER = ['cleanlist', 'enrich'] as const;
const ORIGINS = ['https://api.cleanlist.ai', 'https://dev.enrich.so'];
const KEYS = ['clapi_demo_key', 'sk_demo_key'];
/** Of these the first vendor finds some, not all. */
const PEOPLE = Array.from('abcdefghijklmnop', (end) => `Ada,Lake${end},lakes.example,`);

test('each vendor gets only its own key, at its own host, and what the one lacks the other finds', async () => {
  const vendors = await Promise.all(ORDER.map((id) => VendorProcess.start(id)));
  const cwd = mkdtempSync(join(tmpdir(), 'live-'));
  try {
    writeFileSync(
      join(cwd, 'in.csv'),
      `${['First name,Last name,Website,Email', ...PEOPLE].join('\n')}\n`,
    );
    const addresses = Object.fromEntries(
      vendors.map(({ address }, at) => [ORIGINS[at] ?? '', address]),
    );
    const words = ['in.csv', '--out', 'out.csv', '--live', '--waterfall', ORDER.join(',')];
    const keys = ORDER.flatMap((id, at) => ['--key', `${id}=${KEYS[at] ?? ''}`]);
    const code = await enrich(
      [...words, ...keys, '--max-credits', '1000'],
      {},
      { root: join(__dirname, '../..'), cwd, test: { addresses, speed: SPEED } },
      new RecordingTerminal([]),
    );
    expect(code).toBe(0);
    const heard = await Promise.all(vendors.map((vendor) => vendor.order({ kind: 'ledger' })));
    expect(heard.map((ledger) => ledger.keys)).toEqual([[`Bearer ${KEYS[0] ?? ''}`], [KEYS[1]]]);
    expect(heard[0]?.bought).toBe(PEOPLE.length);
    expect(heard[1]?.bought).toBeGreaterThan(0);
    const found = readFileSync(join(cwd, 'out.csv'), 'utf8').match(/sample\.\S+@/g) ?? [];
    expect(found.length).toBeGreaterThan(PEOPLE.length - (heard[1]?.bought ?? 0));
  } finally {
    for (const vendor of vendors) vendor.stop();
  }
});
