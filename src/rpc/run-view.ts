// Owns what the sidebar shows of a run. Reads records, and the log for examples of a held batch; changes nothing.
import type { Book, Ports } from '../ports';
import type { Provider } from '../provider/provider';
import type { DocumentState } from '../run/state/document';
import { Log } from '../run/log/log';
import { type BatchProgress, type Progress, progressOf, progressOfClosed } from '../run/progress';
import type { ClosedRun } from '../run/state/run';
import type { Afterwards, BatchView, RunView } from './contract';

/** The sidebar's loop: not faster than this, however soon there is work. */
const SHORTEST_WAIT_MS = 2_000;
/** Not slower than this while a run is open: people look at it. */
const LONGEST_WAIT_MS = 20_000;
const EXAMPLES = 3;

/**
 * A run as the sidebar shows it; `null` when there is no such run any more.
 *
 * @param book to name its sheet, or `null` to leave the name out
 */
export function viewOfRun(
  ports: Ports,
  provider: Provider,
  document: DocumentState,
  userTag: string,
  runId: string,
  book: Book | null,
): RunView | null {
  const run = document.run(runId);
  const closed = document.closedRun(runId);
  if (run !== null) {
    const progress = progressOf(document, run, userTag, provider, ports.clock.now());
    return { ...toView(ports, document, progress, book), afterwards: null };
  }
  if (closed === null) return null;
  const view = toView(ports, document, progressOfClosed(closed, userTag), book);
  return { ...view, afterwards: afterwardsOf(closed) };
}

function afterwardsOf({ place, undone, placedAgain, ...run }: ClosedRun): Afterwards | null {
  if (place === null) return null;
  const { unplaced, untied, notFound, failed, incomplete } = run.tally;
  return {
    canUndo: undone === null || undone.gone > 0,
    undone,
    placeable: unplaced - untied,
    placedAgain,
    notFound: Math.max(0, notFound - failed - untied),
    failed: run.leftOut - run.givenUp + incomplete + failed,
  };
}

function toView(
  ports: Ports,
  document: DocumentState,
  progress: Progress,
  book: Book | null,
): Omit<RunView, 'afterwards'> {
  const { nextAt, goesOnAlone, attention, sheetId, ...rest } = progress;
  const wait = nextAt === null || !progress.mine ? null : nextAt - ports.clock.now();
  return {
    ...rest,
    sheetName: book === null ? '' : (book.sheet(sheetId)?.name() ?? 'a deleted sheet'),
    callAgainInMs:
      wait === null ? null : Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, wait)),
    attention: attention.map((batch) => batchView(ports, document, progress.id, batch)),
    background: goesOnAlone && progress.mine ? background(ports) : '',
  };
}

function background(ports: Ports): string {
  const trigger = ports.triggers.status();
  switch (trigger.kind) {
    case 'on':
      return 'You can close this sidebar: it goes on by itself within the hour.';
    case 'off':
    case 'unseen':
      return 'Keep this sidebar open, or choose “Get results now” in the menu later.';
    case 'refused':
      return `Keep this sidebar open, or choose “Get results now” in the menu later: Google did not allow the hourly look (${trigger.message})`;
  }
}

function batchView(
  ports: Ports,
  document: DocumentState,
  run: string,
  batch: BatchProgress,
): BatchView {
  const isHeld = batch.state === 'held';
  return { ...batch, examples: isHeld ? examples(ports, document, run, batch.number) : [] };
}

/** What came for a held batch, from the log: records hold no values. */
function examples(ports: Ports, document: DocumentState, run: string, batch: number): string[] {
  const { lines } = new Log(ports.openBook(), document).read(run, batch);
  return lines
    .filter(({ event }) => event === 'unplaced')
    .slice(0, EXAMPLES)
    .map(({ after, note }) => `${after} (${note})`);
}
