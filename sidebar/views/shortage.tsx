// Owns what is asked when the balance does not cover everything: how the contacts are to be sent. Knows no sheet.
import type { Quote } from '../../src/rpc/contract';
import type { Actions } from '../actions';
import type { Confirm } from '../confirm-state';
import { Button } from '../parts/button';
import { Card } from '../parts/card';
import { PortalLink } from '../parts/link';
import type { Busy, State } from '../state';
import { counted } from '../words';

interface ShortageProps {
  readonly state: State;
  readonly screen: Confirm;
  readonly actions: Actions;
}

export function Shortage({ state, screen, actions }: ShortageProps) {
  const { affordable, contacts, balance } = screen.quote;
  if (affordable === null || balance === null) return null;
  if (affordable === 0) {
    return <NothingAffordable balance={balance} busy={state.busy} actions={actions} />;
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
  readonly balance: NonNullable<Quote['balance']>;
  readonly busy: Busy | null;
  readonly actions: Actions;
}

function NothingAffordable({ balance, busy, actions }: NothingAffordableProps) {
  return (
    <Card tone="warn" title={`Your ${counted(balance, 'credit')} cover no contact`}>
      <p>
        Top up on <PortalLink />, under Settings → Billing. New credits are there within seconds.
      </p>
      <Button busy={busy === 'quote'} off={busy !== null} onPress={actions.requote}>
        Look at the balance again
      </Button>
    </Card>
  );
}
