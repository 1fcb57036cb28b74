// Owns the one confirm before anything is sent: what, what it can cost, where results go.
import { useEffect, useState } from 'preact/hooks';
import type { Operation } from '../../src/contact/operation';
import type { Quote } from '../../src/rpc/contract';
import type { Actions } from '../actions';
import {
  canSend,
  isPlanned,
  limitInForce,
  quoteInView,
  type Confirm as ConfirmScreen,
} from '../confirm-state';
import { countedIn, OPERATION_WORDS, operationOf, verbOf } from '../operations';
import { Button } from '../parts/button';
import { Card } from '../parts/card';
import { Figure } from '../parts/figures';
import { Problem } from '../parts/problem';
import { creditsText } from '../credits';
import type { Busy, State } from '../state';
import type { Trouble as Told } from '../trouble';
import {
  CellsNote,
  HiddenNote,
  LogNote,
  ReplacedNote,
  RetryNote,
  SampleNote,
} from './confirm-notes';
import { Balances, Cost } from './cost';
import { LimitNote } from './limit-note';
import { Part } from './part';
import { Shortage } from './shortage';

interface ConfirmProps {
  readonly state: State;
  readonly screen: ConfirmScreen;
  readonly actions: Actions;
}

export function Confirm({ state, screen, actions }: ConfirmProps) {
  const quote = quoteInView(screen);
  const operation = operationOf(screen.choice);
  const { free } = OPERATION_WORDS[operation];
  const { total } = quote.contacts;
  const limit = limitInForce(screen);
  const isAsking = ASKING.some((busy) => busy === state.busy);
  const isStale = isAsking || screen.cap !== null || (screen.plan !== null && !isPlanned(screen));
  return (
    <>
      <main>
        <h1 tabIndex={-1}>{verbOf(operation, total)}?</h1>
        <Cost screen={screen} accounts={state.accounts} />
        <p class="quiet">Sheet: {state.inspection?.sheet.name}</p>
        {!quote.canBeSent && <SampleNote />}
        <RetryNote choice={screen.choice} runs={state.runs} />
        <Trouble state={state} actions={actions} />
        <Shortage state={state} screen={screen} actions={actions} />
        {limit !== null && (
          <LimitNote
            {...{ operation, credits: limit, actions }}
            first={total}
            all={total + quote.left}
          />
        )}
        <Part state={state} screen={screen} actions={actions} />
        <dl class={isStale ? 'stale' : ''}>
          <Types quote={quote} operation={operation} />
          <Balances screen={screen} />
        </dl>
        {free !== '' && <p class="quiet">{free}</p>}
        <ReplacedNote replaced={quote.replaced} />
        <LogNote keepsLog={quote.keepsLog} />
        <HiddenNote hidden={quote.hidden} hasFilter={state.inspection?.hasFilter === true} />
        {quote.warnings.map((warning) => (
          <Card key={warning} tone="warn">
            <p>{warning}</p>
          </Card>
        ))}
        <h2>Results go to</h2>
        <ul class="plain-list">
          {quote.outputs.map((output) => (
            <li key={output}>{output}</li>
          ))}
        </ul>
        <CellsNote shared={quote.shared} outputs={state.inspection?.outputs ?? []} />
      </main>
      <Foot state={state} screen={screen} actions={actions} />
    </>
  );
}

const ASKING: readonly Busy[] = ['whole', 'first', 'cap', 'quote'];

function Foot({ state, screen, actions }: ConfirmProps) {
  const armed = useArmed();
  const { canBeSent, contacts } = quoteInView(screen);
  if (!canBeSent) {
    return (
      <footer class="foot">
        <Button look="primary" class="wide" onPress={actions.checkAgain}>
          Check again
        </Button>
        <Button class="wide" onPress={actions.back}>
          Back to the sample
        </Button>
      </footer>
    );
  }
  return (
    <footer class="foot">
      <Button
        look="primary"
        class="wide"
        busy={state.busy === 'start'}
        off={!armed || !canSend(screen) || state.busy !== null}
        onPress={actions.send}
      >
        {verbOf(operationOf(screen.choice), contacts.total)}
      </Button>
      <Button class="wide" off={state.busy === 'start'} onPress={actions.back}>
        Cancel
      </Button>
    </footer>
  );
}

/** New credits, rows and limits count only in new numbers. */
function Trouble({ state, actions }: Omit<ConfirmProps, 'screen'>) {
  const { trouble, busy } = state;
  if (trouble === null) return null;
  const verb = REQUOTES[trouble.code];
  if (verb === undefined) return <Problem trouble={trouble} actions={actions} state={state} />;
  return (
    <Problem trouble={trouble} actions={actions} state={state}>
      <Button busy={busy === 'quote'} off={busy !== null} onPress={actions.requote}>
        {verb}
      </Button>
    </Problem>
  );
}

const REQUOTES: Readonly<Partial<Record<Told['code'], string>>> = {
  out_of_credits: 'Look at the balance again',
  changed: 'Show the new numbers',
  over_limit: 'Show the new numbers',
};

/** *Send* comes up where *Review* was: an impatient second click on that must not spend credits. */
const ARMED_AFTER_MS = 500;

function useArmed(): boolean {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setArmed(true);
    }, ARMED_AFTER_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return armed;
}

interface TypesProps {
  readonly quote: Quote;
  readonly operation: Operation;
}

function Types({ quote, operation }: TypesProps) {
  const { contacts, creditsPerContact } = quote;
  return (
    <>
      {TYPES.map(({ type, name }) => ({ type, name, sent: contacts[type] ?? 0 }))
        .filter(({ sent }) => sent > 0)
        .map(({ type, name, sent }) => (
          <Figure
            key={type}
            name={name}
            value={countedIn(operation, sent)}
            note={`at most ${creditsText(creditsPerContact[type] ?? [])} each`}
          />
        ))}
    </>
  );
}

const TYPES = [
  { type: 'partial', name: 'For e-mail' },
  { type: 'phone_only', name: 'For phone' },
  { type: 'full', name: 'For e-mail and phone' },
  { type: 'validity', name: 'For validity' },
  { type: 'profile', name: 'For profile' },
  { type: 'lead', name: 'For all that is known' },
] as const;
