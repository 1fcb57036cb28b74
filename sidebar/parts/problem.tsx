// Owns how trouble is told: what happened, what to do, and the button that does it. Knows which trouble has which way out.
import type { ComponentChildren } from 'preact';
import type { Actions } from '../actions';
import type { State } from '../state';
import { troubleTitle, type Trouble } from '../trouble';
import { accountAbout, inUse } from '../vendors';
import { count } from '../words';
import { Button } from './button';
import { Card } from './card';
import { SupportDetails } from './support-details';
import { TopUp } from './top-up';

interface ProblemProps {
  readonly trouble: Trouble;
  readonly actions: Actions;
  readonly state: Pick<State, 'side' | 'accounts'>;
  /** The view's own way out, instead of the usual one. */
  readonly children?: ComponentChildren;
}

export function Problem({ trouble, actions, state, children }: ProblemProps) {
  const vendor = accountAbout(state.accounts, trouble.vendor)?.name;
  return (
    <Card tone="error" alert title={troubleTitle(trouble.code, vendor)}>
      <p>{trouble.message}</p>
      {trouble.code === 'several_accounts' && <AccountHelp />}
      {children === undefined ? (
        <WayOut trouble={trouble} state={state} actions={actions} />
      ) : (
        children
      )}
      {isForSupport(trouble.code) && (
        <SupportDetails
          place="trouble"
          request={{
            trouble: { code: trouble.code, message: trouble.message.slice(0, SAID_CHARACTERS) },
          }}
          side={state.side}
          actions={actions}
        />
      )}
    </Card>
  );
}

/** More of it tells a vendor's support no more. */
const SAID_CHARACTERS = 1_000;

/** Trouble that the person cannot end alone. */
function isForSupport(code: Trouble['code']): boolean {
  switch (code) {
    case 'key_refused':
    case 'vendor_down':
    case 'vendor_blocked':
    case 'bad_request':
    case 'internal':
      return true;
    case 'no_key':
    case 'out_of_credits':
    case 'busy':
    case 'changed':
    case 'already_started':
    case 'nothing_to_send':
    case 'too_many':
    case 'sheet_problem':
    case 'not_yours':
    case 'over_limit':
    case 'gone':
    case 'refused':
    case 'authorisation':
    case 'no_answer':
    case 'several_accounts':
      return false;
  }
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

interface ConnectButtonProps extends Pick<ProblemProps, 'actions'> {
  /** Whose key; absent: the person says. */
  readonly vendor?: string | undefined;
  readonly look?: 'primary' | 'link';
}

/** Leads to where a key is asked for, and back. */
export function ConnectButton({ vendor, look, actions }: ConnectButtonProps) {
  return (
    <Button
      {...(look === undefined ? {} : { look })}
      onPress={() => {
        actions.askKey(vendor);
      }}
    >
      Connect a key
    </Button>
  );
}

/** Leads to where the limit for a run is set. */
export function LimitButton({ actions }: Pick<ProblemProps, 'actions'>) {
  return (
    <Button
      onPress={() => {
        actions.go({ kind: 'settings' });
      }}
    >
      Change the limit
    </Button>
  );
}

function WayOut({ trouble, state, actions }: ProblemProps) {
  const account = accountAbout(state.accounts, trouble.vendor);
  switch (trouble.code) {
    case 'no_key':
    case 'key_refused':
      return <ConnectButton vendor={account?.vendor} actions={actions} />;
    case 'changed':
    case 'sheet_problem':
    case 'nothing_to_send':
    case 'not_yours':
      return <Button onPress={actions.checkAgain}>Check again</Button>;
    case 'over_limit':
      return <LimitButton actions={actions} />;
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
      return <TopUp accounts={account === undefined ? inUse(state.accounts) : [account]} />;
    case 'bad_request':
    case 'vendor_down':
    case 'vendor_blocked':
    case 'busy':
    case 'already_started':
    case 'gone':
    case 'refused':
    case 'authorisation':
    case 'internal':
    case 'no_answer':
    case 'several_accounts':
      return null;
  }
}
