// Owns what a purchase is made with beside its contacts: the answer to the free call that a service needs before a run's first
// purchase there, kept with the run; and the user's own address. Buys nothing.
import type { PurchaseTerms, VendorError } from '../../provider/provider';
import { serviceOf, vendorOf } from '../../provider/vendors';
import { keptWords } from '../report/kept-words';
import { advance, type Batch, vendorIdOf } from '../state/batch';
import { type Run, termsOf } from '../state/run';
import type { SheetReading } from '../sheet/read-sheet';
import { leaveOut, logNotSent } from './leave-out';
import { leftAfterPassing } from './refuse';
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

/** The vendor declined the call: asking again changes nothing, for any contact of the service. */
export function isDeclined({ httpStatus }: VendorError): boolean {
  return [400, 404, 405, 409, 410, 413, 422].includes(httpStatus);
}

/** Leaves out who is still to be sent to a service that cannot be prepared, but for those whom the next vendor can be asked for. */
export function leaveUnprepared(
  work: Work,
  { run, service }: Batch,
  error: VendorError,
  reading: SheetReading & { kind: 'read' },
): void {
  const { name } = vendorOf(service);
  const said = keptWords(` ${name} said: `, error.message);
  const batches = work.document
    .batches(run)
    .filter((batch) => batch.state === 'created' && batch.service === service);
  const note = `${name} does not look contacts up by e-mail with this key.${said}`;
  for (const batch of batches) {
    logNotSent(work.log, batch, batch.contacts, note, work.now());
    const contacts = leftAfterPassing(work, batch, batch.contacts, reading);
    leaveOut(work, [{ ...batch, contacts }], note);
  }
}
