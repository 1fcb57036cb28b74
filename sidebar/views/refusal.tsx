// Owns how it is told that the vendor refused contacts of a run that has ended: what it said, and what can be done. Knows no batch.
import type { RunView } from '../../src/rpc/contract-run';
import type { Actions } from '../actions';
import { Button } from '../parts/button';
import { Card } from '../parts/card';
import { SupportDetails } from '../parts/support-details';
import { retryVerb } from '../retry';
import { refusedTitle } from '../run-words';
import type { State } from '../state';

interface RefusalProps {
  readonly state: State;
  readonly run: RunView;
  readonly actions: Actions;
}

export function Refusal({ state, run, actions }: RefusalProps) {
  if (run.refused === null) return null;
  const { operation, channels } = run;
  const failed = run.afterwards?.failed ?? 0;
  return (
    <Card tone="error" alert title={refusedTitle(run)}>
      {run.refused.message !== '' && <p>{run.refused.message}</p>}
      {failed > 0 && (
        <Button
          off={state.busy !== null}
          onPress={() => {
            actions.retry({ rows: { kind: 'failed', run: run.id }, operation, channels });
          }}
        >
          {retryVerb('failed', operation, failed)}
        </Button>
      )}
      <SupportDetails
        place="refusal"
        request={{ run: run.id }}
        side={state.side}
        actions={actions}
      />
    </Card>
  );
}
