// Owns how measurements are told: as tables for people, as one JSON object for programs. Measures nothing.
import { total } from './calls';
import { PHASES, type Spent } from './processor';
import type { MeasuredRun } from './run';
import type { RowByRow } from './row-by-row';

function callsRatio(run: MeasuredRun): number {
  return total(run.calls) / run.floorOfCalls;
}

function virtualRatio(run: MeasuredRun): number {
  return run.virtualMs / run.floorOfTimeMs;
}

/** A Markdown table of what runs cost, against the floors. */
export function costTable(runs: readonly MeasuredRun[]): string {
  const header = [
    ...['rows', 'sheet', 'batches', 'slices', 'calls', 'floor', 'ratio', 'virtual s', 'floor'],
    ...['ratio', 'vendor requests', 'peak property bytes', 'peak memory MB'],
  ];
  const lines = runs.map((run) => [
    ...[count(run.rows), run.condition, count(run.batches), count(run.slices)],
    ...[count(total(run.calls)), count(run.floorOfCalls), callsRatio(run).toFixed(2)],
    ...[seconds(run.virtualMs), seconds(run.floorOfTimeMs), virtualRatio(run).toFixed(2)],
    ...[count(run.vendorRequests), count(run.peakPropertyBytes), count(run.peakMemoryMb)],
  ]);
  return table([header, ...lines]);
}

/** Calls by service, and before the confirm. */
export function serviceTable(runs: readonly MeasuredRun[]): string {
  const services = [...new Set(runs.flatMap(({ calls }) => Object.keys(calls)))].sort();
  return table([
    ['rows', 'sheet', ...services, 'check and plan before it'],
    ...runs.map((run) => [
      ...[count(run.rows), run.condition, ...services.map((name) => count(run.calls[name] ?? 0))],
      count(total(run.callsBefore)),
    ]),
  ]);
}

/** Processor milliseconds of the add-on by phase, and of the emulated services. */
export function processorTable(runs: readonly MeasuredRun[]): string {
  return table([
    ['rows', 'sheet', ...PHASES, 'all', 'emulation'],
    ...runs.map(({ rows, condition, processor }) => {
      const spent: readonly Spent[] = PHASES.map((phase) => processor[phase]);
      return [
        ...[count(rows), condition, ...spent.map(({ addon }) => count(addon))],
        count(spent.reduce((sum, { addon }) => sum + addon, 0)),
        count(spent.reduce((sum, { services }) => sum + services, 0)),
      ];
    }),
  ]);
}

/** How many times more calls the script that works row by row makes, and longer it takes. */
export function comparison(other: RowByRow, run: MeasuredRun): string {
  const calls = other.calls / total(run.calls);
  const time = other.virtualMs / run.virtualMs;
  return `row by row, ${count(other.rows)} rows: ${count(other.calls)} calls, ${seconds(other.virtualMs)} virtual s in ${other.executions} executions; ${calls.toFixed(1)} times the calls and ${time.toFixed(1)} times the time of the add-on`;
}

/** The object that `--json` prints: the clean sheets. */
export function summary(
  runs: readonly MeasuredRun[],
  other: RowByRow,
  bundleLoadMs: number,
): object {
  const clean = runs.filter(({ condition }) => condition === 'clean');
  const own = clean.find(({ rows }) => rows === other.rows);
  if (own === undefined) throw new Error('Row by row must be measured at a size of ours.');
  return {
    sizes: clean.map((run) => ({
      rows: run.rows,
      calls: run.calls,
      callsRatio: round(callsRatio(run)),
      virtualRatio: round(virtualRatio(run)),
      cpuMs: Math.round(PHASES.reduce((sum, phase) => sum + run.processor[phase].addon, 0)),
      peakPropertyBytes: run.peakPropertyBytes,
      peakMemoryMb: run.peakMemoryMb,
    })),
    rowByRow: { rows: other.rows, callsRatio: round(other.calls / total(own.calls)) },
    bundleLoadMs: round(bundleLoadMs),
  };
}

function table([header = [], ...lines]: readonly (readonly string[])[]): string {
  const rule = header.map(() => '---:');
  return [header, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function seconds(milliseconds: number): string {
  return count(milliseconds / 1000);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
