// Owns the one confirm before anything is sent: what, what it can cost, where results go.
import { useEffect, useState } from 'preact/hooks';
import type { CheckView, Quote, RowChoice, RunView } from '../../src/rpc/contract';
import type { Actions } from '../actions';
import { Button } from '../parts/button';
import { Card } from '../parts/card';
import { Figure } from '../parts/figures';
import { PortalLink } from '../parts/link';
import { Problem } from '../parts/problem';
import { isRetry, RETRIES } from '../retry';
import {
  isPlanned,
  quoteInView,
  type Busy,
  type Confirm as ConfirmScreen,
  type State,
} from '../state';
import { count, counted, moment } from '../words';

interface ConfirmProps {
  readonly state: State;
  readonly screen: ConfirmScreen;
  readonly actions: Actions;
}

export function Confirm({ state, screen, actions }: ConfirmProps) {
  const quote = quoteInView(screen);
  const { total } = quote.contacts;
  const armed = useArmed();
  const most = counted(quote.maximumCredits, 'credit');
  return (
    <>
      <main>
        <h1 tabIndex={-1}>Send {counted(total, 'contact')}?</h1>
        <p>
          At most {most} · you have {count(quote.balance)}
        </p>
        <p class="quiet">Sheet: {state.inspection?.sheet.name}</p>
        <Retry rows={screen.choice.rows} runs={state.runs} />
        {state.trouble !== null && <Problem trouble={state.trouble} actions={actions} />}
        <Shortage state={state} screen={screen} actions={actions} />
        <dl class={isPlanned(screen) || screen.plan === null ? '' : 'stale'}>
          <Types contacts={quote.contacts} />
          <Figure name="Credits at most" value={count(quote.maximumCredits)} strong />
          <Figure name="Balance now" value={count(quote.balance)} />
          <Figure name="Balance afterwards, at worst" value={count(quote.balanceAfterAtWorst)} />
        </dl>
        <p class="quiet">A contact that is not found costs nothing.</p>
        <Hidden hidden={quote.hidden} hasFilter={state.inspection?.hasFilter === true} />
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
        {quote.shared > 0 && (
          <p class="quiet">
            {counted(quote.shared, 'blank cell')} {quote.shared === 1 ? 'gets' : 'get'}, free, what
            another row of the same contact has.
          </p>
        )}
        <p class="quiet">Only blank cells are filled.</p>
      </main>
      <footer class="foot">
        <Button
          look="primary"
          class="wide"
          busy={state.busy === 'start'}
          off={!armed || !isPlanned(screen) || state.busy !== null}
          onPress={actions.send}
        >
          Send {counted(total, 'contact')}
        </Button>
        <Button class="wide" off={state.busy === 'start'} onPress={actions.back}>
          Cancel
        </Button>
      </footer>
    </>
  );
}

interface RetryProps {
  readonly rows: RowChoice;
  readonly runs: readonly RunView[];
}

/** Which contacts a retry is about: they were approved once, and this is a new approval. */
function Retry({ rows, runs }: RetryProps) {
  if (!isRetry(rows)) return null;
  const run = runs.find(({ id }) => id === rows.run);
  const when = run === undefined ? '' : ` of ${moment(run.startedAt)}`;
  return (
    <Card tone="info">
      <p>
        A retry of the last run{when}: {RETRIES[rows.kind].about}.
      </p>
    </Card>
  );
}

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

function Types({ contacts }: { readonly contacts: CheckView['contacts'] }) {
  const types = [
    { name: 'For e-mail', value: contacts.partial },
    { name: 'For phone', value: contacts.phone_only },
    { name: 'For e-mail and phone', value: contacts.full },
  ];
  return (
    <>
      {types
        .filter(({ value }) => value > 0)
        .map(({ name, value }) => (
          <Figure key={name} name={name} value={counted(value, 'contact')} />
        ))}
    </>
  );
}

/** The balance does not cover everything: the person says how it is to be sent. */
function Shortage({ state, screen, actions }: ConfirmProps) {
  const { affordable, contacts, balance } = screen.quote;
  if (affordable === null) return null;
  if (affordable === 0) {
    return <NothingAffordable quote={screen.quote} busy={state.busy} actions={actions} />;
  }
  return (
    <fieldset class="card warn">
      <legend class="card-title">Your {counted(balance, 'credit')} may not be enough</legend>
      <label>
        <input
          type="radio"
          name="plan"
          checked={screen.plan === 'first'}
          onChange={actions.takeFirst}
        />
        <span>
          Only the first {counted(affordable, 'contact')}: your balance covers them in any case
        </span>
      </label>
      <label>
        <input
          type="radio"
          name="plan"
          checked={screen.plan === 'pause'}
          onChange={actions.takeAll}
        />
        <span>
          All {counted(contacts.total, 'contact')}: the run pauses when the credits are used up
        </span>
      </label>
    </fieldset>
  );
}

interface NothingAffordableProps {
  readonly quote: Quote;
  readonly busy: Busy | null;
  readonly actions: Actions;
}

function NothingAffordable({ quote, busy, actions }: NothingAffordableProps) {
  return (
    <Card tone="warn" title={`Your ${counted(quote.balance, 'credit')} cover no contact`}>
      <p>
        Top up at <PortalLink />, under Settings → Billing. New credits are there within seconds.
      </p>
      <Button busy={busy === 'quote'} onPress={actions.requote}>
        Look at the balance again
      </Button>
    </Card>
  );
}

interface HiddenProps {
  readonly hidden: number | null;
  readonly hasFilter: boolean;
}

function Hidden({ hidden, hasFilter }: HiddenProps) {
  if (hidden === 0) return null;
  const wayOut = hasFilter ? ' To leave hidden rows out, cancel and choose the visible rows.' : '';
  return (
    <Card tone="warn">
      <p>
        {hidden === null
          ? 'Hidden rows may be included: there are too many rows to look at each.'
          : `${count(hidden)} of the rows to send ${hidden === 1 ? 'is' : 'are'} hidden in the sheet.`}
        {wayOut}
      </p>
    </Card>
  );
}
