// Owns what the sidebar shows and every way it can change: one state, one pure reducer. Knows no server, no DOM, no clock.
import type {
  AccountView,
  Choice,
  Decision,
  Home,
  Inspection,
  Quote,
  RunView,
} from '../src/rpc/contract';
import { isRetry, isRetryOf, withoutRetry } from './retry';
import type { LoopNote } from './run-loop';
import type { Trouble } from './trouble';

/** `all` where the balance covers it; else the first contacts that it covers, or all with a pause when it is used up. */
type Plan = 'all' | 'first' | 'pause';

export interface Confirm {
  readonly kind: 'confirm';
  /** What `quote` was asked with: what `start` is given back. */
  readonly choice: Choice;
  readonly quote: Quote;
  /** The quote of the first contacts that the balance covers; `null` until asked for. */
  readonly limited: Quote | null;
  /** `null` until the person has chosen, where there is a choice. */
  readonly plan: Plan | null;
}

export type Page =
  | { readonly kind: 'loading' }
  /** Nothing could be opened. */
  | { readonly kind: 'closed'; readonly trouble: Trouble }
  | { readonly kind: 'home' }
  /** `then`: where the connected person goes on. */
  | { readonly kind: 'connect'; readonly then: 'confirm' | Page }
  | Confirm
  | { readonly kind: 'run'; readonly id: string };

/** `back` is `null` when the help was opened from the menu, before anything else. */
type Screen = Page | { readonly kind: 'help'; readonly back: Page | null };

/** The one thing that the person has asked for and that is under way. */
export type Busy =
  | 'connect'
  | 'disconnect'
  | 'quote'
  | 'start'
  | 'stop'
  | 'resume'
  | 'close'
  | 'undo'
  | 'placeAgain'
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
  readonly busy: Busy | null;
  /** The row whose cell is being selected. */
  readonly jumping: number | null;
  readonly trouble: Trouble | null;
  readonly loop: LoopNote | null;
}

export type Event =
  | { readonly kind: 'opening' }
  | { readonly kind: 'opened'; readonly home: Home }
  | { readonly kind: 'open_failed'; readonly trouble: Trouble }
  | { readonly kind: 'chose'; readonly change: Partial<Choice> }
  | { readonly kind: 'checking' }
  | { readonly kind: 'checked'; readonly inspection: Inspection }
  | { readonly kind: 'check_failed'; readonly trouble: Trouble }
  | { readonly kind: 'mapping_toggled'; readonly open: boolean }
  | { readonly kind: 'jumping'; readonly row: number | null }
  | { readonly kind: 'went'; readonly to: Page }
  | { readonly kind: 'help' }
  | { readonly kind: 'back' }
  | { readonly kind: 'began'; readonly busy: Busy }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly trouble: Trouble }
  | { readonly kind: 'account'; readonly account: AccountView }
  | { readonly kind: 'quoted'; readonly choice: Choice; readonly quote: Quote }
  | { readonly kind: 'planned'; readonly plan: Plan | null }
  | { readonly kind: 'limited'; readonly limited: Quote }
  | { readonly kind: 'started'; readonly run: RunView }
  | { readonly kind: 'ran'; readonly run: RunView }
  | { readonly kind: 'loop'; readonly note: LoopNote | null };

export function initialState(view: 'home' | 'help'): State {
  return {
    screen: view === 'help' ? { kind: 'help', back: null } : { kind: 'loading' },
    inspection: null,
    account: { connected: false },
    runs: [],
    choice: { channels: ['email'], rows: { kind: 'all' } },
    checking: false,
    mappingOpen: null,
    busy: null,
    jumping: null,
    trouble: null,
    loop: null,
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
    case 'jumping':
      return { ...state, jumping: event.row };
    case 'went':
      return { ...state, screen: event.to, trouble: null };
    case 'help':
      return state.screen.kind === 'help'
        ? state
        : { ...state, screen: { kind: 'help', back: state.screen } };
    case 'back':
      return { ...state, screen: pageBefore(state.screen), trouble: null };
    case 'began':
      return { ...state, busy: event.busy, trouble: null };
    case 'ended':
      return { ...state, busy: null };
    case 'failed':
      return { ...state, trouble: event.trouble };
    case 'account':
      return { ...state, account: event.account };
    case 'quoted':
      return quoted(state, event.choice, event.quote);
    case 'planned':
      return inConfirm(state, { plan: event.plan });
    case 'limited':
      return inConfirm(state, { limited: event.limited });
    case 'started':
      return started(state, event.run);
    case 'ran':
      return { ...state, runs: withRun(state.runs, event.run) };
    case 'loop':
      return { ...state, loop: event.note };
  }
}

/** The run that this sidebar works on: the one in view, else the newest of this user that has something to do. */
export function runToDrive(state: State): string | null {
  const { screen } = state;
  const mine = state.runs.filter((run) => run.mine && run.callAgainInMs !== null);
  const inView = mine.find((run) => screen.kind === 'run' && run.id === screen.id);
  return (inView ?? mine[0])?.id ?? null;
}

/** Whether the numbers in view are those that would be sent. */
export function isPlanned({ plan, limited }: Confirm): boolean {
  return plan !== null && (plan !== 'first' || limited !== null);
}

/** What is on offer at the confirm, given the plan. */
export function quoteInView(confirm: Confirm): Quote {
  return confirm.plan === 'first' && confirm.limited !== null ? confirm.limited : confirm.quote;
}

function opened(state: State, home: Home): State {
  const { inspection } = home;
  const first = state.inspection === null;
  const sameSheet = state.inspection?.sheet.id === inspection.sheet.id;
  const { channels, rows } = state.choice;
  const chosen = home.channels.length === 0 ? channels : home.channels;
  const openRun = home.runs.find((run) => run.mine && run.state !== 'closed');
  const landing: Page = openRun === undefined ? { kind: 'home' } : { kind: 'run', id: openRun.id };
  return {
    ...state,
    screen: state.screen.kind === 'loading' ? landing : state.screen,
    inspection,
    account: home.account,
    runs: home.runs,
    choice: {
      sheet: inspection.sheet.id,
      headerMark: inspection.headerMark,
      channels: first ? chosen : channels,
      rows: isRetryOf(rows, inspection.sheet, home.runs) ? rows : withoutRetry(rows),
    },
    checking: false,
    mappingOpen: sameSheet ? state.mappingOpen : null,
    trouble: null,
  };
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

function pageBefore(screen: Screen): Page {
  if (screen.kind === 'help') return screen.back ?? { kind: 'loading' };
  const isDetour = screen.kind === 'connect' && screen.then !== 'confirm';
  return isDetour ? screen.then : { kind: 'home' };
}

/** A quote that comes when the person has gone elsewhere takes nobody anywhere. */
function quoted(state: State, choice: Choice, quote: Quote): State {
  const { kind } = state.screen;
  if (kind !== 'home' && kind !== 'connect' && kind !== 'confirm') return state;
  const plan = quote.affordable === null ? 'all' : null;
  const account = withBalance(state.account, quote.balance);
  return { ...state, account, screen: { kind: 'confirm', choice, quote, limited: null, plan } };
}

function inConfirm(state: State, change: Partial<Confirm>): State {
  const { screen } = state;
  return screen.kind === 'confirm' ? { ...state, screen: { ...screen, ...change } } : state;
}

function withBalance(account: AccountView, balance: number): AccountView {
  return account.connected ? { ...account, balance } : account;
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
    : [run, ...runs];
}

/** The server names the sheet only where it costs nothing extra. */
function named(run: RunView, known: RunView): RunView {
  return run.sheetName === '' ? { ...run, sheetName: known.sheetName } : run;
}
