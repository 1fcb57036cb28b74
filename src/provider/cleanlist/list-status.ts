// Owns reading how the enrichment of a whole list stands, and what it cost. The results are on the list, not here.
import type { ListStatus } from '../lists';
import type { HttpResult, VendorError } from '../provider';
import { refusalOf } from '../refusal';
import { readProgress } from '../read-status';
import { workflowState } from '../status-word';
import { field, firstText, isRecord, numberOf, parseJson } from '../untrusted';
import { errorOf, noAnswer, reportsError, unusable } from '../vendor-error';
import { isMarkup, plainLine } from '../vendor-text';

/** The vendor's message about credits under review is one line of a record. */
const NOTICE_LIMIT = 300;
const WORD_LIMIT = 40;

/** https://github.com/Cleanlist-ai/cleanlist-python-client , `WorkflowStatusResponse` */
export function readStatus(result: HttpResult, nowMs: number): ListStatus {
  if (result.kind === 'failed') return { kind: 'unreadable', error: noAnswer(result.message) };
  const { response } = result;
  const raw = parseJson(response.body);
  const isSuccess = response.status >= 200 && response.status < 300;
  if (!isSuccess || !isRecord(raw)) return readFailure(errorOf(response, nowMs));
  const data = field(raw, 'data');
  const body = isRecord(data) ? { ...data, ...raw } : raw;
  const { word, total, ended, charged, isWorkflow } = readProgress(body);
  const state = workflowState(word);
  // A workflow that failed tells why in `error`; without a workflow it is the call that failed.
  const isEnd = state === 'done' || (state === 'failed' && isWorkflow);
  if (!isEnd && reportsError(raw)) return readFailure(errorOf(response, nowMs));
  if (word === '') {
    const error = unusable(response, 'The answer does not say how the enrichment stands.');
    return { kind: 'unreadable', error };
  }
  // A word that nobody knows ends nothing unless the counters do.
  if (state === 'running' || (state === 'unknown' && !ended)) {
    return { kind: 'running', processed: countOf(field(body, 'processed')), total };
  }
  return {
    kind: 'ended',
    word: plainLine(word, WORD_LIMIT),
    isBroken: state === 'failed',
    charged,
    refunded: countOf(field(body, 'credits_refunded')),
    emails: countOf(field(body, 'summary', 'emails_found')),
    phones: countOf(field(body, 'summary', 'phones_found')),
    notice: noticeIn(body),
  };
}

function readFailure(error: VendorError): ListStatus {
  if (error.httpStatus === 404) return { kind: 'not_found', error };
  return refusalOf(error) ?? { kind: 'unreadable', error };
}

/** Shown as it stands: https://docs.cleanlist.ai/mcp-api/polling */
function noticeIn(body: unknown): string {
  const words = firstText(body, ['refund_message']);
  const said = isMarkup(words) ? '' : plainLine(words, NOTICE_LIMIT);
  if (said !== '') return said;
  const isUnderReview = firstText(body, ['refund_status']) === 'pending_review';
  return isUnderReview ? 'Credits of this enrichment are under review at the vendor.' : '';
}

function countOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && number >= 0 ? number : null;
}
