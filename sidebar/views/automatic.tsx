// Owns the page of automatic schedules: what they do, the open sheet's, and those that exist beside it.
import { useEffect, useRef } from 'preact/hooks';
import type { Actions } from '../actions';
import { Problem } from '../parts/problem';
import { sideTrouble } from '../side-pages';
import type { State } from '../state';
import { connectedOf } from '../vendors';
import { Schedule, Theirs } from './schedule';
import { ScheduleForm } from './schedule-form';

interface AutomaticProps {
  readonly state: State;
  readonly actions: Actions;
}

export function Automatic({ state, actions }: AutomaticProps) {
  const { schedules, side, inspection } = state;
  useEffect(actions.side.loadSchedules, []);
  const wasChanging = useRef(false);
  const isBack = wasChanging.current && !side.changing;
  useEffect(() => {
    wasChanging.current = side.changing;
  }, [side.changing]);
  const here = schedules.find(({ mine, sheetId }) => mine && sheetId === inspection?.sheet.id);
  const elsewhere = schedules.filter(({ mine, id }) => mine && id !== here?.id);
  const theirs = schedules.filter(({ mine }) => !mine);
  const trouble =
    sideTrouble(side, 'schedules', 'schedule', 'resumeSchedule', 'endSchedule') ?? state.trouble;
  const of = connectedOf(state.accounts).length > 1 ? ' of each vendor' : '';
  return (
    <main>
      <h1 tabIndex={-1}>Automatic</h1>
      <p>
        New rows of a sheet are sent by themselves, also while nobody has it open. It is off until
        you switch it on, and costs at most the credits a day that you allow{of}.
      </p>
      {trouble !== null && <Problem trouble={trouble} state={state} actions={actions} />}
      {here !== undefined && !side.changing ? (
        <Schedule schedule={here} state={state} actions={actions} isHere isBack={isBack} />
      ) : (
        <ScheduleForm
          key={here?.id ?? ''}
          schedule={here ?? null}
          state={state}
          actions={actions}
        />
      )}
      {elsewhere.map((schedule) => (
        <Schedule
          key={schedule.id}
          schedule={schedule}
          state={state}
          actions={actions}
          isHere={false}
        />
      ))}
      {theirs.length > 0 && (
        <section aria-labelledby="theirs-title">
          <h2 id="theirs-title">Of other users</h2>
          <ul class="plain-list">
            {theirs.map((schedule) => (
              <Theirs key={schedule.id} schedule={schedule} />
            ))}
          </ul>
          <p class="quiet">Only they can change it or switch it off. They pay for it.</p>
        </section>
      )}
    </main>
  );
}
