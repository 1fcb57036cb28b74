// Owns which part of the chosen contacts is sent: ten to try, as many as are typed, those that a number of credits covers, or all.
// Knows no balance.
import { useEffect } from 'preact/hooks';
import type { Actions } from '../actions';
import {
  capInForce,
  limitedBy,
  limitInForce,
  quoteInView,
  TRY_COUNT,
  unitName,
  wholeCount,
  WHOLE,
  type Confirm,
} from '../confirm-state';
import { countedIn, operationOf } from '../operations';
import { Button } from '../parts/button';
import type { State } from '../state';
import { count } from '../words';

interface PartProps {
  readonly state: State;
  readonly screen: Confirm;
  readonly actions: Actions;
}

export function Part({ state, screen, actions }: PartProps) {
  const { contacts, left } = quoteInView(screen);
  const operation = operationOf(screen.choice);
  const still = state.busy !== null;
  // Not even the first contact is covered: no part is.
  if (screen.quote.affordable === 0) return null;
  const isPart = screen.part.kind !== 'whole';
  const whole = wholeCount(screen);
  const canTry = contacts.total > TRY_COUNT && screen.part.kind === 'whole';
  return (
    <div class="part" aria-busy={state.busy === 'cap'}>
      <Cap state={state} screen={screen} actions={actions} />
      {left > 0 && limitInForce(screen) === null && (
        <p>
          The first {count(contacts.total)} of {countedIn(operation, contacts.total + left)}
          {screen.part.kind === 'cap' && (contacts.total === 1 ? ' fits' : ' fit')}. The others are
          not sent.
        </p>
      )}
      {canTry && (
        <Button
          busy={state.busy === 'first'}
          off={still}
          onPress={() => {
            actions.take({ kind: 'first', count: TRY_COUNT });
          }}
        >
          Try {TRY_COUNT} first
        </Button>
      )}
      {isPart && (
        <Button
          busy={state.busy === 'whole'}
          off={still}
          onPress={() => {
            actions.take(WHOLE);
          }}
        >
          {whole === null
            ? 'Take as many as your limit allows'
            : `Take all ${countedIn(operation, whole)}`}
        </Button>
      )}
    </div>
  );
}

/** Shorter, and a number is asked for before it is typed to the end. */
const TYPED_AFTER_MS = 600;

/** Takes effect on Enter, when it is left, and when nothing more is typed; until then nothing can be sent. */
function Cap({ state, screen, actions }: PartProps) {
  const { cap } = screen;
  const { busy } = state;
  const hint = cap?.hint ?? '';
  const unit = limitedBy(quoteInView(screen));
  const waiting = cap !== null && hint === '' ? cap.text : null;
  useEffect(() => {
    if (waiting === null || busy !== null) return undefined;
    const timer = setTimeout(actions.applyCap, TYPED_AFTER_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [waiting, busy]);
  return (
    <>
      <div class="line cap">
        <label for="cap">{unit === 'credits' ? 'At most' : 'The first'}</label>
        <input
          id="cap"
          type="number"
          min={1}
          class="amount"
          readOnly={busy !== null && busy !== 'cap'}
          aria-invalid={hint !== ''}
          aria-describedby="cap-unit cap-hint"
          value={cap?.text ?? capInForce(screen)}
          onInput={(event) => {
            actions.typeCap(event.currentTarget.value);
          }}
          onChange={actions.applyCap}
        />
        <span id="cap-unit">{unitName(quoteInView(screen), operationOf(screen.choice))}</span>
        {busy === 'cap' && <span class="spinner" aria-hidden="true" />}
      </div>
      {waiting !== null && <p class="quiet">The numbers follow what you type.</p>}
      <p id="cap-hint" class="error" role="alert">
        {hint}
      </p>
    </>
  );
}
