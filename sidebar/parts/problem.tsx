// Owns how trouble is told: what happened, what to do, and the button that does it. Knows which trouble has which way out.
import type { ComponentChildren } from 'preact';
import type { Actions } from '../actions';
import { troubleTitle, type Trouble } from '../trouble';
import { count } from '../words';
import { Button } from './button';
import { Card } from './card';
import { PortalLink } from './link';

interface ProblemProps {
  readonly trouble: Trouble;
  readonly actions: Actions;
  /** The view's own way out, instead of the usual one. */
  readonly children?: ComponentChildren;
}

export function Problem({ trouble, actions, children }: ProblemProps) {
  return (
    <Card tone="error" alert title={troubleTitle(trouble.code)}>
      <p>{trouble.message}</p>
      {(trouble.code === 'several_accounts' || trouble.code === 'authorisation') && <AccountHelp />}
      {children === undefined ? <WayOut trouble={trouble} actions={actions} /> : children}
    </Card>
  );
}

/** Google runs an add-on as the browser's first account, whichever account has the sheet open. */
export function AccountHelp() {
  return (
    <>
      <p>
        Most often several Google accounts are signed in to this browser, and Google asks the wrong
        one. Do one of these:
      </p>
      <ul>
        <li>sign in with one account only;</li>
        <li>open the sheet in a Chrome profile of its own for this account;</li>
        <li>open the sheet in an incognito window.</li>
      </ul>
      <p>
        If only one account is signed in, reload the sheet and open the add-on from the Extensions
        menu: Google asks for its permission again.
      </p>
    </>
  );
}

function WayOut({ trouble, actions }: ProblemProps) {
  switch (trouble.code) {
    case 'no_key':
    case 'key_refused':
      return <Button onPress={actions.askKey}>Connect a key</Button>;
    case 'changed':
    case 'sheet_problem':
    case 'nothing_to_send':
    case 'not_yours':
      return <Button onPress={actions.checkAgain}>Check again</Button>;
    case 'too_many': {
      const { first } = trouble;
      if (first === undefined) return null;
      return (
        <Button
          onPress={() => {
            actions.reviewFirst(first);
          }}
        >
          Review the first {count(first)}
        </Button>
      );
    }
    case 'out_of_credits':
      return (
        <p>
          Top up at <PortalLink />, under Settings → Billing.
        </p>
      );
    case 'bad_request':
    case 'vendor_down':
    case 'vendor_blocked':
    case 'busy':
    case 'already_started':
    case 'authorisation':
    case 'internal':
    case 'no_answer':
    case 'several_accounts':
      return null;
  }
}
