// Owns the page that shows what a fix changes, cell by cell, before it does. Knows no sheet.
import type { FixedCell } from '../../src/rpc/contract-fix';
import type { Actions } from '../actions';
import { fixMeaning, fixVerb, type FixPage } from '../fix';
import { Button } from '../parts/button';
import { Problem } from '../parts/problem';
import type { State } from '../state';
import { count, counted } from '../words';

interface FixProps {
  readonly state: State;
  readonly screen: FixPage;
  readonly actions: Actions;
}

export function Fix({ state, screen, actions }: FixProps) {
  const { kind, rows, cells, total } = screen.preview;
  const busy = state.busy === 'applyFix';
  return (
    <>
      <main>
        <h1 tabIndex={-1}>{total === 0 ? 'Nothing to change' : `${fixVerb(kind, rows)}?`}</h1>
        {state.trouble !== null && (
          <Problem trouble={state.trouble} actions={actions} state={state} />
        )}
        {total === 0 ? (
          <p>The sheet has changed since the check: there is nothing left to fix.</p>
        ) : (
          <>
            <p>{fixMeaning(kind)}</p>
            <p class="quiet">Sheet: {state.inspection?.sheet.name}</p>
            <ul class="changes" aria-label="Cells that change">
              {cells.map((cell) => (
                <Change key={`${cell.letter}${cell.row}`} cell={cell} />
              ))}
            </ul>
            {cells.length < total && (
              <p class="quiet">
                Listed: the first {count(cells.length)} of {counted(total, 'cell')}. The others
                change in the same way.
              </p>
            )}
          </>
        )}
      </main>
      <footer class="foot">
        {total > 0 && (
          <Button
            look="primary"
            class="wide"
            busy={busy}
            off={state.busy !== null}
            onPress={actions.applyFix}
          >
            Change {counted(total, 'cell')}
          </Button>
        )}
        {total > 0 && <p class="quiet">Free, and you can undo it.</p>}
        <Button class="wide" off={busy} onPress={actions.back}>
          {total === 0 ? 'Back' : 'Cancel'}
        </Button>
      </footer>
    </>
  );
}

function Change({ cell }: { readonly cell: FixedCell }) {
  const { letter, row, header, before, after } = cell;
  return (
    <li>
      <p class="quiet clip" title={header}>
        {letter}
        {row}
        {header.trim() !== '' && ` · ${header}`}
      </p>
      <p>
        <Text value={before} />
        <span aria-hidden="true"> → </span>
        <span class="unseen"> becomes </span>
        <b>
          <Text value={after} />
        </b>
      </p>
    </li>
  );
}

function Text({ value }: { readonly value: string }) {
  return value.trim() === '' ? <span class="quiet">blank</span> : <>{value}</>;
}
