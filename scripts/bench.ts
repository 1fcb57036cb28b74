// Measures what the README promises of speed and size: checking and planning by rows, the bundle's load, the files' sizes.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import { checkRows } from '../src/contact/check';
import { findHeaderRow } from '../src/contact/find-header-row';
import { mappingOf, matchHeaders } from '../src/contact/match-headers';
import { cleanlist } from '../src/provider/cleanlist';
import { makePlan } from '../src/run/plan';
import { buildAddon } from './build';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const HEADERS = ['First name', 'Last name', 'Company', 'Website', 'LinkedIn', 'Email', 'Phone'];
const SIZES = [12_500, 25_000, 50_000];
const RUNS = 3;

/** Rows that all have to be normalised: titles, accents, web addresses, legal forms. */
function rows(count: number): string[][] {
  const letters = (n: number): string =>
    n.toString(26).replace(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 26)));
  const table = [HEADERS];
  for (let n = 0; n < count; n++) {
    table.push([
      `Dr. Zoë ${letters(n)}`,
      `Müller-${letters(n * 7)}`,
      `Sample ${letters(n)} GmbH & Co. KG`,
      n % 3 === 0 ? '' : `https://www.sample-${letters(n)}.example/en/about?x=${n}`,
      n % 2 === 0 ? `http://de.linkedin.com/in/zoe-${letters(n)}/?trk=x` : '',
      n % 10 === 0 ? `zoe@sample-${letters(n)}.example` : '',
      '',
    ]);
  }
  return table;
}

/** Processor milliseconds of map, check and plan. */
function checkAndPlan(cells: string[][]): number {
  const start = process.cpuUsage();
  const header = findHeaderRow(cells);
  const headerRow = header.kind === 'found' ? header.row : -1;
  const mapping = mappingOf(matchHeaders(cells, header));
  const check = checkRows({
    cells,
    headerRow,
    mapping,
    channels: ['email'],
    overwrite: [],
    isWaiting: () => false,
    selected: () => true,
  });
  const source = { sheetId: 0, headerRow, columns: {}, headerHash: '' };
  const terms = { source, outputs: {}, channels: ['email'], overwrite: [] } as const;
  makePlan(check.ready, terms, { bytes: 0, contacts: 0 }, cleanlist);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Milliseconds in which an execution's fresh context has the bundle loaded. */
function load(code: string): number {
  const script = new Script(code);
  const start = process.hrtime.bigint();
  script.runInContext(createContext({}));
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function times(measure: () => number): string {
  return median(Array.from({ length: RUNS }, measure)).toFixed(0);
}

await buildAddon(dist);
for (const file of ['server.js', 'sidebar.html']) {
  console.log(`${file}: ${(statSync(join(dist, file)).size / 1000).toFixed(0)} KB`);
}
const code = readFileSync(join(dist, 'server.js'), 'utf8');
console.log(`server.js loads in ${times(() => load(code))} ms`);
for (const size of SIZES) {
  const cells = rows(size);
  const milliseconds = times(() => checkAndPlan(cells));
  console.log(
    `map, check and plan ${size.toLocaleString('en')} rows: ${milliseconds} ms of processor time`,
  );
}
