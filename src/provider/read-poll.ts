// Owns what the answer to a status read means: still running, finished, or nothing to go by.
import type { HttpResponse, HttpResult, Item, PollOutcome, VendorError } from './provider';
import { MAX_ITEMS, readItems } from './read-items';
import { readProgress, type Progress } from './read-status';
import { refusalOf } from './refusal';
import { workflowState } from './status-word';
import { firstText, isRecord, parseJson } from './untrusted';
import { errorOf, noAnswer, reportsError, unusable } from './vendor-error';

/** Vendors say so with 404 or 409, or with an error in a 200; Cleanlist's own words for it are not documented. */
const NOT_READY = /result_pending|not[ _]ready|not yet completed|still (?:processing|running)/i;

export function readPoll(result: HttpResult, nowMs: number): PollOutcome {
  if (result.kind === 'failed') return { kind: 'unreadable', error: noAnswer(result.message) };
  const { response } = result;
  return response.status >= 200 && response.status < 300
    ? readAnswer(response, nowMs)
    : readFailure(errorOf(response, nowMs));
}

function readAnswer(response: HttpResponse, nowMs: number): PollOutcome {
  const body = parseJson(response.body);
  if (!isRecord(body)) return { kind: 'unreadable', error: errorOf(response, nowMs) };
  const progress = readProgress(body);
  const state = workflowState(progress.word);
  const items = readItems(body, progress.total);
  if (items !== null && items.length > MAX_ITEMS) {
    const error = unusable(response, 'The answer has more results than were asked for.');
    return { kind: 'unreadable', error };
  }
  const isPromised = (items === null || items.length === 0) && progress.found > 0;
  if (state === 'failed' && (items !== null || progress.isWorkflow || !saysOnlyError(body))) {
    return isPromised
      ? { kind: 'no_results', word: progress.word }
      : finished(progress, items ?? []);
  }
  if (state !== 'done' && reportsError(body)) return readFailure(errorOf(response, nowMs));
  if (state === 'failed') return { kind: 'unreadable', error: errorOf(response, nowMs) };
  if (state === 'done' || (state === 'unknown' && progress.ended)) {
    return items === null || isPromised
      ? { kind: 'no_results', word: progress.word }
      : finished(progress, items);
  }
  if (progress.word === '' && !progress.isWorkflow && items === null && response.status !== 202) {
    const error = unusable(response, 'The answer has no status.');
    return { kind: 'unreadable', error };
  }
  return { kind: 'running', word: progress.word };
}

/** `{"status":"error","message":"…"}` is how some services report a failed call, not a failed workflow. */
function saysOnlyError(body: unknown): boolean {
  return reportsError(body) || firstText(body, ['message', 'detail']) !== '';
}

function finished(progress: Progress, items: readonly Item[]): PollOutcome {
  const { word, charged, values } = progress;
  const missing = {
    email: Math.max(0, values.email - items.filter(({ email }) => email !== '').length),
    phone: Math.max(0, values.phone - items.filter(({ phones }) => phones.length > 0).length),
  };
  return { kind: 'finished', word, items, charged, missing };
}

/** What a read that failed means. */
export function readFailure(error: VendorError): PollOutcome {
  const refusal = refusalOf(error);
  if (refusal !== null) return refusal;
  if (NOT_READY.test(error.code) || NOT_READY.test(error.message)) {
    return { kind: 'running', word: error.code };
  }
  return error.httpStatus === 404 || error.httpStatus === 410
    ? { kind: 'not_found', error }
    : { kind: 'unreadable', error };
}
