// Owns leaving those out of a batch whom its vendor could not tell from another contact of the sheet: since the check, or since they were
// passed on, a row may have come, or changed. Certainly not bought. Sends nothing.
import { serviceOf } from '../../provider/vendors';
import { explainIncomplete } from '../../contact/identity';
import { partOf } from '../../contact/identity-part';
import type { SheetReading } from '../sheet/read-sheet';
import { type Batch, type BatchContact, tallyLeft, tallyWithout } from '../state/batch';
import { alikeNow } from './alike-now';
import { identityNow } from './identity-now';
import { leftAfterPassing, tell } from './refuse';
import { isWanted } from './wanted';
import type { Work } from './work';

/** The batch without them; their rows say why, or they go on to their next vendor. Throws `SheetFault`. */
export function leaveOutAlike(
  work: Work,
  batch: Batch,
  reading: SheetReading & { kind: 'read' },
): Batch {
  const { ifShared } = serviceOf(batch.service);
  const { rows } = reading;
  if (ifShared === undefined) return batch;
  const isAlike = (contact: BatchContact): boolean => {
    const identity = identityNow(contact, rows);
    const asked = identity === null ? null : partOf(identity, batch.part);
    return asked !== null && alikeNow(rows, contact)(batch.service, asked);
  };
  const out = batch.contacts.filter(
    (contact) => isWanted(contact, batch, work, rows) && isAlike(contact),
  );
  if (out.length === 0) return batch;
  const words = explainIncomplete(ifShared);
  const left = leftAfterPassing(work, batch, out, reading);
  const told = out.map((contact) => ({ contact, words }));
  const after: Batch = {
    ...batch,
    contacts: batch.contacts.filter((contact) => !out.includes(contact)),
    tally: tallyLeft(batch, tallyWithout(batch, out.length), left, 'incomplete'),
  };
  tell(work, batch, told, left, 'incomplete', reading);
  work.book.flush();
  work.save({ batches: [after] });
  return after;
}
