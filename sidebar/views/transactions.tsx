// Owns the last transactions of a vendor's account, unfolded on demand. What the vendor says is shown as plain text, and kept nowhere.
import type { TransactionView } from '../../src/rpc/contract-settings';
import type { Actions } from '../actions';
import { Button } from '../parts/button';
import { Disclosure } from '../parts/disclosure';
import { Skeleton } from '../parts/skeleton';
import { sideTrouble } from '../side-pages';
import type { State } from '../state';
import { count, counted, moment } from '../words';

interface TransactionsProps {
  /** Its id. */
  readonly vendor: string;
  readonly name: string;
  readonly state: State;
  readonly actions: Actions;
}

export function Transactions({ vendor, name, state, actions }: TransactionsProps) {
  return (
    <Disclosure
      id={`transactions-${vendor}`}
      open={state.side.transactions?.vendor === vendor}
      onToggle={(open) => {
        actions.side.showTransactions(open ? vendor : null);
      }}
      summary={
        <>
          Last transactions<span class="unseen"> at {name}</span>
        </>
      }
    >
      <Opened vendor={vendor} name={name} state={state} actions={actions} />
    </Disclosure>
  );
}

function Opened({ vendor, name, state, actions }: TransactionsProps) {
  const { side } = state;
  const trouble = sideTrouble(side, 'transactions');
  if (trouble !== null) {
    return (
      <div class="transactions">
        <p class="error" role="alert">
          {trouble.message}
        </p>
        <Button
          onPress={() => {
            actions.side.showTransactions(vendor);
          }}
        >
          Try again
        </Button>
      </div>
    );
  }
  const list = side.transactions?.list ?? null;
  if (list === null) return <Skeleton lines={4} label="Looking for the transactions" />;
  return (
    <div class="transactions">
      <p class="unseen" role="status">
        {counted(list.length, 'transaction')}.
      </p>
      {list.length === 0 ? (
        <p class="quiet">There are none yet at {name}.</p>
      ) : (
        <ul class="plain-list">
          {list.map((one, index) => (
            <li key={index}>
              <Transaction {...one} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const KINDS: Readonly<Record<TransactionView['kind'], string>> = {
  spent: 'Spent',
  bought: 'Topped up',
  given_back: 'Given back',
  changed: 'Changed',
};

function Transaction({ kind, credits, about, at }: TransactionView) {
  return (
    <>
      <p>
        {KINDS[kind]} <span class="number">{signed(credits)}</span>
      </p>
      <p class="quiet">
        {[at === null ? '' : moment(at), about].filter((part) => part !== '').join(' · ')}
      </p>
    </>
  );
}

/** `+5,000`, `−10`. */
function signed(credits: number): string {
  if (credits === 0) return '0';
  return `${credits > 0 ? '+' : '−'}${count(Math.abs(credits))}`;
}
