// Owns the look of a schedule: whether it is due, what is new, and the start of a run of that, within the day's ceiling. Each step
// may be the last one before a death; the slice that follows sends. Called by the holder of the lock.
import type { ReadyContact } from '../../contact/check';
import type { Contact, Identity } from '../../contact/contact';
import { isSampleContact } from '../../contact/sample-contacts';
import { type Ports, SheetFault } from '../../ports';
import { keepsLog } from '../log/keep-log';
import { makePlan, type Plan } from '../plan/plan';
import { atEach, firstThatCost } from '../plan/route';
import { makeRun } from '../plan/start';
import { webhooksOf } from '../plan/terms';
import { protectedPlace } from '../sheet/protected-place';
import { REQUESTS_END_MS } from '../slice/collect';
import { Work } from '../slice/work';
import { type Credits, creditsOf, less, together } from '../state/credits';
import type { DocumentState } from '../state/document';
import { type Run, stateOf, type VendorTerms } from '../state/run';
import type { User } from '../state/user';
import { pledged, settleBegun, spentToday } from './budget';
import { dayOfLook, isDue, localTime, type LocalTime } from './calendar';
import { forgetEnded } from './ended';
import { isCut, knownPeople, type LogMemory, memoryOf, newSince } from './log-memory';
import { newContacts } from './new-contacts';
import {
  ceilingOf,
  recordOf,
  type Schedule,
  type SchedulePause,
  type ScheduleVendor,
  schedulesOf,
} from './schedule';
import * as words from './words';

/** Sheet faults in a row after which a schedule waits for its user. */
const FAULT_LIMIT = 3;

/** Looks at this user's schedules that are due, those first that have waited longest. Throws `StoreFault`. */
export function lookAtSchedules(ports: Ports, document: DocumentState, user: User): void {
  const startedAt = ports.clock.now();
  const localIn = (timeZone: string): LocalTime =>
    localTime(ports.clock.local(startedAt, timeZone));
  const localOf = ({ timeZone }: Schedule): LocalTime => localIn(timeZone);
  forgetEnded(document, localIn);
  const due = schedulesOf(document)
    .filter((schedule) => schedule.user === user.tag)
    .filter((schedule) => isDue(schedule, localOf(schedule), startedAt))
    .sort((a, b) => (a.last?.at ?? 0) - (b.last?.at ?? 0));
  for (const schedule of due) {
    if (ports.clock.now() - startedAt > REQUESTS_END_MS) return;
    const work = new Work(ports, document, user);
    look(work, settleBegun(schedule, document), localOf(schedule), user.runLimit);
    work.saveTrouble();
  }
}

/** What a look comes to. */
interface Outcome {
  /** With what the look has learnt. */
  readonly schedule: Schedule;
  readonly pause: SchedulePause | null;
  readonly message: string;
  /** False: a daily schedule looks again at the next firing. */
  readonly isDone: boolean;
  /** What is to be sent; `null`: nothing. */
  readonly plan: Plan | null;
}

function look(work: Work, schedule: Schedule, local: LocalTime, runLimit: number | null): void {
  try {
    const outcome = decide(work, schedule, runLimit ?? Infinity);
    const { plan } = outcome;
    if (plan === null) work.save({ texts: recordOf(after(work, outcome, local, '')) });
    else send(work, outcome, plan, local);
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
    const faults = schedule.faults + 1;
    const isLast = faults >= FAULT_LIMIT;
    const failed = stopped(schedule, words.sheetRefuses(error.message, faults));
    const message = words.sheetFailed(error.message);
    const outcome = isLast ? failed : { ...failed, pause: null, message };
    const next = after(work, outcome, local, '');
    work.save({ texts: recordOf({ ...next, faults: isLast ? 0 : faults }) });
  }
}

function decide(work: Work, schedule: Schedule, runLimit: number): Outcome {
  const { document, book, log } = work;
  const trouble = troubleOf(work, schedule);
  if (trouble !== null) return stopped(schedule, trouble);
  const open = openRunOf(document, schedule);
  if (open !== null) {
    const state = stateOf(open, document.batches(open.id));
    const message = words.stillOpen(state === 'paused' || state === 'waiting');
    return { schedule, pause: null, message, isDone: false, plan: null };
  }
  const isDaily = schedule.rhythm.kind === 'daily';
  const zoned = isDaily ? inZone(work, schedule) : schedule;
  const sheet = book.sheet(schedule.source.sheetId);
  if (sheet === null) return stopped(zoned, words.sheetGone());
  const found = newContacts(sheet, document, schedule);
  if (found.kind === 'lost') return stopped(zoned, words.columnsLost(found.message));
  const ready = realOf(work, found.contacts);
  const remembered = neverSent(work, schedule, ready, found.identitiesOf);
  if (remembered.kind === 'lost') return stopped(zoned, remembered.pause);
  const { headers, source, outputs } = found;
  const { contacts, memory } = remembered;
  const known = { ...zoned, outputs, memory };
  if (contacts.length === 0) {
    return { schedule: known, pause: null, message: words.NOTHING_NEW, isDone: true, plan: null };
  }
  const place = (): string | null => protectedPlace(sheet, headers, source.headerRow, outputs, log);
  const today = inZone(work, known);
  return planned(work, today, contacts, { source, outputs, runLimit }, place);
}

/** Sample contacts do not exist: they are bought only where the samples' own sheet may be sent. */
function realOf({ ports }: Work, ready: readonly ReadyContact[]): readonly ReadyContact[] {
  const isReal = ({ contact }: ReadyContact): boolean => !isSampleContact(contact.identity);
  return ready.every(isReal) || ports.sampleCanBeSent() ? ready : ready.filter(isReal);
}

/** What keeps it from looking at all; asks no service. */
function troubleOf(work: Work, schedule: Schedule): SchedulePause | null {
  for (const { id, organization } of schedule.vendors) {
    const { vendor, organization: connected } = work.line(id);
    if (connected === '') return words.noKey(vendor);
    if (connected !== organization) return words.otherOrganization(vendor);
  }
  return keepsLog(work.document) ? null : words.logOff();
}

/** Contacts of which the log says nothing, or why it cannot be asked. Reads it only where that can make a difference. */
function neverSent(
  work: Work,
  { memory }: Schedule,
  ready: readonly ReadyContact[],
  identitiesOf: (contact: Contact) => readonly Identity[],
):
  | {
      readonly kind: 'told';
      readonly contacts: readonly ReadyContact[];
      readonly memory: LogMemory;
    }
  | { readonly kind: 'lost'; readonly pause: SchedulePause } {
  const { log, document } = work;
  const extent = log.extent();
  if (extent?.sheet !== memory.sheet) return { kind: 'lost', pause: words.logGone() };
  if (extent.rows < memory.rows) return { kind: 'lost', pause: words.logCut() };
  const isAsBefore = extent.rows === memory.rows && newSince(memory, document) === 0;
  if (ready.length === 0 && isAsBefore) return { kind: 'told', contacts: [], memory };
  const lines = log.readAll();
  if (isCut(memory, lines, document)) return { kind: 'lost', pause: words.logCut() };
  const known = knownPeople(lines);
  const contacts = ready.filter(({ contact }) => !known.has(contact, identitiesOf(contact)));
  return { kind: 'told', contacts, memory: memoryOf(extent, lines, document) };
}

/** The first contacts that the day's ceiling, the balance and the document's store have room for. */
function planned(
  work: Work,
  schedule: Schedule,
  contacts: readonly ReadyContact[],
  { runLimit, ...columns }: Pick<Plan, 'source' | 'outputs'> & { readonly runLimit: number },
  place: () => string | null,
): Outcome {
  const { document } = work;
  const { channels, route, overwrite, spent } = schedule;
  const ceiling = ceilingOf(schedule);
  const fresh = contacts.length;
  const fitting = firstThatCost(contacts, route, less(ceiling, spent.credits));
  if (fitting === 0) {
    return stopped(schedule, words.ceilingReached(fresh, 0, spent.credits, ceiling));
  }
  const most = firstThatCost(contacts.slice(0, fitting), route, atEach(route, runLimit));
  if (most === 0) return stopped(schedule, words.runLimitTooLow(fresh, runLimit));
  const refused = place();
  if (refused !== null) return stopped(schedule, words.notAllowed(refused));
  const asked = askBalances(work, schedule);
  if (asked.kind === 'none') return stopped(schedule, asked.pause);
  const { balances } = asked;
  const free = less(balances, pledged(document, schedule));
  const covered = firstThatCost(contacts.slice(0, most), route, free);
  if (covered === 0) return stopped(schedule, words.balanceTooLow(fresh, 0, balances));

  // What is replaced, or was, or may have been, bought before, is counted for people who confirm it.
  const terms = {
    ...{ ...columns, channels, route, overwrite },
    operation: 'find' as const,
    ...{ replaced: {}, keepsLog: true, boughtOnLists: 0, givenUp: 0, unplacedBefore: 0 },
    webhooks: webhooksOf(route, (id) => work.line(id).webhookHash),
  };
  const planOf = (count: number): ReturnType<typeof makePlan> => {
    const used = { bytes: document.bytes(), contacts: document.openContacts() };
    return makePlan(contacts.slice(0, count), terms, used);
  };
  const whole = planOf(covered);
  const part = whole.kind === 'too_many' && whole.first > 0 ? planOf(whole.first) : whole;
  if (part.kind === 'too_many') return stopped(schedule, words.noRoom());
  const { plan } = part;
  const sent = plan.contacts;
  const worst = worstOf(plan);
  const cost = together(spent.credits, worst);
  // A run that the user's limit or the store's room cut short is followed by another at the next look.
  const pause =
    sent === fitting && fitting < fresh
      ? words.ceilingReached(fresh, sent, cost, ceiling)
      : covered < most
        ? words.balanceTooLow(fresh, sent, balances)
        : null;
  const message = words.started(sent, worst);
  return { schedule, pause, message, isDone: true, plan };
}

/** One free read of each vendor. */
function askBalances(
  work: Work,
  { vendors }: Schedule,
):
  | { readonly kind: 'told'; readonly balances: Credits }
  | { readonly kind: 'none'; readonly pause: SchedulePause } {
  const balances: Record<string, number> = {};
  for (const { id } of vendors) {
    const asked = askBalance(work, id);
    if (typeof asked !== 'number') return { kind: 'none', pause: asked };
    balances[id] = asked;
  }
  return { kind: 'told', balances };
}

function askBalance(work: Work, id: string): number | SchedulePause {
  const line = work.line(id);
  const { vendor } = line;
  if (line.requestsLeft() < 1) return words.vendorBusy(vendor);
  line.countRequests(1);
  const request = vendor.balance(line.key());
  const outcome = vendor.readBalance(work.ports.http.send(request), work.now());
  work.noteTrouble(request, outcome, null);
  switch (outcome.kind) {
    case 'ok':
      return outcome.value;
    case 'rate_limited':
      line.silence(outcome.error.retryAfterSeconds);
      return words.vendorBusy(vendor);
    case 'out_of_credits':
      return words.creditsUsedUp(vendor);
    case 'key_refused':
      return words.keyRefused(outcome.error, vendor);
    case 'unreadable':
      return words.vendorSilent(outcome.error, vendor);
  }
}

/**
 * Starts the run; the slice sends it. Its cost counts from before it exists: a death in between leaves `begun`, by which
 * the next look tells whether it came to be.
 */
function send(work: Work, outcome: Outcome, plan: Plan, local: LocalTime): void {
  const { book, document, log, ports } = work;
  const { schedule } = outcome;
  const { id: made, user, vendors, spent } = schedule;
  const id = ports.newId();
  const credits = worstOf(plan);
  const counted = { ...schedule, spent: { ...spent, credits: together(spent.credits, credits) } };
  const begun = { ...counted, begun: { run: id, credits } };
  const done = after(work, { ...outcome, schedule: counted }, local, id);
  const now = work.now();
  makeRun(
    book,
    document,
    log,
    plan,
    {
      ...{ id, book: book.id, schedule: made, user, vendors: vendorTerms(plan, vendors) },
      ...{ startedAt: now, drivenAt: now, incompleteRows: 0 },
    },
    { before: { ...work.paceText(), ...recordOf(begun) }, with: recordOf(done) },
  );
}

function worstOf({ vendors }: Plan): Credits {
  return creditsOf(vendors.map(({ id, maximum }) => [id, maximum]));
}

function vendorTerms({ vendors }: Plan, own: readonly ScheduleVendor[]): VendorTerms[] {
  return vendors.map(({ id, ...terms }) => {
    const organization = own.find((vendor) => vendor.id === id)?.organization ?? '';
    return { id, ...terms, organization };
  });
}

/** The schedule as the look leaves it. */
function after(work: Work, outcome: Outcome, local: LocalTime, run: string): Schedule {
  const { schedule, pause, message, isDone, plan } = outcome;
  const { rhythm, lookedDay } = schedule;
  const isLooked = isDone && rhythm.kind === 'daily';
  return {
    ...schedule,
    begun: null,
    faults: 0,
    lookedDay: isLooked ? dayOfLook(local, rhythm.hour) : lookedDay,
    last: { at: work.now(), contacts: plan?.contacts ?? 0, run, message },
    pause,
  };
}

/** A look that sends nothing, and why. After a vendor's weakness a daily schedule tries again at the next firing. */
function stopped(schedule: Schedule, pause: SchedulePause): Outcome {
  const isDone = pause.reason === 'ceiling' || pause.reason === 'balance';
  return { schedule, pause, message: pause.message, isDone, plan: null };
}

/** The run of it that is not closed, also of one that this schedule took the place of. */
function openRunOf(document: DocumentState, { id, user, source }: Schedule): Run | null {
  const isIts = (run: Run): boolean =>
    run.schedule === id ||
    (run.schedule !== '' && run.user === user && run.source.sheetId === source.sheetId);
  return document.runs().find(isIts) ?? null;
}

/** With the time zone that the spreadsheet has now, and what was spent on the day there. */
function inZone(work: Work, schedule: Schedule): Schedule {
  const { ports, document } = work;
  const timeZone = work.book.timeZone();
  const { user, source } = schedule;
  const of = { user, sheetId: source.sheetId };
  const localAt = (at: number, zone = timeZone): LocalTime =>
    localTime(ports.clock.local(at, zone));
  const spent = spentToday(document, [schedule], of, { timeZone, now: work.now(), localAt });
  return { ...schedule, timeZone, spent };
}
