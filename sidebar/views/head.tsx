// Owns the line above every view: the way back, the balance, the help. Knows no view's inside.
import type { Actions } from '../actions';
import { Button } from '../parts/button';
import type { State } from '../state';
import { counted } from '../words';

interface HeadProps {
  readonly state: State;
  readonly actions: Actions;
}

export function Head({ state, actions }: HeadProps) {
  const { screen } = state;
  const isHelp = screen.kind === 'help';
  const hasWayBack = isHelp || screen.kind === 'connect' || screen.kind === 'run';
  return (
    <header class="head">
      {hasWayBack ? (
        <Button look="link" class="back" onPress={actions.back}>
          {isHelp && screen.back === null ? 'Open the sheet’s contacts' : 'Back'}
        </Button>
      ) : (
        <Balance state={state} />
      )}
      {!isHelp && (
        <Button look="link" onPress={actions.help}>
          Help
        </Button>
      )}
    </header>
  );
}

/** Not above a run: there it would be the balance of before. */
function Balance({ state }: { readonly state: State }) {
  const { account, inspection } = state;
  if (inspection === null) return <span />;
  if (!account.connected) return <span class="quiet">Not connected</span>;
  return (
    <span class="quiet">
      {account.balance === null ? 'Balance not known now' : counted(account.balance, 'credit')}
    </span>
  );
}
