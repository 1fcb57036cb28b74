// Owns the part of a slice that is about a list: whether its purchase is known, reading how it stands, handing its rows on to their
// tab. Buys nothing. Each step may be the last one before a death.
import { type Ports, SheetFault } from '../../ports';
import type { ListEnd, ListStatus } from '../../provider/lists';
import { keptGoogleWords } from '../report/kept-words';
import { count } from '../report/number-words';
import { redact } from '../report/redact';
import { REQUESTS_END_MS } from '../slice/collect';
import { Work } from '../slice/work';
import type { DocumentState } from '../state/document';
import { nextReadAt } from '../state/pace';
import type { User } from '../state/user';
import { about, acceptedInLog, logList } from './list-log';
import { entered, listGoesOn, type ListRun, listRunOf, listText, NO_TAB } from './list-run';
import { readRows } from './list-tab';
import { sendingTexts } from './purchase';
import { type ListVendor, listVendorOf } from './list-vendor';
import { declinedText, diedText, endlessText, lostText } from './list-words';

/** A workflow may be unknown for so long after it was accepted before it counts as lost. */
const MISSING_MS = 60_000;
const MISSING_INTERVAL_MS = 15_000;
/** Without an end for so long, and read so often, it needs a person. */
const ENDLESS_MS = 24 * 3_600_000;
const ENDLESS_READS = 3;
const ENDLESS_FAILURES = 10;
/** After an answer that could not be used. */
const RETRY_MS = 60_000;
/** Refusals of the sheet in a row after which a person is asked. */
const FAULT_LIMIT = 3;
/** That its user drives it is noted at most so often: it is a write. */
const DRIVEN_INTERVAL_MS = 3_600_000;

/**
 * Works on this user's list, if there is one that goes on. The caller holds the lock. Throws `StoreFault`.
 *
 * @param startedAt of the slice, in epoch milliseconds
 * @returns when there is work again; `null`: none without a person
 */
export function driveList(
  ports: Ports,
  document: DocumentState,
  user: User,
  startedAt: number,
): number | null {
  const mine = (): ListRun | null => {
    const run = listRunOf(document);
    return run !== null && run.user === user.tag && listGoesOn(run) ? run : null;
  };
  const run = mine();
  if (run === null) return null;
  const work = new Work(ports, document, user);
  const end = startedAt + REQUESTS_END_MS;
  try {
    if (work.now() < end) drive(work, run, end);
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
    work.save({ texts: listText(afterFault(listRunOf(document) ?? run, error, work.now())) });
  }
  work.saveTrouble();
  const after = mine();
  if (after === null) return null;
  return Math.max(work.now(), after.due, work.line(after.vendor).nextRequestAt());
}

function drive(work: Work, found: ListRun, end: number): void {
  if (found.state === 'submitting' && found.due > work.now()) return;
  const vendor = listVendorOf(found.vendor);
  const isLocked = work.line(found.vendor).organization !== found.organization;
  // Nothing of the vendor's is needed to tell that.
  let run = found.state === 'submitting' ? decided(work, found) : found;
  if (!listGoesOn(run)) return;
  if (isLocked) {
    work.save({ texts: listText({ ...run, pause: lockedText(work, vendor) }) });
    return;
  }
  run = driven(work, run);
  if (run.state === 'submitted' && run.due <= work.now()) run = polled(work, vendor, run);
  if (run.state === 'reading' && run.pause === '' && run.due <= work.now()) {
    readRows(work, vendor, run, end);
  }
}

/** Found so, it was sent by an execution that died, or whose save failed: then its id is in the log. */
function decided(work: Work, run: ListRun): ListRun {
  const workflowId = acceptedInLog(work, run);
  const after =
    workflowId === ''
      ? entered(run, 'unknown', work.now(), { note: diedText() })
      : entered(run, 'submitted', work.now(), { workflowId });
  work.save({ texts: sendingTexts(work, after) });
  return after;
}

function driven(work: Work, run: ListRun): ListRun {
  if (work.now() - run.drivenAt < DRIVEN_INTERVAL_MS) return run;
  const after = { ...run, drivenAt: work.now() };
  work.save({ texts: listText(after) });
  return after;
}

function polled(work: Work, vendor: ListVendor, run: ListRun): ListRun {
  const line = work.line(vendor.id);
  if (line.requestsLeft() === 0) return run;
  line.countRequests(1);
  const request = vendor.lists.status(line.key(), run.workflowId);
  const outcome = vendor.lists.readStatus(work.ports.http.send(request), work.now());
  work.noteTrouble(request, outcome, null);
  if (outcome.kind === 'rate_limited') line.silence(outcome.error.retryAfterSeconds);
  if (outcome.kind === 'ended') logEnd(work, run, outcome);
  const after = afterPoll(run, outcome, vendor, work.now());
  work.save({ texts: listText(after) });
  return after;
}

function afterPoll(run: ListRun, outcome: ListStatus, vendor: ListVendor, nowMs: number): ListRun {
  const reads = run.reads + 1;
  const age = nowMs - run.since;
  const due = nextReadAt(reads, 1, vendor.requestsPerMinute, nowMs) * 1000;
  const stalled = (note: string): ListRun => entered(run, 'stalled', nowMs, { note });
  switch (outcome.kind) {
    case 'running': {
      if (age >= ENDLESS_MS && reads >= ENDLESS_READS) return stalled(endlessText(vendor));
      const { processed, total } = outcome;
      return { ...run, reads, due, processed, total, missingSince: 0 };
    }
    case 'ended': {
      const { word, isBroken, charged, refunded, emails, phones } = outcome;
      // It is not known who may be named. Whole, it stands in the log.
      const notice = redact(outcome.notice, []);
      const told = { word, isBroken, charged, refunded, emails, phones, notice };
      return entered(run, 'reading', nowMs, { ...told, tab: NO_TAB });
    }
    case 'not_found': {
      const missingSince = run.missingSince === 0 ? nowMs : run.missingSince;
      if (nowMs - missingSince > MISSING_MS) return stalled(lostText(vendor));
      return { ...run, reads, missingSince, due: nowMs + MISSING_INTERVAL_MS };
    }
    case 'key_refused':
      return { ...run, reads, pause: declinedText(outcome, vendor) };
    case 'rate_limited':
      return { ...run, reads };
    case 'out_of_credits':
    case 'unreadable': {
      if (age >= ENDLESS_MS && reads >= ENDLESS_FAILURES) return stalled(endlessText(vendor));
      const wait = Math.max(RETRY_MS, (outcome.error.retryAfterSeconds ?? 0) * 1000);
      return { ...run, reads, due: nowMs + wait };
    }
  }
}

/** The vendor's words whole: the log is the user's own. */
function logEnd(work: Work, run: ListRun, end: ListEnd): void {
  const { word, charged, refunded, notice } = end;
  const told = [
    word,
    run.reserved === null ? '' : `${count(run.reserved)} credits reserved`,
    charged === null ? '' : `${count(charged)} charged`,
    refunded === null ? '' : `${count(refunded)} refunded`,
    notice,
  ].filter((part) => part !== '');
  logList(work, run, `${about(run)}: ${told.join('; ')}`, charged);
  work.book.flush();
}

function afterFault(run: ListRun, fault: SheetFault, nowMs: number): ListRun {
  const faults = run.faults + 1;
  // Of a purchase nobody can decide before the log was read: it is tried again.
  const isRetried = run.state === 'submitting' || faults < FAULT_LIMIT;
  if (isRetried) return { ...run, faults, due: nowMs + RETRY_MS };
  const said = keptGoogleWords(': ', fault.message) || '.';
  const pause = `Google Sheets refused to be changed ${faults} times${said} Nothing that was bought is lost. Look again to go on.`;
  return { ...run, faults: 0, pause };
}

function lockedText(work: Work, { id, name }: ListVendor): string {
  return work.line(id).organization === ''
    ? `No ${name} key is connected. What was bought is kept at ${name}. Connect a key of the same organisation, then look again.`
    : `The connected key belongs to another ${name} organisation than this list. What was bought is kept at ${name}. Connect a key of the first one, then look again.`;
}
