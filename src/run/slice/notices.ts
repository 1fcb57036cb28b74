// Owns what stays with a run of what a vendor wants its user to be told about credits. Whole, it stands in the log.
import { keptWords } from '../report/kept-words';
import { vendorIdOf } from '../state/batch';
import type { Notice, Run } from '../state/run';
import type { Arrival } from './collect';

/** More kinds of messages, or longer ones, do not fit a run's record beside its columns: the log has them all. */
const MOST = 3;
const CHARACTERS = 300;

/** Where none of the vendor's words may stand in a record. */
const NOT_KEPT = 'Something about the credits: the Enrichment log has its words.';

/** The run with what came for it: each message once, with how many contacts it is about. */
export function withNotices(run: Run, arrivals: readonly Pick<Arrival, 'batch' | 'notice'>[]): Run {
  const told = arrivals.filter(({ notice }) => notice !== '');
  if (told.length === 0) return run;
  const notices = told.reduce((known, { batch, notice }) => {
    const message = keptWords('', notice).slice(0, CHARACTERS) || NOT_KEPT;
    return added(known, {
      vendor: vendorIdOf(batch),
      contacts: batch.contacts.length,
      message,
      workflowId: batch.workflowId,
    });
  }, run.notices ?? []);
  return { ...run, notices };
}

function added(known: readonly Notice[], notice: Notice): readonly Notice[] {
  const isSame = ({ vendor, message }: Notice): boolean =>
    vendor === notice.vendor && message === notice.message;
  const more = (one: Notice): Notice => ({ ...one, contacts: one.contacts + notice.contacts });
  if (known.some(isSame)) return known.map((one) => (isSame(one) ? more(one) : one));
  return known.length < MOST ? [...known, notice] : known;
}
