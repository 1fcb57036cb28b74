// Owns the purchase of a list: what is saved before it, the call, and what its answer makes of the record. A quote buys once at most,
// and only the quote that the user confirmed is ever sent, so that the same call again cannot be paid twice.
import { StoreFault } from '../../ports';
import type { ListPurchase } from '../../provider/lists';
import type { Work } from '../slice/work';
import { withListed } from '../log/list-count';
import { nextReadAt } from '../state/pace';
import { logAccepted, logNotBought, logPurchase } from './list-log';
import { entered, type ListRun, listText } from './list-run';
import type { ListVendor } from './list-vendor';
import {
  type Declined,
  declinedText,
  spentText,
  stillUnknownText,
  unknownText,
} from './list-words';

/** Requests that a purchase may take: the vendor may know the list under the other field's name. */
export const PURCHASE_REQUESTS = 2;

/**
 * Buys, and saves what came of it. Throws `SheetFault` before anything is bought, `StoreFault`.
 *
 * @param found `quoted`, with a quote within its maximum; or `unknown`: the same call once more
 */
export function purchase(work: Work, vendor: ListVendor, found: ListRun): ListRun {
  const isAgain = found.state === 'unknown';
  const run = isAgain ? found : { ...found, attempt: found.attempt + 1 };
  logPurchase(work, run);
  const line = work.line(vendor.id);
  line.countRequests(PURCHASE_REQUESTS);
  const sending = entered(run, 'submitting', work.now());
  work.save({ texts: sendingTexts(work, sending) });
  const outcome = send(work, vendor, sending);
  if (outcome.kind === 'rate_limited') line.silence(outcome.error.retryAfterSeconds);
  const after = isAgain
    ? afterSecondTry(sending, outcome, vendor, work.now())
    : afterFirstTry(sending, outcome, vendor, work.now());
  save(work, after);
  logNotBought(work, after);
  return after;
}

/** With its line in the count. */
export function sendingTexts({ document }: Work, run: ListRun): Readonly<Record<string, string>> {
  return { ...listText(run), ...withListed(document, run.id, run.attempt, 1) };
}

function send(work: Work, vendor: ListVendor, { list, type, quote }: ListRun): ListPurchase {
  const { lists } = vendor;
  const key = work.line(vendor.id).key();
  let outcome: ListPurchase | null = null;
  for (const field of lists.fields) {
    const request = lists.buy(key, list, type, quote.id, field);
    outcome = lists.readBought(work.ports.http.send(request), field, work.now());
    work.noteTrouble(request, outcome, null);
    if (outcome.kind !== 'other_field') break;
  }
  if (outcome === null) throw new Error('A list has a field.');
  return outcome;
}

function afterFirstTry(
  run: ListRun,
  outcome: ListPurchase,
  vendor: ListVendor,
  nowMs: number,
): ListRun {
  const nothing = (declined: Declined): string =>
    `Nothing was bought. ${declinedText(declined, vendor)}`;
  switch (outcome.kind) {
    case 'accepted':
      return accepted(run, outcome, vendor, nowMs);
    case 'unknown':
      return entered(run, 'unknown', nowMs, { note: unknownText(outcome.error, vendor) });
    case 'quote_refused': {
      const { isUsed, error } = outcome;
      // By whom, if not by this very call, which then was sent twice on its way?
      if (isUsed) return spent(run, true, error, vendor, nowMs);
      return entered(run, 'quoted', nowMs, { isSpent: true, note: nothing(outcome) });
    }
    case 'rate_limited':
    case 'out_of_credits':
    case 'key_refused':
      return entered(run, 'quoted', nowMs, { note: nothing(outcome) });
    case 'not_found':
    case 'refused':
      return entered(run, 'refused', nowMs, { note: nothing(outcome) });
    case 'other_field':
      return entered(run, 'refused', nowMs, { note: nothing({ ...outcome, kind: 'refused' }) });
  }
}

/** Nothing is bought under another quote, whatever is said of this one. */
function afterSecondTry(
  run: ListRun,
  outcome: ListPurchase,
  vendor: ListVendor,
  nowMs: number,
): ListRun {
  switch (outcome.kind) {
    case 'accepted':
      return accepted(run, outcome, vendor, nowMs);
    case 'unknown':
      return entered(run, 'unknown', nowMs, { note: unknownText(outcome.error, vendor) });
    case 'rate_limited':
    case 'out_of_credits':
    case 'key_refused':
      return entered(run, 'unknown', nowMs, { note: stillUnknownText(outcome, vendor) });
    case 'quote_refused':
      return spent(run, outcome.isUsed, outcome.error, vendor, nowMs);
    case 'not_found':
    case 'refused':
    case 'other_field':
      return spent(run, false, outcome.error, vendor, nowMs);
  }
}

function accepted(
  run: ListRun,
  { workflowId, reserved }: Extract<ListPurchase, { readonly kind: 'accepted' }>,
  { requestsPerMinute }: ListVendor,
  nowMs: number,
): ListRun {
  const due = nextReadAt(0, 1, requestsPerMinute, nowMs) * 1000;
  return entered(run, 'submitted', nowMs, { workflowId, reserved, due });
}

function spent(
  run: ListRun,
  isUsed: boolean,
  error: Declined['error'],
  vendor: ListVendor,
  nowMs: number,
): ListRun {
  const note = spentText(isUsed, error, vendor);
  return entered(run, 'unknown', nowMs, { isSpent: true, note });
}

function save(work: Work, run: ListRun): void {
  try {
    work.save({ texts: listText(run) });
  } catch (error) {
    if (!(error instanceof StoreFault) || run.state !== 'submitted') throw error;
    // The next slice finds it there.
    logAccepted(work, run, run.workflowId);
    work.book.flush();
    throw error;
  }
}
