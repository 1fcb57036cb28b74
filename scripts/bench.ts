// Measures what the README and docs/benchmark.md promise of speed, calls and size, on a bundle of its own build.
//   npm run bench                     everything, as tables
//   npm run bench -- --json           and as one JSON object in the last line
//   npm run bench -- --rows=1000      other sizes than 1,000, 10,000 and 50,000
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkAndPlanMs, loadMs } from './bench/check-and-plan';
import { comparison, costTable, processorTable, serviceTable, summary } from './bench/report';
import { measureRowByRow } from './bench/row-by-row';
import { type MeasuredRun, measureRun } from './bench/run';
import { type Condition, CONDITIONS } from './bench/sheet';
import { buildAddon } from './build';

/** What pure computing is measured with. */
const COMPUTED = [12_500, 25_000, 50_000];
const ROW_BY_ROW = 10_000;

/** Each run has a process of its own: what it takes of memory is then its own, too. */
function measureApart(dist: string, condition: Condition, rows: number): MeasuredRun {
  console.error(`measuring ${rows.toLocaleString('en')} rows, ${condition} …`);
  const self = fileURLToPath(import.meta.url);
  const asked = ['--one', condition, `--rows=${rows}`, `--dist=${dist}`];
  const text = execFileSync(process.execPath, [...process.execArgv, self, ...asked], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(text) as MeasuredRun;
}

async function measureAll(sizes: readonly number[], isJson: boolean): Promise<void> {
  const dist = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    await buildAddon(dist);
    for (const file of ['server.js', 'sidebar.html']) {
      console.log(`${file}: ${(statSync(join(dist, file)).size / 1000).toFixed(0)} KB`);
    }
    const bundleLoadMs = loadMs(readFileSync(join(dist, 'server.js'), 'utf8'));
    console.log(`server.js loads in ${bundleLoadMs.toFixed(0)} ms`);
    for (const rows of COMPUTED) {
      const milliseconds = checkAndPlanMs(rows).toFixed(0);
      console.log(
        `map, check and plan ${rows.toLocaleString('en')} rows: ${milliseconds} ms of processor time`,
      );
    }
    const runs = sizes.flatMap((rows) =>
      CONDITIONS.map((condition) => measureApart(dist, condition, rows)),
    );
    console.log(`\n${costTable(runs)}\n\n${serviceTable(runs)}\n\n${processorTable(runs)}\n`);
    const clean = runs.filter(({ condition }) => condition === 'clean');
    const compared = clean.find(({ rows }) => rows === ROW_BY_ROW) ?? clean[clean.length - 1];
    if (compared === undefined) throw new Error('No size is given.');
    const other = measureRowByRow(dist, compared.rows);
    console.log(comparison(other, compared));
    if (isJson) console.log(JSON.stringify(summary(runs, other, bundleLoadMs)));
  } finally {
    rmSync(dist, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rows: { type: 'string', default: '1000,10000,50000' },
    one: { type: 'string' },
    dist: { type: 'string', default: '' },
  },
});
const sizes = values.rows.split(',').map(Number);
if (values.one === undefined) await measureAll(sizes, values.json);
else {
  const condition = CONDITIONS.find((known) => known === values.one) ?? 'clean';
  console.log(JSON.stringify(measureRun(values.dist, condition, sizes[0] ?? 0)));
}
