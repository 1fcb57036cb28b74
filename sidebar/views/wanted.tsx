// Owns what is wanted: which channels, for which rows, of whom.
import { useState } from 'preact/hooks';
import { channelsOfOperation, type Operation } from '../../src/contact/operation';
import { UNITS } from '../../src/contact/operation-words';
import type { Inspection } from '../../src/rpc/contract-check';
import type { Actions } from '../actions';
import { offeredOperations, OPERATION_WORDS, operationOf } from '../operations';
import { choiceNow, isRetry, type RetryChoice, retryTitle, type SheetChoice } from '../retry';
import type { State } from '../state';
import { CHANNEL_NAMES, moment } from '../words';
import { Route } from './route';

interface WantedProps {
  readonly state: State;
  readonly inspection: Inspection;
  readonly actions: Actions;
  readonly off: boolean;
}

const ROW_CHOICES: readonly { readonly kind: SheetChoice['kind']; readonly name: string }[] = [
  { kind: 'all', name: 'All rows' },
  { kind: 'selected', name: 'Selected rows' },
  { kind: 'visible', name: 'Visible rows (filter)' },
  { kind: 'new', name: 'Rows never tried' },
];

/** Enough to judge the results by, cheap enough to try. */
const FIRST_COUNT = 10;

export function Wanted({ state, inspection, actions, off }: WantedProps) {
  const choice = choiceNow(state);
  const { rows } = choice;
  const operation = operationOf(choice);
  const operations = offeredOperations(state.accounts, operation);
  const { many } = UNITS[operation];
  const [first, setFirst] = useState(rows.kind === 'first' ? rows.count : FIRST_COUNT);
  const chooseRows = (kind: SheetChoice['kind'], count: number): void => {
    actions.choose({ rows: kind === 'first' ? { kind, count } : { kind } });
  };
  return (
    <section aria-labelledby="wanted-title">
      <h2 id="wanted-title">{operations.length > 1 ? 'What to do' : 'Find'}</h2>
      {operations.length > 1 && (
        <select
          class="wide"
          aria-labelledby="wanted-title"
          disabled={off}
          value={operation}
          onChange={(event) => {
            actions.operate(event.currentTarget.value as Operation);
          }}
        >
          {operations.map((each) => (
            <option key={each} value={each}>
              {OPERATION_WORDS[each].name}
            </option>
          ))}
        </select>
      )}
      {operation === 'find' && <Channels state={state} actions={actions} off={off} />}
      <div class="line">
        <label for="rows">For</label>
        <select
          id="rows"
          disabled={off}
          value={rows.kind}
          onChange={(event) => {
            chooseRows(event.currentTarget.value as SheetChoice['kind'], first);
          }}
        >
          {isRetry(rows) && (
            <option value={rows.kind}>{retryTitle(rows.kind, operation)} in that run</option>
          )}
          {ROW_CHOICES.filter(
            ({ kind }) => kind !== 'visible' || inspection.hasFilter || rows.kind === 'visible',
          ).map(({ kind, name }) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
          <option value="first">The first {many}</option>
        </select>
        {rows.kind === 'first' && (
          <input
            type="number"
            min={1}
            class="short"
            aria-label={`How many ${many}`}
            disabled={off}
            value={String(first)}
            onChange={(event) => {
              const count = event.currentTarget.valueAsNumber;
              if (!Number.isInteger(count) || count < 1) {
                event.currentTarget.value = String(first);
                return;
              }
              setFirst(count);
              chooseRows('first', count);
            }}
          />
        )}
      </div>
      {rows.kind === 'selected' && (
        <p class="quiet">Select rows in the sheet, then press Check again.</p>
      )}
      {isRetry(rows) && <RetryNote state={state} rows={rows} />}
      <Route state={state} actions={actions} off={off} />
    </section>
  );
}

/** What is found of each contact. */
function Channels({ state, actions, off }: Omit<WantedProps, 'inspection'>) {
  const { channels } = choiceNow(state);
  const all = channelsOfOperation('find');
  return (
    <div class="line checks" role="group" aria-label="Find">
      {all.map((channel) => (
        <label key={channel}>
          <input
            type="checkbox"
            disabled={off}
            checked={channels.includes(channel)}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              const next = all.filter((other) =>
                other === channel ? checked : channels.includes(other),
              );
              actions.choose({ channels: next });
            }}
          />
          {CHANNEL_NAMES[channel]}
        </label>
      ))}
    </div>
  );
}

function RetryNote({ state, rows }: { readonly state: State; readonly rows: RetryChoice }) {
  const run = state.runs.find(({ id }) => id === rows.run);
  const when = run === undefined ? '' : ` of ${moment(run.startedAt)}`;
  const { many } = UNITS[operationOf(choiceNow(state))];
  return (
    <p class="quiet">
      Only {many} of the run{when}. Choose other rows to end the retry.
    </p>
  );
}
