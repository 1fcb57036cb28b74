// Owns the foot of the first view: whose key is used; the head says what it has left. Never knows the key.
import type { AccountView } from '../../src/rpc/contract';
import type { Actions } from '../actions';
import { Button } from '../parts/button';

interface AccountProps {
  readonly account: AccountView;
  readonly off: boolean;
  readonly actions: Actions;
}

export function Account({ account, off, actions }: AccountProps) {
  if (!account.connected) {
    return (
      <div class="quiet account">
        <p>No key is connected: checking needs none, sending does.</p>
        <Button look="link" off={off} onPress={actions.askKey}>
          Connect a key
        </Button>
      </div>
    );
  }
  const { vendor, organizationEnd, keyLastFour } = account;
  return (
    <div class="quiet account">
      <p>
        {vendor} · <span class="unbroken">organisation …{organizationEnd}</span> ·{' '}
        <span class="unbroken">key …{keyLastFour}</span>
      </p>
    </div>
  );
}
