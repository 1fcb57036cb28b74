// Owns the way from the first view to the confirm: how many contacts, what they cost at most, or why there are none.
import { UNITS } from '../../src/contact/operation-words';
import type { CheckView } from '../../src/rpc/contract-check';
import type { Actions } from '../actions';
import { countedIn, operationOf } from '../operations';
import { Button } from '../parts/button';
import { choiceNow } from '../retry';
import type { State } from '../state';
import { count } from '../words';
import { creditsText } from '../credits';

interface ReviewProps {
  readonly state: State;
  readonly check: CheckView | null;
  readonly actions: Actions;
}

/** The one blue button stays in view while the rest scrolls. */
export function Review({ state, check, actions }: ReviewProps) {
  const total = check?.contacts.total ?? 0;
  const operation = operationOf(choiceNow(state));
  const noChannel = choiceNow(state).channels.length === 0;
  const off = total === 0 || noChannel || state.checking;
  const isLimited = check !== null && check.limit !== null;
  const most = creditsText(check?.maximumCredits ?? []);
  return (
    <footer class="foot">
      <Button
        look="primary"
        class="wide"
        busy={state.busy === 'quote'}
        off={off || state.busy !== null}
        describedBy="review-cost"
        onPress={actions.review}
      >
        Review {total === 0 || noChannel ? UNITS[operation].many : countedIn(operation, total)}
      </Button>
      <p id="review-cost" class={off ? 'cost quiet' : 'cost'}>
        {off ? reasonToWait(state, check) : `At most ${most}`}
        {!off && <span class="quiet"> · {isLimited ? 'your limit' : 'nothing is sent yet'}</span>}
      </p>
    </footer>
  );
}

function reasonToWait(state: State, check: CheckView | null): string {
  if (choiceNow(state).channels.length === 0) return 'Choose e-mail, phone or both first.';
  if (state.checking) return 'Checking the rows…';
  if (check === null) return 'Nothing can be checked yet: see above.';
  if (check.limit !== null) return 'Your limit for a run covers none of them: see above.';
  const { filled, incomplete, waiting } = check.counts;
  const most = Math.max(filled, incomplete, waiting);
  const isAgain = state.retry !== null;
  if (most === 0) {
    return isAgain
      ? `None of these ${UNITS[operationOf(choiceNow(state))].many} can be sent now.`
      : 'There are no rows to send.';
  }
  if (most === filled) return 'Nothing is missing in these rows.';
  return most === incomplete
    ? `${count(incomplete)} incomplete: see why above.`
    : 'These rows are in an open run.';
}
