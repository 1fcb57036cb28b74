// Owns the check's result: how many rows of each verdict, the way to each row, and to what mends those that are not ready.
import { useState } from 'preact/hooks';
import type { CheckedRow, CheckView, Inspection, VerdictKind } from '../../src/rpc/contract-check';
import type { Actions } from '../actions';
import { fixVerb } from '../fix';
import { operationOf } from '../operations';
import { Button } from '../parts/button';
import { Disclosure } from '../parts/disclosure';
import { choiceNow } from '../retry';
import type { State } from '../state';
import { count, counted, verdictsOf } from '../words';

interface CheckProps {
  readonly state: State;
  readonly inspection: Inspection;
  readonly check: CheckView;
  readonly actions: Actions;
}

export function Check({ state, inspection, check, actions }: CheckProps) {
  const { checking: stale, jumping } = state;
  const [open, setOpen] = useState<VerdictKind | null>(null);
  const verdicts = verdictsOf(operationOf(choiceNow(state)));
  const shown = verdicts.filter(({ kind }) => kind === 'ready' || check.counts[kind] > 0);
  return (
    <section aria-labelledby="check-title" aria-busy={stale} class={stale ? 'stale' : ''}>
      <h2 id="check-title">Check</h2>
      <ul class="verdicts">
        {shown.map(({ kind, name, meaning }) => {
          const rows = check.rows.filter((row) => row.kind === kind);
          const line = <VerdictLine kind={kind} name={name} rows={check.counts[kind]} />;
          return (
            <li key={kind}>
              {rows.length === 0 ? (
                <div class="fold">{line}</div>
              ) : (
                <Disclosure
                  id={`rows-${kind}`}
                  open={open === kind}
                  onToggle={(isOpen) => {
                    setOpen(isOpen ? kind : null);
                  }}
                  summary={line}
                >
                  <p class="quiet">{meaning}</p>
                  <Rows rows={rows} jumping={jumping} actions={actions} />
                  {rows.length < check.counts[kind] && (
                    <p class="quiet">
                      Listed: the first {count(rows.length)} of {counted(check.counts[kind], 'row')}
                      .
                    </p>
                  )}
                </Disclosure>
              )}
            </li>
          );
        })}
      </ul>
      <Fixes state={state} inspection={inspection} actions={actions} />
    </section>
  );
}

/** What is certain enough for one click; the click shows first what it changes. */
function Fixes({ state, inspection, actions }: Omit<CheckProps, 'check'>) {
  const { fixes } = inspection;
  if (fixes.length === 0) return null;
  const off = state.busy !== null || state.checking || state.choice.channels.length === 0;
  return (
    <div class="fixes" role="group" aria-label="Fixes">
      {fixes.map(({ kind, rows }) => (
        <Button
          key={kind}
          busy={state.busy === `preview ${kind}`}
          off={off}
          onPress={() => {
            actions.previewFix(kind);
          }}
        >
          {fixVerb(kind, rows)}
        </Button>
      ))}
      <p class="quiet">Free. You see what changes first.</p>
    </div>
  );
}

interface VerdictLineProps {
  readonly kind: VerdictKind;
  readonly name: string;
  readonly rows: number;
}

function VerdictLine({ kind, name, rows }: VerdictLineProps) {
  return (
    <>
      <span class={`dot ${kind}`} aria-hidden="true" />
      <span class="verdict">{name}</span>
      <span class="number">{count(rows)}</span>
    </>
  );
}

interface RowsProps {
  readonly rows: readonly CheckedRow[];
  readonly jumping: number | null;
  readonly actions: Actions;
}

function Rows({ rows, jumping, actions }: RowsProps) {
  return (
    <ul class="problem-rows">
      {rows.map(({ row, text }) => (
        <li key={row}>
          <Button
            look="link"
            busy={jumping === row}
            title="Show this row in the sheet"
            onPress={() => {
              actions.jump(row);
            }}
          >
            Row {row}
          </Button>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
