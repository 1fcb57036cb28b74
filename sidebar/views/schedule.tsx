// Owns a schedule that is on: when it looks, what came of it, why it paused, and the ways to change that.
import type { ScheduleView } from '../../src/rpc/contract-schedule';
import type { Actions } from '../actions';
import { Button, TwoStepButton } from '../parts/button';
import { Card } from '../parts/card';
import { Figure } from '../parts/figures';
import { ConnectButton } from '../parts/problem';
import { TopUp } from '../parts/top-up';
import { creditsAt } from '../credits';
import { clock } from '../run-words';
import { channelNames, lastSentence, needsResume, rhythmName } from '../schedule-words';
import { isChanging, isUnderWay } from '../side-pages';
import type { State } from '../state';
import { accountAbout, accountOf } from '../vendors';
import { count } from '../words';
import { ScheduleColumns } from './schedule-columns';

interface ScheduleProps {
  readonly schedule: ScheduleView;
  readonly state: State;
  readonly actions: Actions;
  /** On the sheet that is open: only there its columns can be seen, and so be changed. */
  readonly isHere: boolean;
  /** The person comes from the form that changes it. */
  readonly isBack?: boolean;
}

export function Schedule({ schedule, state, actions, isHere, isBack = false }: ScheduleProps) {
  const { id, sheetName, pause } = schedule;
  const title = `schedule-${id}`;
  return (
    <section aria-labelledby={title}>
      <h2 id={title} class="brief" title={sheetName}>
        {pause === null ? 'On' : 'Paused'}: {sheetName}
      </h2>
      {pause !== null && <Paused schedule={schedule} state={state} actions={actions} />}
      <Facts schedule={schedule} />
      <ScheduleColumns id={id} reads={schedule.reads} writes={schedule.writes} />
      {!isHere && <p class="quiet">To change it, open its sheet, then press Check again there.</p>}
      <div class="decisions">
        {isHere && (
          <Button
            focusFirst={isBack}
            off={isChanging(state.side)}
            onPress={() => {
              actions.side.changeSchedule(true);
            }}
          >
            Change
          </Button>
        )}
        <TwoStepButton
          verb="Switch off"
          question={`Switch Automatic off for ${sheetName}? Its new rows are not sent by themselves any more. A run that Automatic has started goes on.`}
          confirmVerb="Switch off"
          busy={isUnderWay(state.side, 'endSchedule', id)}
          off={isChanging(state.side)}
          onConfirm={() => {
            actions.side.endSchedule(id);
          }}
        />
      </div>
    </section>
  );
}

function Paused({ schedule, state, actions }: Omit<ScheduleProps, 'isHere' | 'isBack'>) {
  const { pause, dailyCredits } = schedule;
  if (pause === null) return null;
  const { accounts } = state;
  const own = dailyCredits.flatMap(({ vendor }) => accountOf(accounts, vendor) ?? []);
  const account = accountAbout(own, pause.vendor);
  return (
    <Card tone="warn">
      <p>{pause.message}</p>
      {pause.reason === 'balance' && <TopUp accounts={account === undefined ? own : [account]} />}
      <div class="decisions">
        {pause.reason === 'key' && <ConnectButton vendor={account?.vendor} actions={actions} />}
        {needsResume(schedule) && (
          <Button
            busy={isUnderWay(state.side, 'resumeSchedule', schedule.id)}
            off={isChanging(state.side)}
            onPress={() => {
              actions.side.resumeSchedule(schedule.id);
            }}
          >
            Resume
          </Button>
        )}
      </div>
    </Card>
  );
}

const SPENT_NOTE =
  'A run counts with the most it can cost, also when less is found. What you send again yourself does not count.';

function Facts({ schedule }: { readonly schedule: ScheduleView }) {
  const { rhythm, timeZone, channels, nextAt, last, spentToday, dailyCredits } = schedule;
  const now = Date.now();
  const said = lastSentence(schedule);
  return (
    <dl class="tight">
      <Figure name="Looks" value={rhythmName(rhythm, timeZone)} />
      <Figure name="Finds" value={channelNames(channels)} />
      {nextAt !== null && <Figure name="Next look" value={`about ${clock(nextAt, now)}`} />}
      {last !== null && (
        <Figure
          name="Last look"
          value={clock(last.at, now)}
          {...(said === '' ? {} : { note: said })}
        />
      )}
      {dailyCredits.map(({ vendor, name, credits }, at) => (
        <Figure
          key={vendor}
          name={dailyCredits.length > 1 ? `${name} credits today` : 'Credits today'}
          value={`${count(creditsAt(spentToday, vendor))} of at most ${count(credits)}`}
          {...(at < dailyCredits.length - 1 ? {} : { note: SPENT_NOTE })}
        />
      ))}
    </dl>
  );
}

/** Another user's: that it exists, and whether it sends anything. */
export function Theirs({ schedule }: Pick<ScheduleProps, 'schedule'>) {
  const { sheetName, rhythm, timeZone, channels, isPaused } = schedule;
  return (
    <li>
      <span class="brief" title={sheetName}>
        {sheetName}
      </span>
      <span class="quiet">
        {isPaused && 'Paused at the moment · '}
        {rhythmName(rhythm, timeZone)} · {channelNames(channels)}
      </span>
    </li>
  );
}
