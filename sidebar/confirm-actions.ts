// Owns what the clicks from the check to a started run do: the numbers, the part that is taken, the start. Knows no view.
import type { Choice } from '../src/rpc/contract';
import {
  canSend,
  choiceInView,
  confirmOf,
  partOf,
  quoteInView,
  readCap,
  WHOLE,
  type Confirm,
  type ConfirmEvent,
  type Part,
} from './confirm-state';
import { operationOf } from './operations';
import type { Perform, World } from './perform';
import { choiceNow } from './retry';
import type { Busy } from './state';
import { accountAbout, isConnected } from './vendors';

export interface ConfirmActions {
  readonly review: () => void;
  /** Reviews the first contacts only. */
  readonly reviewFirst: (count: number) => void;
  /** Opens the view that asks for a key, of this vendor or of one to be chosen, and comes back here from it. */
  readonly askKey: (vendor?: string | null) => void;
  /** The confirm's numbers once more. */
  readonly requote: () => void;
  /** The confirm of another part of what was chosen. */
  readonly take: (part: Part) => void;
  readonly typeCap: (text: string) => void;
  /** Takes what was typed last. */
  readonly applyCap: () => void;
  readonly takeFirst: () => void;
  readonly takeAll: () => void;
  readonly send: () => void;
}

interface Quoting {
  /** Leads to the confirm of everything that is chosen. */
  readonly quote: () => Promise<void>;
}

export function createConfirmActions(
  { state, dispatch, client, loop }: World,
  perform: Perform,
): ConfirmActions & Quoting {
  const change = (event: ConfirmEvent): void => {
    dispatch({ kind: 'confirm', event });
  };

  /** What stands in the field and is not in force: it may change while numbers are on their way. */
  const typed = (): Confirm['cap'] => {
    const { screen } = state();
    return screen.kind === 'confirm' ? screen.cap : null;
  };

  const ask = async (choice: Choice, part: Part, busy: Busy): Promise<void> => {
    const asked = typed();
    const outcome = await perform(busy, 'quote', partOf(choice, part), (quote) => {
      const later = typed();
      const cap = later?.text === asked?.text ? null : later;
      dispatch({ kind: 'quoted', confirm: { ...confirmOf(choice, part, quote), cap } });
    });
    if (outcome?.ok !== false) return;
    const { trouble } = outcome;
    if (trouble.code === 'no_key' || trouble.code === 'key_refused') {
      const { accounts } = state();
      const vendor = accountAbout(accounts, trouble.vendor)?.vendor ?? toConnect();
      dispatch({ kind: 'went', to: { kind: 'connect', vendor, then: 'confirm' } });
      // The view that asks for a key says by itself that there is none.
      if (trouble.code === 'no_key') return;
    } else if (state().screen.kind === 'connect') {
      dispatch({ kind: 'went', to: { kind: 'home' } });
    }
    if (part.kind === 'cap' && trouble.code === 'nothing_to_send') {
      if (typed()?.text === asked?.text) change({ kind: 'cap_refused', hint: trouble.message });
      return;
    }
    // The numbers in view still are those of before.
    change({ kind: 'cap_dropped' });
    dispatch({ kind: 'failed', trouble });
  };

  const quote = (): Promise<void> => ask(choiceNow(state()), WHOLE, 'quote');

  const take = (part: Part): void => {
    const { screen } = state();
    if (screen.kind === 'confirm') void ask(screen.choice, part, part.kind);
  };

  /** The only vendor that is not connected yet; `null`: the person says which. */
  const toConnect = (): string | null => {
    const [only, ...others] = state().accounts.filter(({ connected }) => !connected);
    return others.length === 0 ? (only?.vendor ?? null) : null;
  };

  const askKey = (vendor: string | null = toConnect()): void => {
    const { screen } = state();
    if (screen.kind === 'help') return;
    const then = screen.kind === 'connect' ? screen.then : screen;
    dispatch({ kind: 'went', to: { kind: 'connect', vendor, then } });
  };

  const takeFirst = async (): Promise<void> => {
    const { screen } = state();
    if (screen.kind !== 'confirm' || screen.quote.affordable === null) return;
    change({ kind: 'planned', plan: 'first' });
    if (screen.limited !== null) return;
    const choice = choiceInView({ ...screen, plan: 'first' });
    const outcome = await perform('quote', 'quote', choice, (limited) => {
      change({ kind: 'limited', limited });
    });
    if (outcome?.ok === false) change({ kind: 'planned', plan: null });
  };

  const send = async (): Promise<void> => {
    const { screen, accounts } = state();
    if (screen.kind !== 'confirm' || !canSend(screen)) return;
    if (!isConnected(accounts)) {
      askKey();
      return;
    }
    const { id, digest } = quoteInView(screen);
    const request = {
      choice: choiceInView(screen),
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
    const outcome = await client.call('home', choiceNow(state()));
    const run = outcome.ok ? outcome.value.runs.find((open) => open.id === id) : undefined;
    if (run === undefined) return;
    dispatch({ kind: 'started', run });
    dispatch({ kind: 'went', to: { kind: 'run', id } });
    loop.heard(run);
  };

  return {
    quote,
    review: () => {
      const { busy, checking, accounts, inspection } = state();
      if (busy !== null || checking) return;
      // Sample contacts can be looked at to the end without a key.
      if (isConnected(accounts) || inspection?.isSample === true) void quote();
      else
        dispatch({ kind: 'went', to: { kind: 'connect', vendor: toConnect(), then: 'confirm' } });
    },
    reviewFirst: (limit) => void ask({ ...choiceNow(state()), limit }, WHOLE, 'quote'),
    askKey,
    requote: () => {
      const { screen } = state();
      if (screen.kind === 'confirm') void ask(screen.choice, screen.part, 'quote');
      else void quote();
    },
    take,
    typeCap: (text) => {
      change({ kind: 'cap_typed', text });
    },
    applyCap: () => {
      const { screen } = state();
      if (screen.kind !== 'confirm' || screen.cap === null) return;
      const reading = readCap(screen.cap.text, quoteInView(screen), operationOf(screen.choice));
      if (reading.kind === 'refused') change({ kind: 'cap_refused', hint: reading.hint });
      else if (screen.part.kind !== 'whole' || reading.part.kind !== 'whole')
        void ask(screen.choice, reading.part, 'cap');
      else change({ kind: 'cap_dropped' });
    },
    takeFirst: () => void takeFirst(),
    takeAll: () => {
      change({ kind: 'planned', plan: 'pause' });
    },
    send: () => void send(),
  };
}
