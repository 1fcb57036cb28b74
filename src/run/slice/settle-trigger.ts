// Owns whether the hourly trigger is there: while a run or a list of the user can go on, or a schedule of theirs
// is on, without a person.
import type { Ports } from '../../ports';
import { listGoesOn, listRunOf } from '../list/list-run';
import { isOn, schedulesOf } from '../schedule/schedule';
import type { DocumentState } from '../state/document';
import { goesOnAlone } from '../state/run';

/** Makes or removes it, as is needed now; the caller holds the lock. */
export function settleTrigger(
  { triggers }: Pick<Ports, 'triggers'>,
  document: DocumentState,
  tag: string,
): void {
  const goesOn = document
    .runs()
    .some((run) => run.user === tag && goesOnAlone(run, document.batches(run.id)));
  const list = listRunOf(document);
  const listMoves = list !== null && list.user === tag && listGoesOn(list);
  const isNeeded = goesOn || listMoves || hasScheduleOn(document, tag);
  if (!isNeeded) triggers.remove();
  // The start may have died before it made one, and a person or Google may have removed it, or switched it off, since.
  else if (['off', 'unseen', 'silent'].includes(triggers.status().kind)) triggers.ensure();
}

function hasScheduleOn(document: DocumentState, tag: string): boolean {
  return schedulesOf(document).some((schedule) => schedule.user === tag && isOn(schedule));
}
