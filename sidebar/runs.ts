// Owns the runs as the sidebar knows them: of two views of one run, the newer holds. Knows no page.
import type { RunView } from '../src/rpc/contract-run';
import type { Trouble } from './trouble';

type Runs = readonly RunView[];

export function isKnown(runs: Runs, id: string): boolean {
  return runs.some((run) => run.id === id);
}

/** A list that has come, with what is known better of its runs. */
export function merged(came: Runs, known: Runs): Runs {
  return came.map((run) => newer(run, known));
}

export function withRun(runs: Runs, run: RunView): Runs {
  if (isKnown(runs, run.id)) {
    return runs.map((known) => (known.id === run.id ? newer(run, [known]) : known));
  }
  return run.state === 'closed' ? [...runs, run] : [run, ...runs];
}

/** All runs of the document have come: an ended one that is not among them is `lost`. An open one may be younger than the list. */
export function withHistory(
  runs: Runs,
  all: Runs,
): { readonly runs: Runs; readonly lost: readonly string[] } {
  const lost = runs.filter(({ id, state }) => state === 'closed' && !isKnown(all, id));
  return {
    runs: runs.map((run) => all.filter(({ id }) => id === run.id).reduce(later, run)),
    lost: lost.map(({ id }) => id),
  };
}

/** The run that a call was about, where the document keeps it no longer. */
export function goneRun(args: unknown, { code }: Trouble): string | null {
  if (code !== 'gone' || typeof args !== 'object' || args === null) return null;
  return 'run' in args && typeof args.run === 'string' ? args.run : null;
}

function newer(run: RunView, known: Runs): RunView {
  return known.filter(({ id }) => id === run.id).reduce((came, one) => later(one, came), run);
}

/** The server names the sheet only where it costs nothing extra. */
function later(known: RunView, came: RunView): RunView {
  const [run, other] = came.asOf < known.asOf ? [known, came] : [came, known];
  return run.sheetName === '' ? { ...run, sheetName: other.sheetName } : run;
}
