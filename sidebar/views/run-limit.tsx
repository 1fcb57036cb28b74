// Owns the form of the most that one run of this user may cost.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Actions } from '../actions';
import { Button } from '../parts/button';
import { isChanging, isUnderWay } from '../side-pages';
import type { State } from '../state';
import { connectedOf } from '../vendors';

interface RunLimitProps {
  /** `null`: none. */
  readonly limit: number | null;
  readonly state: State;
  readonly actions: Actions;
}

export function RunLimit({ limit, state, actions }: RunLimitProps) {
  const input = useRef<HTMLInputElement>(null);
  const [hint, setHint] = useState('');
  /** What was asked to be saved last; absent: nothing yet. */
  const [asked, setAsked] = useState<{ readonly limit: number | null }>();
  const busy = isUnderWay(state.side, 'saveSettings', 'runLimit');
  useLayoutEffect(() => {
    if (input.current !== null) input.current.value = limit === null ? '' : String(limit);
  }, [limit]);
  const submit = (): void => {
    const element = input.current;
    if (element === null) return;
    // A text that is no number reads as blank: the browser tells them apart.
    const isBlank = element.value === '' && !element.validity.badInput;
    const typed = element.valueAsNumber;
    const isLimit = isBlank || (Number.isInteger(typed) && typed > 0);
    setHint(isLimit ? '' : 'A whole number from 1, or nothing.');
    if (!isLimit) {
      element.focus();
      return;
    }
    const runLimit = isBlank ? null : typed;
    setAsked({ limit: runLimit });
    actions.side.saveSettings({ runLimit });
  };
  return (
    <section aria-labelledby="limit-title">
      <h2 id="limit-title">Limit</h2>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label for="run-limit">
          Credits that one run may cost at most
          {connectedOf(state.accounts).length > 1 ? ' at each vendor' : ''}
        </label>
        <div class="line">
          <input
            ref={input}
            id="run-limit"
            type="number"
            min={1}
            step={1}
            class="amount"
            placeholder="no limit"
            aria-invalid={hint !== ''}
            aria-describedby="limit-hint limit-note"
          />
          <Button busy={busy} off={isChanging(state.side)} onPress={submit}>
            Save
          </Button>
          <span class="quiet" role="status">
            {!busy && asked?.limit === limit ? 'Saved.' : ''}
          </span>
        </div>
        <p id="limit-hint" class="error" role="alert">
          {hint}
        </p>
        <p id="limit-note" class="quiet">
          For you, in all your spreadsheets. Blank: no limit but the one you confirm.
        </p>
      </form>
    </section>
  );
}
