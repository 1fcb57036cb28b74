// Owns the runs as the first view tells them: open ones, and the last that closed. Knows no run's inside.
import type { RunView } from '../../src/rpc/contract-run';
import type { Actions } from '../actions';
import { countedIn } from '../operations';
import { Button } from '../parts/button';
import { Card } from '../parts/card';
import { leftOpen } from '../report-words';
import type { State } from '../state';
import { count, moment } from '../words';

interface RunCardsProps {
  readonly state: State;
  readonly actions: Actions;
}

export function RunCards({ state, actions }: RunCardsProps) {
  const open = state.runs.filter((run) => run.state !== 'closed' || run.id === state.justEnded);
  return (
    <>
      {open.map((run) => (
        <Card
          key={run.id}
          tone={run.state === 'open' || run.state === 'closed' || !run.mine ? 'info' : 'warn'}
          title={titleOf(run)}
        >
          <div class="split">
            <p>
              {count(run.done)} of {countedIn(run.operation, run.contacts)} done
            </p>
            <ShowRun run={run} actions={actions} />
          </div>
        </Card>
      ))}
    </>
  );
}

/** Automatic schedules of this user that send nothing now. */
export function PausedSchedules({ state, actions }: RunCardsProps) {
  const paused = state.schedules.filter(({ mine, pause }) => mine && pause !== null);
  return (
    <>
      {paused.map(({ id, sheetName }) => (
        <Card key={id} tone="warn">
          <div class="split">
            <p class="brief" title={sheetName}>
              <b>Automatic is paused</b> on {sheetName}
            </p>
            <Button
              onPress={() => {
                actions.go({ kind: 'automatic' });
              }}
            >
              See why
            </Button>
          </div>
        </Card>
      ))}
    </>
  );
}

/** Below the check: it asks for nothing. */
export function LastRun({ state, actions }: RunCardsProps) {
  const last = state.runs.find((run) => run.state === 'closed' && run.id !== state.justEnded);
  if (last === undefined) return null;
  const open = leftOpen(last);
  return (
    <section aria-labelledby="last-title">
      <h2 id="last-title">Last run</h2>
      <div class="split">
        <p class="brief" title={last.sheetName}>
          {countedIn(last.operation, last.contacts)}, {moment(last.startedAt)}, {last.sheetName}
        </p>
        <ShowRun run={last} actions={actions} />
      </div>
      {open !== '' && <p class="quiet">{open}</p>}
    </section>
  );
}

interface ShowRunProps {
  readonly run: RunView;
  readonly actions: Actions;
}

function ShowRun({ run, actions }: ShowRunProps) {
  return (
    <Button
      onPress={() => {
        actions.openRun(run);
      }}
    >
      Show run
    </Button>
  );
}

function titleOf(run: RunView): string {
  if (!run.mine) return `Another user’s run on ${run.sheetName}`;
  switch (run.state) {
    case 'open':
      return `Run on ${run.sheetName}`;
    case 'paused':
      return `Paused run on ${run.sheetName}`;
    case 'waiting':
      return `Run on ${run.sheetName} waits for you`;
    case 'closed':
      return `Run on ${run.sheetName} is finished`;
  }
}
