// Owns the first view: the open sheet, what is wanted for which rows, the check, the way to the confirm.
import type { Actions } from '../actions';
import { Button, TwoStepButton } from '../parts/button';
import { Card } from '../parts/card';
import { Problem } from '../parts/problem';
import { isRetry } from '../retry';
import type { State } from '../state';
import type { CheckView, Inspection } from '../../src/rpc/contract';
import { count, counted } from '../words';
import { Check } from './check';
import { Mapping } from './mapping';
import { LastRun, RunCards } from './run-cards';
import { Wanted } from './wanted';

interface HomeProps {
  readonly state: State;
  readonly inspection: Inspection;
  readonly actions: Actions;
}

export function Home({ state, inspection, actions }: HomeProps) {
  const { sheet, check, problem } = inspection;
  const still = state.busy !== null;
  const isEmpty = problem?.code === 'empty';
  return (
    <>
      <main>
        {state.trouble !== null && <Problem trouble={state.trouble} actions={actions} />}
        <RunCards state={state} actions={actions} />
        <div class="title">
          <div>
            <h1 tabIndex={-1} title={sheet.name}>
              {sheet.name}
            </h1>
            <p class="quiet">{sheet.rows === 0 ? 'No rows yet' : counted(sheet.rows, 'row')}</p>
          </div>
          {!isEmpty && (
            <Button look="link" busy={state.checking} off={still} onPress={actions.open}>
              Check again
            </Button>
          )}
        </div>
        {problem !== null && (
          <Card tone="warn">
            <p>{problem.message}</p>
          </Card>
        )}
        {!isEmpty && (
          <>
            <Mapping state={state} inspection={inspection} actions={actions} off={still} />
            <Wanted state={state} inspection={inspection} actions={actions} off={still} />
            {check !== null && (
              <Check
                check={check}
                stale={state.checking}
                jumping={state.jumping}
                actions={actions}
              />
            )}
            <LastRun state={state} actions={actions} />
          </>
        )}
        <Account state={state} actions={actions} />
      </main>
      {isEmpty ? (
        <footer class="foot">
          <Button look="primary" class="wide" busy={state.checking} onPress={actions.open}>
            Check again
          </Button>
        </footer>
      ) : (
        <Review state={state} check={check} actions={actions} />
      )}
    </>
  );
}

interface ReviewProps {
  readonly state: State;
  readonly check: CheckView | null;
  readonly actions: Actions;
}

/** The one blue button stays in view while the rest scrolls. */
function Review({ state, check, actions }: ReviewProps) {
  const total = check?.contacts.total ?? 0;
  const noChannel = state.choice.channels.length === 0;
  const off = total === 0 || noChannel || state.checking;
  const most = counted(check?.maximumCredits ?? 0, 'credit');
  return (
    <footer class="foot">
      <Button
        look="primary"
        class="wide"
        busy={state.busy === 'quote'}
        off={off}
        onPress={actions.review}
      >
        {total === 0 || noChannel ? 'Review contacts' : `Review ${counted(total, 'contact')}`}
      </Button>
      <p class="quiet">
        {off ? reasonToWait(state, check) : `At most ${most}. Nothing is sent yet.`}
      </p>
    </footer>
  );
}

function reasonToWait(state: State, check: CheckView | null): string {
  if (state.choice.channels.length === 0) return 'Choose e-mail, phone or both first.';
  if (state.checking) return 'Checking the rows…';
  if (check === null) return 'Nothing can be checked yet: see above.';
  const { filled, incomplete, waiting } = check.counts;
  const most = Math.max(filled, incomplete, waiting);
  const isAgain = isRetry(state.choice.rows);
  if (most === 0) {
    return isAgain ? 'None of these contacts can be sent now.' : 'There are no rows to send.';
  }
  if (most === filled) return 'Nothing is missing in these rows.';
  return most === incomplete
    ? `${count(incomplete)} incomplete: see why above.`
    : 'These rows are in an open run.';
}

function Account({ state, actions }: Omit<HomeProps, 'inspection'>) {
  const { account, busy } = state;
  if (!account.connected) {
    return (
      <p class="quiet account">
        Mapping and checking are free and need no key. You connect Cleanlist when you send.
      </p>
    );
  }
  return (
    <div class="quiet account">
      <p>
        {account.vendor} · key ending in {account.keyLastFour}
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
