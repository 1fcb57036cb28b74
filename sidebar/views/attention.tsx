// Owns a batch that needs a person, or that ended unbought: what happened, and the decisions as buttons.
import type { BatchView, Decision, RunView } from '../../src/rpc/contract-run';
import type { Actions } from '../actions';
import { countedIn } from '../operations';
import { Button, TwoStepButton } from '../parts/button';
import { Card } from '../parts/card';
import { PortalLink } from '../parts/link';
import { SupportDetails } from '../parts/support-details';
import { GIVEN_UP } from '../run-words';
import type { State } from '../state';
import { accountOf, vendorOfRun } from '../vendors';
import { creditsText } from '../credits';
import { BATCH_STATES, count, DECISIONS } from '../words';

interface AttentionProps {
  readonly run: RunView;
  readonly batch: BatchView;
  readonly state: State;
  readonly actions: Actions;
}

export function Attention({ run, batch, state, actions }: AttentionProps) {
  const decisions = run.mine ? batch.decisions : [];
  const title = `${nameOf(batch)} · ${countedIn(run.operation, batch.contacts)}`;
  return (
    <Card tone={decisions.length > 0 ? 'warn' : 'plain'} title={title}>
      <p>{batch.message}</p>
      {decisions.length > 0 && <Paid batch={batch} run={run} state={state} />}
      {batch.examples.length > 0 && (
        <ul class="examples">
          {batch.examples.map((example) => (
            <li key={example}>{example}</li>
          ))}
        </ul>
      )}
      {batch.workflowId !== '' && (
        <p class="quiet">
          Id at {vendorOfRun(run, batch.vendor)} <code>{batch.workflowId}</code>
        </p>
      )}
      {decisions.map((decision) => (
        <DecisionButton
          key={decision}
          run={run}
          decision={decision}
          batch={batch}
          state={state}
          onDecide={() => {
            actions.decide(run.id, batch.number, decision);
          }}
        />
      ))}
      {decisions.length > 0 && batch.state !== 'held' && (
        <SupportDetails
          place={`batch ${batch.number}`}
          request={{ run: run.id }}
          side={state.side}
          actions={actions}
        />
      )}
    </Card>
  );
}

function nameOf({ state, isGivenUp }: BatchView): string {
  return isGivenUp ? GIVEN_UP : (BATCH_STATES[state] ?? 'Finished');
}

/** What is known of the money before a decision; a refused batch says it in its message. */
function Paid({ batch, run, state }: Omit<AttentionProps, 'actions'>) {
  const account = accountOf(state.accounts, batch.vendor);
  switch (batch.state) {
    case 'unknown':
      return (
        <p>
          Nothing is sent again by itself. Look at your usage{' '}
          {account === undefined ? (
            `at ${vendorOfRun(run, batch.vendor)}`
          ) : (
            <>
              on <PortalLink to={account.portal} />
            </>
          )}{' '}
          before you decide.
        </p>
      );
    case 'stalled':
      return <p>They were sent, and may be paid. Asking again costs nothing.</p>;
    case 'held':
      return (
        <p>What was found is paid, and safe in the Enrichment log. Nothing is in the sheet yet.</p>
      );
    case 'created':
    case 'submitting':
    case 'submitted':
    case 'placing':
    case 'completed':
    case 'refused':
    case 'left_out':
      return null;
  }
}

interface DecisionProps {
  readonly run: RunView;
  readonly decision: Decision;
  readonly batch: BatchView;
  readonly state: State;
  readonly onDecide: () => void;
}

function DecisionButton({ run, decision, batch, state, onDecide }: DecisionProps) {
  const { busy } = state;
  const { verb, meaning } = DECISIONS[decision];
  const isBusy = busy === `decide ${batch.number} ${decision}`;
  const risk = riskOf(decision, batch, run);
  if (risk !== null) {
    return (
      <TwoStepButton
        verb={verb}
        meaning={meaning}
        question={risk.question}
        confirmVerb={risk.confirmVerb}
        busy={isBusy}
        off={busy !== null}
        onConfirm={onDecide}
      />
    );
  }
  return (
    <div class="decision">
      <Button busy={isBusy} off={busy !== null} onPress={onDecide}>
        {verb}
      </Button>
      <span class="quiet">{meaning}</span>
    </div>
  );
}

interface Risk {
  readonly question: string;
  readonly confirmVerb: string;
}

/** What a decision may cost or lose, told before it is taken; `null` when nothing. */
function riskOf(decision: Decision, batch: BatchView, run: RunView): Risk | null {
  const { verb } = DECISIONS[decision];
  const vendor = vendorOfRun(run, batch.vendor);
  switch (decision) {
    case 'send_again': {
      const isOneOfMany = run.costs.length > 1;
      const { vendor: id, sendAgainCredits: credits } = batch;
      const cost = creditsText([{ vendor: id, name: vendor, credits }], isOneOfMany);
      const cap = run.costs.find((one) => one.vendor === batch.vendor)?.maximum ?? 0;
      const maximum = `${count(cap + credits)}${isOneOfMany ? ' there' : ''}`;
      return {
        question: `Send again? It costs at most ${cost} more: this run may then cost at most ${maximum}. If ${vendor} took the first request after all, these contacts are paid twice.`,
        confirmVerb: `${verb} (${cost})`,
      };
    }
    case 'leave_out':
      return {
        question: `Give up these contacts? They are not sent again, and no results are fetched. If they were bought, they stay paid: look them up at ${vendor}${batch.workflowId === '' ? '' : ' by their id'}. The run counts them as charged.`,
        confirmVerb: verb,
      };
    case 'keep':
      return {
        question:
          'Keep these results in the log? They are written to no row; what was found stays paid.',
        confirmVerb: verb,
      };
    case 'look_again':
    case 'place':
      return null;
  }
}
