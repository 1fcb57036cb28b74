// Owns deleting everything that this add-on keeps in a document, and for it about the user who says so. Under the lock, and only
// while nothing would be lost by it. Touches no cell; the key stays, and so does the log, which is shown.
import { type Ports, SheetFault } from '../../ports';
import { isAwaited, needsDecision } from '../state/batch';
import { isUnderWay, listRunOf } from '../list/list-run';
import { takeOutEnded } from '../log/keep-log';
import { Log } from '../log/log';
import { type DocumentState, openDocument } from '../state/document';
import { PATIENCE_MS } from '../plan/start';
import { counted } from '../report/number-words';
import { forgetTrouble } from '../report/vendor-trouble';
import { isOn, type Schedule, schedulesOf } from '../schedule/schedule';
import type { Run } from '../state/run';
import { readUser } from '../state/user';

export type DeleteResult =
  | { readonly kind: 'deleted' }
  /** Something would be lost; the message says what, and what to do first. */
  | { readonly kind: 'kept'; readonly message: string }
  | { readonly kind: 'busy' }
  | { readonly kind: 'unavailable'; readonly message: string };

/**
 * Repeatable after a death anywhere: while no run is open, no part of the records says anything that could cost or
 * lose something without the others; and a trigger that finds nothing to do removes itself. Throws `StoreFault`.
 */
export function deleteAll(ports: Ports): DeleteResult {
  const lock = ports.lock.acquire(PATIENCE_MS);
  if (lock.kind !== 'held') return lock;
  try {
    const document = openDocument(ports);
    const message = keptFromDeleting(document, readUser(ports.userStore, ports.newId).tag);
    if (message !== '') return { kind: 'kept', message };
    // What is to be taken out of the log is known nowhere else.
    takeOutEnded(ports, document);
    showLog(ports, document);
    ports.documentStore.clear();
    ports.triggers.remove();
    forgetTrouble(ports.userStore);
    return { kind: 'deleted' };
  } finally {
    ports.lock.release();
  }
}

/** It is the user's to delete, and to see for that. */
function showLog(ports: Ports, document: DocumentState): void {
  try {
    new Log(ports.openBook(), document).show();
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
  }
}

/** What would be lost, and what to do first; `''` when everything can be deleted. */
export function keptFromDeleting(document: DocumentState, userTag: string): string {
  const runs = document.runs();
  const others = schedulesOf(document).filter(({ user }) => user !== userTag);
  const open = [openRuns(document, runs, userTag), openList(document, userTag)];
  const then = open.some((sentence) => sentence !== '') ? 'Then delete.' : '';
  return [...open, othersSchedules(others), then].filter((sentence) => sentence !== '').join(' ');
}

function openRuns(document: DocumentState, runs: readonly Run[], userTag: string): string {
  if (runs.length === 0) return '';
  const batches = runs.flatMap(({ id }) => document.batches(id));
  const count = (isOf: (batch: (typeof batches)[number]) => boolean): number =>
    batches.filter(isOf).reduce((sum, { contacts }) => sum + contacts.length, 0);
  const arriving = count(({ state }) => state === 'submitting' || isAwaited(state));
  const deciding = count(({ state }) => needsDecision(state));
  const lost = [
    ...(arriving === 0
      ? []
      : [`${contacts(arriving, 'is', 'are')} bought and what was found is still arriving`]),
    ...(deciding === 0 ? [] : [`${contacts(deciding, 'waits', 'wait')} for a decision`]),
  ];
  const open = runs.length === 1 ? '1 run is open' : `${runs.length} runs are open`;
  const what = lost.length === 0 ? open : `${open}: ${lost.join(', ')}`;
  const isMine = runs.every(({ user }) => user === userTag);
  const isKeyGone = runs.some(({ pause }) => pause?.reason === 'key');
  const advice = isMine
    ? `Stop what is not wanted, wait for the results, and decide what waits for you.${isKeyGone ? ' Where a key is gone for good, end its run.' : ''}`
    : 'Some of it is another user’s: wait until they have ended it. After seven days without them you can close it.';
  return `${what}. ${advice}`;
}

function openList(document: DocumentState, userTag: string): string {
  const list = listRunOf(document);
  if (list === null || !isUnderWay(list)) return '';
  return list.user === userTag
    ? 'A list is being enriched: wait for its rows, or decide about it where you enrich lists.'
    : 'Another user is enriching a list here: wait until they have ended it. After seven days without them you can close it.';
}

function othersSchedules(schedules: readonly Schedule[]): string {
  if (schedules.length === 0) return '';
  const running = schedules.filter(isOn).length;
  const what =
    schedules.length === 1
      ? 'Another user has Automatic on for a sheet here'
      : `Other users have Automatic on for ${schedules.length} sheets here`;
  return `${what}${running === 0 ? ', paused at the moment' : ''}: only they can switch it off.`;
}

function contacts(count: number, one: string, many: string): string {
  return `${counted(count, 'contact')} ${count === 1 ? one : many}`;
}
