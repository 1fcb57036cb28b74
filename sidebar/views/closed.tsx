// Owns the view of a sidebar that could not be opened. Knows the trouble, nothing of the sheet.
import type { Actions } from '../actions';
import { Button } from '../parts/button';
import { Problem } from '../parts/problem';
import type { State } from '../state';
import type { Trouble } from '../trouble';

interface ClosedProps {
  readonly trouble: Trouble;
  readonly state: State;
  readonly actions: Actions;
}

export function Closed({ trouble, state, actions }: ClosedProps) {
  return (
    <main>
      <h1 tabIndex={-1}>The sheet could not be read</h1>
      <Problem trouble={trouble} actions={actions} state={state} />
      <Button look="primary" class="wide" onPress={actions.open}>
        Try again
      </Button>
    </main>
  );
}
