// Owns how a list stands, as its user sees it: the confirm, what goes on, what waits for a decision, what it cost. Knows no server.
import type { ComponentChildren } from 'preact';
import type { ListDecision, ListView } from '../../src/rpc/contract-list';
import type { Actions } from '../actions';
import { capOf, creditsSaid, foundText, listTitle, usualCap, wantedText } from '../list';
import { Button, TwoStepButton } from '../parts/button';
import { Card } from '../parts/card';
import { Figure, Progress } from '../parts/figures';
import { PortalLink } from '../parts/link';
import { ConnectButton, LimitButton } from '../parts/problem';
import { TopUp } from '../parts/top-up';
import type { State } from '../state';
import { accountOf } from '../vendors';
import { count, counted } from '../words';

interface ListStandingProps {
  readonly view: ListView;
  readonly state: State;
  readonly actions: Actions;
}

export function ListStanding(props: ListStandingProps) {
  const { view } = props;
  return (
    <section aria-labelledby="list-title" class="leads">
      <h2 id="list-title">{listTitle(view)}</h2>
      <p class="quiet list-id">
        List {view.list}: {wantedText(view.channels)}
        {view.state === 'quoted' ? '' : ` of ${counted(view.rows, 'row')}`}
      </p>
      <Part {...props} />
    </section>
  );
}

function Part(props: ListStandingProps) {
  const { view } = props;
  if (!view.mine) return <Foreign {...props} />;
  if (view.state === 'quoted') return <Confirm {...props} />;
  return <Standing {...props} />;
}

function Confirm({ view, state, actions }: ListStandingProps) {
  const { rows, credits, balance, isSufficient, message, runLimit, warning } = view;
  const { made, wrong, cap } = state.list;
  const { busy } = state;
  const maximum = capOf(state.list);
  const isOverLimit = runLimit !== null && credits > runLimit;
  const isFree = credits === 0;
  const canBuy = isSufficient && !isOverLimit;
  const isMade = made?.list === view.list;
  return (
    <>
      {message !== '' && (
        <Card tone="warn" alert>
          <p>{message}</p>
        </Card>
      )}
      {warning !== '' && (
        <Card tone="warn" title="It may be paid for twice">
          <p>{warning}</p>
        </Card>
      )}
      {isMade && (
        <Card tone={made.left.length === 0 ? 'info' : 'warn'}>
          <p>
            The list “{made.name}” was made of {counted(made.contacts, 'contact')}.
          </p>
          {made.left.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Card>
      )}
      <dl>
        <Figure name="Rows" value={count(rows)} />
        <Figure name="Credits at most" value={count(credits)} strong />
        <Figure name="Your balance" value={count(balance)} />
      </dl>
      <p class="quiet">
        {isFree
          ? `By this estimate ${view.vendorName} takes nothing for it.`
          : `All of it is reserved at first; ${view.vendorName} gives back what it does not find. Rows that have a value already are bought again.`}
      </p>
      {!isSufficient && (
        <Card tone="warn" title="Your balance does not cover it">
          <TopUp accounts={ofVendor(view, state)} isLong />
        </Card>
      )}
      {isOverLimit && (
        <Card tone="warn" title="Over your limit for a run">
          <p>You let no run cost more than {counted(runLimit, 'credit')}.</p>
          <LimitButton actions={actions} />
        </Card>
      )}
      {canBuy ? (
        <>
          <div class="line">
            <label for="list-cap">At most</label>
            <input
              id="list-cap"
              type="text"
              inputMode="numeric"
              class="amount"
              autoComplete="off"
              readOnly={busy !== null}
              aria-invalid={wrong !== ''}
              aria-describedby="list-cap-unit list-cap-wrong"
              value={cap ?? String(usualCap(view))}
              onInput={(event) => {
                actions.typeListCap(event.currentTarget.value);
              }}
            />
            <span id="list-cap-unit">credits</span>
          </div>
          <p id="list-cap-wrong" class="error" role="alert">
            {wrong}
          </p>
          <Button
            look="primary"
            class="wide"
            busy={busy === 'buyList'}
            off={busy !== null}
            onPress={actions.buyList}
          >
            {maximum === null || maximum >= credits
              ? `Enrich ${counted(rows, 'row')}`
              : `Enrich only if it is ${counted(maximum, 'credit')}`}
          </Button>
        </>
      ) : (
        <Button
          look="primary"
          class="wide"
          busy={busy === 'quoteList'}
          off={busy !== null}
          onPress={actions.estimateAgain}
        >
          Estimate again
        </Button>
      )}
      <div class="decisions">
        <Button off={busy !== null} onPress={actions.anotherList}>
          Choose another list
        </Button>
      </div>
    </>
  );
}

/** Bought, or perhaps bought; or ended. */
function Standing({ view, state, actions }: ListStandingProps) {
  const { message, isPaused, notice, processed, total, tab, rows, portal, vendorName } = view;
  const account = accountOf(state.accounts, view.vendor);
  const isWaiting = isPaused || view.state === 'unknown' || view.state === 'stalled';
  const isReading = view.state === 'reading' && !isPaused;
  const isGoing = view.state === 'submitting' || (view.state === 'submitted' && !isPaused);
  return (
    <>
      {message !== '' && (
        <Card tone={isWaiting || view.state === 'refused' ? 'warn' : 'info'} alert={isWaiting}>
          <p>{message}</p>
          {isWaiting && !message.includes(portal) && (
            <p>
              <PortalLink to={portal} />
            </p>
          )}
        </Card>
      )}
      {notice !== '' && (
        <Card tone="warn" title={`${vendorName} says about the credits`}>
          <p>{notice}</p>
          <p class="quiet">
            Id at {vendorName} <code>{view.workflowId}</code>
          </p>
        </Card>
      )}
      {isGoing && (
        <>
          <Progress done={processed ?? 0} all={total ?? rows} label="rows done" />
          <p class="quiet">
            {counted(processed ?? 0, 'row')} of {count(total ?? rows)} done.
          </p>
        </>
      )}
      {isReading && (
        <>
          <Progress done={tab?.rows ?? 0} all={rows} label="rows written" />
          <p class="quiet">
            {counted(tab?.rows ?? 0, 'row')} of {count(rows)} written.
          </p>
        </>
      )}
      <Money view={view} />
      {(isGoing || isReading) && (
        <p class="quiet">
          It goes on here every few seconds, and every hour when this sidebar is closed.
        </p>
      )}
      {tab !== null && !isReading && (
        <Button
          look={view.state === 'done' ? 'primary' : 'plain'}
          class="wide"
          off={state.busy !== null}
          onPress={() => {
            actions.jump(1, tab.sheet);
          }}
        >
          Open “{tab.name}”
        </Button>
      )}
      {isPaused && account?.connected === false && (
        <ConnectButton vendor={view.vendor} actions={actions} />
      )}
      <Decisions view={view} state={state} actions={actions} />
    </>
  );
}

/** As the vendor says it, and no number that it does not. */
function Money({ view }: { readonly view: ListView }) {
  const { state, maximum, reserved, charged, refunded, word, workflowId } = view;
  if (state === 'refused') return null;
  const found = foundText(view);
  return (
    <dl>
      {found !== '' && <Figure name="Found" value={found} />}
      <Figure name="Confirmed, at most" value={count(maximum)} />
      {workflowId !== '' && <Figure name="Reserved" value={creditsSaid(reserved)} />}
      {word !== '' && <Figure name="Charged" value={creditsSaid(charged)} strong />}
      {word !== '' && <Figure name="Given back" value={creditsSaid(refunded)} />}
    </dl>
  );
}

const VERBS: Readonly<Record<ListDecision, string>> = {
  try_again: 'Try again',
  look_again: 'Look again',
  read: 'Read the list',
  close: 'Give up',
};

const MEANINGS: Readonly<Record<ListDecision, string>> = {
  try_again: 'the same estimate: never paid twice',
  look_again: 'asks once more, free',
  read: 'into a new sheet, free',
  close: 'not followed any more',
};

function Decisions({ view, state, actions }: ListStandingProps) {
  const { busy } = state;
  const isOpen = view.isUnderWay;
  const some = view.decisions.filter((decision) => decision !== 'close' || isOpen);
  return (
    <div class="decisions">
      {some.map((decision) =>
        decision === 'close' ? (
          <GiveUp key={decision} verb={VERBS.close} view={view} state={state} actions={actions} />
        ) : (
          <Decision key={decision} meaning={isOpen ? MEANINGS[decision] : ''}>
            <Button
              busy={busy === `decideList ${decision}`}
              off={busy !== null}
              onPress={() => {
                actions.decideList(decision);
              }}
            >
              {decision === 'read' && !isOpen ? 'Read it again into a new sheet' : VERBS[decision]}
            </Button>
          </Decision>
        ),
      )}
      {!isOpen && (
        <Button off={busy !== null} onPress={actions.anotherList}>
          Enrich another list
        </Button>
      )}
    </div>
  );
}

function Decision({
  meaning,
  children,
}: {
  readonly meaning: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="decision">
      {children}
      {meaning !== '' && <span class="quiet">{meaning}</span>}
    </div>
  );
}

function GiveUp({ verb, view, state, actions }: ListStandingProps & { readonly verb: string }) {
  const isBought = view.workflowId !== '' || view.state !== 'unknown';
  return (
    <TwoStepButton
      verb={verb}
      meaning={MEANINGS.close}
      question={
        isBought
          ? `Give this list up? It was bought, and what it finds stays at ${view.vendorName}: its id goes to the Enrichment log.`
          : `Give this list up? It may have been bought. Enriched once more, it may be paid twice: look at ${view.vendorName} first.`
      }
      confirmVerb="Give it up"
      busy={state.busy === 'decideList close'}
      off={state.busy !== null}
      onConfirm={() => {
        actions.decideList('close');
      }}
    />
  );
}

function Foreign({ view, state, actions }: ListStandingProps) {
  return (
    <>
      <Card tone="info">
        <p>
          Another user is enriching this list with their own key: only they can go on with it. One
          list at a time is enriched in a spreadsheet.
        </p>
      </Card>
      <Button class="wide" off={state.busy !== null} onPress={actions.loadList}>
        Refresh
      </Button>
      {view.closable && (
        <div class="decisions">
          <GiveUp verb="Close theirs" view={view} state={state} actions={actions} />
        </div>
      )}
    </>
  );
}

function ofVendor(view: ListView, { accounts }: State): State['accounts'] {
  const account = accountOf(accounts, view.vendor);
  return account === undefined ? [] : [account];
}
