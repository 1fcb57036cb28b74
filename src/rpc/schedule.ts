// Owns schedules as their user makes, resumes and ends them, and as everybody sees them.
import type { ColumnRef } from '../contact/column';
import { columnLetter } from '../contact/column-letter';
import { CONTACT_FIELDS } from '../contact/contact';
import type { Book } from '../ports';
import { LOG_NAME } from '../run/log/log-line';
import { counted } from '../run/report/number-words';
import { creditsOf, together } from '../run/state/credits';
import { vendorOf } from '../provider/vendors';
import { localTime, nextDueAt, spentOn } from '../run/schedule/calendar';
import {
  endSchedule as end,
  makeSchedule,
  resumeSchedule as resume,
  type ScheduleResult,
} from '../run/schedule/keep';
import { lastOutputs } from '../run/schedule/new-contacts';
import { isOn, type Schedule, schedulesOf, ceilingOf } from '../run/schedule/schedule';
import { type DocumentState, openDocument } from '../run/state/document';
import { OUTPUT_FIELDS, type Outputs } from '../run/state/output-fields';
import { readUser } from '../run/state/user';
import type { Failure, Reply } from './contract';
import type { ReadColumn, ScheduleView, WrittenColumn } from './contract-schedule';
import { creditsView } from './credits-view';
import type { Desk } from './desk';
import { failure, noLock } from './failure';
import { wishOf } from './inspect';
import { missingPermission } from './permission';
import type { Arguments } from './requests';
import { webhooksTold } from './webhook';

export function schedules(_: Arguments<'schedules'>, desk: Desk): Reply<'schedules'> {
  const { ports } = desk;
  const user = readUser(ports.userStore, ports.newId);
  const book = ports.openBook();
  const schedules = viewsOfSchedules(desk, openDocument(ports), user.tag, book);
  const timeZone = book.timeZone();
  return { ok: true, value: { schedules, timeZone, told: webhooksTold(user) } };
}

export function schedule(
  { choice, rhythm, dailyCredits }: Arguments<'schedule'>,
  desk: Desk,
): Reply<'schedule'> {
  const missing = missingPermission(desk, NOTHING_MADE, 'go_on_alone');
  if (missing !== null) return missing;
  if ((choice.operation ?? 'find') !== 'find') return failure('refused', ONLY_FINDS);
  const terms = { rhythm, dailyCredits };
  const user = readUser(desk.ports.userStore, desk.ports.newId);
  return replyTo(makeSchedule(desk.ports, wishOf(choice, user), terms), desk);
}

export function resumeSchedule(
  { id }: Arguments<'resumeSchedule'>,
  desk: Desk,
): Reply<'resumeSchedule'> {
  return (
    missingPermission(desk, NOTHING_MADE, 'go_on_alone') ?? replyTo(resume(desk.ports, id), desk)
  );
}

const NOTHING_MADE = 'Nothing was switched on.';
const ONLY_FINDS =
  'Automatic only finds e-mails and phones. Choose that on the first page. Nothing was changed.';

export function endSchedule({ id }: Arguments<'endSchedule'>, desk: Desk): Reply<'endSchedule'> {
  const result = end(desk.ports, id);
  // It was ended in another window: that is what was asked for.
  if (result.kind === 'done' || result.kind === 'gone') return schedules(null, desk);
  return refusal(result);
}

/**
 * Every schedule of the document, the user's own first. A read for the name of each sheet that is not `named` already.
 *
 * @param named a sheet whose name was read already
 */
export function viewsOfSchedules(
  { ports }: Desk,
  document: DocumentState,
  tag: string,
  book: Book,
  named?: { readonly id: number; readonly name: string },
): ScheduleView[] {
  const all = schedulesOf(document);
  const own = all.filter(({ user }) => user === tag);
  const others = all.filter(({ user }) => user !== tag);
  const sheetName = (id: number): string =>
    named?.id === id ? named.name : (book.sheet(id)?.name() ?? 'a deleted sheet');
  return [...own, ...others].map((one) => ({
    ...viewOf(one, ports.clock),
    sheetName: sheetName(one.source.sheetId),
    ...(one.user === tag ? ownView(one, document, ports) : OTHERS),
  }));
}

/** Why another user's schedule does what it does is that user's business. */
const OTHERS = {
  ...{ mine: false, reads: [], writes: [] },
  ...{ pause: null, nextAt: null, last: null },
} as const;

type Ports = Desk['ports'];

function viewOf(
  one: Schedule,
  clock: Ports['clock'],
): Omit<ScheduleView, keyof typeof OTHERS | 'sheetName'> {
  const { id, source, rhythm, timeZone, channels, route, pause } = one;
  const dailyCredits = creditsView(ceilingOf(one));
  const today = localTime(clock.local(clock.now(), timeZone));
  const none = creditsOf(one.vendors.map((vendor) => [vendor.id, 0]));
  const spentToday = creditsView(together(none, spentOn(one, today).credits));
  return {
    ...{ id, sheetId: source.sheetId, rhythm, timeZone, channels, route },
    ...{ dailyCredits, spentToday },
    isPaused: pause !== null,
  };
}

function ownView(
  one: Schedule,
  document: DocumentState,
  { clock, triggers }: Ports,
): Pick<ScheduleView, keyof typeof OTHERS> {
  const { pause, last, timeZone } = one;
  const dueAt = nextDueAt(one, clock.now(), (at) => localTime(clock.local(at, timeZone)));
  const beat = triggers.heartbeat();
  return {
    ...{ mine: true, pause, last },
    ...{ reads: readBy(one), writes: writtenBy(one, lastOutputs(document, one)) },
    nextAt: dueAt === null || beat === null ? dueAt : firingFrom(dueAt, beat.nextAt),
  };
}

function readBy({ source }: Schedule): ReadColumn[] {
  return CONTACT_FIELDS.flatMap((field) => {
    const ref = source.columns[field];
    return ref === undefined ? [] : [{ field, column: nameOf(ref) }];
  });
}

function writtenBy({ overwrite }: Schedule, outputs: Outputs): WrittenColumn[] {
  return OUTPUT_FIELDS.flatMap((field) => {
    const output = outputs[field];
    if (output === undefined) return [];
    const always = output.always === true || overwrite.some((channel) => channel === field);
    return [{ field, column: nameOf(output.ref), policy: always ? 'always' : 'blanks' }];
  });
}

function nameOf({ header, position }: ColumnRef): string {
  return header === '' ? `Column ${columnLetter(position)}` : header;
}

/** The first of the trigger's firings, an hour apart, that comes then or later. */
function firingFrom(dueAt: number, nextAt: number): number {
  return nextAt + Math.max(0, Math.ceil((dueAt - nextAt) / HOUR_MS)) * HOUR_MS;
}

const HOUR_MS = 3_600_000;

/** A trigger that is listed and does not fire is made anew when somebody looks: no slice of a run may come. */
export function reviveTrigger({ ports }: Desk, document: DocumentState, tag: string): void {
  const isNeeded = schedulesOf(document).some((one) => one.user === tag && isOn(one));
  const { kind } = isNeeded ? ports.triggers.status() : { kind: 'on' };
  if (kind === 'silent' || kind === 'off') ports.triggers.ensure();
}

function replyTo(result: ScheduleResult, desk: Desk): Reply<'schedule'> {
  if (result.kind !== 'done') return refusal(result);
  const { ports } = desk;
  const { tag } = readUser(ports.userStore, ports.newId);
  const view = viewsOfSchedules(desk, result.document, tag, ports.openBook()).find(
    ({ id }) => id === result.id,
  );
  return view === undefined ? gone() : { ok: true, value: view };
}

function refusal(result: Exclude<ScheduleResult, { readonly kind: 'done' }>): Failure {
  switch (result.kind) {
    case 'no_key':
      return failure(
        'no_key',
        `Connect your ${vendorOf(result.vendor).name} key first. Nothing was changed.`,
        result.vendor,
      );
    case 'problem':
      return failure('sheet_problem', `${result.problem.message} Nothing was changed.`);
    case 'log_off':
      return failure(
        'refused',
        `The log is switched off, and without the sheet “${LOG_NAME}” nobody knows which contacts were sent before. Nothing was changed. Switch it on in Settings first.`,
      );
    case 'too_little':
      return failure(
        'refused',
        result.limit === 'day'
          ? `One contact can cost ${counted(result.least, 'credit')}, more than you allow a day. Nothing was changed. Allow at least ${counted(result.least, 'credit')} a day.`
          : `One contact can cost ${counted(result.least, 'credit')}, more than your limit for a run. Nothing was changed. Raise it in Settings first.`,
        result.vendor,
      );
    case 'no_room':
      return failure(
        'too_many',
        'This spreadsheet has no room to keep track of that now. Nothing was changed. Wait until an open run has ended, or shorten very long headers, then try again.',
      );
    case 'no_trigger':
      return failure(
        'authorisation',
        `Google did not allow the hourly look that this needs: ${result.message} Nothing was changed. Switch Automatic off in other spreadsheets, or give the permission that is missing, then try again.`,
      );
    case 'gone':
      return gone();
    case 'not_yours':
      return failure(
        'not_yours',
        'Another user switched Automatic on: only they can change it. Nothing was changed.',
      );
    case 'busy':
    case 'unavailable':
      return noLock(result);
  }
}

function gone(): Failure {
  return failure('changed', 'Automatic was switched off meanwhile. Nothing was changed.');
}
