// Owns the order of vendors as the first view shows it, folded, and its change by buttons. Knows no credits.
import { useRef, useState } from 'preact/hooks';
import type { Channel } from '../../src/contact/contact';
import type { Actions } from '../actions';
import { Button } from '../parts/button';
import { Disclosure } from '../parts/disclosure';
import { choiceNow } from '../retry';
import { askedFor, hasOrder, routeText, sellersOf } from '../route';
import type { State } from '../state';
import { accountOf } from '../vendors';
import { CHANNEL_NAMES } from '../words';

interface RouteProps {
  readonly state: State;
  readonly actions: Actions;
  readonly off: boolean;
}

export function Route({ state, actions, off }: RouteProps) {
  const [open, setOpen] = useState(false);
  const choice = choiceNow(state);
  if (!hasOrder(choice, state.accounts)) return null;
  return (
    <Disclosure
      id="route"
      open={open}
      onToggle={setOpen}
      summary={<span class="summary">Asked: {routeText(choice, state.accounts)}</span>}
    >
      <p class="quiet">
        Only what is still missing goes on to the next vendor. Each has its own maximum.
      </p>
      {choice.channels.map((channel) => (
        <Order key={channel} channel={channel} state={state} actions={actions} off={off} />
      ))}
    </Disclosure>
  );
}

interface OrderProps extends RouteProps {
  readonly channel: Channel;
}

/** The buttons go with what they change: the keyboard then is on the name of the list. */
function Order({ channel, state, actions, off }: OrderProps) {
  const title = useRef<HTMLParagraphElement>(null);
  const { accounts } = state;
  const choice = choiceNow(state);
  const ids = askedFor(channel, choice, accounts);
  const others = sellersOf(channel, choice, accounts).filter(({ vendor }) => !ids.includes(vendor));
  const change = (vendors: readonly string[]): void => {
    title.current?.focus();
    actions.route(channel, vendors);
  };
  const word = CHANNEL_NAMES[channel].toLowerCase();
  return (
    <div class="order" role="group" aria-label={`${CHANNEL_NAMES[channel]}, asked in this order`}>
      <p ref={title} tabIndex={-1}>
        {CHANNEL_NAMES[channel]}
      </p>
      <ol>
        {ids.map((id, at) => {
          const name = accountOf(accounts, id)?.name ?? '';
          const rest = ids.filter((other) => other !== id);
          return (
            <li key={id}>
              <span>{name}</span>
              {at > 0 && (
                <Button
                  look="link"
                  off={off}
                  onPress={() => {
                    change([...rest.slice(0, at - 1), id, ...rest.slice(at - 1)]);
                  }}
                >
                  Move up<span class="unseen"> {`${name} for ${word}`}</span>
                </Button>
              )}
              {rest.length > 0 && (
                <Button
                  look="link"
                  off={off}
                  onPress={() => {
                    change(rest);
                  }}
                >
                  Remove<span class="unseen"> {`${name} for ${word}`}</span>
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {others.map(({ vendor, name }) => (
        <Button
          key={vendor}
          off={off}
          onPress={() => {
            change([...ids, vendor]);
          }}
        >
          Then ask {name}
          <span class="unseen"> for {word}</span>
        </Button>
      ))}
    </div>
  );
}
