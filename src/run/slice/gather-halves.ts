// Owns gathering halves that have ended alike into one record, so that the property store holds few of them however many contacts a
// vendor refuses. Nothing that is counted or told changes. Asks the vendor nothing, reads no sheet.
import type { Batch } from '../state/batch';
import { bytesOf, largestRecord, VALUE_BYTES } from '../state/record-size';
import { reasonOf, totalTally } from '../state/sums';
import type { Work } from './work';

/** So many are worth the writes. */
const MANY = 8;

/** Reasons of a vendor's that keep a record each. */
const FEW_REASONS = 4;

/** A record counts no more contacts of one e-mail status. */
const MOST_CONTACTS = 250;

/**
 * The record that gathers is saved first, with the numbers of the others, which count no more from then on; then these are deleted,
 * at the latest before it gathers more.
 */
export function gatherHalves(work: Pick<Work, 'document' | 'run' | 'save'>, runId: string): void {
  const ended = work.document.batches(runId).filter(isGatherable);
  if (ended.filter(({ gathered }) => gathered === undefined).length < MANY) return;
  const groups = groupsOf(ended).filter(({ length }) => length > 1);
  if (groups.length === 0) return;
  work.document.forgetGathered(runId);
  const batches = groups.map(together);
  const size = (all: readonly Batch[]): number =>
    all.reduce((sum, { contacts }) => sum + bytesOf(contacts), 0);
  const run = work.run(runId);
  const spare = (run.spare ?? 0) + size(groups.flat()) - size(batches);
  work.save({ batches, runs: [{ ...run, spare }] });
  work.document.forgetGathered(runId);
}

/** What became of it is told by its sums alone. */
function isGatherable({ isHalf, state, hasWebhook }: Batch): boolean {
  return isHalf === true && hasWebhook !== true && (state === 'completed' || state === 'refused');
}

/** Each as large as one record may be. */
function groupsOf(ended: readonly Batch[]): readonly (readonly Batch[])[] {
  const reasons = new Set(ended.map(({ note }) => note));
  const groups: Batch[][] = [];
  const open = new Map<string, Batch[]>();
  for (const batch of ended) {
    const { state, service, type, isFurther, resent, isDoubtful, note, tally } = batch;
    const mayBePaid = tally.credits > 0;
    const kind = [
      state,
      service,
      type,
      isFurther,
      resent,
      isDoubtful,
      state === 'refused' && mayBePaid,
    ];
    const reason = note !== '' && reasons.size > FEW_REASONS ? SEVERAL : note;
    const key = JSON.stringify([...kind, reason]);
    const group = open.get(key);
    const contacts = [...(group ?? []), batch].flatMap((one) => one.contacts);
    const fits = contacts.length <= MOST_CONTACTS && largestRecord(contacts) <= VALUE_BYTES;
    if (group !== undefined && fits) group.push(batch);
    else {
      const begun = [batch];
      open.set(key, begun);
      groups.push(begun);
    }
  }
  return groups;
}

const SEVERAL = 'several';

function together(batches: readonly Batch[]): Batch {
  const [first, ...others] = batches;
  if (first === undefined) throw new Error('Nothing is gathered.');
  return {
    ...first,
    contacts: batches.flatMap(({ contacts }) => contacts),
    since: Math.max(...batches.map(({ since }) => since)),
    tally: totalTally(batches),
    workflowId: '',
    note: reasonOf(batches),
    gathered: others.map(({ number }) => number),
  };
}
