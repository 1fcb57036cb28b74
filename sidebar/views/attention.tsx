// Owns a batch that needs a person, or that ended unbought: what happened, and the decisions as buttons.
import type { BatchView, Decision, RunView } from '../../src/rpc/contract';
import type { Actions } from '../actions';
import { Button, TwoStepButton } from '../parts/button';
import { Card } from '../parts/card';
import type { Busy } from '../state';
import { BATCH_STATES, counted, DECISIONS } from '../words';

interface AttentionProps {
  readonly run: RunView;
  readonly batch: BatchView;
  readonly busy: Busy | null;
  readonly actions: Actions;
}

export function Attention({ run, batch, busy, actions }: AttentionProps) {
  const decisions = run.mine ? batch.decisions : [];
  const title = `${BATCH_STATES[batch.state] ?? 'Batch'} · batch ${batch.number}, ${counted(batch.contacts, 'contact')}`;
  return (
    <Card tone={decisions.length > 0 ? 'warn' : 'plain'} title={title}>
      <p>{batch.message}</p>
      {batch.examples.length > 0 && (
        <ul class="examples">
          {batch.examples.map((example) => (
            <li key={example}>{example}</li>
          ))}
        </ul>
      )}
      {batch.workflowId !== '' && (
        <p class="quiet">
          Workflow id <code>{batch.workflowId}</code>
        </p>
      )}
      {decisions.map((decision) => (
        <DecisionButton
          key={decision}
          decision={decision}
          batch={batch}
          busy={busy}
          onDecide={() => {
            actions.decide(run.id, batch.number, decision);
          }}
        />
      ))}
    </Card>
  );
}

interface DecisionProps {
  readonly decision: Decision;
  readonly batch: BatchView;
  readonly busy: Busy | null;
  readonly onDecide: () => void;
}

function DecisionButton({ decision, batch, busy, onDecide }: DecisionProps) {
  const { verb, meaning } = DECISIONS[decision];
  const isBusy = busy === `decide ${batch.number} ${decision}`;
  if (decision === 'send_again') {
    const cost = counted(batch.sendAgainCredits, 'credit');
    return (
      <TwoStepButton
        verb={verb}
        meaning={meaning}
        question={`Costs at most ${cost} more. If Cleanlist took the first request after all, these contacts are paid twice.`}
        confirmVerb={`Send again (${cost})`}
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
