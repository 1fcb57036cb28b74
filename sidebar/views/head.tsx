// Owns the line above every view: the way back or the balance, and the menu. Knows no view's inside.
import type { Actions } from '../actions';
import { Button } from '../parts/button';
import type { State } from '../state';
import { balanceText } from '../credits';
import { connectedOf } from '../vendors';
import { count } from '../words';
import { Menu } from './menu';

interface HeadProps {
  readonly state: State;
  readonly actions: Actions;
}

export function Head({ state, actions }: HeadProps) {
  const { screen } = state;
  const isAlone = screen.kind === 'help' && screen.back === null;
  return (
    <header class="head">
      {hasWayBack(screen.kind) ? (
        <Button look="link" class="back" onPress={actions.back}>
          {isAlone ? 'Go to the sheet’s contacts' : 'Back'}
        </Button>
      ) : (
        <Balance state={state} />
      )}
      {!isAlone && <Menu screen={screen} accounts={state.accounts} actions={actions} />}
    </header>
  );
}

function hasWayBack(kind: State['screen']['kind']): boolean {
  switch (kind) {
    case 'help':
    case 'connect':
    case 'run':
    case 'history':
    case 'automatic':
    case 'leads':
    case 'list':
    case 'settings':
      return true;
    case 'loading':
    case 'closed':
    case 'home':
    case 'confirm':
    case 'fix':
      return false;
  }
}

/** Not above a run: there it would be the balance of before. */
function Balance({ state }: { readonly state: State }) {
  const connected = connectedOf(state.accounts);
  const [only] = connected;
  if (state.inspection === null) return <span />;
  if (only === undefined) return <span class="quiet">Not connected</span>;
  if (connected.length === 1) return <span class="quiet">{balanceText(only)}</span>;
  return (
    <ul class="quiet balances" aria-label="Credits">
      {connected.map(({ vendor, name, balance }) => (
        <li key={vendor}>
          {name} {balance === null ? 'not known' : count(balance)}
        </li>
      ))}
    </ul>
  );
}
