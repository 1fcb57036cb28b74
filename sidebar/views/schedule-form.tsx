// Owns the form that makes or changes the open sheet's schedule. Knows of the sheet what the first view has chosen.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Channel, CONTACT_FIELDS } from '../../src/contact/contact';
import type { Inspection } from '../../src/rpc/contract';
import type {
  ReadColumn,
  Rhythm,
  ScheduleView,
  WrittenColumn,
} from '../../src/rpc/contract-schedule';
import type { Actions } from '../actions';
import { Button } from '../parts/button';
import { Card } from '../parts/card';
import { Figure } from '../parts/figures';
import { channelNames, hourName } from '../schedule-words';
import { isChanging } from '../side-pages';
import type { State } from '../state';
import { NewRows } from './new-rows';
import { ScheduleColumns } from './schedule-columns';

interface ScheduleFormProps {
  /** The one that is changed; `null`: a new one. */
  readonly schedule: ScheduleView | null;
  readonly state: State;
  readonly actions: Actions;
}

export function ScheduleForm({ schedule, state, actions }: ScheduleFormProps) {
  const ceiling = useRef<HTMLInputElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const [rhythm, setRhythm] = useState<Rhythm>(schedule?.rhythm ?? { kind: 'hourly' });
  const [hint, setHint] = useState('');
  const obstacle = obstacleOf(state);
  const isNew = schedule === null;
  // The button that opened it has gone.
  useLayoutEffect(() => {
    if (!isNew) title.current?.focus();
  }, []);
  // What a schedule finds is its own: the first page may have been used for something else since.
  const choice = isNew ? state.choice : { ...state.choice, channels: schedule.channels };
  const submit = (): void => {
    const dailyCredits = ceiling.current?.valueAsNumber ?? Number.NaN;
    const isCeiling = Number.isInteger(dailyCredits) && dailyCredits > 0;
    setHint(isCeiling ? '' : 'Say how many credits a day it may cost: a whole number from 1.');
    if (isCeiling) actions.side.saveSchedule({ choice, rhythm, dailyCredits });
    else ceiling.current?.focus();
  };
  return (
    <section aria-labelledby="form-title">
      <h2 id="form-title" ref={title} tabIndex={-1}>
        {isNew ? 'Switch on for this sheet' : 'Change Automatic'}
      </h2>
      <About channels={choice.channels} state={state} actions={actions} />
      {obstacle !== null ? (
        <Obstacle obstacle={obstacle} actions={actions} />
      ) : (
        <form
          class="stack schedule-form"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <When rhythm={rhythm} timeZone={timeZoneOf(state)} onChange={setRhythm} />
          <label for="ceiling">Credits a day, at most</label>
          <input
            ref={ceiling}
            id="ceiling"
            type="number"
            min={1}
            step={1}
            required
            class="wide"
            defaultValue={schedule === null ? '' : String(schedule.dailyCredits)}
            aria-invalid={hint !== ''}
            aria-describedby="ceiling-note"
          />
          <p id="ceiling-note" class={hint === '' ? 'quiet' : 'error'} role="alert">
            {hint === '' ? CEILING_NOTE : hint}
          </p>
          <NewRows
            channels={choice.channels}
            state={state}
            actions={actions}
            look={isNew ? 'first' : 'next'}
          />
          <AlsoOn state={state} />
          <Button
            look="primary"
            class="wide"
            busy={state.side.busy.includes('schedule')}
            off={isChanging(state.side) || state.checking}
            onPress={submit}
          >
            {isNew ? 'Switch on' : 'Save'}
          </Button>
          {!isNew && (
            <Button
              class="wide"
              onPress={() => {
                actions.side.changeSchedule(false);
              }}
            >
              Cancel
            </Button>
          )}
        </form>
      )}
      <h2>Which rows are new?</h2>
      <p>
        Rows that are ready in the check, were never sent before, and have nothing in Enrichment
        status. A contact that was not found is not sent again by itself.
      </p>
    </section>
  );
}

interface AboutProps extends Omit<ScheduleFormProps, 'schedule'> {
  readonly channels: readonly Channel[];
}

function About({ channels, state, actions }: AboutProps) {
  const { inspection, checking } = state;
  return (
    <>
      <dl class="tight">
        <Figure
          name="Sheet"
          value={
            <span class="brief" title={inspection?.sheet.name}>
              {inspection?.sheet.name}
            </span>
          }
        />
        <Figure name="Finds" value={channelNames(channels) || 'nothing yet'} />
      </dl>
      {inspection !== null && inspection.problem === null && (
        <ScheduleColumns id="form" {...columnsOf(inspection)} />
      )}
      <div class="links">
        <Button look="link" onPress={actions.checkAgain}>
          Change these
        </Button>
        <Button look="link" busy={checking} onPress={actions.open}>
          Use the sheet that is open now
        </Button>
      </div>
    </>
  );
}

function AlsoOn({ state: { schedules, inspection } }: Pick<ScheduleFormProps, 'state'>) {
  const isOn = schedules.some(({ mine, sheetId }) => !mine && sheetId === inspection?.sheet.id);
  if (!isOn) return null;
  return (
    <Card tone="warn">
      <p>
        Another user has Automatic on for this sheet already. A new row is sent once, by whoever
        looks first.
      </p>
    </Card>
  );
}

const CEILING_NOTE =
  'A run counts with the most it can cost. Rows that do not fit into a day wait for the next. What you send again yourself does not count.';

interface WhenProps {
  readonly rhythm: Rhythm;
  readonly timeZone: string;
  readonly onChange: (rhythm: Rhythm) => void;
}

/** Before the working day: what came over night is there in the morning. */
const MORNING = 6;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

function When({ rhythm, timeZone, onChange }: WhenProps) {
  const [hour, setHour] = useState(rhythm.kind === 'daily' ? rhythm.hour : MORNING);
  const isDaily = rhythm.kind === 'daily';
  return (
    <fieldset class="when">
      <legend>Look for new rows</legend>
      <label>
        <input
          type="radio"
          name="rhythm"
          checked={!isDaily}
          onChange={() => {
            onChange({ kind: 'hourly' });
          }}
        />
        <span>Every hour</span>
      </label>
      <div class="line">
        <label>
          <input
            type="radio"
            name="rhythm"
            checked={isDaily}
            onChange={() => {
              onChange({ kind: 'daily', hour });
            }}
          />
          <span>Every day at</span>
        </label>
        <select
          aria-label="Hour"
          value={String(hour)}
          onChange={(event) => {
            const chosen = Number(event.currentTarget.value);
            setHour(chosen);
            onChange({ kind: 'daily', hour: chosen });
          }}
        >
          {HOURS.map((each) => (
            <option key={each} value={String(each)}>
              {hourName(each)}
            </option>
          ))}
        </select>
      </div>
      <p class="quiet">Within that hour or the next, {timeZone}.</p>
    </fieldset>
  );
}

function timeZoneOf({ side }: State): string {
  return side.timeZone === ''
    ? 'in the time zone of the spreadsheet (File → Settings)'
    : `time zone ${side.timeZone}`;
}

/** What a schedule of the open sheet would read and write. */
function columnsOf({ mapping, columns, outputs }: Inspection): {
  readonly reads: readonly ReadColumn[];
  readonly writes: readonly WrittenColumn[];
} {
  const nameOf = (column: number): string => {
    const view = columns.find(({ index }) => index === column);
    const header = view?.header.trim() ?? '';
    return header === '' ? `Column ${view?.letter ?? ''}` : header;
  };
  return {
    reads: CONTACT_FIELDS.flatMap((field) => {
      const mapped = mapping[field];
      return mapped === undefined ? [] : [{ field, column: nameOf(mapped.column) }];
    }),
    writes: outputs
      .filter(({ isOn }) => isOn)
      .map(({ field, column, header, policy }) => ({
        ...{ field, policy },
        column: column === null ? `${header} (new)` : nameOf(column),
      })),
  };
}

/** What must be done before the open sheet can have a schedule. */
type Obstacle = { readonly message: string; readonly way: 'key' | 'home' } | null;

function obstacleOf({ account, inspection, choice }: State): Obstacle {
  if (inspection?.isSample === true) {
    return { way: 'home', message: 'These are sample contacts. Open a sheet of your own first.' };
  }
  if (inspection !== null && inspection.problem !== null) {
    return { way: 'home', message: inspection.problem.message };
  }
  if (choice.channels.length === 0) {
    return { way: 'home', message: 'Choose e-mail, phone or both on the first page.' };
  }
  if (!account.connected) return { way: 'key', message: 'Connect your key first.' };
  return null;
}

function Obstacle({
  obstacle,
  actions,
}: {
  readonly obstacle: NonNullable<Obstacle>;
  readonly actions: Actions;
}) {
  return (
    <Card tone="warn">
      <p>{obstacle.message}</p>
      {obstacle.way === 'key' ? (
        <Button look="primary" onPress={actions.askKey}>
          Connect a key
        </Button>
      ) : (
        <Button onPress={actions.checkAgain}>Go to the sheet’s contacts</Button>
      )}
    </Card>
  );
}
