// Owns what a person says to the enrichment of a list: estimate it, buy it, what to do where it waits for them. Each is done under the
// lock. Nothing is bought but by a confirm of its own, within its maximum, or once more with the very same estimate.
import type { Ports } from '../../ports';
import type { ListQuote, ListType } from '../../provider/lists';
import { PATIENCE_MS } from '../plan/start';
import { settleTrigger } from '../slice/settle-trigger';
import { Work } from '../slice/work';
import { type DocumentState, openDocument } from '../state/document';
import { readUser, type User } from '../state/user';
import { logGivenUp, logNotBought } from './list-log';
import {
  decisionsOf,
  entered,
  forgetList,
  isUnderWay,
  type ListDecision,
  type ListRun,
  listRunOf,
  listText,
  NO_TAB,
  withBought,
} from './list-run';
import { forgetMade } from './make-list';
import { type ListVendor, listVendorOf } from './list-vendor';
import { standingOf } from './list-standing';
import { type Declined, dearerText, inOpenRunsText, shortText, TOLD_ANEW } from './list-words';
import { purchase, PURCHASE_REQUESTS } from './purchase';

/** More rows are not read back into one sheet. */
export const MOST_ROWS = 50_000;

/** Nobody has driven it for so long: anybody may close it. */
const ABSENT_MS = 7 * 24 * 3_600_000;

/** A quote that ends so soon may end on its way. */
const QUOTE_MARGIN_MS = 30_000;

export type ListResult =
  | { readonly kind: 'done'; readonly run: ListRun | null }
  | { readonly kind: 'declined'; readonly declined: Declined }
  /** Another list is being enriched here. */
  | { readonly kind: 'under_way'; readonly isMine: boolean }
  /** It is not what the user saw. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'not_yours' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too_long'; readonly rows: number }
  /** The user lets no run cost so much. */
  | { readonly kind: 'over_limit'; readonly limit: number }
  /** The vendor has had its requests of this minute. */
  | { readonly kind: 'pace' }
  | { readonly kind: 'no_key' }
  | { readonly kind: 'other_organization' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'unavailable'; readonly message: string };

export interface ListWish {
  readonly vendor: string;
  /** Its id, as typed. */
  readonly list: string;
  readonly type: ListType;
}

/** Estimates a list; it takes the place of what was estimated, or ended, before. */
export function quoteList(ports: Ports, { vendor: id, list, type }: ListWish): ListResult {
  return underLock(ports, (work, user) => {
    const vendor = listVendorOf(id);
    const { document } = work;
    const { organization } = work.line(id);
    if (organization === '') return { kind: 'no_key' };
    const known = listRunOf(document);
    if (known !== null && isUnderWay(known)) {
      return { kind: 'under_way', isMine: known.user === user.tag };
    }
    if (known !== null) giveWay(work, known);
    const quoted = askQuote(work, vendor, list, type);
    if ('kind' in quoted) {
      const isGone = quoted.kind === 'declined' && quoted.declined.kind === 'not_found';
      if (isGone) forgetMade(document, list);
      return quoted;
    }
    const now = work.now();
    const made = ports.newId();
    const { warning } = standingOf(work, { id: made, list, type });
    const run: ListRun = {
      ...{ id: made, book: document.book, user: user.tag, vendor: id, organization },
      ...{ list, type, state: 'quoted', since: now, drivenAt: now, quote: quoted },
      ...{ attempt: 0, warning, maximum: 0 },
      ...{ isSpent: false, workflowId: '', ...NOTHING_TOLD, tab: NO_TAB },
      ...{ note: '', pause: '', reads: 0, due: now, missingSince: 0, faults: 0 },
    };
    work.save({ texts: listText(run) });
    return { kind: 'done', run };
  });
}

const NOTHING_TOLD = {
  ...{ reserved: null, charged: null, refunded: null, emails: null, phones: null },
  ...{ processed: null, total: null, word: '', isBroken: false, notice: '' },
} as const;

/** Buys what was estimated, for at most so many credits; an estimate that is over is asked for again first. */
export function buyList(ports: Ports, id: string, maximum: number): ListResult {
  return underLock(ports, (work, user) => {
    const run = listRunOf(work.document);
    if (run?.id !== id) return { kind: 'changed' };
    if (run.user !== user.tag) return { kind: 'not_yours' };
    // A second click of the same confirm.
    if (run.state !== 'quoted') return { kind: 'done', run };
    const vendor = listVendorOf(run.vendor);
    const lacking = keyProblem(work, run);
    if (lacking !== null) return lacking;
    if (user.runLimit !== null && maximum > user.runLimit) {
      return { kind: 'over_limit', limit: user.runLimit };
    }
    const fresh = isStale(run, work.now()) ? requoted(work, vendor, run) : run;
    if ('kind' in fresh) return fresh;
    const { credits, balance, isSufficient } = fresh.quote;
    const refuse = (note: string, warning = fresh.warning): ListResult => {
      const kept = { ...fresh, note, warning };
      work.save({ texts: listText(kept) });
      return { kind: 'done', run: kept };
    };
    const standing = standingOf(work, fresh);
    if (standing.open > 0) return refuse(`Nothing was bought. ${inOpenRunsText(standing.open)}`);
    if (standing.warning !== fresh.warning) return refuse(TOLD_ANEW, standing.warning);
    if (credits > maximum) return refuse(dearerText(credits, maximum));
    if (!isSufficient || balance < credits) return refuse(shortText(credits, balance, vendor));
    if (work.line(run.vendor).requestsLeft() < PURCHASE_REQUESTS) return { kind: 'pace' };
    return { kind: 'done', run: purchase(work, vendor, { ...fresh, maximum, note: '' }) };
  });
}

export function decideList(ports: Ports, id: string, decision: ListDecision): ListResult {
  return underLock(ports, (work, user) => {
    const run = listRunOf(work.document);
    if (run?.id !== id) return { kind: 'changed' };
    const isMine = run.user === user.tag;
    if (!isMine && !(decision === 'close' && isClosable(run, work.now()))) {
      return { kind: 'not_yours' };
    }
    if (isMine && !decisionsOf(run).includes(decision)) return { kind: 'done', run };
    switch (decision) {
      case 'close':
        return { kind: 'done', run: close(work, run) };
      case 'try_again': {
        const lacking = keyProblem(work, run);
        if (lacking !== null) return lacking;
        if (work.line(run.vendor).requestsLeft() < PURCHASE_REQUESTS) return { kind: 'pace' };
        return { kind: 'done', run: purchase(work, listVendorOf(run.vendor), run) };
      }
      case 'look_again':
      case 'read': {
        const lacking = keyProblem(work, run);
        if (lacking !== null) return lacking;
        const after = decision === 'read' ? readAgain(run, work.now()) : lookedAt(run, work.now());
        work.save({ texts: listText(after) });
        return { kind: 'done', run: after };
      }
    }
  });
}

/** The user who started it has been away for seven days. */
export function isClosable(run: ListRun, nowMs: number): boolean {
  return isUnderWay(run) && nowMs - run.drivenAt >= ABSENT_MS;
}

/** What was, or may have been, bought is logged with its id; of anything else nothing is kept. */
function close(work: Work, run: ListRun): ListRun | null {
  if (!isUnderWay(run)) {
    giveWay(work, run);
    forgetList(work.document);
    return null;
  }
  logGivenUp(work, run);
  work.book.flush();
  const closed = entered(run, 'closed', work.now());
  work.save({ texts: listText(closed) });
  return closed;
}

/** Before another record takes its place, or none does. */
function giveWay(work: Work, run: ListRun): void {
  logNotBought(work, run);
  work.save({ texts: withBought(work.document, run) });
}

/** Into a sheet of its own: what was read before may have changed since. */
function readAgain(run: ListRun, nowMs: number): ListRun {
  const then = run.state === 'unknown' || run.state === 'stalled' ? run.state : 'done';
  const { note, missingSince } = run;
  return entered(run, 'reading', nowMs, { tab: { ...NO_TAB, then }, note, missingSince });
}

function lookedAt(run: ListRun, nowMs: number): ListRun {
  return entered(run, run.state === 'reading' ? 'reading' : 'submitted', nowMs);
}

function isStale({ isSpent, quote }: ListRun, nowMs: number): boolean {
  return isSpent || nowMs >= quote.expiresAt * 1000 - QUOTE_MARGIN_MS;
}

/** Saved before anything is bought with it: a death leaves what the user can be shown. */
function requoted(work: Work, vendor: ListVendor, run: ListRun): ListRun | ListResult {
  const quote = askQuote(work, vendor, run.list, run.type);
  if ('kind' in quote) return quote;
  const fresh = { ...run, quote, isSpent: false, note: '' };
  work.save({ texts: listText(fresh) });
  return fresh;
}

function askQuote(
  work: Work,
  { id, lists }: ListVendor,
  list: string,
  type: ListType,
): ListQuote | ListResult {
  const line = work.line(id);
  if (line.requestsLeft() < 1) return { kind: 'pace' };
  line.countRequests(1);
  const request = lists.quote(line.key(), list, type);
  const outcome = lists.readQuote(work.ports.http.send(request), work.now());
  work.noteTrouble(request, outcome, null);
  if (outcome.kind === 'rate_limited') line.silence(outcome.error.retryAfterSeconds);
  if (outcome.kind !== 'ok') {
    work.save({});
    return { kind: 'declined', declined: outcome };
  }
  const { rows } = outcome.value;
  if (rows === 0) return { kind: 'empty' };
  return rows > MOST_ROWS ? { kind: 'too_long', rows } : outcome.value;
}

function keyProblem(work: Work, run: ListRun): ListResult | null {
  const { organization } = work.line(run.vendor);
  if (organization === '') return { kind: 'no_key' };
  return organization === run.organization ? null : { kind: 'other_organization' };
}

function underLock(ports: Ports, act: (work: Work, user: User) => ListResult): ListResult {
  const lock = ports.lock.acquire(PATIENCE_MS);
  if (lock.kind !== 'held') return lock;
  try {
    const document: DocumentState = openDocument(ports);
    const user = readUser(ports.userStore, ports.newId);
    const work = new Work(ports, document, user);
    const result = act(work, user);
    work.saveTrouble();
    settleTrigger(ports, document, user.tag);
    return result;
  } finally {
    ports.lock.release();
  }
}
