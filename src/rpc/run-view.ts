// Owns what the sidebar shows of a run. Reads records, and the log for examples of a held batch; changes nothing.
import type { Book, Ports } from '../ports';
import { vendorOf } from '../provider/vendors';
import type { DocumentState } from '../run/state/document';
import { Log } from '../run/log/log';
import type { LoggedLine } from '../run/log/log-line';
import { type BatchProgress, type Progress, progressOf, progressOfClosed } from '../run/progress';
import type { ClosedRun } from '../run/state/run';
import type { GivenUp } from '../run/state/sums';
import { creditsView } from './credits-view';
import type { Afterwards, BatchView, RunView } from './contract-run';

/** The sidebar's loop: not faster than this, however soon there is work. */
const SHORTEST_WAIT_MS = 2_000;
/** Not slower than this while a run is open: people look at it. */
const LONGEST_WAIT_MS = 30_000;
/** While there is more to send, a slice that comes early sends a part of it: the run ends sooner. */
const LONGEST_WAIT_TO_SEND_MS = 20_000;
const EXAMPLES = 3;

/**
 * A run as the sidebar shows it; `null` when there is no such run any more.
 *
 * @param book to name its sheet, or `null` to leave the name out
 */
export function viewOfRun(
  ports: Ports,
  document: DocumentState,
  userTag: string,
  runId: string,
  book: Book | null,
): RunView | null {
  return viewsOfRuns(ports, document, userTag, [runId], book)[0] ?? null;
}

/** Runs as the sidebar shows them, but for those that are there no more. However many: one look at the log at most. */
export function viewsOfRuns(
  ports: Ports,
  document: DocumentState,
  userTag: string,
  runIds: readonly string[],
  book: Book | null,
): RunView[] {
  const desk = new ViewDesk(ports, document, book);
  return runIds.flatMap((id): RunView[] => {
    const run = document.run(id);
    const closed = document.closedRun(id);
    if (run !== null) {
      const progress = progressOf(document, run, userTag, ports.clock.now());
      const ending = { endedAt: null, isAutomatic: run.schedule !== '', afterwards: null };
      const isSending = document.batches(id).some(({ state }) => state === 'created');
      const longest = isSending ? LONGEST_WAIT_TO_SEND_MS : LONGEST_WAIT_MS;
      return [{ ...toView(desk, progress, longest), ...ending }];
    }
    if (closed === null) return [];
    const ending = {
      endedAt: closed.closedAt,
      isAutomatic: closed.schedule !== '',
      afterwards: afterwardsOf(closed),
    };
    const progress = progressOfClosed(closed, userTag);
    return [{ ...toView(desk, progress, LONGEST_WAIT_MS), ...ending }];
  });
}

/** What several views share: each thing is asked for once, and only where a view needs it. */
class ViewDesk {
  private readonly names = new Map<number, string>();
  private trigger: Pick<RunView, 'background' | 'heartbeat'> | null = null;
  private lines: readonly LoggedLine[] | null = null;

  constructor(
    readonly ports: Ports,
    private readonly document: DocumentState,
    private readonly book: Book | null,
  ) {}

  get asOf(): number {
    return this.document.asOf();
  }

  sheetName(id: number): string {
    if (this.book === null) return '';
    const name = this.names.get(id) ?? this.book.sheet(id)?.name() ?? 'a deleted sheet';
    this.names.set(id, name);
    return name;
  }

  /** What becomes of a run of this user that can go on alone. */
  goingOn(): Pick<RunView, 'background' | 'heartbeat'> {
    const { triggers } = this.ports;
    this.trigger ??= { background: background(this.ports), heartbeat: triggers.heartbeat() };
    return this.trigger;
  }

  /** What came for a held batch, from the log: records hold no values. */
  examples(run: string, batch: number): string[] {
    this.lines ??= new Log(this.book ?? this.ports.openBook(), this.document).readAll();
    return this.lines
      .filter((line) => line.run === run && line.batch === batch && line.event === 'unplaced')
      .slice(0, EXAMPLES)
      .map(({ after, note }) => `${after} (${note})`);
  }
}

function afterwardsOf({ place, undone, placedAgain, ...run }: ClosedRun): Afterwards | null {
  if (place === null) return null;
  const { unplaced, untied, notFound, failed, incomplete } = run.tally;
  const { counts } = run;
  const lost = run.givenUp - (counts?.givenUpFound ?? 0);
  // What was sent, and what was written, is no longer in the log.
  const isLogged = run.isUnlogged !== true;
  const wrote = run.wroteNothing !== true || placedAgain !== null;
  return {
    canUndo: isLogged && wrote && (undone === null || undone.gone > 0 || (undone.refused ?? 0) > 0),
    undone,
    placeable: unplaced - untied,
    placedAgain,
    notFound: isLogged ? (counts?.notFound ?? Math.max(0, notFound - failed - untied)) : 0,
    failed: isLogged ? (counts?.failed ?? run.leftOut - lost + incomplete + failed) : 0,
    broken: isLogged ? failed : 0,
  };
}

function toView(
  desk: ViewDesk,
  progress: Progress,
  longestWaitMs: number,
): Omit<RunView, 'afterwards' | 'endedAt' | 'isAutomatic'> {
  const { nextAt, goesOnAlone, attention, costs, givenUp, endable, ...rest } = progress;
  const wait = nextAt === null || !progress.mine ? null : nextAt - desk.ports.clock.now();
  const alone = goesOnAlone && progress.mine ? desk.goingOn() : ENDED;
  return {
    ...rest,
    ...alone,
    costs: costs.map(({ id, ...cost }) => ({ vendor: id, name: vendorOf(id).name, ...cost })),
    givenUp: givenUpView(givenUp),
    endable: endable === null ? null : givenUpView(endable),
    asOf: desk.asOf,
    sheetName: desk.sheetName(progress.sheetId),
    callAgainInMs: wait === null ? null : Math.min(longestWaitMs, Math.max(SHORTEST_WAIT_MS, wait)),
    attention: attention.map((batch) => batchView(desk, progress.id, batch)),
  };
}

function givenUpView(givenUp: GivenUp): RunView['givenUp'] {
  return { ...givenUp, credits: creditsView(givenUp.credits) };
}

const ENDED = { background: '', heartbeat: null } as const;

function background(ports: Ports): string {
  const trigger = ports.triggers.status();
  switch (trigger.kind) {
    case 'on':
      return 'You can close this sidebar: it goes on by itself within the hour.';
    case 'off':
    case 'unseen':
    case 'silent':
      return 'Keep this sidebar open, or choose “Get results now” in the menu later.';
    case 'refused':
      return `Keep this sidebar open, or choose “Get results now” in the menu later: Google did not allow the hourly look (${trigger.message})`;
  }
}

function batchView(desk: ViewDesk, run: string, batch: BatchProgress): BatchView {
  const isHeld = batch.state === 'held';
  return { ...batch, examples: isHeld ? desk.examples(run, batch.number) : [] };
}
