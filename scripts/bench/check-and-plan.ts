// Owns the processor time of map, check and plan outside any runtime, and of loading the bundle: pure computing, by rows.
import { createContext, Script } from 'node:vm';
import { checkRows } from '../../src/contact/check';
import { findHeaderRow } from '../../src/contact/find-header-row';
import { mappingOf, matchHeaders } from '../../src/contact/match-headers';
import { makePlan } from '../../src/run/plan/plan';

const HEADERS = ['First name', 'Last name', 'Company', 'Website', 'LinkedIn', 'Email', 'Phone'];
const RUNS = 3;

/** Median processor milliseconds of map, check and plan for so many rows. */
export function checkAndPlanMs(rows: number): number {
  const cells = spelledBadly(rows);
  return median(() => checkAndPlan(cells));
}

/** Median milliseconds in which an execution's fresh context has the bundle loaded. */
export function loadMs(code: string): number {
  const script = new Script(code);
  return median(() => {
    const start = process.hrtime.bigint();
    script.runInContext(createContext({}));
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
}

/** Rows that all have to be normalised: titles, accents, web addresses, legal forms. */
function spelledBadly(count: number): string[][] {
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
  const channels = ['email'] as const;
  const confirmed = {
    operation: 'find',
    replaced: check.replaced,
    keepsLog: true,
    boughtOnLists: 0,
    givenUp: 0,
    unplacedBefore: 0,
  } as const;
  const route = { email: ['cleanlist'] };
  const terms = { source, outputs: {}, channels, route, overwrite: [], ...confirmed };
  makePlan(check.ready, terms, { bytes: 0, contacts: 0 });
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function median(measure: () => number): number {
  const values = Array.from({ length: RUNS }, measure);
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
