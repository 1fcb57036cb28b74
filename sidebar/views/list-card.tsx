// Owns the list that is being enriched, as the first view tells it. Knows nothing else of it.
import type { Actions } from '../actions';
import { listTitle } from '../list';
import { Button } from '../parts/button';
import { Card } from '../parts/card';
import type { State } from '../state';

interface ListCardProps {
  readonly state: State;
  readonly actions: Actions;
}

export function ListCard({ state, actions }: ListCardProps) {
  const { view } = state.list;
  if (view?.isUnderWay !== true) return null;
  const isWaiting = view.isPaused || view.state === 'unknown' || view.state === 'stalled';
  return (
    <Card tone={isWaiting && view.mine ? 'warn' : 'info'} title={`A ${view.vendorName} list`}>
      <div class="split">
        <p>{listTitle(view)}</p>
        <Button
          onPress={() => {
            actions.go({ kind: 'list' });
          }}
        >
          Show the list
        </Button>
      </div>
    </Card>
  );
}
