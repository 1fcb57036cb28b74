// Owns what is said when a method ends in an exception: what Google did not do, what may have been done all the same, and what to
// do next.
import { SheetFault, StoreFault } from '../ports';
import type { Failure, Method } from './contract';
import type { Desk } from './desk';
import { failure } from './failure';
import { missingPermission } from './permission';

export function thrownFailure(error: unknown, method: Method, desk: Desk): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof SheetFault || error instanceof StoreFault) {
    const missing = missingPermission(desk, LEFT[leftBy(method)]);
    if (missing !== null) return missing;
  }
  if (error instanceof SheetFault) {
    return failure('internal', `Google Sheets did not do it: ${message} ${LEFT[leftBy(method)]}`);
  }
  if (error instanceof StoreFault) {
    return failure(
      'internal',
      `Google could not read or keep the state of your runs: ${message} Nothing is sent until it can, and nothing that was bought is lost. Try again later.`,
    );
  }
  return failure(
    'internal',
    `Something went wrong: ${message} ${LEFT[leftBy(method)]} Reload the page first.`,
  );
}

/** What a method may leave behind that did not come to its end. */
type Left =
  'nothing' | 'run' | 'slice' | 'said' | 'cells' | 'tab' | 'leads' | 'list' | 'bought' | 'part';

const LEFT: Readonly<Record<Left, string>> = {
  nothing: 'Nothing was bought by this click. Try again.',
  run: 'The run may have been made: look at the runs before you confirm again. Nothing was bought yet, and no contact is bought twice.',
  slice: 'What was bought is safe: the next look goes on with it.',
  said: 'It may have been done all the same: look at the run before you try again.',
  cells:
    'A part of the cells may have been changed: the same click again does the rest. Nothing was bought.',
  tab: 'A new sheet may have been made. Nothing was bought.',
  leads:
    'A sheet for leads may have been made that says it is unfinished: the same search again goes on with it. Nothing was bought.',
  list: 'A list may have been made, or filled in part, at the vendor, which is free: press again, and the same list is filled. Nothing was bought.',
  bought:
    'The list may have been bought: look at how it stands before you press again. The same estimate is never paid twice.',
  part: 'A part of it may have been done: look before you try again. Nothing was bought by this click.',
};

function leftBy(method: Method): Left {
  switch (method) {
    case 'start':
      return 'run';
    case 'work':
    case 'workList':
      return 'slice';
    case 'stop':
    case 'resume':
    case 'decide':
    case 'close':
      return 'said';
    case 'undo':
    case 'placeAgain':
      return 'cells';
    case 'sample':
      return 'tab';
    case 'findLeads':
      return 'leads';
    case 'makeList':
      return 'list';
    case 'buyList':
    case 'decideList':
      return 'bought';
    case 'applyFix':
    case 'undoFix':
    case 'schedule':
    case 'resumeSchedule':
    case 'endSchedule':
    case 'saveSettings':
    case 'deleteAll':
    case 'connect':
    case 'disconnect':
      return 'part';
    case 'home':
    case 'inspect':
    case 'jump':
    case 'accounts':
    case 'quote':
    case 'history':
    case 'deliveries':
    case 'outcomeRows':
    case 'retryCount':
    case 'previewFix':
    case 'schedules':
    case 'settings':
    case 'transactions':
    case 'countLeads':
    case 'list':
    case 'quoteList':
    case 'support':
      return 'nothing';
  }
}
