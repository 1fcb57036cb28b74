// Owns what a look at the sheet changes of what the sidebar shows: its numbers, and what is chosen of it. Knows no page's inside.
import type { Operation } from '../src/contact/operation';
import type { Home } from '../src/rpc/contract';
import type { Inspection } from '../src/rpc/contract-check';
import { operationOf } from './operations';
import { choiceNow, inOperation, isRetryOf, type SheetWish, withOrder } from './retry';
import { type Order, withKnown } from './route';
import { merged } from './runs';
import type { Page, State } from './state';

export function opened(state: State, home: Home): State {
  const { inspection } = home;
  const first = state.inspection === null;
  const sameSheet = state.inspection?.sheet.id === inspection.sheet.id;
  const { rows } = state.choice;
  const order = first ? orderOf(home, state) : state.choice;
  const { operation, channels, route } = order;
  const runs = merged(home.runs, state.runs);
  const { retry } = state;
  const openRun = runs.find((run) => run.mine && run.state !== 'closed');
  const landing: Page = openRun === undefined ? { kind: 'home' } : { kind: 'run', id: openRun.id };
  return {
    ...state,
    screen: state.screen.kind === 'loading' ? landing : state.screen,
    inspection,
    accounts: home.accounts,
    runs,
    schedules: home.schedules,
    list: { ...state.list, view: home.list ?? null },
    choice: withKnown(
      {
        sheet: inspection.sheet.id,
        headerMark: inspection.headerMark,
        ...(operation === undefined ? {} : { operation }),
        channels,
        ...(route === undefined ? {} : { route }),
        rows,
      },
      home.accounts,
    ),
    orders: first ? home.orders : state.orders,
    retry: retry !== null && isRetryOf(retry, inspection.sheet, runs) ? retry : null,
    checking: false,
    isOld: false,
    justEnded: null,
    mappingOpen: sameSheet ? state.mappingOpen : null,
    outputsOpen: sameSheet && state.outputsOpen,
    fixed: null,
    trouble: null,
  };
}

/** As the person chose last, in this operation. */
function orderOf({ operation, channels, orders }: Home, { choice }: State): Order {
  const { route } = orders[operation] ?? {};
  return {
    ...(operation === 'find' ? {} : { operation }),
    channels: channels.length === 0 ? choice.channels : channels,
    ...(route === undefined ? {} : { route }),
  };
}

/** Nothing that the person has chosen, opened or been told changes by it. */
export function refreshed(state: State, home: Home): State {
  const { inspection, accounts, schedules } = home;
  if (inspection.sheet.id !== state.inspection?.sheet.id) return opened(state, home);
  const runs = merged(home.runs, state.runs);
  const choice = withKnown(state.choice, accounts);
  const list = { ...state.list, view: home.list ?? null };
  return checked({ ...state, accounts, schedules, runs, list, choice, isOld: false }, inspection);
}

/** Another operation is a new beginning on the same rows: what was wanted in this one is come back to. */
export function operated(state: State, operation: Operation): State {
  const orders = withOrder(state.orders, state.choice);
  const choice = inOperation(state.choice, operation, orders);
  return { ...state, orders, choice, retry: null, mappingOpen: null, trouble: null };
}

/** Other rows end a retry; its channels, and the order of its operation, are its own. */
export function chose(state: State, change: Partial<SheetWish>): State {
  const { retry, choice } = state;
  const { channels, rows, route } = change;
  if (retry !== null && route !== undefined && operationOf(choice) !== retry.operation) {
    const orders = withOrder(state.orders, { ...choiceNow(state), route });
    return { ...state, orders, trouble: null };
  }
  if (retry !== null && rows === undefined && channels !== undefined) {
    return { ...state, retry: { ...retry, channels }, trouble: null };
  }
  return {
    ...state,
    choice: changed(choice, change),
    retry: rows === undefined ? retry : null,
    // Who maps a column stays at it, though nothing needs a look any more.
    mappingOpen: change.mapping === undefined ? state.mappingOpen : true,
    trouble: null,
  };
}

/** Another header row is another row of headers: the mark of the old one says nothing about it. */
function changed({ headerMark, ...choice }: SheetWish, change: Partial<SheetWish>): SheetWish {
  const isOther = change.headerRow !== undefined || headerMark === undefined;
  return { ...choice, ...(isOther ? {} : { headerMark }), ...change };
}

/** From now on column numbers are those of this inspection, unless it found that they moved. */
export function checked(state: State, inspection: Inspection): State {
  const isMoved = inspection.problem?.code === 'columns_moved';
  const { headerMark } = inspection;
  const choice = isMoved ? state.choice : { ...state.choice, headerMark };
  return { ...state, checking: false, inspection, choice };
}

/** The numbers in view are of an earlier choice, and there will be no others now: nobody must go by them. */
export function unchecked(state: State): State {
  const { inspection } = state;
  return inspection === null ? state : { ...state, inspection: { ...inspection, check: null } };
}

/** A second look that failed: the first still holds, unless a retry was chosen since. */
export function withoutNews(state: State): State {
  return state.retry === null ? state : unchecked(state);
}
