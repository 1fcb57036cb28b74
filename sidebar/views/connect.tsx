// Owns the view that asks whose key is to be connected, and for the key. It is read from the input once, sent, and kept nowhere
// here.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AccountView } from '../../src/rpc/contract';
import type { Actions } from '../actions';
import { Button } from '../parts/button';
import { PortalLink } from '../parts/link';
import { Problem } from '../parts/problem';
import type { State } from '../state';
import { accountOf } from '../vendors';

interface ConnectProps {
  readonly state: State;
  /** Its id; `null`: the person has not said. */
  readonly vendor: string | null;
  readonly actions: Actions;
}

export function Connect({ state, vendor, actions }: ConnectProps) {
  const { accounts } = state;
  const account = accountOf(accounts, vendor ?? undefined) ?? onlyOf(accounts);
  if (account === undefined) return <Which state={state} actions={actions} />;
  return <Key key={account.vendor} account={account} state={state} actions={actions} />;
}

function onlyOf(accounts: State['accounts']): AccountView | undefined {
  return accounts.length === 1 ? accounts[0] : undefined;
}

function Which({ state, actions }: Omit<ConnectProps, 'vendor'>) {
  return (
    <main>
      <h1 tabIndex={-1}>Whose key?</h1>
      <p>Connect a vendor that you have an account with. More can be added in Settings.</p>
      <ul class="plain-list vendors">
        {state.accounts
          .filter(({ connected }) => !connected)
          .map(({ vendor, name, about }) => (
            <li key={vendor}>
              <Button
                describedBy={`about-${vendor}`}
                onPress={() => {
                  actions.askKey(vendor);
                }}
              >
                {name}
              </Button>
              <p id={`about-${vendor}`} class="quiet">
                {about}
              </p>
            </li>
          ))}
      </ul>
    </main>
  );
}

interface KeyProps extends Omit<ConnectProps, 'vendor'> {
  readonly account: AccountView;
}

function Key({ account, state, actions }: KeyProps) {
  const { vendor, name, about, keyPrefix, keyPlace, portal } = account;
  const input = useRef<HTMLInputElement>(null);
  const [hint, setHint] = useState('');
  const submit = (): void => {
    const key = input.current?.value.trim() ?? '';
    const isKey = key.startsWith(keyPrefix) && key.length > keyPrefix.length && !/\s/.test(key);
    setHint(
      isKey
        ? ''
        : `A key of ${name} starts with ${keyPrefix} and has no spaces. Paste the whole key.`,
    );
    if (isKey) actions.connect(vendor, key);
    else input.current?.focus();
  };
  const busy = state.busy !== null;
  const isRefused = state.trouble?.code === 'key_refused';
  // The person goes on where the key is mended, whichever button was pressed.
  useLayoutEffect(() => {
    if (isRefused && !busy) input.current?.focus();
  }, [isRefused, busy]);
  const others = state.accounts.filter((other) => !other.connected && other.vendor !== vendor);
  return (
    <main>
      <h1 tabIndex={-1}>Connect {name}</h1>
      <p>
        {about} Paste the API key of your {name} account to go on.
      </p>
      {state.trouble !== null && (
        <div id="key-trouble">
          <Problem trouble={state.trouble} actions={actions} state={state}>
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
          placeholder={`${keyPrefix}…`}
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
        {others.length > 0 && !account.connected && (
          <Button
            look="link"
            off={busy}
            onPress={() => {
              actions.askKey(others.length > 1 ? null : others[0]?.vendor);
            }}
          >
            Connect {others.length > 1 ? 'another vendor' : others[0]?.name} instead
          </Button>
        )}
      </form>
      <h2>Where is the key?</h2>
      <p>
        On <PortalLink to={portal} />, under {keyPlace}. No account yet? Create one there.
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
