// Owns announcing a batch: the log's lines of what is about to be sent, before anything is bought. Asks the vendor nothing.
import type { Identity } from '../../contact/contact';
import { describeIdentity } from '../../contact/describe-identity';
import { signsText } from '../../contact/known-people';
import { SheetFault } from '../../ports';
import type { LogLine } from '../log/log-line';
import { sentNote } from '../log/sent-note';
import type { Rows } from '../sheet/rows';
import type { Batch } from '../state/batch';
import { identityNow } from './identity-now';
import type { Work } from './work';

/**
 * Logs what is about to be sent. Throws `SheetFault`: lines may be there all the same.
 *
 * @param identities what the contacts are asked for with
 */
export function announce(
  work: Work,
  batch: Batch,
  identities: readonly Identity[],
  rows: Rows,
): void {
  if (batch.logged) return;
  const lines = batch.contacts.map((contact, index): LogLine => {
    const row = rows.of(contact)[0];
    const spellings = contact.map((print) => identityNow([print, ...contact], rows));
    return {
      event: 'sent',
      contact: contact.join(' '),
      row: row === undefined ? null : row + 1,
      field: '',
      before: '',
      after: '',
      note: sentNote(batch),
      credits: null,
      sentAs: sentAs(identities[index]),
      knownBy: signsText(spellings.filter((identity) => identity !== null)),
    };
  });
  // An execution may have died after it had logged these lines.
  const missing = work.log.missing(lines, batch.run, batch.number, batch.since * 1000);
  try {
    work.log.append(missing, batch.run, batch.number, work.now());
    work.book.flush();
  } catch (error) {
    if (error instanceof SheetFault) work.log.doubt(batch.run);
    throw error;
  }
  work.log.trust(batch.run);
}

function sentAs(identity: Identity | undefined): string {
  return identity === undefined ? '' : describeIdentity(identity);
}
