// Owns the line that shows how far a run is. Knows no terminal.
import type { RunView } from '../../src/rpc/contract-run';
import { count } from '../../src/run/report/number-words';
import { creditsText } from './credits';

const BAR_CELLS = 24;

export function progressLine(run: RunView, columns: number): string {
  const share = run.contacts === 0 ? 1 : Math.min(1, run.done / run.contacts);
  const filled = Math.round(share * BAR_CELLS);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_CELLS - filled);
  const found = Object.values(run.found).reduce((sum, values) => sum + values, 0);
  const left = run.secondsLeft === null ? '' : `, about ${timeWords(run.secondsLeft)} left`;
  const line = `${bar} ${count(run.done)} of ${count(run.contacts)} contacts, ${count(found)} found, ${creditsText(run.costs.map((cost) => ({ ...cost, credits: cost.charged })))} charged${left}`;
  return line.slice(0, columns - 1);
}

function timeWords(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
