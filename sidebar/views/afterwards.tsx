// Owns what a person may still do about a run that has ended: retry, place again, undo; and what was done. One line each.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Channel } from '../../src/contact/contact';
import type { Afterwards as AfterwardsView, RunView } from '../../src/rpc/contract-run';
import type { Actions } from '../actions';
import { countedIn } from '../operations';
import { Button, TwoStepButton } from '../parts/button';
import { Disclosure } from '../parts/disclosure';
import { Skeleton } from '../parts/skeleton';
import { foundBy } from '../report-words';
import {
  choiceNow,
  isSameRetry,
  otherWays,
  retryName,
  retrySentences,
  retryVerb,
  type Retry,
} from '../retry';
import { sideTrouble } from '../side-pages';
import type { State } from '../state';
import { vendorOfRun } from '../vendors';

interface AfterwardsProps {
  readonly state: State;
  readonly run: RunView;
  readonly actions: Actions;
}

interface Offer {
  readonly kind: 'place' | 'not_found' | 'failed' | 'undo';
  readonly title: string;
  readonly content: ComponentChildren;
}

/** Folded: most people only read how the run ended. */
export function Afterwards({ state, run, actions }: AfterwardsProps) {
  const [open, setOpen] = useState<Offer['kind'] | null>(null);
  const offers = run.afterwards === null ? [] : offersOf({ state, run, actions }, run.afterwards);
  if (offers.length === 0) return null;
  return (
    <section aria-labelledby="afterwards-title">
      <h2 id="afterwards-title">What you can do</h2>
      <ul class="plain-list">
        {offers.map(({ kind, title, content }) => (
          <li key={kind} class="offer">
            <Disclosure
              id={`offer-${kind}`}
              open={open === kind}
              onToggle={(isOpen) => {
                setOpen(isOpen ? kind : null);
              }}
              summary={title}
            >
              {content}
            </Disclosure>
          </li>
        ))}
      </ul>
    </section>
  );
}

function offersOf(own: AfterwardsProps, afterwards: AfterwardsView): readonly Offer[] {
  const { operation } = own.run;
  const { placeable, notFound, failed, canUndo } = afterwards;
  const offers: readonly (Offer & { readonly holds: boolean })[] = [
    {
      kind: 'place',
      holds: placeable > 0,
      title: `Place results of ${countedIn(operation, placeable)}`,
      content: <PlaceAgain {...own} />,
    },
    {
      kind: 'not_found',
      holds: notFound > 0,
      title: retryName('not_found', operation),
      content: <RetryNotFound {...own} />,
    },
    {
      kind: 'failed',
      // Else it is offered where it is told what the vendor refused.
      holds: failed > 0 && own.run.refused === null,
      title: retryName('failed', operation),
      content: <RetryFailed {...own} />,
    },
    { kind: 'undo', holds: canUndo, title: 'Undo', content: <Undo {...own} /> },
  ];
  return offers.filter(({ holds }) => holds);
}

function PlaceAgain({ state, run, actions }: AfterwardsProps) {
  const { busy } = state;
  return (
    <>
      <p>
        The results of {countedIn(run.operation, run.afterwards?.placeable ?? 0)} have no cell. If
        their rows are back, or the cells free, they can be written there, free. Until then they are
        in the log.
      </p>
      <Button
        busy={busy === 'placeAgain'}
        off={busy !== null}
        onPress={() => {
          actions.placeAgain(run.id);
        }}
      >
        Place again
      </Button>
    </>
  );
}

const BOTH: readonly Channel[] = ['email', 'phone'];

function RetryNotFound({ state, run, actions }: AfterwardsProps) {
  const [full, setFull] = useState(false);
  const canBeFuller =
    run.operation === 'find' && run.channels.length === 1 && run.channels[0] === 'email';
  return (
    <>
      <p>Asks again {otherWays(run.operation)}. You confirm the cost before anything is sent.</p>
      {canBeFuller && (
        <label class="check">
          <input
            type="checkbox"
            checked={full}
            onChange={(event) => {
              setFull(event.currentTarget.checked);
            }}
          />
          <span>Also look for phones: asks with the fuller lookup, which may find more</span>
        </label>
      )}
      <RetryButton
        retry={{
          rows: { kind: 'not_found', run: run.id },
          operation: run.operation,
          channels: full ? BOTH : run.channels,
        }}
        contacts={run.afterwards?.notFound ?? 0}
        untied={run.untied}
        state={state}
        actions={actions}
      />
    </>
  );
}

function RetryFailed({ state, run, actions }: AfterwardsProps) {
  return (
    <>
      <p>
        Not sent, or refused, incomplete or failed at {vendorOfRun(run)}: these certainly were not
        bought. You confirm the cost before anything is sent.
      </p>
      <RetryButton
        retry={{
          rows: { kind: 'failed', run: run.id },
          operation: run.operation,
          channels: run.channels,
        }}
        contacts={run.afterwards?.failed ?? 0}
        untied={0}
        state={state}
        actions={actions}
      />
    </>
  );
}

interface RetryButtonProps {
  readonly retry: Retry;
  readonly contacts: number;
  readonly untied: number;
  readonly state: State;
  readonly actions: Actions;
}

/** Counts first: many of them may have no other way. Sends nothing: it leads to the check, and that to the confirm. */
function RetryButton({ retry, contacts: all, untied, state, actions }: RetryButtonProps) {
  const { retry: open } = state.side;
  const { rows, operation, channels } = retry;
  const count = open !== null && isSameRetry(open, retry) ? open.count : null;
  const trouble = sideTrouble(state.side, 'retryCount');
  const ask = (): void => {
    actions.side.countRetry(retry, choiceNow({ ...state, retry }).route);
  };
  useEffect(ask, [rows.kind, rows.run, channels.join()]);
  if (trouble !== null) {
    return (
      <>
        <p class="error" role="alert">
          {trouble.message}
        </p>
        <Button onPress={ask}>Try again</Button>
      </>
    );
  }
  return (
    <>
      <div role="status">
        {count !== null &&
          retrySentences(retry, all, count, untied).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
      </div>
      {count === null && <Skeleton lines={2} label="Looking whom it would be about" />}
      {count !== null && count.contacts > 0 && (
        <Button
          off={state.busy !== null}
          onPress={() => {
            actions.retry(retry);
          }}
        >
          {retryVerb(rows.kind, operation, count.contacts)}
        </Button>
      )}
    </>
  );
}

function Undo({ state, run, actions }: AfterwardsProps) {
  const { busy } = state;
  return (
    <TwoStepButton
      verb="Undo this run"
      meaning="takes its values out of the sheet"
      question={`Undo this run? It takes ${foundBy(run)} out of the sheet again, where they still stand. Credits are not given back; the values stay in the log. A new run would buy them again.`}
      confirmVerb="Undo this run"
      busy={busy === 'undo'}
      off={busy !== null}
      onConfirm={() => {
        actions.undo(run.id);
      }}
    />
  );
}
