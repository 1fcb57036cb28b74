// Owns what is asked when a balance does not cover everything: how the contacts are to be sent. Knows no sheet.
import type { Operation } from '../../src/contact/operation';
import { UNITS } from '../../src/contact/operation-words';
import type { VendorCredits } from '../../src/rpc/contract-check';
import type { Actions } from '../actions';
import type { Confirm } from '../confirm-state';
import { creditsAt, creditsText } from '../credits';
import { countedIn, operationOf } from '../operations';
import { Button } from '../parts/button';
import { Card } from '../parts/card';
import { TopUp } from '../parts/top-up';
import type { State } from '../state';
import { accountOf, listed } from '../vendors';

interface ShortageProps {
  readonly state: State;
  readonly screen: Confirm;
  readonly actions: Actions;
}

export function Shortage({ state, screen, actions }: ShortageProps) {
  const { affordable, contacts, balances, maximumCredits } = screen.quote;
  if (affordable === null || balances === null) return null;
  const operation = operationOf(screen.choice);
  const isOne = balances.length < 2;
  const short = isOne
    ? balances
    : balances.filter(({ vendor, credits }) => credits < creditsAt(maximumCredits, vendor));
  const has = creditsText(short, !isOne);
  if (affordable === 0) {
    return <NothingAffordable {...{ operation, has, isOne, short, state, actions }} />;
  }
  const names = isOne ? '' : `${listed(short.map(({ name }) => name))} `;
  return (
    <fieldset class="card warn">
      <legend class="card-title">Your {has} may not be enough</legend>
      <label>
        <input
          type="radio"
          name="plan"
          checked={screen.plan === 'first'}
          onChange={actions.takeFirst}
        />
        <span>
          Only the first {countedIn(operation, affordable)}: your{' '}
          {isOne ? 'balance covers' : 'balances cover'} them in any case
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
          All {countedIn(operation, contacts.total)}: the run pauses when the {names}credits are
          used up
        </span>
      </label>
    </fieldset>
  );
}

interface NothingAffordableProps extends Pick<ShortageProps, 'state' | 'actions'> {
  readonly operation: Operation;
  readonly has: string;
  readonly isOne: boolean;
  readonly short: readonly VendorCredits[];
}

function NothingAffordable({
  operation,
  has,
  isOne,
  short,
  state,
  actions,
}: NothingAffordableProps) {
  const { busy, accounts } = state;
  return (
    <Card tone="warn" title={`Your ${has} cover no ${UNITS[operation].one}`}>
      <TopUp isLong accounts={short.flatMap(({ vendor }) => accountOf(accounts, vendor) ?? [])} />
      {!isOne && <p>Or cancel, and ask others: see Asked on the first page.</p>}
      <Button busy={busy === 'quote'} off={busy !== null} onPress={actions.requote}>
        Look at the balance again
      </Button>
    </Card>
  );
}
