// Owns what the answer to a purchase means. Every doubt is `unknown`: it may have been bought.
import type { HttpResponse, HttpResult, SubmitOutcome } from './provider';
import { refusalOf } from './refusal';
import { field, firstText, parseJson, textOf } from './untrusted';
import { errorOf, noAnswer, reportsError, unusable } from './vendor-error';
import { isMarkup, vendorText } from './vendor-text';

/** An id goes into a URL and, with up to 249 others, into records of 9 KB. */
const ID = /^[\x21-\x7e]{1,200}$/;

/** Names that only the id of what was bought can have. */
const WORKFLOW_NAMES = ['workflow_id', 'batchId', 'jobId', 'job_id', 'enrichment_id'];
/** In the order of trust. `id` and `request_id` of an answer that reports an error are that call's, not a workflow's. */
const ID_NAMES = ['workflow_id', 'batchId', 'jobId', 'job_id', 'id', 'request_id', 'enrichment_id'];

/** Certainly not bought: the vendor read the request and declined it. */
const DECLINED: readonly number[] = [400, 404, 413, 422];

/** `sent` is how many contacts the request held. */
export function readSubmit(result: HttpResult, sent: number, nowMs: number): SubmitOutcome {
  if (result.kind === 'failed') return { kind: 'unknown', error: noAnswer(result.message) };
  const { response } = result;
  const body = parseJson(response.body);
  if (isSuccess(response)) {
    const failed = reportsError(body);
    const workflowId = idOf(body, failed ? WORKFLOW_NAMES : ID_NAMES);
    if (workflowId !== '') {
      return { kind: 'accepted', workflowId, taskIds: taskIdsOf(body, sent), reserved: null };
    }
    if (!failed) {
      const error = unusable(
        response,
        'The request was accepted, but the answer has no id for it.',
      );
      return { kind: 'unknown', error };
    }
  }
  const error = errorOf(response, nowMs);
  const refusal = refusalOf(error);
  if (refusal !== null) return refusal;
  if (!DECLINED.includes(response.status)) return { kind: 'unknown', error };
  const contacts = badContacts(body, sent);
  const named = contacts.length > 0 && (response.status === 422 || response.status === 400);
  return named ? { kind: 'bad_contacts', contacts, error } : { kind: 'refused', error };
}

function isSuccess(response: HttpResponse): boolean {
  return response.status >= 200 && response.status < 300;
}

function idOf(body: unknown, names: readonly string[]): string {
  for (const name of names) {
    for (const holder of [body, field(body, 'data')]) {
      const id = textOf(field(holder, name));
      if (ID.test(id)) return id;
    }
  }
  return '';
}

function taskIdsOf(body: unknown, sent: number): readonly string[] | null {
  for (const holder of [body, field(body, 'data')]) {
    const list = field(holder, 'task_ids');
    if (!Array.isArray(list) || list.length !== sent) continue;
    const ids = list.filter((id): id is string => typeof id === 'string' && ID.test(id));
    if (new Set(ids).size === sent) return ids;
  }
  return null;
}

/** `detail[].loc` is `["body","contacts",7,…]`: https://docs.cleanlist.ai/api-reference/errors */
function badContacts(body: unknown, sent: number): { index: number; message: string }[] {
  const detail = field(body, 'detail');
  const found = new Map<number, string>();
  for (const entry of Array.isArray(detail) ? (detail as unknown[]) : []) {
    const index = contactIndex(field(entry, 'loc'));
    if (index === null || index >= sent || found.has(index)) continue;
    const words = firstText(entry, ['msg', 'message']);
    found.set(index, isMarkup(words) ? '' : vendorText(words));
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([index, message]) => ({
      index,
      message: message === '' ? 'This contact cannot be looked up.' : message,
    }));
}

function contactIndex(loc: unknown): number | null {
  if (!Array.isArray(loc)) return null;
  const at = (loc[0] === 'body' ? 1 : 0) + 1;
  if (loc[at - 1] !== 'contacts') return null;
  const text = textOf(loc[at]);
  return /^\d{1,4}$/.test(text) ? Number(text) : null;
}
