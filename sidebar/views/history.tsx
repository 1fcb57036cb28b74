// Owns the page of the document's runs: a line each, what waits for a person first. Knows no run's inside.
import { useEffect } from 'preact/hooks';
import type { History as HistoryView, RunView } from '../../src/rpc/contract-run';
import type { Actions } from '../actions';
import { countedIn } from '../operations';
import { Button } from '../parts/button';
import { Problem } from '../parts/problem';
import { Skeleton } from '../parts/skeleton';
import { leftOpen } from '../report-words';
import {
  boughtNothing,
  creditsSentence,
  foundSentence,
  inOrder,
  standingOf,
  starterOf,
  waitsFor,
} from '../run-words';
import { merged } from '../runs';
import { sideTrouble } from '../side-pages';
import type { State } from '../state';
import { count, counted, moment } from '../words';
import { creditsText } from '../credits';

interface HistoryProps {
  readonly state: State;
  readonly actions: Actions;
}

export function History({ state, actions }: HistoryProps) {
  const { history } = state.side;
  const trouble = sideTrouble(state.side, 'history');
  useEffect(actions.side.loadHistory, []);
  return (
    <main>
      <h1 tabIndex={-1}>Runs</h1>
      <p class="quiet">Every run of this spreadsheet that is still known.</p>
      {state.trouble !== null && (
        <Problem trouble={state.trouble} state={state} actions={actions} />
      )}
      {trouble !== null && (
        <Problem trouble={trouble} state={state} actions={actions}>
          <Button onPress={actions.side.loadHistory}>Try again</Button>
        </Problem>
      )}
      {history === null && trouble === null && <Skeleton lines={6} label="Looking for the runs" />}
      {history !== null && (
        <Runs history={{ ...history, runs: merged(history.runs, state.runs) }} actions={actions} />
      )}
    </main>
  );
}

interface RunsProps {
  readonly history: HistoryView;
  readonly actions: Actions;
}

function Runs({ history: { runs, forgotten }, actions }: RunsProps) {
  if (runs.length === 0) {
    return (
      <div class="empty">
        <p>No run yet.</p>
        <p class="quiet">
          Once you send contacts, each run stands here: what it found, what it cost, and what can
          still be done about it.
        </p>
        <Button onPress={actions.checkAgain}>Go to the sheet’s contacts</Button>
      </div>
    );
  }
  return (
    <>
      <ul class="plain-list runs">
        {inOrder(runs).map((run) => (
          <li key={run.id}>
            <RunLine run={run} actions={actions} />
          </li>
        ))}
      </ul>
      {forgotten.runs > 0 && (
        <p class="quiet">
          {counted(forgotten.runs, 'older run')} gave way to these: {creditsText(forgotten.credits)}{' '}
          in all. What was sent and found stands in the Enrichment log.
        </p>
      )}
    </>
  );
}

function RunLine({ run, actions }: { readonly run: RunView; readonly actions: Actions }) {
  const standing = standingOf(run);
  const more = run.state === 'closed' ? leftOpen(run) : waitsFor(run);
  return (
    <button
      type="button"
      class="run-line"
      onClick={() => {
        actions.openRun(run);
      }}
    >
      <span class="run-sheet">
        <span class="clip" title={run.sheetName}>
          {run.sheetName}
        </span>
        <span class={`chip ${standing.tone}`}>{standing.name}</span>
      </span>
      <span>
        {moment(run.startedAt)} · {starterOf(run)}
      </span>
      <span>
        {run.state === 'closed' ? countedIn(run.operation, run.contacts) : doneOf(run)} ·{' '}
        {boughtNothing(run) ? 'nothing was bought' : foundSentence(run)} · {creditsSentence(run)}
      </span>
      {more !== '' && <span>{more}</span>}
    </button>
  );
}

function doneOf({ operation, done, contacts }: RunView): string {
  return `${count(done)} of ${countedIn(operation, contacts)}`;
}
