// Owns the page of lists that are kept at a vendor: which of them, and what of it; what it costs is list-standing.tsx's.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ListChannels } from '../../src/rpc/contract-list';
import type { Actions } from '../actions';
import { shownList } from '../list';
import { Button } from '../parts/button';
import { ConnectFirst } from '../parts/connect-first';
import { onEnter } from '../parts/enter';
import { Problem } from '../parts/problem';
import type { State } from '../state';
import type { Accounts } from '../vendors';
import { ListStanding } from './list-standing';

interface EnrichListProps {
  readonly state: State;
  readonly actions: Actions;
}

export function EnrichList({ state, actions }: EnrichListProps) {
  const account = listKeeperOf(state.accounts);
  const view = shownList(state.list);
  const name = account?.name ?? 'The vendor';
  useEffect(actions.loadList, []);
  return (
    <main>
      <h1 tabIndex={-1}>Enrich a {account?.name} list</h1>
      <p>
        A list that is kept at {name}, enriched whole. Its rows come into a new sheet; your sheets
        stay as they are.
      </p>
      {state.trouble !== null && (
        <Problem trouble={state.trouble} state={state} actions={actions} />
      )}
      {view !== null ? (
        <ListStanding view={view} state={state} actions={actions} />
      ) : account?.connected !== true ? (
        <ConnectFirst account={account} what="Lists are enriched" actions={actions} />
      ) : (
        <Form account={account} state={state} actions={actions} />
      )}
    </main>
  );
}

/** The one that is connected; else the one that could be. */
export function listKeeperOf(accounts: Accounts): Accounts[number] | undefined {
  const keepers = accounts.filter(({ hasLists }) => hasLists === true);
  return keepers.find(({ connected }) => connected) ?? keepers[0];
}

interface FormProps extends EnrichListProps {
  readonly account: Accounts[number];
}

const CHANNELS: readonly (readonly [ListChannels[number], string])[] = [
  ['email', 'E-mails'],
  ['phone', 'Phones'],
];

function Form({ account, state, actions }: FormProps) {
  const { name, vendor, portal } = account;
  const { source, typed, channels, wrong } = state.list;
  const { busy } = state;
  const form = useRef<HTMLFormElement>(null);
  const isSheet = source === 'sheet';
  const sheet = state.inspection?.sheet.name ?? 'this sheet';
  const off = busy !== null;
  const estimate = (): void => {
    actions.estimateList(vendor);
  };
  useLayoutEffect(() => {
    if (wrong !== '') form.current?.querySelector<HTMLElement>('[data-wrong=true]')?.focus();
  }, [wrong]);
  return (
    <form
      ref={form}
      class="stack"
      noValidate
      onKeyDown={onEnter(() => {
        if (!off) estimate();
      })}
    >
      <fieldset class="when">
        <legend>Which list</legend>
        <label>
          <input
            type="radio"
            name="source"
            disabled={off}
            checked={!isSheet}
            onChange={() => {
              actions.chooseList({ source: 'kept' });
            }}
          />
          <span>One at {name}</span>
        </label>
        <label>
          <input
            type="radio"
            name="source"
            disabled={off}
            checked={isSheet}
            onChange={() => {
              actions.chooseList({ source: 'sheet' });
            }}
          />
          <span>A new one, of this sheet’s rows</span>
        </label>
      </fieldset>
      {isSheet ? (
        <p class="quiet">
          Of “{sheet}”, the rows chosen on the first page, as far as they lack what you choose here.
          Making the list is free, and tells {name} who they are before it is known what enriching
          them costs: names, companies, profiles, an e-mail where that is all there is.
        </p>
      ) : (
        <div>
          <label for="list-id">Its id</label>
          <input
            id="list-id"
            type="text"
            class="wide"
            autoComplete="off"
            spellcheck={false}
            maxLength={200}
            readOnly={off}
            value={typed}
            aria-invalid={wrong !== '' && channels.length > 0}
            data-wrong={wrong !== '' && channels.length > 0}
            aria-describedby="list-hint list-wrong"
            onInput={(event) => {
              actions.chooseList({ typed: event.currentTarget.value });
            }}
          />
          <p id="list-hint" class="quiet">
            Copy it from the list at {portal.replace('https://', '')}.
          </p>
        </div>
      )}
      <div class="line checks" role="group" aria-label="Find">
        {CHANNELS.map(([channel, word], index) => (
          <label key={channel}>
            <input
              type="checkbox"
              disabled={off}
              data-wrong={wrong !== '' && channels.length === 0 && index === 0}
              checked={channels.includes(channel)}
              onChange={({ currentTarget: { checked } }) => {
                const all = CHANNELS.map(([each]) => each);
                const next = all.filter((each) =>
                  each === channel ? checked : channels.includes(each),
                );
                actions.chooseList({ channels: next });
              }}
            />
            {word}
          </label>
        ))}
      </div>
      <p id="list-wrong" class="error" role="alert">
        {wrong}
      </p>
      <Button
        look="primary"
        class="wide"
        busy={busy === 'quoteList' || busy === 'makeList'}
        off={off}
        onPress={estimate}
      >
        {isSheet ? 'Make the list and estimate' : 'Estimate'}
      </Button>
      <p class="quiet">Estimating is free. Nothing is bought before you confirm.</p>
    </form>
  );
}
