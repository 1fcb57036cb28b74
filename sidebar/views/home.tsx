// Owns the first view: the open sheet, what is wanted for which rows, the check, the way to the confirm.
import { useEffect } from 'preact/hooks';
import type { CheckView, Inspection } from '../../src/rpc/contract-check';
import type { Actions } from '../actions';
import { hasNoContacts, isFirstOpen } from '../first-open';
import { operationOf } from '../operations';
import { Button } from '../parts/button';
import { Card } from '../parts/card';
import { Problem } from '../parts/problem';
import { choiceNow } from '../retry';
import type { State } from '../state';
import { counted } from '../words';
import { Account } from './account';
import { Check } from './check';
import { LastFix } from './last-fix';
import { Intro, SampleButton } from './intro';
import { LimitNote } from './limit-note';
import { ListCard } from './list-card';
import { Mapping } from './mapping';
import { Outputs } from './outputs';
import { Review } from './review';
import { LastRun, PausedSchedules, RunCards } from './run-cards';
import { Wanted } from './wanted';

interface HomeProps {
  readonly state: State;
  readonly inspection: Inspection;
  readonly actions: Actions;
}

export function Home({ state, inspection, actions }: HomeProps) {
  const { check, problem } = inspection;
  const still = state.busy !== null;
  const isEmpty = problem?.code === 'empty';
  const isFirst = isFirstOpen(state);
  const noContacts = hasNoContacts(inspection);
  const isWayOn = isFirst && noContacts;
  const mustRefresh = state.isOld && !still && choiceNow(state).channels.length > 0;
  useEffect(() => {
    if (mustRefresh) actions.refresh();
  }, [mustRefresh]);
  return (
    <>
      <main>
        {state.trouble !== null && (
          <Problem trouble={state.trouble} actions={actions} state={state} />
        )}
        <RunCards state={state} actions={actions} />
        <ListCard state={state} actions={actions} />
        <PausedSchedules state={state} actions={actions} />
        <Title state={state} inspection={inspection} actions={actions} />
        {(isFirst || noContacts) && <Intro state={state} actions={actions} hasButton={!isWayOn} />}
        {problem !== null && (
          <Card tone="warn">
            <p>{problem.message}</p>
          </Card>
        )}
        <LastFix state={state} inspection={inspection} actions={actions} />
        {!isEmpty && (
          <>
            <Mapping state={state} inspection={inspection} actions={actions} off={still} />
            <Wanted state={state} inspection={inspection} actions={actions} off={still} />
            <Outputs state={state} inspection={inspection} actions={actions} off={still} />
            {check !== null && (
              <Check state={state} inspection={inspection} check={check} actions={actions} />
            )}
            <Limit state={state} check={check} actions={actions} />
            <LastRun state={state} actions={actions} />
          </>
        )}
        <Account accounts={state.accounts} actions={actions} />
      </main>
      <Foot state={state} inspection={inspection} actions={actions} />
    </>
  );
}

interface LimitProps {
  readonly state: State;
  readonly check: CheckView | null;
  readonly actions: Actions;
}

/** Why the blue button names fewer contacts than are ready. */
function Limit({ state, check, actions }: LimitProps) {
  const limit = check?.limit ?? null;
  if (check === null || limit === null) return null;
  const { total } = check.contacts;
  return (
    <LimitNote
      operation={operationOf(choiceNow(state))}
      {...{ credits: limit.credits, actions }}
      first={total}
      all={total + limit.left}
    />
  );
}

/** The way on: to the confirm, to the sample, or to a look at what the person puts into an empty sheet. */
function Foot({ state, inspection, actions }: HomeProps) {
  if (isFirstOpen(state) && hasNoContacts(inspection)) {
    return (
      <footer class="foot">
        <SampleButton state={state} actions={actions} look="primary" />
      </footer>
    );
  }
  if (inspection.problem?.code !== 'empty') {
    return <Review state={state} check={inspection.check} actions={actions} />;
  }
  return (
    <footer class="foot">
      <Button
        look="primary"
        class="wide"
        busy={state.checking}
        off={state.busy !== null}
        onPress={actions.open}
      >
        Check again
      </Button>
    </footer>
  );
}

function noRows({ problem, headerRow }: Inspection): string {
  if (problem?.code === 'empty') return 'No rows yet';
  return headerRow === 0 ? '' : 'No rows below the headers';
}

function Title({ state, inspection, actions }: HomeProps) {
  const { sheet, isSample, problem } = inspection;
  const isBelow = problem?.code === 'empty' && !isFirstOpen(state);
  return (
    <div class="title">
      <div>
        <h1 tabIndex={-1} title={sheet.name}>
          {sheet.name}
        </h1>
        <p class="quiet">
          {sheet.rows === 0 ? noRows(inspection) : counted(sheet.rows, 'row')}
          {isSample && ' · made-up contacts'}
        </p>
      </div>
      {!isBelow && (
        <Button look="link" busy={state.checking} off={state.busy !== null} onPress={actions.open}>
          Check again
        </Button>
      )}
    </div>
  );
}
