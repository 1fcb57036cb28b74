// Owns the note of what was fixed last on this sheet, and the way back. Knows no cell.
import type { Inspection } from '../../src/rpc/contract-check';
import type { Actions } from '../actions';
import { fixSentence, lastFixOf } from '../fix';
import { Button } from '../parts/button';
import type { State } from '../state';

interface LastFixProps {
  readonly state: State;
  readonly inspection: Inspection;
  readonly actions: Actions;
}

export function LastFix({ state, inspection, actions }: LastFixProps) {
  const report = lastFixOf(inspection, state.fixed);
  if (report === null) return null;
  return (
    <div class="card info split">
      <p>{fixSentence(report)}</p>
      {report.undone === null && (
        <Button
          look="link"
          busy={state.busy === 'undoFix'}
          off={state.busy !== null || state.checking}
          onPress={actions.undoFix}
        >
          Undo
        </Button>
      )}
    </div>
  );
}
