// Owns the foot of the first view: whose key is used, what it has left, and how it is removed. Never knows the key.
import type { Actions } from '../actions';
import { Button, TwoStepButton } from '../parts/button';
import type { State } from '../state';
import { counted } from '../words';

interface AccountProps {
  readonly state: State;
  readonly actions: Actions;
}

export function Account({ state, actions }: AccountProps) {
  const { account, busy } = state;
  if (!account.connected) {
    return (
      <div class="quiet account">
        <p>No key is connected: checking needs none, sending does.</p>
        <Button look="link" off={busy !== null} onPress={actions.askKey}>
          Connect a key
        </Button>
      </div>
    );
  }
  const { vendor, organizationEnd, keyLastFour, balance } = account;
  return (
    <div class="quiet account">
      <p>
        {vendor} · <span class="unbroken">organisation …{organizationEnd}</span> ·{' '}
        <span class="unbroken">key …{keyLastFour}</span> ·{' '}
        <span class="unbroken">
          {balance === null ? 'balance not known now' : counted(balance, 'credit')}
        </span>
      </p>
      <TwoStepButton
        look="link"
        verb="Disconnect"
        question="Removes the key from your Google account. Open runs pause until you connect it again."
        confirmVerb="Disconnect"
        busy={busy === 'disconnect'}
        off={busy !== null}
        onConfirm={actions.disconnect}
      />
    </div>
  );
}
