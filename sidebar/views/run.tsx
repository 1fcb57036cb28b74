// Owns the view of one run, from its first slice to its end. Knows no other run.
import type { RunView } from '../../src/rpc/contract';
import type { Actions } from '../actions';
import { Button, TwoStepButton } from '../parts/button';
import { Card } from '../parts/card';
import { Progress } from '../parts/figures';
import { PortalLink } from '../parts/link';
import { Problem } from '../parts/problem';
import type { State } from '../state';
import { troubleTitle } from '../trouble';
import { count, counted, moment, timeLeft } from '../words';
import { Afterwards } from './afterwards';
import { Attention } from './attention';
import { Reports } from './reports';
import { RunFigures } from './run-figures';

interface RunProps {
  readonly state: State;
  readonly run: RunView;
  readonly actions: Actions;
}

export function Run({ state, run, actions }: RunProps) {
  const closed = run.state === 'closed';
  return (
    <>
      <main>
        <h1 tabIndex={-1}>{titleOf(run)}</h1>
        <p class="quiet brief" title={run.sheetName}>
          Started {moment(run.startedAt)}
          {run.mine ? '' : ' by another user'} · {run.sheetName}
        </p>
        {state.trouble !== null && <Problem trouble={state.trouble} actions={actions} />}
        <Reports run={run} />
        {!run.mine && !closed && <Foreign run={run} />}
        {run.mine && <LoopTrouble state={state} actions={actions} />}
        {run.pause !== null && <Pause pause={run.pause} actions={actions} />}
        {run.attention.map((batch) => (
          <Attention
            key={batch.number}
            run={run}
            batch={batch}
            busy={state.busy}
            actions={actions}
          />
        ))}
        <Going run={run} still={state.loop?.kind === 'stopped'} />
        <RunFigures run={run} />
        {run.background !== '' && <p class="quiet">{run.background}</p>}
        <Afterwards run={run} busy={state.busy} actions={actions} />
      </main>
      <RunFoot state={state} run={run} actions={actions} />
    </>
  );
}

function titleOf(run: RunView): string {
  if (run.state === 'closed') return 'Finished';
  if (run.pause !== null || run.state === 'paused') return 'Paused';
  if (run.state === 'waiting') return 'Waiting for your decision';
  return run.stopping ? 'Stopping' : 'Enriching contacts';
}

interface GoingProps {
  readonly run: RunView;
  /** The sidebar has stopped asking: what comes next is not for it to say. */
  readonly still: boolean;
}

function Going({ run, still }: GoingProps) {
  const closed = run.state === 'closed';
  const all = counted(run.contacts, 'contact');
  return (
    <>
      <Progress done={run.done} all={run.contacts} label="Contacts done" />
      <div class="split">
        <b>{closed ? `${all} done` : `${count(run.done)} of ${all}`}</b>
        {run.state === 'open' && !still && <span class="quiet">{timeLeft(run.secondsLeft)}</span>}
      </div>
      {!closed && !still && run.state !== 'waiting' && <p class="next">{run.next}</p>}
    </>
  );
}

interface PauseProps {
  readonly pause: NonNullable<RunView['pause']>;
  readonly actions: Actions;
}

function Pause({ pause, actions }: PauseProps) {
  return (
    <Card tone="warn">
      <p>{pause.message}</p>
      {pause.reason === 'credits' && (
        <p>
          Top up: <PortalLink />
        </p>
      )}
      {pause.reason === 'key' && <Button onPress={actions.askKey}>Connect a key</Button>}
    </Card>
  );
}

function Foreign({ run }: { readonly run: RunView }) {
  return (
    <Card tone="info">
      <p>
        {run.closable
          ? 'Its user has been away for seven days, so you may close it. Nothing is paid by that.'
          : 'Another user started this run and pays for it. You can look at it; only they can stop it or decide.'}
      </p>
    </Card>
  );
}

/** Trouble between the sidebar and the server; the run itself may be well. */
function LoopTrouble({ state, actions }: Omit<RunProps, 'run'>) {
  const { loop } = state;
  if (loop === null) return null;
  if (loop.kind === 'retrying') {
    return (
      <p class="quiet" role="status">
        {troubleTitle(loop.trouble.code)}. Trying again in {counted(loop.inSeconds, 'second')}.
      </p>
    );
  }
  const needsKey = loop.trouble.code === 'no_key' || loop.trouble.code === 'key_refused';
  return (
    <Problem trouble={loop.trouble} actions={actions}>
      <div class="decisions">
        {needsKey && <Button onPress={actions.askKey}>Connect a key</Button>}
        <Button onPress={actions.retryLoop}>Try again</Button>
      </div>
    </Problem>
  );
}

function RunFoot({ state, run, actions }: RunProps) {
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
      {run.state !== 'waiting' && (
        <Button
          class="wide"
          busy={state.busy === 'stop'}
          off={still || run.stopping}
          onPress={() => {
            actions.stop(run.id);
          }}
        >
          {run.stopping ? 'Stopping…' : 'Stop'}
        </Button>
      )}
    </footer>
  );
}

function ForeignFoot({ state, run, actions }: RunProps) {
  return (
    <footer class="foot">
      <Button class="wide" busy={state.checking} onPress={actions.open}>
        Refresh
      </Button>
      {run.closable && (
        <TwoStepButton
          verb="Close their run"
          question="Contacts not sent yet are left out, unpaid. Results still on their way are given up, though they may be paid: their workflow ids go to the log, to be looked up at Cleanlist."
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
