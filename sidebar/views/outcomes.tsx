// Owns the way from an ended run to its rows, by what became of their contacts. Knows no log.
import type { OutcomeRows, RunOutcome, RunView } from '../../src/rpc/contract-run';
import type { Actions } from '../actions';
import { Button } from '../parts/button';
import { Disclosure } from '../parts/disclosure';
import { Skeleton } from '../parts/skeleton';
import { outcomesOf } from '../run-words';
import { sideTrouble } from '../side-pages';
import type { State } from '../state';
import { count, counted } from '../words';

interface OutcomesProps {
  readonly state: State;
  readonly run: RunView;
  readonly actions: Actions;
}

export function Outcomes({ state, run, actions }: OutcomesProps) {
  const outcomes = outcomesOf(run);
  const { outcome: open } = state.side;
  if (outcomes.length === 0) return null;
  return (
    <section aria-labelledby="outcomes-title">
      <h2 id="outcomes-title">Show rows</h2>
      <ul class="plain-list outcomes">
        {outcomes.map(({ outcome, name, meaning, contacts }) => {
          const isOpen = open?.run === run.id && open.outcome === outcome;
          return (
            <li key={outcome}>
              <Disclosure
                id={`outcome-${outcome}`}
                open={isOpen}
                onToggle={(opens) => {
                  actions.side.showOutcome(run.id, opens ? outcome : null);
                }}
                summary={
                  <>
                    <span class="verdict">{name}</span>
                    {contacts !== null && <span class="number">{count(contacts)}</span>}
                  </>
                }
              >
                {meaning !== '' && <p class="quiet">{meaning}</p>}
                <Rows state={state} run={run} outcome={outcome} actions={actions} />
              </Disclosure>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface RowsProps extends OutcomesProps {
  readonly outcome: RunOutcome;
}

function Rows({ state, run, outcome, actions }: RowsProps) {
  const rows = state.side.outcome?.rows ?? null;
  const trouble = sideTrouble(state.side, 'outcomeRows');
  if (trouble !== null) {
    return (
      <>
        <p class="error" role="alert">
          {trouble.message}
        </p>
        <Button
          onPress={() => {
            actions.side.showOutcome(run.id, outcome);
          }}
        >
          Try again
        </Button>
      </>
    );
  }
  return (
    <>
      <p class="unseen" role="status">
        {rows === null ? '' : `${counted(rows.total, 'row')}.`}
      </p>
      {rows === null ? (
        <Skeleton lines={3} label="Looking for the rows" />
      ) : (
        <List rows={rows} state={state} run={run} actions={actions} />
      )}
    </>
  );
}

interface ListProps extends OutcomesProps {
  readonly rows: OutcomeRows;
}

function List({ rows, state, run, actions }: ListProps) {
  return (
    <>
      <ul class="problem-rows">
        {rows.rows.map(({ row, text }) => (
          <li key={row}>
            <Button
              look="link"
              busy={state.jumping === row}
              title="Show this row in the sheet"
              onPress={() => {
                actions.jump(row, run.sheetId);
              }}
            >
              Row {row}
            </Button>
            <span>{text}</span>
          </li>
        ))}
      </ul>
      {restOf(rows).map((sentence) => (
        <p key={sentence} class="quiet">
          {sentence}
        </p>
      ))}
    </>
  );
}

/** What the list does not show. */
function restOf({ rows, total, gone }: OutcomeRows): readonly string[] {
  return [
    total === 0 ? 'No row of these contacts is in the sheet now.' : '',
    rows.length < total
      ? `The first ${count(rows.length)} of ${counted(total, 'row')} are listed.`
      : '',
    gone === 0
      ? ''
      : `${counted(gone, 'contact has', 'contacts have')} no row any more: see the Enrichment log.`,
  ].filter((sentence) => sentence !== '');
}
