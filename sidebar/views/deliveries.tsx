// Owns what a run shows of the calls to the person's own address: asked for when it is opened. Knows no address.
import type { Deliveries as DeliveryLog, RunView } from '../../src/rpc/contract-run';
import type { Actions } from '../actions';
import { Button } from '../parts/button';
import { Disclosure } from '../parts/disclosure';
import { Skeleton } from '../parts/skeleton';
import { sideTrouble } from '../side-pages';
import type { State } from '../state';
import { vendorOfRun } from '../vendors';
import { counted } from '../words';

interface DeliveriesProps {
  readonly state: State;
  readonly run: RunView;
  readonly actions: Actions;
}

export function Deliveries({ state, run, actions }: DeliveriesProps) {
  if (run.hasWebhooks !== true || !run.mine) return null;
  const isOpen = state.side.deliveries?.run === run.id;
  return (
    <section aria-labelledby="deliveries-title">
      <h2 id="deliveries-title">Webhook</h2>
      <Disclosure
        id="deliveries"
        open={isOpen}
        onToggle={(opens) => {
          actions.side.showDeliveries(opens ? run.id : null);
        }}
        summary="Show deliveries"
      >
        <Log state={state} run={run} actions={actions} />
      </Disclosure>
    </section>
  );
}

function Log({ state, run, actions }: DeliveriesProps) {
  const log = state.side.deliveries?.log ?? null;
  const trouble = sideTrouble(state.side, 'deliveries');
  const again = (): void => {
    actions.side.showDeliveries(run.id);
  };
  if (trouble !== null) {
    return (
      <>
        <p class="error" role="alert">
          {trouble.message}
        </p>
        <Button onPress={again}>Try again</Button>
      </>
    );
  }
  if (log === null) return <Skeleton lines={3} label="Looking for the deliveries" />;
  return (
    <>
      {log.requests.length < log.total && (
        <p class="quiet">
          The last {log.requests.length} of {counted(log.total, 'request')}.
        </p>
      )}
      <ul class="plain-list deliveries">
        {log.requests.map((request) => (
          <li key={request.workflowId}>
            <p class="quiet">
              Id at {vendorOfRun(run, request.vendor)} <code>{request.workflowId}</code>
            </p>
            <Attempts request={request} run={run} />
          </li>
        ))}
      </ul>
      <Button onPress={again}>Look again</Button>
    </>
  );
}

interface AttemptsProps {
  readonly request: DeliveryLog['requests'][number];
  readonly run: RunView;
}

function Attempts({ request: { attempts, vendor: id }, run }: AttemptsProps) {
  const vendor = vendorOfRun(run, id);
  if (attempts === null) return <p>{vendor} knows nothing of it any more.</p>;
  if (attempts.length === 0) {
    const isOver = run.state === 'closed';
    return (
      <p>
        {isOver
          ? `${vendor} names no call to the address.`
          : 'Not called yet: that happens when all is looked up.'}
      </p>
    );
  }
  return (
    <ol class="attempts">
      {attempts.map(({ attempt, status, httpStatus, message }) => (
        <li key={attempt} value={attempt}>
          {[
            status === '' ? 'No word' : `${status.charAt(0).toUpperCase()}${status.slice(1)}`,
            answerText(httpStatus, message),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </li>
      ))}
    </ol>
  );
}

/** The vendor's words may begin with the number, too. */
function answerText(httpStatus: number | null, message: string): string {
  const answer = httpStatus === null ? 'no answer' : `HTTP ${httpStatus}`;
  return [message.startsWith(answer) ? '' : answer, message]
    .filter((part) => part !== '')
    .join(' · ');
}
