// Owns leaving those out of a run who are on a list that was, or may have been, bought since it was started: nobody said that they may
// be paid for twice. Who was on one before was told at its start. Sends nothing.
import { BoughtPeople, mayTellBoughtSince } from '../log/listed';
import { logTime } from '../log/log-line';
import type { SheetReading } from '../sheet/read-sheet';
import { type Batch, type BatchContact, channelsOf, tallyLeft, tallyWithout } from '../state/batch';
import { identityNow } from './identity-now';
import { logNotSent } from './leave-out';
import { tellRows } from './refuse';
import type { Work } from './work';

const WHY = 'on a list that was, or may have been, bought meanwhile.';

export class ListedMeanwhile {
  /** No list is bought while a slice is at work. */
  private people: BoughtPeople | null = null;

  constructor(
    private readonly work: Work,
    private readonly run: string,
  ) {}

  /** The batch without them; their rows say why. Reads the log once, and only where a list was bought. Throws `SheetFault`. */
  leaveOut(batch: Batch, reading: SheetReading & { kind: 'read' }): Batch {
    const { work } = this;
    const { startedAt } = work.run(this.run);
    if (!mayTellBoughtSince(work.document, startedAt)) return batch;
    this.people ??= new BoughtPeople(work.log.readAll(), logTime(startedAt));
    const out = batch.contacts.filter((contact) => this.isListed(contact, batch, reading));
    if (out.length === 0) return batch;
    const after: Batch = {
      ...batch,
      contacts: batch.contacts.filter((contact) => !out.includes(contact)),
      tally: tallyLeft(batch, tallyWithout(batch, out.length), out, 'dropped'),
    };
    const told = out.map((contact) => ({ contact, words: WHY }));
    // A sheet that refuses to be told is told by the next slice.
    tellRows(work, batch, told, 'refused', reading);
    logNotSent(work.log, batch, out, WHY, work.now());
    work.book.flush();
    work.save({ batches: [after] });
    return after;
  }

  private isListed(
    contact: BatchContact,
    { type }: Batch,
    { rows }: SheetReading & { kind: 'read' },
  ): boolean {
    const spellings = contact.flatMap((print) => identityNow([print, ...contact], rows) ?? []);
    const [identity] = spellings;
    if (identity === undefined) return false;
    const who = { identity, fingerprints: contact, rows: [] };
    return this.people?.has({ contact: who, missing: channelsOf(type) }, () => spellings) === true;
  }
}
