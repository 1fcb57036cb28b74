// Owns the card of a page on which nothing can be done without a vendor's key: what for, and the way to connect one. Knows no state.
import type { Actions } from '../actions';
import type { Accounts } from '../vendors';
import { Button } from './button';
import { Card } from './card';

interface ConnectFirstProps {
  /** Absent: no vendor can do it. */
  readonly account: Accounts[number] | undefined;
  /** What is done with its key, as a sentence begins: `Leads are searched for`. */
  readonly what: string;
  readonly actions: Actions;
}

export function ConnectFirst({ account, what, actions }: ConnectFirstProps) {
  const name = account?.name ?? 'the vendor';
  return (
    <Card tone="info">
      <p>
        {what} with your own {name} key.
      </p>
      <Button
        look="primary"
        onPress={() => {
          actions.askKey(account?.vendor);
        }}
      >
        Connect {name}
      </Button>
    </Card>
  );
}
