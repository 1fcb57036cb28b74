// Owns the view of one run, from its first slice to its end. Knows no other run.
import { UNITS } from '../../src/contact/operation-words';
import type { RunView } from '../../src/rpc/contract-run';
import type { Actions } from '../actions';
import { creditsText } from '../credits';
import { Button, TwoStepButton } from '../parts/button';
import { Card } from '../parts/card';
import { Progress } from '../parts/figures';
import { ConnectButton, Problem } from '../parts/problem';
import { TopUp } from '../parts/top-up';
import { countedIn, OPERATION_WORDS } from '../operations';
import { heartbeatSentence, pauseSentence, standingOf } from '../run-words';
import type { State } from '../state';
import { troubleTitle } from '../trouble';
import { accountAbout, inUse, vendorOfRun } from '../vendors';
import { count, counted, moment, timeLeft } from '../words';
import { Afterwards } from './afterwards';
import { Attention } from './attention';
import { Deliveries } from './deliveries';
import { Notices } from './notices';
import { Outcomes } from './outcomes';
import { Refusal } from './refusal';
import { Reports } from './reports';
import { EmailStatuses, FillRate, RunFigures } from './run-figures';
import { RunFoot } from './run-foot';

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
          {run.isAutomatic ? ' automatically' : ''}
          {run.mine ? '' : ' by another user'} · {run.sheetName}
        </p>
        {state.trouble !== null && (
          <Problem trouble={state.trouble} state={state} actions={actions} />
        )}
        <Refusal state={state} run={run} actions={actions} />
        <Reports run={run} />
        {!run.mine && !closed && <Foreign run={run} />}
        {run.mine && <LoopTrouble state={state} actions={actions} />}
        <Pause state={state} run={run} actions={actions} />
        <Notices run={run} />
        {run.attention.map((batch) => (
          <Attention key={batch.number} run={run} batch={batch} state={state} actions={actions} />
        ))}
        {closed ? <FillRate run={run} /> : <Going run={run} still={isStopped(state)} />}
        <RunFigures run={run} />
        {closed && <EmailStatuses run={run} />}
        {!closed && <Ahead state={state} run={run} actions={actions} />}
        <Outcomes state={state} run={run} actions={actions} />
        <Deliveries state={state} run={run} actions={actions} />
        <Afterwards state={state} run={run} actions={actions} />
      </main>
      <RunFoot state={state} run={run} actions={actions} />
    </>
  );
}

function titleOf(run: RunView): string {
  if (run.state === 'closed') return 'Finished';
  if (run.state === 'waiting' && run.mine) return 'Waits for your decision';
  if (run.pause === null && run.state === 'open' && !run.stopping) {
    return OPERATION_WORDS[run.operation].going;
  }
  return standingOf(run).name;
}

/** The sidebar has stopped asking: what comes next is not for it to say. */
function isStopped({ loop }: State): boolean {
  return loop?.kind === 'stopped';
}

interface GoingProps {
  readonly run: RunView;
  readonly still: boolean;
}

function Going({ run, still }: GoingProps) {
  return (
    <>
      <Progress done={run.done} all={run.contacts} label={`${UNITS[run.operation].many} done`} />
      <div class="split">
        <b>
          {count(run.done)} of {countedIn(run.operation, run.contacts)}
        </b>
        {run.state === 'open' && !still && <span class="quiet">{timeLeft(run.secondsLeft)}</span>}
      </div>
      {!still && run.state !== 'waiting' && <p class="next">{run.next}</p>}
    </>
  );
}

/** What happens meanwhile, with the sidebar and without it. */
function Ahead({ state, run, actions }: RunProps) {
  const isAtWork = run.state === 'open';
  const canAsk = run.mine && run.callAgainInMs !== null && !isStopped(state);
  return (
    <>
      {isAtWork && (
        <p class="quiet">Rows being worked on say “Waiting” in the column Enrichment status.</p>
      )}
      {run.background !== '' && <p class="quiet">{run.background}</p>}
      {(run.heartbeat !== null || canAsk) && (
        <div class="heartbeat">
          {run.heartbeat !== null && (
            <p class="quiet">{heartbeatSentence(run.heartbeat, Date.now())}</p>
          )}
          {canAsk && (
            <Button busy={state.loop?.kind === 'asked'} onPress={actions.getResults}>
              Get results now
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function Pause({ state, run, actions }: RunProps) {
  const { pause } = run;
  if (pause === null) return null;
  const { accounts } = state;
  const account = accountAbout(accounts, pause.vendor);
  return (
    <Card tone="warn">
      <p>{pauseSentence(run, Date.now())}</p>
      {pause.reason === 'credits' && (
        <TopUp accounts={account === undefined ? inUse(accounts) : [account]} />
      )}
      {pause.reason === 'key' && <ConnectButton vendor={account?.vendor} actions={actions} />}
      <End state={state} run={run} actions={actions} />
    </Card>
  );
}

/** Where a key is gone for good, nothing else ends it. */
function End({ state, run, actions }: RunProps) {
  const { endable, operation, costs } = run;
  if (endable === null) return null;
  const credits = creditsText(endable.credits, costs.length > 1);
  const { one, many } = UNITS[operation];
  const given = counted(
    endable.contacts,
    `${one}, at most ${credits}, is`,
    `${many}, at most ${credits}, are`,
  );
  return (
    <TwoStepButton
      verb="End this run"
      meaning="If the key is gone for good"
      question={`End this run? What was bought is not collected any more: ${given} given up. The Enrichment log keeps the ids with which the results can be found at ${vendorOfRun(run)}. What was not sent is left out, unpaid.`}
      confirmVerb="End this run"
      busy={state.busy === 'close'}
      off={state.busy !== null}
      onConfirm={() => {
        actions.close(run.id);
      }}
    />
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
  if (loop === null || loop.kind === 'asked') return null;
  const vendor = accountAbout(state.accounts, loop.trouble.vendor);
  if (loop.kind === 'retrying') {
    return (
      <p class="quiet" role="status">
        {troubleTitle(loop.trouble.code, vendor?.name)}. Trying again in{' '}
        {counted(loop.inSeconds, 'second')}.
      </p>
    );
  }
  const needsKey = loop.trouble.code === 'no_key' || loop.trouble.code === 'key_refused';
  return (
    <Problem trouble={loop.trouble} state={state} actions={actions}>
      <div class="decisions">
        {needsKey && <ConnectButton vendor={vendor?.vendor} actions={actions} />}
        <Button onPress={actions.retryLoop}>Try again</Button>
      </div>
    </Problem>
  );
}
