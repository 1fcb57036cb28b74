// Owns what the clicks on the pages beside the way of a run do: which call is made and what its answer changes. Knows no view.
import type { Choice, Method, Methods } from '../src/rpc/contract';
import type { RunOutcome } from '../src/rpc/contract-run';
import type { ScheduleRequest, Schedules, ScheduleView } from '../src/rpc/contract-schedule';
import type { SettingsChange, SettingsView, SupportRequest } from '../src/rpc/contract-settings';
import type { Client } from './client';
import type { Retry } from './retry';
import { newOf } from './new-count';
import { goneRun } from './runs';
import { mayAsk, type SideEvent, type SideState } from './side-pages';
import type { Trouble } from './trouble';

export interface SideActions {
  readonly loadHistory: () => void;
  /** `null` folds them. */
  readonly showOutcome: (run: string, outcome: RunOutcome | null) => void;
  /** `null` folds them. */
  readonly showDeliveries: (run: string | null) => void;
  /** Asks what a retry would be about. */
  readonly countRetry: (retry: Retry, route: Choice['route']) => void;
  readonly loadSchedules: () => void;
  /** Opens or folds the form of a schedule that is on. */
  readonly changeSchedule: (open: boolean) => void;
  /** Counts what a schedule of the sheet would find new now. */
  readonly countNew: (choice: Choice) => void;
  readonly saveSchedule: (request: ScheduleRequest) => void;
  readonly resumeSchedule: (id: string) => void;
  readonly endSchedule: (id: string) => void;
  readonly loadSettings: () => void;
  readonly saveSettings: (change: SettingsChange) => void;
  readonly deleteAll: () => void;
  /** Asks the vendor for what its credits were last used for; `null` folds that. */
  readonly showTransactions: (vendor: string | null) => void;
  /** `place` names where the person asked; `null` folds the text. */
  readonly showSupport: (place: string, request: SupportRequest | null) => void;
}

export interface SideWorld {
  readonly state: () => SideState;
  readonly dispatch: (event: SideEvent) => void;
  readonly client: Client;
  /** Schedules are part of the first view, too. */
  readonly onSchedules: (
    change: (known: readonly ScheduleView[]) => readonly ScheduleView[],
  ) => void;
  /** Nothing that is known of runs, schedules and the account holds any more. */
  readonly onDeleted: () => void;
  /** The run that was asked about is kept no longer. */
  readonly onGone: (run: string, trouble: Trouble) => void;
}

export function createSideActions(world: SideWorld): SideActions {
  const { client, dispatch, onSchedules } = world;

  const ask = async <M extends Method>(
    method: M,
    args: Methods[M]['args'],
    then: (value: Methods[M]['value']) => void,
    about = '',
  ): Promise<void> => {
    if (!mayAsk(world.state(), method)) return;
    dispatch({ kind: 'asked', method, about });
    const outcome = await client.call(method, args);
    if (outcome.ok) {
      then(outcome.value);
      dispatch({ kind: 'answered', method });
    } else {
      const { trouble } = outcome;
      const run = goneRun(args, trouble);
      dispatch({ kind: 'refused', method, trouble });
      if (run !== null) world.onGone(run, trouble);
    }
  };

  /** Beside the other calls: its trouble is told where the number would stand, and keeps nobody from anything. */
  const countNew = async (of: Choice): Promise<void> => {
    dispatch({ kind: 'new_asked', of });
    const outcome = await client.call('inspect', { ...of, isAside: true });
    const count = outcome.ok ? newOf(outcome.value) : ({ kind: 'unknown' } as const);
    dispatch({ kind: 'new_counted', of, count });
  };

  const hearSettings = (settings: SettingsView): void => {
    dispatch({ kind: 'settings', settings });
  };
  const hearSchedule = (schedule: ScheduleView): void => {
    onSchedules((known) => [
      schedule,
      ...known.filter(
        ({ id, mine, sheetId }) => id !== schedule.id && !(mine && sheetId === schedule.sheetId),
      ),
    ]);
    dispatch({ kind: 'changing', open: false });
  };
  const hearSchedules = ({ schedules, timeZone, told }: Schedules): void => {
    onSchedules(() => schedules);
    dispatch({ kind: 'schedules_read', timeZone, told });
  };

  return {
    loadHistory: () =>
      void ask('history', null, (history) => {
        dispatch({ kind: 'history', history });
      }),
    showOutcome: (run, outcome) => {
      if (outcome === null) {
        dispatch({ kind: 'outcome_folded' });
        return;
      }
      dispatch({ kind: 'outcome', run, outcome });
      void ask('outcomeRows', { run, outcome }, (rows) => {
        dispatch({ kind: 'outcome_rows', run, outcome, rows });
      });
    },
    showDeliveries: (run) => {
      if (run === null) {
        dispatch({ kind: 'deliveries_folded' });
        return;
      }
      dispatch({ kind: 'deliveries', run, log: null });
      void ask('deliveries', { run }, (log) => {
        dispatch({ kind: 'deliveries', run, log });
      });
    },
    countRetry: (retry, route) => {
      dispatch({ kind: 'retry', retry });
      const { rows, channels } = retry;
      const order = { channels, ...(route === undefined ? {} : { route }) };
      void ask('retryCount', { ...rows, ...order }, (count) => {
        dispatch({ kind: 'retry_count', retry, count });
      });
    },
    loadSchedules: () => void ask('schedules', null, hearSchedules),
    changeSchedule: (open) => {
      dispatch({ kind: 'changing', open });
    },
    countNew: (of) => void countNew(of),
    saveSchedule: (request) => void ask('schedule', request, hearSchedule),
    resumeSchedule: (id) => void ask('resumeSchedule', { id }, hearSchedule, id),
    endSchedule: (id) => void ask('endSchedule', { id }, hearSchedules, id),
    loadSettings: () => void ask('settings', null, hearSettings),
    saveSettings: (change) =>
      void ask('saveSettings', change, hearSettings, Object.keys(change).join()),
    deleteAll: () =>
      void ask('deleteAll', null, (settings) => {
        hearSettings(settings);
        dispatch({ kind: 'deleted' });
        world.onDeleted();
      }),
    showTransactions: (vendor) => {
      dispatch({ kind: 'transactions', vendor });
      if (vendor === null) return;
      void ask('transactions', { vendor }, (view) => {
        dispatch({ kind: 'transactions_list', view });
      });
    },
    showSupport: (place, request) => {
      if (request === null) {
        dispatch({ kind: 'support_folded' });
        return;
      }
      dispatch({ kind: 'support', place });
      void ask('support', request, ({ text }) => {
        dispatch({ kind: 'support_text', place, text });
      });
    },
  };
}
