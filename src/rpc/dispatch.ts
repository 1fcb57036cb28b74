// Owns the one way in for the sidebar: reads a request, runs its method, answers with a value or a failure in words. Never throws,
// and never lets a key out.
import { vendorOf } from '../provider/vendors';
import { changeEnded, type ChangeResult } from '../run/person/change-ended';
import { closeUncollected } from '../run/person/end-run';
import { decideBatch, type DecisionResult, resumeRun, stopRun } from '../run/person/decide';
import { type DocumentState, openDocument } from '../run/state/document';
import { decidePlaceAgain } from '../run/person/place-again';
import { count, counted } from '../run/report/number-words';
import { runSlice } from '../run/slice/slice';
import { decideUndo } from '../run/person/undo';
import { readUser } from '../run/state/user';
import { accounts, connect, disconnect } from './account';
import type { Method, Reply } from './contract';
import type { RunView } from './contract-run';
import type { Desk } from './desk';
import { failure, noLock, noSuchRun } from './failure';
import { countLeads, findLeads } from './find-leads';
import { applyFix, previewFix, undoFix } from './fix';
import { buyList, decideList, list, makeList, quoteList, workList } from './list';
import { history, outcomeRows, retryCount } from './history';
import { home, inspect, jump } from './inspect';
import { quote, start } from './purchase';
import { type Arguments, readRequest } from './requests';
import { viewOfRun } from './run-view';
import { sample } from './sample';
import { endSchedule, resumeSchedule, schedule, schedules } from './schedule';
import { deleteAll, saveSettings, settings } from './settings';
import { support } from './support';
import { thrownFailure } from './thrown';
import { transactions } from './transactions';
import { deliveries } from './webhook';

type Handlers = { [M in Method]: (args: Arguments<M>, desk: Desk) => Reply<M> };

const HANDLERS: Handlers = {
  home,
  inspect,
  jump,
  connect,
  disconnect,
  accounts,
  transactions,
  quote,
  start,
  work: ({ run }, desk) => {
    const result = runSlice(desk.ports);
    if (result.kind === 'unavailable') return noLock(result);
    return result.kind === 'worked'
      ? replyWith(desk, run, result.document, result.userTag)
      : runReply(desk, run);
  },
  stop: ({ run }, desk) => decided(desk, run, stopRun(desk.ports, run)),
  resume: ({ run }, desk) => decided(desk, run, resumeRun(desk.ports, run)),
  decide: ({ run, batch, decision }, desk) =>
    decided(desk, run, decideBatch(desk.ports, run, batch, decision)),
  close: ({ run }, desk) => decided(desk, run, closeUncollected(desk.ports, run)),
  undo: ({ run }, desk) => decided(desk, run, changeEnded(desk.ports, run, decideUndo, 'all')),
  placeAgain: ({ run }, desk) =>
    decided(desk, run, changeEnded(desk.ports, run, decidePlaceAgain, 'unplaced')),
  history,
  deliveries,
  outcomeRows,
  retryCount,
  sample,
  previewFix,
  applyFix,
  undoFix,
  schedules,
  schedule,
  resumeSchedule,
  endSchedule,
  settings,
  saveSettings,
  deleteAll,
  countLeads,
  findLeads,
  list,
  makeList,
  quoteList,
  buyList,
  workList,
  decideList,
  support,
};

/** JSON text in, JSON text out: nothing else survives the way to the sidebar unchanged. */
export function dispatch(text: unknown, desk: Desk): string {
  return JSON.stringify(reply(text, desk));
}

function reply(text: unknown, desk: Desk): Reply<Method> {
  const request = readRequest(text);
  if (request === null) {
    return failure(
      'bad_request',
      'The sidebar sent something unexpected, so nothing was done. Reload the page, then open the sidebar again.',
    );
  }
  try {
    const handler = HANDLERS[request.method] as (args: unknown, desk: Desk) => Reply<Method>;
    return handler(request.args, desk);
  } catch (error) {
    return thrownFailure(error, request.method, desk);
  }
}

function decided(desk: Desk, run: string, result: DecisionResult | ChangeResult): Reply<'stop'> {
  switch (result.kind) {
    case 'done':
    case 'outdated':
      return runReply(desk, run);
    case 'gone':
    case 'in_use':
      return failure('sheet_problem', `${result.message} Nothing was changed.`);
    case 'not_yours':
      return failure(
        'not_yours',
        'Another user started this run: only they can do that. Nothing was changed.',
      );
    case 'over_limit':
      return failure(
        'over_limit',
        `It was not sent again: with it this run may cost ${counted(result.credits, `${vendorOf(result.vendor).name} credit`)}, and your limit for a run is ${count(result.limit)}. Raise it in Settings, or give these contacts up.`,
      );
    case 'busy':
    case 'unavailable':
      return noLock(result);
  }
}

function runReply(desk: Desk, run: string): Reply<'work'> {
  const { ports } = desk;
  const document = openDocument(ports);
  return replyWith(desk, run, document, readUser(ports.userStore, ports.newId).tag);
}

function replyWith(
  { ports }: Desk,
  run: string,
  document: DocumentState,
  tag: string,
): Reply<'work'> {
  const view: RunView | null = viewOfRun(ports, document, tag, run, null);
  if (view === null) return noSuchRun();
  return { ok: true, value: view };
}
