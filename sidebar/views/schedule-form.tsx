// Owns the form that makes or changes the open sheet's schedule. Knows of the sheet what the first view has chosen.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { CONTACT_FIELDS } from '../../src/contact/contact';
import type { Inspection } from '../../src/rpc/contract-check';
import type {
  ReadColumn,
  Rhythm,
  ScheduleView,
  WrittenColumn,
} from '../../src/rpc/contract-schedule';
import type { Actions } from '../actions';
import { OPERATION_WORDS, operationOf } from '../operations';
import { Button } from '../parts/button';
import { Card } from '../parts/card';
import { onEnter } from '../parts/enter';
import { Figure } from '../parts/figures';
import { ConnectButton } from '../parts/problem';
import type { SheetWish } from '../retry';
import { askedForAll, hasOrder, routeText } from '../route';
import { channelNames, hourName } from '../schedule-words';
import { isChanging } from '../side-pages';
import type { State } from '../state';
import { accountOf, type Accounts } from '../vendors';
import { Ceilings, readCeilings } from './ceilings';
import { NewRows } from './new-rows';
import { ScheduleColumns } from './schedule-columns';

interface ScheduleFormProps {
  /** The one that is changed; `null`: a new one. */
  readonly schedule: ScheduleView | null;
  readonly state: State;
  readonly actions: Actions;
}

export function ScheduleForm({ schedule, state, actions }: ScheduleFormProps) {
  const ceilings = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const [rhythm, setRhythm] = useState<Rhythm>(schedule?.rhythm ?? { kind: 'hourly' });
  /** The vendor whose ceiling is none. */
  const [wrong, setWrong] = useState<string | null>(null);
  const obstacle = obstacleOf(state);
  const isNew = schedule === null;
  // The button that opened it has gone.
  useLayoutEffect(() => {
    if (!isNew) title.current?.focus();
  }, []);
  // What a schedule finds is its own: the first page may have been used for something else since.
  const choice = isNew ? state.choice : withOwn(state.choice, schedule, state.accounts);
  const { accounts } = state;
  const asked = isNew ? askedForAll(choice, accounts) : null;
  const vendors =
    asked === null
      ? (schedule?.dailyCredits ?? [])
      : asked.flatMap((id) => accountOf(accounts, id) ?? []);
  const off = isChanging(state.side) || state.checking;
  const submit = (): void => {
    if (off || ceilings.current === null) return;
    const reading = readCeilings(ceilings.current);
    setWrong(reading.kind === 'wrong' ? reading.field.name : null);
    if (reading.kind === 'wrong') reading.field.focus();
    else actions.side.saveSchedule({ choice, rhythm, dailyCredits: reading.credits });
  };
  return (
    <section aria-labelledby="form-title">
      <h2 id="form-title" ref={title} tabIndex={-1}>
        {isNew ? 'Switch on for this sheet' : 'Change Automatic'}
      </h2>
      <About choice={choice} state={state} actions={actions} />
      {obstacle !== null ? (
        <Obstacle obstacle={obstacle} actions={actions} />
      ) : (
        <form noValidate class="stack schedule-form" onKeyDown={onEnter(submit)}>
          <When rhythm={rhythm} timeZone={timeZoneOf(state)} onChange={setRhythm} />
          <Ceilings
            within={ceilings}
            vendors={vendors}
            known={schedule?.dailyCredits ?? []}
            wrong={wrong}
          />
          <NewRows wish={choice} state={state} actions={actions} look={isNew ? 'first' : 'next'} />
          <AlsoOn state={state} />
          {vendors.map(({ vendor }) => {
            const warning = state.side.told[vendor];
            return (
              warning !== undefined && (
                <Card key={vendor} tone="warn">
                  <p>{warning}</p>
                </Card>
              )
            );
          })}
          <Button
            look="primary"
            class="wide"
            busy={state.side.busy.includes('schedule')}
            off={off}
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

/** What a schedule finds of whom, while the first page may ask others; with one vendor there is nothing to say. */
function withOwn(
  choice: SheetWish,
  { channels, route }: ScheduleView,
  accounts: Accounts,
): SheetWish {
  return { ...choice, channels, ...(accounts.length < 2 ? {} : { route }) };
}

interface AboutProps extends Omit<ScheduleFormProps, 'schedule'> {
  readonly choice: SheetWish;
}

function About({ choice, state, actions }: AboutProps) {
  const { inspection, checking, accounts } = state;
  const finds = operationOf(choice) === 'find';
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
        {finds && <Figure name="Finds" value={channelNames(choice.channels) || 'nothing yet'} />}
        {finds && hasOrder(choice, accounts) && (
          <Figure name="Asked" value={routeText(choice, accounts)} />
        )}
      </dl>
      {finds && inspection !== null && inspection.problem === null && (
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

function obstacleOf({ accounts, inspection, choice }: State): Obstacle {
  if (operationOf(choice) !== 'find') {
    return {
      way: 'home',
      message: `Automatic only finds e-mails and phones. Choose “${OPERATION_WORDS.find.name}” on the first page.`,
    };
  }
  if (inspection?.isSample === true) {
    return { way: 'home', message: 'These are sample contacts. Open a sheet of your own first.' };
  }
  if (inspection !== null && inspection.problem !== null) {
    return { way: 'home', message: inspection.problem.message };
  }
  if (choice.channels.length === 0) {
    return { way: 'home', message: 'Choose e-mail, phone or both on the first page.' };
  }
  const { channels } = choice;
  if (askedForAll({ channels }, accounts).length === 0)
    return { way: 'key', message: 'Connect your key first.' };
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
        <ConnectButton look="primary" actions={actions} />
      ) : (
        <Button onPress={actions.checkAgain}>Go to the sheet’s contacts</Button>
      )}
    </Card>
  );
}
