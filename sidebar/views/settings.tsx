// Owns the page of settings: the key, the limit, the log, what is remembered and stored, what becomes of data.
import { useEffect } from 'preact/hooks';
import type { SettingsView } from '../../src/rpc/contract-settings';
import type { Actions } from '../actions';
import { Button, TwoStepButton } from '../parts/button';
import { balanceText } from '../credits';
import { KeyText } from '../parts/key-text';
import { PlanText } from '../parts/plan-text';
import { Problem } from '../parts/problem';
import { Skeleton } from '../parts/skeleton';
import { isChanging, isUnderWay, sideTrouble } from '../side-pages';
import type { State } from '../state';
import { connectedOf, inUse, vendorsText, type Accounts } from '../vendors';
import { counted, FIELD_NAMES } from '../words';
import { RunLimit } from './run-limit';
import { Stored } from './stored';
import { Transactions } from './transactions';
import { Advanced } from './webhook';

interface SettingsProps {
  readonly state: State;
  readonly actions: Actions;
}

export function Settings({ state, actions }: SettingsProps) {
  const { side } = state;
  const { settings } = side;
  const trouble = sideTrouble(side, 'settings', 'saveSettings', 'deleteAll') ?? state.trouble;
  useEffect(actions.side.loadSettings, []);
  return (
    <main>
      <h1 tabIndex={-1}>Settings</h1>
      {trouble !== null && <Problem trouble={trouble} state={state} actions={actions} />}
      <Keys state={state} actions={actions} />
      {settings === null && trouble === null && (
        <Skeleton lines={8} label="Looking for the settings" />
      )}
      {settings !== null && (
        <>
          <RunLimit limit={settings.runLimit} state={state} actions={actions} />
          <Log settings={settings} state={state} actions={actions} />
          <Headers settings={settings} state={state} actions={actions} />
          <Advanced settings={settings} state={state} actions={actions} />
        </>
      )}
      {(settings !== null || trouble !== null) && <Privacy accounts={state.accounts} />}
      {settings !== null && <Stored settings={settings} state={state} actions={actions} />}
    </main>
  );
}

function Keys({ state, actions }: SettingsProps) {
  const { accounts } = state;
  const isOne = accounts.length < 2;
  return (
    <section aria-labelledby="key-title">
      <h2 id="key-title">{isOne ? 'Key' : 'Keys'}</h2>
      {isOne ? (
        <Key account={accounts[0]} isOne state={state} actions={actions} />
      ) : (
        <ul class="plain-list keys">
          {accounts.map((account) => (
            <li key={account.vendor}>
              <Key account={account} isOne={false} state={state} actions={actions} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface KeyProps extends SettingsProps {
  /** Absent until the first answer. */
  readonly account: Accounts[number] | undefined;
  /** There is no other vendor to be told from. */
  readonly isOne: boolean;
}

function Key({ account, isOne, state, actions }: KeyProps) {
  const { busy } = state;
  if (account?.connected !== true) {
    return (
      <>
        {isOne && <p>No key is connected.</p>}
        {account !== undefined && !isOne && (
          <p>
            {account.name} <span class="quiet">{account.about}</span>
          </p>
        )}
        <Button
          onPress={() => {
            actions.askKey(account?.vendor);
          }}
        >
          Connect {isOne ? 'a key' : account?.name}
        </Button>
      </>
    );
  }
  const { vendor, name } = account;
  const list = ownListAt(vendor, state);
  const verb = isOne ? 'Disconnect' : `Disconnect ${name}`;
  return (
    <>
      <p>
        {name} ·{' '}
        {!isOne && (
          <>
            {balanceText(account)}
            <br />
          </>
        )}
        <span class={isOne ? '' : 'quiet'}>
          <KeyText account={account} />
        </span>
      </p>
      <PlanText account={account} />
      {account.hasTransactions === true && (
        <Transactions vendor={vendor} name={name} state={state} actions={actions} />
      )}
      <TwoStepButton
        verb={verb}
        question={`Disconnect? The ${name} key is removed from your Google account. ${isOne ? 'Open runs and Automatic pause' : `Open runs and Automatic that ask ${name} pause`}${list === null ? '' : ', and so does the list that is being enriched,'} until you connect it again.`}
        confirmVerb={verb}
        busy={busy === `disconnect ${vendor}`}
        off={busy !== null}
        onConfirm={() => {
          actions.disconnect(vendor);
        }}
      />
    </>
  );
}

/** The list of this user that goes on only with this vendor's key; `null`: none. */
function ownListAt(vendor: string, { list: { view } }: State) {
  return view !== null && view.mine && view.vendor === vendor && view.isUnderWay ? view : null;
}

interface PartProps extends SettingsProps {
  readonly settings: SettingsView;
}

function Log({ settings, state, actions }: PartProps) {
  const { keepsLog, log } = settings;
  const busy = isUnderWay(state.side, 'saveSettings', 'keepsLog');
  return (
    <section aria-labelledby="log-title">
      <h2 id="log-title">Log: {keepsLog ? 'on' : 'off'}</h2>
      <p>
        {keepsLog
          ? 'Each contact sent or put on a list, each value written and each cell fixed has a line in the Enrichment log. Undo, retries, the rows of a run, Automatic and lists made of rows work from it.'
          : 'When a run ends, its lines are taken out of the Enrichment log, but for results without a row, further phones and what may have been bought. Lines of fixes and lists stay. Such a run cannot be undone or retried, Automatic cannot be switched on, and no list can be made of rows.'}
      </p>
      <p class="quiet">
        {log === null
          ? 'There is no log in this spreadsheet yet.'
          : `Sheet “${log.name}”: ${counted(log.lines, 'line')}. Everybody who can open this spreadsheet can read it.`}
      </p>
      {keepsLog ? (
        <TwoStepButton
          verb="Switch the log off"
          question="Switch the log off? Runs that end from now on cannot be undone or retried. Lines of earlier runs stay."
          confirmVerb="Switch the log off"
          busy={busy}
          off={isChanging(state.side)}
          onConfirm={() => {
            actions.side.saveSettings({ keepsLog: false });
          }}
        />
      ) : (
        <Button
          busy={busy}
          off={isChanging(state.side)}
          onPress={() => {
            actions.side.saveSettings({ keepsLog: true });
          }}
        >
          Switch the log on
        </Button>
      )}
    </section>
  );
}

function Headers({ settings, state, actions }: PartProps) {
  const { learnedHeaders } = settings;
  return (
    <section aria-labelledby="headers-title">
      <h2 id="headers-title">Remembered columns</h2>
      <p>
        {learnedHeaders === 0
          ? 'Headers of columns that you map by hand are remembered for your other sheets. There are none yet.'
          : `${counted(learnedHeaders, 'header')} of columns that you mapped by hand ${learnedHeaders === 1 ? 'is' : 'are'} remembered for your other sheets.`}
      </p>
      {learnedHeaders > 0 && (
        <Button
          busy={isUnderWay(state.side, 'saveSettings', 'forgetHeaders')}
          off={isChanging(state.side)}
          onPress={() => {
            actions.side.saveSettings({ forgetHeaders: true });
          }}
        >
          Forget them
        </Button>
      )}
    </section>
  );
}

function Privacy({ accounts }: { readonly accounts: Accounts }) {
  const connected = connectedOf(accounts);
  const isOne = connected.length < 2;
  const hasLeads = inUse(accounts).some(({ sells }) => sells.leads.length > 0);
  const keepers = inUse(accounts).filter(({ hasLists }) => hasLists === true);
  const listsAt = keepers.length === 0 ? '' : vendorsText(keepers);
  return (
    <section aria-labelledby="privacy-title">
      <h2 id="privacy-title">Privacy</h2>
      <ul class="privacy">
        <li>
          Of the contacts that you confirm, or that Automatic finds new, only LinkedIn profile,
          name, company and website are sent, or the domain of the e-mail where there is no company.
          The e-mail itself is sent to be checked or looked up, for a phone where the vendor can use
          nothing else
          {listsAt !== '' && `, and with a contact that you put on a list at ${listsAt}`}
          {hasLeads && `; the ${FIELD_NAMES.lead_id} is sent to get its lead`}. All of it goes only
          to {vendorsText(connected)}
          {isOne ? '' : ', as you choose'}, and to a webhook if you set one.
        </li>
        <li>
          {isOne ? 'Your key is' : 'Your keys are'} kept with your own Google account, not in this
          spreadsheet: other people here can neither see nor use {isOne ? 'it' : 'them'}.
        </li>
        <li>
          Beside the Enrichment log, the add-on stores codes, ids, counts and column headers with
          this spreadsheet, but no name, e-mail or phone of a contact.
        </li>
        <li>
          The Enrichment log, a hidden sheet, holds the contacts as they were sent and what came
          back, for everybody who can open this spreadsheet.
        </li>
        <li>The add-on has no server: its makers see nothing of yours.</li>
      </ul>
    </section>
  );
}
