// Owns what each of the person's clicks does: which call is made and what its answer changes. Knows no view.
import type { Channel, ContactField } from '../src/contact/contact';
import type { Choice, Decision, Method, Methods, RunView } from '../src/rpc/contract';
import type { Client, Outcome } from './client';
import type { RetryChoice } from './retry';
import type { RunLoop } from './run-loop';
import { isPlanned, quoteInView, type Busy, type Event, type Page, type State } from './state';

export interface Actions {
  /** Looks at the sheet that is open, its runs and the account. */
  readonly open: () => void;
  readonly choose: (change: Partial<Choice>) => void;
  readonly map: (field: ContactField, column: number | null) => void;
  readonly toggleMapping: (open: boolean) => void;
  readonly jump: (row: number) => void;
  readonly review: () => void;
  /** Opens the view that asks for a key, and comes back here from it. */
  readonly askKey: () => void;
  readonly connect: (key: string) => void;
  readonly disconnect: () => void;
  readonly requote: () => void;
  /** Reviews the first contacts only. */
  readonly reviewFirst: (count: number) => void;
  readonly takeFirst: () => void;
  readonly takeAll: () => void;
  readonly send: () => void;
  readonly stop: (run: string) => void;
  readonly resume: (run: string) => void;
  readonly close: (run: string) => void;
  readonly decide: (run: string, batch: number, decision: Decision) => void;
  readonly undo: (run: string) => void;
  readonly placeAgain: (run: string) => void;
  /** Chooses contacts of an ended run, to be reviewed and confirmed as any. */
  readonly retry: (rows: RetryChoice, channels: readonly Channel[]) => void;
  readonly retryLoop: () => void;
  /** Leaves a finished run for the sheet as it is now. */
  readonly checkAgain: () => void;
  readonly go: (to: Page) => void;
  readonly help: () => void;
  readonly back: () => void;
}

export interface World {
  readonly state: () => State;
  readonly dispatch: (event: Event) => void;
  readonly client: Client;
  readonly loop: RunLoop;
}

export function createActions(world: World): Actions {
  const { client, loop, dispatch, state } = world;
  let inspecting = false;
  let wanted = 0;

  const open = async (): Promise<void> => {
    dispatch({ kind: 'opening' });
    const { inspection, choice } = state();
    const args = inspection === null ? null : { channels: choice.channels, rows: choice.rows };
    const outcome = await client.call('home', args);
    if (!outcome.ok) {
      dispatch({ kind: 'open_failed', trouble: outcome.trouble });
      return;
    }
    const { rows } = state().choice;
    dispatch({ kind: 'opened', home: outcome.value });
    // A dropped retry: the check that came is of rows that are not chosen any more.
    if (state().choice.rows !== rows) void inspect();
    outcome.value.runs.forEach((run) => {
      loop.heard(run);
    });
  };

  /** One inspect at a time; of choices made meanwhile, only the last is asked for. */
  const inspect = async (): Promise<void> => {
    if (state().choice.channels.length === 0) return;
    wanted += 1;
    if (inspecting) return;
    inspecting = true;
    dispatch({ kind: 'checking' });
    let asked: number;
    let outcome: Outcome<'inspect'>;
    do {
      asked = wanted;
      outcome = await client.call('inspect', state().choice);
    } while (asked !== wanted);
    inspecting = false;
    if (outcome.ok) dispatch({ kind: 'checked', inspection: outcome.value });
    else dispatch({ kind: 'check_failed', trouble: outcome.trouble });
  };

  /** A call that the person waits for; while one is under way, a second click starts nothing. */
  const perform = async <M extends Method>(
    busy: Busy,
    method: M,
    args: Methods[M]['args'],
    then: (value: Methods[M]['value']) => void,
  ): Promise<Outcome<M> | null> => {
    if (state().busy !== null) return null;
    dispatch({ kind: 'began', busy });
    const outcome = await client.call(method, args);
    if (outcome.ok) then(outcome.value);
    dispatch({ kind: 'ended' });
    if (!outcome.ok) dispatch({ kind: 'failed', trouble: outcome.trouble });
    return outcome;
  };

  const hearRun = (run: RunView): void => {
    dispatch({ kind: 'ran', run });
    loop.heard(run);
  };

  const quote = async (limit?: number): Promise<void> => {
    const choice = { ...state().choice, ...(limit === undefined ? {} : { limit }) };
    const outcome = await perform('quote', 'quote', choice, (value) => {
      dispatch({ kind: 'quoted', choice, quote: value });
    });
    if (outcome?.ok !== false) return;
    const { code } = outcome.trouble;
    if (code === 'no_key' || code === 'key_refused') {
      dispatch({ kind: 'went', to: { kind: 'connect', then: 'confirm' } });
    } else if (state().screen.kind === 'connect') {
      dispatch({ kind: 'went', to: { kind: 'home' } });
    }
    dispatch({ kind: 'failed', trouble: outcome.trouble });
  };

  const review = (): void => {
    if (state().busy !== null || state().checking) return;
    if (state().account.connected) void quote();
    else dispatch({ kind: 'went', to: { kind: 'connect', then: 'confirm' } });
  };

  const connect = async (key: string): Promise<void> => {
    const outcome = await perform('connect', 'connect', { key }, (account) => {
      dispatch({ kind: 'account', account });
    });
    if (outcome?.ok !== true) return;
    loop.retry();
    const { screen } = state();
    if (screen.kind !== 'connect') return;
    if (screen.then === 'confirm') await quote();
    else dispatch({ kind: 'went', to: screen.then });
  };

  const takeFirst = async (): Promise<void> => {
    const { screen } = state();
    if (screen.kind !== 'confirm' || screen.quote.affordable === null) return;
    dispatch({ kind: 'planned', plan: 'first' });
    if (screen.limited !== null) return;
    const choice = { ...screen.choice, limit: screen.quote.affordable };
    const outcome = await perform('quote', 'quote', choice, (limited) => {
      dispatch({ kind: 'limited', limited });
    });
    if (outcome?.ok === false) dispatch({ kind: 'planned', plan: null });
  };

  const askKey = (): void => {
    const { screen } = state();
    if (screen.kind === 'help') return;
    const then = screen.kind === 'confirm' ? 'confirm' : screen;
    dispatch({ kind: 'went', to: { kind: 'connect', then } });
  };

  const send = async (): Promise<void> => {
    const { screen } = state();
    if (screen.kind !== 'confirm' || !isPlanned(screen)) return;
    const { id, digest } = quoteInView(screen);
    const limit = screen.plan === 'first' ? screen.quote.affordable : null;
    const request = {
      choice: limit === null ? screen.choice : { ...screen.choice, limit },
      quote: { id, digest },
      pauseWhenUsedUp: screen.plan === 'pause',
    };
    const outcome = await perform('start', 'start', request, (run) => {
      dispatch({ kind: 'started', run });
      loop.heard(run);
    });
    if (outcome?.ok === false) await lookForRun(id, outcome.trouble.code);
  };

  /** An answer that was lost, or a start that had come through before: the run may be there. */
  const lookForRun = async (id: string, code: string): Promise<void> => {
    if (code !== 'no_answer' && code !== 'already_started') return;
    const outcome = await client.call('home', state().choice);
    const run = outcome.ok ? outcome.value.runs.find((open) => open.id === id) : undefined;
    if (run === undefined) return;
    dispatch({ kind: 'started', run });
    dispatch({ kind: 'went', to: { kind: 'run', id } });
    loop.heard(run);
  };

  const jump = async (row: number): Promise<void> => {
    const sheet = state().inspection?.sheet.id;
    if (sheet === undefined) return;
    dispatch({ kind: 'jumping', row });
    const outcome = await client.call('jump', { sheet, row });
    if (state().jumping === row) dispatch({ kind: 'jumping', row: null });
    if (!outcome.ok) dispatch({ kind: 'failed', trouble: outcome.trouble });
  };

  const choose = (change: Partial<Choice>): void => {
    dispatch({ kind: 'chose', change });
    void inspect();
  };

  return {
    open: () => void open(),
    choose,
    map: (field, column) => {
      choose({ mapping: { ...state().choice.mapping, [field]: column } });
    },
    toggleMapping: (isOpen) => {
      dispatch({ kind: 'mapping_toggled', open: isOpen });
    },
    jump: (row) => void jump(row),
    review,
    askKey,
    connect: (key) => void connect(key),
    disconnect: () => {
      void perform('disconnect', 'disconnect', null, (account) => {
        dispatch({ kind: 'account', account });
      });
    },
    requote: () => {
      const { screen } = state();
      void quote(screen.kind === 'confirm' ? screen.choice.limit : undefined);
    },
    reviewFirst: (count) => void quote(count),
    takeFirst: () => void takeFirst(),
    takeAll: () => {
      dispatch({ kind: 'planned', plan: 'pause' });
    },
    send: () => void send(),
    stop: (run) => void perform('stop', 'stop', { run }, hearRun),
    resume: (run) => void perform('resume', 'resume', { run }, hearRun),
    close: (run) => void perform('close', 'close', { run }, hearRun),
    decide: (run, batch, decision) =>
      void perform(`decide ${batch} ${decision}`, 'decide', { run, batch, decision }, hearRun),
    undo: (run) => void perform('undo', 'undo', { run }, hearRun),
    placeAgain: (run) => void perform('placeAgain', 'placeAgain', { run }, hearRun),
    retry: (rows, channels) => {
      dispatch({ kind: 'chose', change: { rows, channels } });
      dispatch({ kind: 'went', to: { kind: 'home' } });
      void open();
    },
    retryLoop: () => {
      loop.retry();
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
      const { screen } = state();
      dispatch({ kind: 'back' });
      // A run writes: the check is of before.
      const isOld = screen.kind === 'run' && state().screen.kind === 'home';
      if (isOld || (screen.kind === 'help' && screen.back === null)) void open();
    },
  };
}
