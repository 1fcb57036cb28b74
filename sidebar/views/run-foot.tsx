// Owns the buttons below a run: to go on, to stop, to leave it. Knows no other part of the run's view.
import type { RunView } from '../../src/rpc/contract-run';
import type { Actions } from '../actions';
import { Button, TwoStepButton } from '../parts/button';
import type { State } from '../state';
import { vendorOfRun } from '../vendors';

interface RunFootProps {
  readonly state: State;
  readonly run: RunView;
  readonly actions: Actions;
}

export function RunFoot({ state, run, actions }: RunFootProps) {
  const still = state.busy !== null;
  if (run.state === 'closed') {
    return (
      <footer class="foot">
        <Button look="primary" class="wide" onPress={actions.checkAgain}>
          Check the sheet again
        </Button>
      </footer>
    );
  }
  if (!run.mine) return <ForeignFoot state={state} run={run} actions={actions} />;
  return (
    <footer class="foot">
      {run.pause !== null && (
        <Button
          look="primary"
          class="wide"
          busy={state.busy === 'resume'}
          off={still}
          onPress={() => {
            actions.resume(run.id);
          }}
        >
          Continue
        </Button>
      )}
      {run.state !== 'waiting' && <Stop state={state} run={run} actions={actions} />}
    </footer>
  );
}

function Stop({ state, run, actions }: RunFootProps) {
  if (run.stopping) {
    return (
      <Button class="wide" off onPress={actions.retryLoop}>
        Stopping…
      </Button>
    );
  }
  return (
    <TwoStepButton
      verb="Stop"
      question="Stop this run? Nothing more is sent. What was sent already still comes in, and is paid where something is found. You can send the others later."
      confirmVerb="Stop this run"
      busy={state.busy === 'stop'}
      off={state.busy !== null}
      onConfirm={() => {
        actions.stop(run.id);
      }}
    />
  );
}

function ForeignFoot({ state, run, actions }: RunFootProps) {
  return (
    <footer class="foot">
      <Button class="wide" busy={state.checking} onPress={actions.open}>
        Refresh
      </Button>
      {run.closable && (
        <TwoStepButton
          verb="Close their run"
          question={`Close their run? Contacts not sent yet stay unsent, unpaid. Results still on their way are given up, though they may be paid: their ids go to the Enrichment log, to be looked up at ${vendorOfRun(run)}.`}
          confirmVerb="Close their run"
          busy={state.busy === 'close'}
          off={state.busy !== null}
          onConfirm={() => {
            actions.close(run.id);
          }}
        />
      )}
    </footer>
  );
}
