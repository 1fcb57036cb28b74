// Owns the view that asks for the vendor's key. The key is read from the input once, sent, and kept nowhere here.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Actions } from '../actions';
import { Button } from '../parts/button';
import { PortalLink } from '../parts/link';
import { Problem } from '../parts/problem';
import type { State } from '../state';

interface ConnectProps {
  readonly state: State;
  readonly actions: Actions;
}

const KEY = /^clapi_\S+$/;

export function Connect({ state, actions }: ConnectProps) {
  const input = useRef<HTMLInputElement>(null);
  const [hint, setHint] = useState('');
  const submit = (): void => {
    const key = input.current?.value.trim() ?? '';
    const isKey = KEY.test(key);
    setHint(
      isKey ? '' : 'A Cleanlist key starts with clapi_ and has no spaces. Paste the whole key.',
    );
    if (isKey) actions.connect(key);
    else input.current?.focus();
  };
  const busy = state.busy !== null;
  const isRefused = state.trouble?.code === 'key_refused';
  // The person goes on where the key is mended, whichever button was pressed.
  useLayoutEffect(() => {
    if (isRefused && !busy) input.current?.focus();
  }, [isRefused, busy]);
  return (
    <main>
      <h1 tabIndex={-1}>Connect Cleanlist</h1>
      <p>
        Cleanlist finds the e-mails and phones. Paste the API key of your Cleanlist account to go
        on.
      </p>
      {state.trouble !== null && (
        <div id="key-trouble">
          <Problem trouble={state.trouble} actions={actions} side={state.side}>
            {null}
          </Problem>
        </div>
      )}
      <form
        class="stack"
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) submit();
        }}
      >
        <label for="key">API key</label>
        <input
          ref={input}
          id="key"
          type="password"
          class="wide"
          placeholder="clapi_…"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          data-1p-ignore
          data-lpignore="true"
          readOnly={busy}
          aria-invalid={hint !== '' || isRefused}
          aria-describedby={isRefused ? 'key-trouble key-hint' : 'key-hint'}
        />
        <p id="key-hint" class="error" role="alert">
          {hint}
        </p>
        <Button look="primary" class="wide" busy={busy} onPress={submit}>
          Connect
        </Button>
      </form>
      <h2>Where is the key?</h2>
      <p>
        On <PortalLink />, under Settings → API Keys. No account yet? Create one there.
      </p>
      <h2>Who can see it?</h2>
      <p>
        It is kept with your own Google account, not in this spreadsheet: other people here can
        neither see nor use it. The sidebar shows only its last four characters, and Disconnect, in
        Settings, removes it.
      </p>
    </main>
  );
}
