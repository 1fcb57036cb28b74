// Owns the form of the address that a vendor tells of the end of what was bought: off until the person fills it in.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { LONGEST_TYPED_URL, type SettingsView } from '../../src/rpc/contract-settings';
import type { Actions } from '../actions';
import { Button } from '../parts/button';
import { Card } from '../parts/card';
import { Disclosure } from '../parts/disclosure';
import { isChanging, isUnderWay } from '../side-pages';
import type { State } from '../state';

interface AdvancedProps {
  readonly settings: SettingsView;
  readonly state: State;
  readonly actions: Actions;
}

/** Folded, unless something in it is on. */
export function Advanced({ settings, state, actions }: AdvancedProps) {
  const { webhooks } = settings;
  const [open, setOpen] = useState(webhooks.some(({ url }) => url !== ''));
  if (webhooks.length === 0) return null;
  return (
    <section aria-labelledby="advanced-title">
      <h2 id="advanced-title">Advanced</h2>
      {webhooks.map((webhook) => (
        <Disclosure
          key={webhook.vendor}
          id={`webhook-${webhook.vendor}`}
          open={open}
          onToggle={setOpen}
          summary={`Webhook of ${webhook.name}: ${webhook.url === '' ? 'off' : 'on'}`}
        >
          <Webhook webhook={webhook} state={state} actions={actions} />
        </Disclosure>
      ))}
    </section>
  );
}

interface WebhookProps extends Omit<AdvancedProps, 'settings'> {
  readonly webhook: SettingsView['webhooks'][number];
}

function Webhook({ webhook: { vendor, name, url }, state, actions }: WebhookProps) {
  const input = useRef<HTMLInputElement>(null);
  const [hint, setHint] = useState('');
  /** What was asked to be saved last; absent: nothing yet. */
  const [asked, setAsked] = useState<string>();
  const busy = isUnderWay(state.side, 'saveSettings', 'webhook');
  useLayoutEffect(() => {
    if (input.current !== null) input.current.value = url;
  }, [url]);
  const save = (typed: string): void => {
    const isAddress = typed === '' || isHttps(typed);
    setHint(isAddress ? '' : 'An address that begins with https://, or nothing.');
    if (!isAddress) {
      input.current?.focus();
      return;
    }
    setAsked(typed);
    actions.side.saveSettings({ webhook: { vendor, url: typed } });
  };
  return (
    <form
      noValidate
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save(input.current?.value.trim() ?? '');
      }}
    >
      <Card tone="warn">
        <p>
          Contacts leave for this address: {name} sends it every contact of your runs, with what it
          found. Use only an address that is yours.
        </p>
      </Card>
      <label for="webhook-url">Address that {name} calls when it has looked contacts up</label>
      <input
        ref={input}
        id="webhook-url"
        type="url"
        class="wide"
        placeholder="https://…"
        maxLength={LONGEST_TYPED_URL}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-invalid={hint !== ''}
        aria-describedby="webhook-hint webhook-note"
      />
      <p id="webhook-hint" class="error" role="alert">
        {hint}
      </p>
      <div class="line">
        <Button
          busy={busy}
          off={isChanging(state.side)}
          onPress={() => {
            save(input.current?.value.trim() ?? '');
          }}
        >
          Save
        </Button>
        {url !== '' && (
          <Button
            off={isChanging(state.side)}
            onPress={() => {
              save('');
            }}
          >
            Switch it off
          </Button>
        )}
        <span class="quiet" role="status">
          {!busy && asked === url ? 'Saved.' : ''}
        </span>
      </div>
      <p id="webhook-note" class="quiet">
        For you, in all your spreadsheets; kept with your Google account, not in this spreadsheet.
        Results come into the sheet all the same. Contacts with only an e-mail are not told there.
      </p>
    </form>
  );
}

function isHttps(text: string): boolean {
  return text.startsWith('https://') && !/\s/.test(text) && URL.canParse(text);
}
