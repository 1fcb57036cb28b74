// Owns what the sidebar shows and every way it can change: one state, one pure reducer. Knows no server, no DOM, no clock.
import type { AccountView, Choice, Home, Inspection } from '../src/rpc/contract';
import type { Decision, RunView } from '../src/rpc/contract-run';
import type { FixKind, FixReport } from '../src/rpc/contract-fix';
import type { ScheduleView } from '../src/rpc/contract-schedule';
import { reduceConfirm, type Confirm, type ConfirmEvent, type Part } from './confirm-state';
import type { FixPage } from './fix';
import { isRetry, isRetryOf, withoutRetry } from './retry';
import type { LoopNote } from './run-loop';
import { NO_SIDE, reduceSide, type SideEvent, type SideState } from './side-pages';
import type { Trouble } from './trouble';
import { pageBefore, withWayBack, type SidePage } from './way-back';

export type Page =
  | { readonly kind: 'loading' }
  /** Nothing could be opened. */
  | { readonly kind: 'closed'; readonly trouble: Trouble }
  | { readonly kind: 'home' }
  /** `then`: where the connected person goes on. */
  | { readonly kind: 'connect'; readonly then: 'confirm' | Page }
  | Confirm
  | FixPage
  /** `back`: where it was opened; absent: the first view. */
  | { readonly kind: 'run'; readonly id: string; readonly back?: Page }
  | SidePage;

/** `back` is `null` when the help was opened from the menu, before anything else. */
export type Screen = Page | { readonly kind: 'help'; readonly back: Page | null };

/** The one thing that the person has asked for and that is under way. */
export type Busy =
  | 'connect'
  | 'disconnect'
  | 'quote'
  | Part['kind']
  | 'start'
  | 'stop'
  | 'resume'
  | 'close'
  | 'undo'
  | 'placeAgain'
  | 'sample'
  | `preview ${FixKind}`
  | 'applyFix'
  | 'undoFix'
  | `decide ${number} ${Decision}`;

export interface State {
  readonly screen: Screen;
  readonly inspection: Inspection | null;
  readonly account: AccountView;
  readonly runs: readonly RunView[];
  readonly choice: Choice;
  /** The numbers on the page are of an earlier choice. */
  readonly checking: boolean;
  /** `null`: folded when nothing needs a look. */
  readonly mappingOpen: boolean | null;
  readonly outputsOpen: boolean;
  /** The last fix or its undoing, until the sheet is looked at again. */
  readonly fixed: FixReport | null;
  readonly busy: Busy | null;
  /** The row whose cell is being selected. */
  readonly jumping: number | null;
  readonly trouble: Trouble | null;
  readonly loop: LoopNote | null;
  readonly schedules: readonly ScheduleView[];
  readonly side: SideState;
}

export type Event =
  | { readonly kind: 'opening' }
  | { readonly kind: 'opened'; readonly home: Home }
  /** The sheet of sample contacts, with nothing of what was chosen for the one before. */
  | { readonly kind: 'sampled'; readonly home: Home }
  | { readonly kind: 'open_failed'; readonly trouble: Trouble }
  | { readonly kind: 'chose'; readonly change: Partial<Choice> }
  | { readonly kind: 'checking' }
  | { readonly kind: 'checked'; readonly inspection: Inspection }
  | { readonly kind: 'check_failed'; readonly trouble: Trouble }
  | { readonly kind: 'mapping_toggled'; readonly open: boolean }
  | { readonly kind: 'outputs_toggled'; readonly open: boolean }
  | { readonly kind: 'jumping'; readonly row: number | null }
  | { readonly kind: 'went'; readonly to: Page }
  | { readonly kind: 'help' }
  | { readonly kind: 'back' }
  | { readonly kind: 'began'; readonly busy: Busy }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly trouble: Trouble }
  | { readonly kind: 'account'; readonly account: AccountView }
  | { readonly kind: 'quoted'; readonly confirm: Confirm }
  | { readonly kind: 'confirm'; readonly event: ConfirmEvent }
  | { readonly kind: 'previewed'; readonly page: FixPage }
  | { readonly kind: 'fixed'; readonly report: FixReport }
  | { readonly kind: 'started'; readonly run: RunView }
  | { readonly kind: 'ran'; readonly run: RunView }
  | { readonly kind: 'loop'; readonly note: LoopNote | null }
  | { readonly kind: 'schedules'; readonly schedules: readonly ScheduleView[] }
  | { readonly kind: 'side'; readonly event: SideEvent };

export function initialState(view: 'home' | 'help'): State {
  return {
    screen: view === 'help' ? { kind: 'help', back: null } : { kind: 'loading' },
    inspection: null,
    account: { connected: false },
    runs: [],
    choice: ANEW.choice,
    checking: false,
    mappingOpen: null,
    outputsOpen: false,
    fixed: null,
    busy: null,
    jumping: null,
    trouble: null,
    loop: null,
    schedules: [],
    side: NO_SIDE,
  };
}

export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case 'opening':
      return state.inspection === null
        ? { ...state, screen: { kind: 'loading' }, trouble: null }
        : { ...state, checking: true, trouble: null };
    case 'opened':
      return opened(state, event.home);
    case 'sampled':
      return opened({ ...state, ...ANEW }, event.home);
    case 'open_failed':
      return state.inspection === null
        ? { ...state, screen: { kind: 'closed', trouble: event.trouble }, checking: false }
        : { ...withoutNews(state), checking: false, trouble: event.trouble };
    case 'chose':
      return { ...state, choice: changed(state.choice, event.change), trouble: null };
    case 'checking':
      return { ...state, checking: true, trouble: null };
    case 'checked':
      return checked(state, event.inspection);
    case 'check_failed':
      return { ...unchecked(state), checking: false, trouble: event.trouble };
    case 'mapping_toggled':
      return { ...state, mappingOpen: event.open };
    case 'outputs_toggled':
      return { ...state, outputsOpen: event.open };
    case 'jumping':
      return { ...state, jumping: event.row };
    case 'went':
      return { ...state, screen: withWayBack(event.to, state.screen), ...leaving(state) };
    case 'help':
      return state.screen.kind === 'help'
        ? state
        : { ...state, screen: { kind: 'help', back: state.screen } };
    case 'back':
      return { ...state, screen: pageBefore(state.screen), ...leaving(state) };
    case 'began':
      return { ...state, busy: event.busy, trouble: null };
    case 'ended':
      return { ...state, busy: null };
    case 'failed':
      return { ...state, trouble: event.trouble };
    case 'account':
      return { ...state, account: event.account };
    case 'quoted':
      return quoted(state, event.confirm);
    case 'confirm':
      return inConfirm(state, event.event);
    case 'previewed':
      return state.screen.kind === 'home' ? { ...state, screen: event.page } : state;
    case 'fixed':
      return fixed(state, event.report);
    case 'started':
      return started(state, event.run);
    case 'ran':
      return { ...state, runs: withRun(state.runs, event.run) };
    case 'loop':
      return { ...state, loop: event.note };
    case 'schedules':
      return { ...state, schedules: event.schedules };
    case 'side':
      return { ...state, side: reduceSide(state.side, event.event) };
  }
}

/** The run that this sidebar works on: the one in view, else the newest of this user that has something to do. */
export function runToDrive(state: State): string | null {
  const { screen } = state;
  const mine = state.runs.filter((run) => run.mine && run.callAgainInMs !== null);
  const inView = mine.find((run) => screen.kind === 'run' && run.id === screen.id);
  return (inView ?? mine[0])?.id ?? null;
}

const ANEW = {
  inspection: null,
  choice: { channels: ['email'], rows: { kind: 'all' } },
} as const satisfies Partial<State>;

function opened(state: State, home: Home): State {
  const { inspection } = home;
  const first = state.inspection === null;
  const sameSheet = state.inspection?.sheet.id === inspection.sheet.id;
  const { channels, rows } = state.choice;
  const chosen = home.channels.length === 0 ? channels : home.channels;
  const runs = withRetried(home.runs, state);
  const openRun = runs.find((run) => run.mine && run.state !== 'closed');
  const landing: Page = openRun === undefined ? { kind: 'home' } : { kind: 'run', id: openRun.id };
  return {
    ...state,
    screen: state.screen.kind === 'loading' ? landing : state.screen,
    inspection,
    account: home.account,
    runs,
    schedules: home.schedules,
    choice: {
      sheet: inspection.sheet.id,
      headerMark: inspection.headerMark,
      channels: first ? chosen : channels,
      rows: isRetryOf(rows, inspection.sheet, runs) ? rows : withoutRetry(rows),
    },
    checking: false,
    mappingOpen: sameSheet ? state.mappingOpen : null,
    outputsOpen: sameSheet && state.outputsOpen,
    fixed: null,
    trouble: null,
  };
}

/** A run that ended long ago is not among the first view's, but may be the one that is asked for again. */
function withRetried(runs: readonly RunView[], state: State): readonly RunView[] {
  const { rows } = state.choice;
  const retried = isRetry(rows) ? state.runs.find(({ id }) => id === rows.run) : undefined;
  return retried === undefined || runs.some(({ id }) => id === retried.id)
    ? runs
    : [...runs, retried];
}

/** Another header row is another row of headers: the mark of the old one says nothing about it. */
function changed({ headerMark, ...choice }: Choice, change: Partial<Choice>): Choice {
  const isOther = change.headerRow !== undefined || headerMark === undefined;
  return { ...choice, ...(isOther ? {} : { headerMark }), ...change };
}

/** From now on column numbers are those of this inspection, unless it found that they moved. */
function checked(state: State, inspection: Inspection): State {
  const isMoved = inspection.problem?.code === 'columns_moved';
  const { headerMark } = inspection;
  const choice = isMoved ? state.choice : { ...state.choice, headerMark };
  return { ...state, checking: false, inspection, choice };
}

/** The numbers in view are of an earlier choice, and there will be no others now: nobody must go by them. */
function unchecked(state: State): State {
  const { inspection } = state;
  return inspection === null ? state : { ...state, inspection: { ...inspection, check: null } };
}

/** A second look that failed: the first still holds, unless a retry was chosen since. */
function withoutNews(state: State): State {
  return isRetry(state.choice.rows) ? unchecked(state) : state;
}

function leaving({ side }: State): Pick<State, 'side' | 'trouble'> {
  return { side: reduceSide(side, { kind: 'left' }), trouble: null };
}

/** A quote that comes when the person has gone elsewhere takes nobody anywhere. */
function quoted(state: State, confirm: Confirm): State {
  const { kind } = state.screen;
  if (kind !== 'home' && kind !== 'connect' && kind !== 'confirm') return state;
  const account = withBalance(state.account, confirm.quote.balance);
  return { ...state, account, screen: confirm };
}

/** What is wrong with the typed number is said at its field, and nowhere else. */
function inConfirm(state: State, event: ConfirmEvent): State {
  const { screen } = state;
  if (screen.kind !== 'confirm') return state;
  const trouble = event.kind === 'cap_refused' ? null : state.trouble;
  return { ...state, trouble, screen: reduceConfirm(screen, event) };
}

/** Told at once: the check of the changed sheet comes later. */
function fixed(state: State, report: FixReport): State {
  const { inspection, screen } = state;
  if (inspection === null) return state;
  const fixes = inspection.fixes.filter(({ kind }) => kind !== report.kind);
  return {
    ...state,
    screen: screen.kind === 'fix' ? { kind: 'home' } : screen,
    inspection: { ...inspection, fixes, lastFix: report },
    fixed: report,
  };
}

function withBalance(account: AccountView, balance: number | null): AccountView {
  return account.connected && balance !== null ? { ...account, balance } : account;
}

function started(state: State, run: RunView): State {
  const page: Page = { kind: 'run', id: run.id };
  const screen: Screen = state.screen.kind === 'help' ? { kind: 'help', back: page } : page;
  const choice = { ...state.choice, rows: withoutRetry(state.choice.rows) };
  return { ...state, screen, choice, runs: withRun(state.runs, run) };
}

function withRun(runs: readonly RunView[], run: RunView): readonly RunView[] {
  return runs.some((known) => known.id === run.id)
    ? runs.map((known) => (known.id === run.id ? named(run, known) : known))
    : run.state === 'closed'
      ? [...runs, run]
      : [run, ...runs];
}

/** The server names the sheet only where it costs nothing extra. */
function named(run: RunView, known: RunView): RunView {
  return run.sheetName === '' ? { ...run, sheetName: known.sheetName } : run;
}
