// Owns the view of a sidebar that could not be opened. Knows the trouble, nothing of the sheet.
import type { Actions } from '../actions';
import { Button } from '../parts/button';
import { Problem } from '../parts/problem';
import type { SideState } from '../side-pages';
import type { Trouble } from '../trouble';

interface ClosedProps {
  readonly trouble: Trouble;
  readonly side: SideState;
  readonly actions: Actions;
}

export function Closed({ trouble, side, actions }: ClosedProps) {
  return (
    <main>
      <h1 tabIndex={-1}>The sheet could not be read</h1>
      <Problem trouble={trouble} actions={actions} side={side} />
      <Button look="primary" class="wide" onPress={actions.open}>
        Try again
      </Button>
    </main>
  );
}
