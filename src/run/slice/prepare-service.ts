// Owns what a purchase is made with beside its contacts: the answer to the free call that a service needs before a run's first
// purchase there, kept with the run; and the user's own address. Buys nothing.
import type { AccountOutcome, PurchaseTerms, VendorError } from '../../provider/provider';
import { serviceOf, vendorOf } from '../../provider/vendors';
import { keptWords } from '../report/kept-words';
import { isOfPurchases, rightAdvice } from '../report/right-words';
import { advance, type Batch, tallyWithout, vendorIdOf } from '../state/batch';
import { type Run, termsOf } from '../state/run';
import type { SheetReading } from '../sheet/read-sheet';
import { endUnsent, logNotSent } from './leave-out';
import { leftAfterPassing, tellRows } from './refuse';
import type { Work } from './work';

/** Whether a batch's service has still to be prepared. */
export function isUnprepared(run: Run, { service }: Pick<Batch, 'service'>): boolean {
  return serviceOf(service).prepare !== undefined && run.prepared?.[service] === undefined;
}

export function purchaseTerms(work: Work, batch: Batch): PurchaseTerms {
  const { prepare, webhook } = serviceOf(batch.service);
  const prepared = prepare === undefined ? '' : work.run(batch.run).prepared?.[batch.service];
  const approved = termsOf(work.run(batch.run), vendorIdOf(batch))?.webhook;
  return {
    prepared: prepared ?? '',
    webhookUrl: webhook === undefined ? '' : work.lineOf(batch).webhookFor(approved),
  };
}

/**
 * The run's next purchase of the service begins with its preparation again; a vendor that goes on like this is left.
 *
 * @param unpaid is saved with that
 */
export function prepareAnew(
  work: Work,
  batch: Batch,
  error: VendorError,
  mostRounds: number,
  reading: SheetReading & { kind: 'read' },
  unpaid: Readonly<Record<string, string>>,
): void {
  const run = work.run(batch.run);
  const others = Object.entries(run.prepared ?? {}).filter(([id]) => id !== batch.service);
  const rounds = batch.rounds + 1;
  const back = advance(batch, 'put_back', work.now(), { rounds });
  const prepared = Object.fromEntries(others);
  work.save({ batches: [back], runs: [{ ...run, prepared }], texts: unpaid });
  if (rounds > mostRounds) leaveUnprepared(work, back, error, reading);
}

/** The call was declined, or the key lacks a right just for it: asking again changes nothing, for any contact of the service. */
export function isDeclined(outcome: AccountOutcome<unknown>): boolean {
  switch (outcome.kind) {
    case 'ok':
    case 'rate_limited':
    case 'out_of_credits':
      return false;
    case 'key_refused':
      return outcome.error.httpStatus === 403 && isOfPurchases(outcome.error);
    case 'unreadable':
      return [400, 404, 405, 409, 410, 413, 422].includes(outcome.error.httpStatus);
  }
}

/** Leaves out who is still to be sent to a service that cannot be prepared, but for those whom the next vendor can be asked for. */
export function leaveUnprepared(
  work: Work,
  { run, service, type }: Batch,
  error: VendorError,
  reading: SheetReading & { kind: 'read' },
): void {
  const vendor = vendorOf(service);
  const batches = work.document
    .batches(run)
    .filter((batch) => batch.state === 'created' && batch.service === service);
  const advice = isOfPurchases(error) ? ` ${rightAdvice(error, vendor)}` : '';
  // A row and a record have no room for more than what is missing: what to do about it stands in the log.
  const [missing = ''] = advice.split(/(?<=\.) /);
  const words = `${vendor.name} does not look contacts up by e-mail with this key.${missing}`;
  const said = keptWords(` ${vendor.name} said: `, error.message);
  const whole = `${words}${advice.slice(missing.length)}${said}`;
  for (const batch of batches) logNotSent(work.log, batch, batch.contacts, whole, work.now());
  const unsent = batches.map((batch) => {
    const contacts = leftAfterPassing(work, batch, batch.contacts, reading);
    const tally = tallyWithout(batch, batch.contacts.length - contacts.length);
    return { ...batch, contacts, tally };
  });
  const told = unsent.flatMap(({ contacts }) => contacts.map((contact) => ({ contact, words })));
  try {
    tellRows(work, { run, type }, told, 'refused', reading);
    work.book.flush();
  } finally {
    // Also when the sheet refuses to be told.
    endUnsent(work, unsent, advice === '' ? whole : words);
  }
}
