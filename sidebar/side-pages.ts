// Owns the pages beside the way of a run: history, automatic schedules, settings, words for support. Their state and how it
// changes. Knows no view and no server.
import type { Choice, Method } from '../src/rpc/contract';
import type {
  Deliveries,
  History,
  OutcomeRows,
  RetryCount,
  RunOutcome,
} from '../src/rpc/contract-run';
import type { Schedules } from '../src/rpc/contract-schedule';
import type { SettingsView, TransactionsView, TransactionView } from '../src/rpc/contract-settings';
import type { NewCount, OpenNewCount } from './new-count';
import { isSameRetry, type Retry } from './retry';
import type { Trouble } from './trouble';

export interface SideState {
  /** `null` until asked for. */
  readonly history: History | null;
  readonly settings: SettingsView | null;
  /** Rows of a run's outcome that the person has opened. */
  readonly outcome: OpenOutcome | null;
  /** The retry that the person has opened. */
  readonly retry: OpenRetry | null;
  readonly support: OpenSupport | null;
  /** Of the vendor that the person has opened. */
  readonly transactions: OpenTransactions | null;
  /** What became of the calls of a run to the person's own address, once opened. */
  readonly deliveries: OpenDeliveries | null;
  /** The form of a schedule that is on, opened to be changed. */
  readonly changing: boolean;
  /** What a schedule would find new now; `null` until asked for. */
  readonly newCount: OpenNewCount | null;
  /** Of the spreadsheet; `''` until it is known. */
  readonly timeZone: string;
  /** By vendor, where contacts go beside: see {@link Schedules}. */
  readonly told: Schedules['told'];
  /** Everything that was stored has been deleted just now. */
  readonly deleted: boolean;
  /** The calls that are under way. */
  readonly busy: readonly Method[];
  /** What the change under way is about: a schedule's id, a setting's name. */
  readonly about: string;
  /** Of the call that failed last; details for support have their own place for it. */
  readonly trouble: SideTrouble | null;
}

interface SideTrouble {
  readonly method: Method;
  readonly trouble: Trouble;
}

interface OpenOutcome {
  readonly run: string;
  readonly outcome: RunOutcome;
  /** `null` until they come. */
  readonly rows: OutcomeRows | null;
}

interface OpenDeliveries {
  readonly run: string;
  /** `null` until it comes. */
  readonly log: Deliveries | null;
}

interface OpenRetry extends Retry {
  /** `null` until it comes. */
  readonly count: RetryCount | null;
}

interface OpenTransactions {
  readonly vendor: string;
  /** `null` until they come. */
  readonly list: readonly TransactionView[] | null;
}

/** Text for a vendor's support, in the one place where the person asked for it. */
interface OpenSupport {
  readonly place: string;
  /** `null` until it comes. */
  readonly text: string | null;
  readonly trouble: Trouble | null;
}

export const NO_SIDE: SideState = {
  history: null,
  settings: null,
  outcome: null,
  retry: null,
  support: null,
  transactions: null,
  deliveries: null,
  changing: false,
  newCount: null,
  timeZone: '',
  told: {},
  deleted: false,
  busy: [],
  about: '',
  trouble: null,
};

const NO_HISTORY: History = { runs: [], forgotten: { runs: 0, credits: [] } };

const FOLDED = {
  outcome: null,
  retry: null,
  support: null,
  transactions: null,
  deliveries: null,
  changing: false,
  newCount: null,
  deleted: false,
  trouble: null,
} as const satisfies Partial<SideState>;

export type SideEvent =
  | { readonly kind: 'asked'; readonly method: Method; readonly about: string }
  | { readonly kind: 'answered'; readonly method: Method }
  | { readonly kind: 'refused'; readonly method: Method; readonly trouble: Trouble }
  | { readonly kind: 'history'; readonly history: History }
  | { readonly kind: 'settings'; readonly settings: SettingsView }
  | { readonly kind: 'outcome'; readonly run: string; readonly outcome: RunOutcome }
  | {
      readonly kind: 'outcome_rows';
      readonly run: string;
      readonly outcome: RunOutcome;
      readonly rows: OutcomeRows;
    }
  | { readonly kind: 'outcome_folded' }
  | { readonly kind: 'retry'; readonly retry: Retry }
  | { readonly kind: 'retry_count'; readonly retry: Retry; readonly count: RetryCount }
  | { readonly kind: 'deliveries'; readonly run: string; readonly log: Deliveries | null }
  | { readonly kind: 'deliveries_folded' }
  | { readonly kind: 'support'; readonly place: string }
  | { readonly kind: 'support_text'; readonly place: string; readonly text: string }
  | { readonly kind: 'support_folded' }
  /** `null`: none is open. */
  | { readonly kind: 'transactions'; readonly vendor: string | null }
  | { readonly kind: 'transactions_list'; readonly view: TransactionsView }
  | { readonly kind: 'changing'; readonly open: boolean }
  | { readonly kind: 'new_asked'; readonly of: Choice }
  | { readonly kind: 'new_counted'; readonly of: Choice; readonly count: NewCount }
  | ({ readonly kind: 'schedules_read' } & Pick<Schedules, 'timeZone' | 'told'>)
  | { readonly kind: 'deleted' }
  /** Another view: what was open in the one before is folded, its trouble gone. */
  | { readonly kind: 'left' };

export function reduceSide(state: SideState, event: SideEvent): SideState {
  switch (event.kind) {
    case 'asked':
      return asked(state, event.method, event.about);
    case 'answered':
      return { ...state, busy: without(state.busy, event.method) };
    case 'refused':
      return refused(state, event.method, event.trouble);
    case 'history':
      return { ...state, history: event.history };
    case 'settings':
      return { ...state, settings: event.settings };
    case 'outcome':
      return { ...state, outcome: { run: event.run, outcome: event.outcome, rows: null } };
    case 'outcome_rows': {
      const { outcome: open } = state;
      const isOpen = open?.run === event.run && open.outcome === event.outcome;
      return isOpen ? { ...state, outcome: { ...open, rows: event.rows } } : state;
    }
    case 'outcome_folded':
      return { ...state, outcome: null };
    case 'retry':
      return { ...state, retry: { ...event.retry, count: null } };
    case 'retry_count': {
      const { retry: open } = state;
      const isOpen = open !== null && isSameRetry(open, event.retry);
      return isOpen ? { ...state, retry: { ...open, count: event.count } } : state;
    }
    case 'deliveries': {
      const { run, log } = event;
      const isOpen = log === null || state.deliveries?.run === run;
      return isOpen ? { ...state, deliveries: { run, log } } : state;
    }
    case 'deliveries_folded':
      return { ...state, deliveries: null };
    case 'support':
      return { ...state, support: { place: event.place, text: null, trouble: null } };
    case 'support_text': {
      const { place, text } = event;
      const isOpen = state.support?.place === place;
      return isOpen ? { ...state, support: { place, text, trouble: null } } : state;
    }
    case 'support_folded':
      return { ...state, support: null };
    case 'transactions': {
      const { vendor } = event;
      return { ...state, transactions: vendor === null ? null : { vendor, list: null } };
    }
    case 'transactions_list': {
      const { vendor, transactions: list } = event.view;
      const isOpen = state.transactions?.vendor === vendor;
      return isOpen ? { ...state, transactions: { vendor, list } } : state;
    }
    case 'changing':
      return { ...state, changing: event.open };
    case 'new_asked':
      return { ...state, newCount: { of: event.of, count: null } };
    case 'new_counted': {
      const { of, count } = event;
      return state.newCount?.of === of ? { ...state, newCount: { of, count } } : state;
    }
    case 'schedules_read':
      return { ...state, timeZone: event.timeZone, told: event.told };
    case 'deleted':
      return { ...state, history: NO_HISTORY, deleted: true };
    case 'left':
      return { ...state, ...FOLDED };
  }
}

/** The trouble of one of these calls, where it was the last that failed. */
export function sideTrouble(state: SideState, ...methods: readonly Method[]): Trouble | null {
  const { trouble } = state;
  return trouble !== null && methods.includes(trouble.method) ? trouble.trouble : null;
}

/** Calls that change something on the server: one at a time, so that a second click starts nothing. */
const CHANGES: readonly Method[] = [
  'schedule',
  'resumeSchedule',
  'endSchedule',
  'saveSettings',
  'deleteAll',
];

/** Rows and words of what the person opens now may be asked for while those of before are still on their way. */
const ALWAYS: readonly Method[] = [
  'outcomeRows',
  'deliveries',
  'retryCount',
  'support',
  'transactions',
];

export function mayAsk({ busy }: SideState, method: Method): boolean {
  if (ALWAYS.includes(method)) return true;
  return CHANGES.includes(method) ? !isChanging({ busy }) : !busy.includes(method);
}

/** Whether this change is under way, for the button that asked for it. */
export function isUnderWay({ busy, about }: SideState, method: Method, of = ''): boolean {
  return busy.includes(method) && about === of;
}

export function isChanging({ busy }: Pick<SideState, 'busy'>): boolean {
  return busy.some((method) => CHANGES.includes(method));
}

function asked(state: SideState, method: Method, about: string): SideState {
  const isChange = CHANGES.includes(method);
  return {
    ...state,
    busy: [...state.busy, method],
    about: isChange ? about : state.about,
    trouble: method === 'support' ? state.trouble : null,
  };
}

/** Trouble with the details for support must not cover the trouble that they are about. */
function refused(state: SideState, method: Method, trouble: Trouble): SideState {
  const next = { ...state, busy: without(state.busy, method) };
  if (method !== 'support') return { ...next, trouble: { method, trouble } };
  return state.support === null ? next : { ...next, support: { ...state.support, trouble } };
}

/** One of them: the same method may be under way twice. */
function without(busy: readonly Method[], method: Method): readonly Method[] {
  const at = busy.indexOf(method);
  return busy.filter((_, index) => index !== at);
}
