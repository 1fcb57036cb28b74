// Owns settings as the sidebar reads and changes them, and the deletion of everything that is kept.
import { isUnderWay, listRunOf } from '../run/list/list-run';
import { keepsLog, switchLog } from '../run/log/keep-log';
import { Log } from '../run/log/log';
import { deleteAll as deleteEverything, keptFromDeleting } from '../run/person/delete-all';
import { PATIENCE_MS } from '../run/plan/start';
import { schedulesOf } from '../run/schedule/schedule';
import { type DocumentState, openDocument } from '../run/state/document';
import { forgetLessons } from '../run/state/lessons';
import { readUser, saveRunLimit } from '../run/state/user';
import type { Failure, Reply } from './contract';
import type { SettingsView } from './contract-settings';
import type { Desk } from './desk';
import { failure, noLock } from './failure';
import type { Arguments } from './requests';
import { changeWebhook, webhookViews } from './webhook';

export function settings(_: Arguments<'settings'>, desk: Desk): Reply<'settings'> {
  return { ok: true, value: viewOf(desk) };
}

export function saveSettings(
  { keepsLog: isOn, runLimit, webhook, forgetHeaders }: Arguments<'saveSettings'>,
  desk: Desk,
): Reply<'saveSettings'> {
  const { userStore } = desk.ports;
  const refused = isOn === undefined ? null : changeLog(isOn, desk);
  if (refused !== null) return refused;
  const unsaved = webhook === undefined ? null : changeWebhook(webhook, desk);
  if (unsaved !== null) return unsaved;
  if (runLimit !== undefined) saveRunLimit(userStore, runLimit);
  if (forgetHeaders === true) forgetLessons(userStore);
  return settings(null, desk);
}

export function deleteAll(_: Arguments<'deleteAll'>, desk: Desk): Reply<'deleteAll'> {
  const result = deleteEverything(desk.ports);
  switch (result.kind) {
    case 'deleted':
      return settings(null, desk);
    case 'kept':
      return failure('refused', `Nothing was deleted. ${result.message}`);
    case 'busy':
    case 'unavailable':
      return noLock(result);
  }
}

/** Under the lock: a run that ends at the same moment follows one or the other. */
function changeLog(isOn: boolean, { ports }: Desk): Failure | null {
  const lock = ports.lock.acquire(PATIENCE_MS);
  if (lock.kind !== 'held') return noLock(lock);
  try {
    const document = openDocument(ports);
    if (!isOn && schedulesOf(document).length > 0) return failure('refused', SCHEDULE_NEEDS_LOG);
    if (keepsLog(document) !== isOn) switchLog(document, isOn);
    return null;
  } finally {
    ports.lock.release();
  }
}

const SCHEDULE_NEEDS_LOG =
  'The log stays on: Automatic is switched on in this spreadsheet, and only the log tells which contacts were sent before. Switch Automatic off first.';

function viewOf({ ports }: Desk): SettingsView {
  const document = openDocument(ports);
  const user = readUser(ports.userStore, ports.newId);
  const sheets = new Set([...document.idsOf('map:'), ...document.idsOf('made:')]);
  return {
    keepsLog: keepsLog(document),
    log: new Log(ports.openBook(), document).describe(),
    runLimit: user.runLimit,
    webhooks: webhookViews(user),
    stored: {
      openRuns: document.runs().length,
      endedRuns: document.closedRuns().length,
      schedules: schedulesOf(document).length,
      list: storedList(document),
      sheets: sheets.size,
    },
    learnedHeaders: user.lessons.length,
    keptFromDeleting: keptFromDeleting(document, user.tag),
  };
}

function storedList(document: DocumentState): SettingsView['stored']['list'] {
  const run = listRunOf(document);
  if (run !== null && isUnderWay(run)) return 'under_way';
  // Also what was remembered while one was made.
  return document.idsOf('list').length > 0 ? 'kept' : 'none';
}
