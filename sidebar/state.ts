// Owns what the sidebar shows and every way it can change: one state, one pure reducer. Knows no server, no DOM, no clock.
import type { Operation } from '../src/contact/operation';
import type { AccountView, Home } from '../src/rpc/contract';
import type { Inspection, VendorCredits } from '../src/rpc/contract-check';
import type { Decision, RunView } from '../src/rpc/contract-run';
import type { ListDecision } from '../src/rpc/contract-list';
import type { FixKind, FixReport } from '../src/rpc/contract-fix';
import type { ScheduleView } from '../src/rpc/contract-schedule';
import { reduceConfirm, type Confirm, type ConfirmEvent, type Part } from './confirm-state';
import type { FixPage } from './fix';
import { checked, chose, opened, operated, refreshed, unchecked, withoutNews } from './looked';
import { isRetry, type Orders, type Retry, type SheetWish } from './retry';
import { withKnown } from './route';
import { type ListEvent, type ListPage, NO_LIST, reduceList } from './list';
import { type LeadsEvent, type LeadsState, NO_LEADS, reduceLeads } from './leads';
import type { LoopNote } from './run-loop';
import { isKnown, withHistory, withRun } from './runs';
import { NO_SIDE, reduceSide, type SideEvent, type SideState } from './side-pages';
import type { Trouble } from './trouble';
import { pageBefore, withWayBack, type SidePage } from './way-back';

export type Page =
  | { readonly kind: 'loading' }
  /** Nothing could be opened. */
  | { readonly kind: 'closed'; readonly trouble: Trouble }
  | { readonly kind: 'home' }
  /** `vendor`: `null` until the person has said which. `then`: where they go on once connected. */
  | { readonly kind: 'connect'; readonly vendor: string | null; readonly then: 'confirm' | Page }
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
  | `disconnect ${string}`
  | 'quote'
  | Part['kind']
  | 'start'
  | 'stop'
  | 'resume'
  | 'close'
  | 'undo'
  | 'placeAgain'
  | 'sample'
  | 'countLeads'
  | 'findLeads'
  | 'openLeads'
  | 'makeList'
  | 'quoteList'
  | 'buyList'
  | `decideList ${ListDecision}`
  | `preview ${FixKind}`
  | 'applyFix'
  | 'undoFix'
  | `decide ${number} ${Decision}`;

export interface State {
  readonly screen: Screen;
  readonly inspection: Inspection | null;
  readonly accounts: readonly AccountView[];
  readonly runs: readonly RunView[];
  readonly choice: SheetWish;
  readonly orders: Orders;
  /** What is asked for instead; `null`: no retry is under way. */
  readonly retry: Retry | null;
  /** A run has ended since the first view was looked at. */
  readonly isOld: boolean;
  /** The run whose end the view saw: it is announced, and on the first view stays where it stood as long as that is in view. */
  readonly justEnded: string | null;
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
  readonly leads: LeadsState;
  readonly list: ListPage;
}

export type Event =
  | { readonly kind: 'opening' }
  /** Unasked, for what has happened meanwhile. */
  | { readonly kind: 'refreshing' }
  | { readonly kind: 'opened'; readonly home: Home }
  /** The same sheet once more, without being asked for. */
  | { readonly kind: 'refreshed'; readonly home: Home }
  /** The sheet of sample contacts, with nothing of what was chosen for the one before. */
  | { readonly kind: 'sampled'; readonly home: Home }
  | { readonly kind: 'open_failed'; readonly trouble: Trouble }
  | { readonly kind: 'chose'; readonly change: Partial<SheetWish> }
  | { readonly kind: 'operated'; readonly operation: Operation }
  | { readonly kind: 'retried'; readonly retry: Retry }
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
  | { readonly kind: 'accounts'; readonly accounts: readonly AccountView[] }
  | { readonly kind: 'quoted'; readonly confirm: Confirm }
  | { readonly kind: 'confirm'; readonly event: ConfirmEvent }
  | { readonly kind: 'previewed'; readonly page: FixPage }
  | { readonly kind: 'fixed'; readonly report: FixReport }
  | { readonly kind: 'started'; readonly run: RunView }
  | { readonly kind: 'ran'; readonly run: RunView }
  /** The document keeps it no longer. */
  | { readonly kind: 'run_gone'; readonly id: string; readonly trouble: Trouble }
  | { readonly kind: 'loop'; readonly note: LoopNote | null }
  | { readonly kind: 'schedules'; readonly schedules: readonly ScheduleView[] }
  | { readonly kind: 'side'; readonly event: SideEvent }
  | { readonly kind: 'leads'; readonly event: LeadsEvent }
  | { readonly kind: 'list'; readonly event: ListEvent };

export function initialState(view: 'home' | 'help'): State {
  return {
    screen: view === 'help' ? { kind: 'help', back: null } : { kind: 'loading' },
    inspection: null,
    accounts: [],
    runs: [],
    choice: ANEW.choice,
    orders: {},
    retry: null,
    isOld: false,
    justEnded: null,
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
    leads: NO_LEADS,
    list: NO_LIST,
  };
}

export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case 'opening':
      return state.inspection === null
        ? { ...state, screen: { kind: 'loading' }, trouble: null }
        : { ...state, checking: true, isOld: false, trouble: null };
    case 'refreshing':
      return { ...state, checking: true, isOld: false };
    case 'opened':
      return opened(state, event.home);
    case 'refreshed':
      return refreshed(state, event.home);
    case 'sampled':
      return opened({ ...state, ...ANEW }, event.home);
    case 'open_failed':
      return state.inspection === null
        ? { ...state, screen: { kind: 'closed', trouble: event.trouble }, checking: false }
        : { ...withoutNews(state), checking: false, trouble: event.trouble };
    case 'chose':
      return chose(state, event.change);
    case 'operated':
      return operated(state, event.operation);
    case 'retried':
      return { ...state, retry: event.retry };
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
      return back(state);
    case 'began':
      return { ...state, busy: event.busy, trouble: null };
    case 'ended':
      return { ...state, busy: null };
    case 'failed':
      return { ...state, trouble: event.trouble };
    case 'accounts':
      return connectedTo(state, event.accounts);
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
      return ran(state, event.run);
    case 'run_gone':
      return gone(state, event.id, event.trouble);
    case 'loop':
      return { ...state, loop: event.note };
    case 'schedules':
      return { ...state, schedules: event.schedules };
    case 'side':
      return aside(state, event.event);
    case 'leads':
      return { ...state, leads: reduceLeads(state.leads, event.event) };
    case 'list':
      return { ...state, list: reduceList(state.list, event.event) };
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
  retry: null,
} as const satisfies Partial<State>;

/** A retry that was not confirmed after all is over. */
function back(state: State): State {
  const { screen } = state;
  const page = pageBefore(screen);
  const isGone = page.kind === 'run' && !isKnown(state.runs, page.id);
  return {
    ...state,
    screen: isGone ? { kind: 'home' } : page,
    retry: screen.kind === 'confirm' && isRetry(screen.choice.rows) ? null : state.retry,
    ...leaving(state),
  };
}

/** What it has changed is not in the first view yet. */
function ran(state: State, run: RunView): State {
  const isOpen = (runs: readonly RunView[]): boolean =>
    runs.some(({ id, state: standing }) => id === run.id && standing !== 'closed');
  const runs = withRun(state.runs, run);
  if (!isOpen(state.runs) || isOpen(runs)) return { ...state, runs };
  return { ...state, runs, isOld: true, justEnded: run.id };
}

/** Who looks at it is told, and led to the runs that there are. */
function gone(state: State, id: string, trouble: Trouble): State {
  const { screen, side } = state;
  const runs = state.runs.filter((run) => run.id !== id);
  const known = side.history;
  const history =
    known === null ? null : { ...known, runs: known.runs.filter((run) => run.id !== id) };
  const retry = state.retry?.rows.run === id ? null : state.retry;
  const next = { ...state, runs, retry, side: { ...side, history } };
  if (screen.kind !== 'run' || screen.id !== id) return next;
  const to = withWayBack({ kind: 'history' }, screen);
  return { ...next, ...leaving(next), screen: to, trouble };
}

/** What the pages beside a run hear of runs holds for the others, too. */
function aside(state: State, event: SideEvent): State {
  const next = { ...state, side: reduceSide(state.side, event) };
  if (event.kind === 'deleted') return { ...next, runs: [], retry: null };
  if (event.kind !== 'history') return next;
  const { runs, lost } = withHistory(state.runs, event.history.runs);
  return lost.reduce((known, id) => gone(known, id, RUN_GONE), { ...next, runs });
}

const RUN_GONE: Trouble = {
  code: 'gone',
  message: 'These are the runs that this spreadsheet still knows.',
};

function leaving({ side }: State): Pick<State, 'side' | 'trouble' | 'justEnded'> {
  return { side: reduceSide(side, { kind: 'left' }), trouble: null, justEnded: null };
}

/** A quote that comes when the person has gone elsewhere takes nobody anywhere. */
function quoted(state: State, confirm: Confirm): State {
  const { kind } = state.screen;
  if (kind !== 'home' && kind !== 'connect' && kind !== 'confirm') return state;
  const accounts = withBalances(state.accounts, confirm.quote.balances ?? []);
  return { ...state, accounts, screen: confirm };
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

/** Who is not connected any more is not asked any more. */
function connectedTo(state: State, accounts: readonly AccountView[]): State {
  return { ...state, accounts, choice: withKnown(state.choice, accounts) };
}

function withBalances(
  accounts: readonly AccountView[],
  balances: readonly VendorCredits[],
): readonly AccountView[] {
  return accounts.map((account) => {
    const told = balances.find(({ vendor }) => vendor === account.vendor);
    return account.connected && told !== undefined
      ? { ...account, balance: told.credits }
      : account;
  });
}

function started(state: State, run: RunView): State {
  const page: Page = { kind: 'run', id: run.id };
  const screen: Screen = state.screen.kind === 'help' ? { kind: 'help', back: page } : page;
  return { ...state, screen, retry: null, runs: withRun(state.runs, run) };
}
