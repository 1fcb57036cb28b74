// Owns the foot of the first view: whose keys are used, and what each has left where there are several. Never knows a key.
import type { Actions } from '../actions';
import { balanceText } from '../credits';
import { KeyText } from '../parts/key-text';
import { ConnectButton } from '../parts/problem';
import { connectedOf, type Accounts } from '../vendors';

interface AccountProps {
  readonly accounts: Accounts;
  readonly actions: Actions;
}

export function Account({ accounts, actions }: AccountProps) {
  const connected = connectedOf(accounts);
  if (connected.length === 0) {
    return (
      <div class="quiet account">
        <p>No key is connected: checking needs none, sending does.</p>
        <ConnectButton look="link" actions={actions} />
      </div>
    );
  }
  return (
    <div class="quiet account">
      {connected.map((account) => (
        <p key={account.vendor}>
          {account.name} ·{' '}
          {connected.length > 1 && (
            <>
              {balanceText(account)}
              <br />
            </>
          )}
          <KeyText account={account} />
        </p>
      ))}
    </div>
  );
}
