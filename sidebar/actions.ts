// Owns what each of the person's clicks does: which call is made and what its answer changes. Knows no view.
import type { Channel, ContactField } from '../src/contact/contact';
import type { Operation } from '../src/contact/operation';
import type { Home, OutputChoice, OutputField } from '../src/rpc/contract';
import type { Decision, RunView } from '../src/rpc/contract-run';
import type { Outcome } from './client';
import { createConfirmActions, type ConfirmActions } from './confirm-actions';
import { createFixActions, type FixActions } from './fix-actions';
import { createLeadsActions, type LeadsActions } from './leads-actions';
import { createListActions, type ListActions } from './list-actions';
import { createPerform, type World } from './perform';
import { choiceNow, type Retry, type SheetWish } from './retry';
import { createSideActions, type SideActions } from './side-actions';
import type { Page, Screen } from './state';
import { accountOf } from './vendors';

export interface Actions extends ConfirmActions, FixActions, LeadsActions, ListActions {
  /** Looks at the sheet that is open, its runs and the account. */
  readonly open: () => void;
  /** The same sheet once more, with all that is chosen: nothing that is in view moves. */
  readonly refresh: () => void;
  readonly choose: (change: Partial<SheetWish>) => void;
  readonly operate: (operation: Operation) => void;
  /** Whom to ask for a channel, in this order. */
  readonly route: (channel: Channel, vendors: readonly string[]) => void;
  readonly map: (field: ContactField, column: number | null) => void;
  /** Where a kind of value goes; `null`: nowhere. */
  readonly output: (field: OutputField, choice: OutputChoice | null) => void;
  readonly toggleMapping: (open: boolean) => void;
  readonly toggleOutputs: (open: boolean) => void;
  /** Makes a tab of sample contacts, and goes on there. */
  readonly sample: () => void;
  /** `sheet`: absent, the one that is looked at. */
  readonly jump: (row: number, sheet?: number) => void;
  /** `vendor`: its id. */
  readonly connect: (vendor: string, key: string) => void;
  readonly disconnect: (vendor: string) => void;
  readonly stop: (run: string) => void;
  readonly resume: (run: string) => void;
  readonly close: (run: string) => void;
  readonly decide: (run: string, batch: number, decision: Decision) => void;
  readonly undo: (run: string) => void;
  readonly placeAgain: (run: string) => void;
  /** Chooses contacts of an ended run, to be reviewed and confirmed as any. */
  readonly retry: (retry: Retry) => void;
  readonly retryLoop: () => void;
  /** Looks for results at once. */
  readonly getResults: () => void;
  /** Shows a run that may be known from the history only. */
  readonly openRun: (run: RunView) => void;
  /** Leaves a finished run for the sheet as it is now. */
  readonly checkAgain: () => void;
  readonly go: (to: Page) => void;
  readonly help: () => void;
  readonly back: () => void;
  readonly side: SideActions;
}

/** Views that may have changed the sheet, or what is kept about it. */
const LEAVES_OLD: readonly Screen['kind'][] = [
  'run',
  'history',
  'automatic',
  'leads',
  'list',
  'settings',
];

export function createActions(world: World): Actions {
  const { client, loop, dispatch, state } = world;
  const perform = createPerform(world);
  const confirm = createConfirmActions(world, perform);
  let inspecting = false;
  let wanted = 0;

  const open = async (): Promise<void> => {
    dispatch({ kind: 'opening' });
    const { operation, channels, rows, route } = choiceNow(state());
    const said = {
      ...(operation === undefined ? {} : { operation }),
      ...{ channels, rows, ...(route === undefined ? {} : { route }) },
    };
    const args = state().inspection === null ? null : said;
    const outcome = await client.call('home', args);
    if (!outcome.ok) {
      dispatch({ kind: 'open_failed', trouble: outcome.trouble });
      return;
    }
    const { retry } = state();
    dispatch({ kind: 'opened', home: outcome.value });
    // A dropped retry: the check that came is of rows that are not chosen any more.
    if (state().retry !== retry) void inspect();
    heardHome(outcome.value);
  };

  const refresh = async (): Promise<void> => {
    dispatch({ kind: 'refreshing' });
    const outcome = await client.call('home', choiceNow(state()));
    if (!outcome.ok) {
      dispatch({ kind: 'open_failed', trouble: outcome.trouble });
      return;
    }
    dispatch({ kind: 'refreshed', home: outcome.value });
    heardHome(outcome.value);
  };

  const heardHome = ({ runs, list }: Home): void => {
    world.listLoop.heard(list ?? null);
    runs.forEach((run) => {
      loop.heard(newest(run));
    });
    // Of a choice made meanwhile, the numbers are still to come.
    if (inspecting) dispatch({ kind: 'checking' });
  };

  /** One inspect at a time; of choices made meanwhile, only the last is asked for. */
  const inspect = async (): Promise<void> => {
    if (choiceNow(state()).channels.length === 0) return;
    wanted += 1;
    if (inspecting) return;
    inspecting = true;
    dispatch({ kind: 'checking' });
    let asked: number;
    let outcome: Outcome<'inspect'>;
    do {
      asked = wanted;
      outcome = await client.call('inspect', choiceNow(state()));
    } while (asked !== wanted);
    inspecting = false;
    if (outcome.ok) dispatch({ kind: 'checked', inspection: outcome.value });
    else dispatch({ kind: 'check_failed', trouble: outcome.trouble });
  };

  const hearRun = (run: RunView): void => {
    dispatch({ kind: 'ran', run });
    loop.heard(newest(run));
  };

  /** An answer may have been overtaken by a later one. */
  const newest = (run: RunView): RunView => state().runs.find(({ id }) => id === run.id) ?? run;

  const connect = async (vendor: string, key: string): Promise<void> => {
    const outcome = await perform('connect', 'connect', { vendor, key }, (accounts) => {
      dispatch({ kind: 'accounts', accounts });
    });
    if (outcome?.ok !== true) return;
    loop.retry();
    const { screen } = state();
    if (screen.kind === 'connect' && screen.then === 'confirm') await confirm.quote();
    else if (screen.kind === 'connect' && screen.then !== 'confirm') {
      dispatch({ kind: 'went', to: screen.then });
      returned();
    }
    await goOnWithKey();
  };

  /** Nothing of what was approved has changed: a run that lacked only a key goes on. */
  const goOnWithKey = async (): Promise<void> => {
    const { accounts } = state();
    const waiting = state().runs.filter(({ mine, pause }) => {
      const account = accountOf(accounts, pause?.vendor);
      return mine && pause?.reason === 'key' && account?.connected !== false;
    });
    for (const { id } of waiting) {
      const outcome = await client.call('resume', { run: id });
      if (outcome.ok) hearRun(outcome.value);
      else dispatch({ kind: 'failed', trouble: outcome.trouble });
    }
  };

  /** What a confirm said may hold no longer: it is asked for anew. */
  const returned = (): void => {
    if (state().screen.kind === 'confirm') confirm.requote();
  };

  const jump = async (row: number, named?: number): Promise<void> => {
    const sheet = named ?? state().inspection?.sheet.id;
    if (sheet === undefined) return;
    dispatch({ kind: 'jumping', row });
    const outcome = await client.call('jump', { sheet, row });
    if (state().jumping === row) dispatch({ kind: 'jumping', row: null });
    if (!outcome.ok) dispatch({ kind: 'failed', trouble: outcome.trouble });
  };

  const choose = (change: Partial<SheetWish>): void => {
    dispatch({ kind: 'chose', change });
    void inspect();
  };

  const side = createSideActions({
    state: () => state().side,
    dispatch: (event) => {
      dispatch({ kind: 'side', event });
    },
    client,
    onSchedules: (change) => {
      dispatch({ kind: 'schedules', schedules: change(state().schedules) });
    },
    onDeleted: () => void open(),
    onGone: (id, trouble) => {
      dispatch({ kind: 'run_gone', id, trouble });
    },
  });

  return {
    ...confirm,
    ...createFixActions(world, perform, () => void inspect()),
    ...createLeadsActions(world, perform),
    ...createListActions(world, perform),
    side,
    open: () => void open(),
    refresh: () => void refresh(),
    choose,
    operate: (operation) => {
      dispatch({ kind: 'operated', operation });
      void inspect();
    },
    route: (channel, vendors) => {
      choose({ route: { ...choiceNow(state()).route, [channel]: vendors } });
    },
    map: (field, column) => {
      choose({ mapping: { ...state().choice.mapping, [field]: column } });
    },
    output: (field, output) => {
      choose({ outputs: { ...state().choice.outputs, [field]: output } });
    },
    toggleMapping: (isOpen) => {
      dispatch({ kind: 'mapping_toggled', open: isOpen });
    },
    toggleOutputs: (isOpen) => {
      dispatch({ kind: 'outputs_toggled', open: isOpen });
    },
    sample: () =>
      void perform('sample', 'sample', null, (home) => {
        dispatch({ kind: 'sampled', home });
      }),
    jump: (row, sheet) => void jump(row, sheet),
    connect: (vendor, key) => void connect(vendor, key),
    disconnect: (vendor) => {
      void perform(`disconnect ${vendor}`, 'disconnect', { vendor }, (accounts) => {
        dispatch({ kind: 'accounts', accounts });
      });
    },
    stop: (run) => void perform('stop', 'stop', { run }, hearRun),
    resume: (run) => void perform('resume', 'resume', { run }, hearRun),
    close: (run) => void perform('close', 'close', { run }, hearRun),
    decide: (run, batch, decision) =>
      void perform(`decide ${batch} ${decision}`, 'decide', { run, batch, decision }, hearRun),
    undo: (run) => void perform('undo', 'undo', { run }, hearRun),
    placeAgain: (run) => void perform('placeAgain', 'placeAgain', { run }, hearRun),
    retry: (retry) => {
      dispatch({ kind: 'retried', retry });
      dispatch({ kind: 'went', to: { kind: 'home' } });
      void open();
    },
    retryLoop: () => {
      loop.retry();
    },
    getResults: () => {
      loop.now();
    },
    openRun: (run) => {
      const { screen } = state();
      const back = screen.kind === 'history' ? { back: screen } : {};
      hearRun(run);
      dispatch({ kind: 'went', to: { kind: 'run', id: run.id, ...back } });
      // The list may be older than what has become of it: an open one is asked for by the loop.
      if (run.state === 'closed') side.loadHistory();
    },
    checkAgain: () => {
      dispatch({ kind: 'went', to: { kind: 'home' } });
      void open();
    },
    go: (to) => {
      dispatch({ kind: 'went', to });
    },
    help: () => {
      dispatch({ kind: 'help' });
    },
    back: () => {
      const { screen, retry } = state();
      dispatch({ kind: 'back' });
      returned();
      // A run writes: the check is of before.
      const isOld = LEAVES_OLD.includes(screen.kind) && state().screen.kind === 'home';
      if (isOld || (screen.kind === 'help' && screen.back === null)) void open();
      else if (state().retry !== retry) void inspect();
    },
  };
}
