// Owns whether a contact of a batch is still to be sent, as its rows show it now, and what it is asked for with. Sends nothing.
import type { Channel, Identity } from '../../contact/contact';
import { partOf } from '../../contact/identity-part';
import { serviceOf } from '../../provider/vendors';
import { isMissing } from '../sheet/missing';
import type { Rows } from '../sheet/rows';
import { type Batch, type BatchContact, channelsOf, isFreeRepeat } from '../state/batch';
import { identityNow } from './identity-now';
import type { Work } from './work';

/** Whether its rows are there and still lack everything that the batch would buy; of a lead, which is sold whole, anything. */
export function isWanted(contact: BatchContact, batch: Batch, work: Work, rows: Rows): boolean {
  if (sentIdentity(contact, batch, rows) === null) return false;
  // What a cell was filled with meanwhile may be what the lost attempt brought; asking for it again is free.
  if (isFreeRepeat(batch)) return true;
  const run = work.run(batch.run);
  const lacks = (channel: Channel): boolean => isMissing(contact, channel, run, rows);
  const channels = channelsOf(batch.type);
  return batch.type === 'lead' ? channels.some(lacks) : channels.every(lacks);
}

/** What a contact is asked for with; `null` when its rows are gone, or no longer say that much. */
export function sentIdentity(contact: BatchContact, batch: Batch, rows: Rows): Identity | null {
  const identity = identityNow(contact, rows);
  const part = identity === null ? null : partOf(identity, batch.part);
  const { lacks, sends } = serviceOf(batch.service);
  return part === null || lacks(part) !== null ? null : sends(part);
}
