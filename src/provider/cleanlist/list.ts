// Owns Cleanlist's lists as they are enriched whole: the requests, and what the answers mean. Every doubt about a purchase is `unknown`.
import type { ListOutcome, ListPurchase, ListQuote, ListService, ListType } from '../lists';
import type { HttpResponse, HttpResult, VendorError } from '../provider';
import { refusalOf } from '../refusal';
import { readSubmit } from '../read-submit';
import { field, firstText, isRecord, numberOf, parseJson } from '../untrusted';
import { errorOf, noAnswer, reportsError, unusable } from '../vendor-error';
import { get, post } from './call';
import { filesOf, importBody } from './import-file';
import { leftIn, skippedIn } from './import-answer';
import { readPage } from './list-page';
import { readStatus } from './list-status';

/** As long as an id of a list, or of a quote, may be: it goes into requests and into a record. */
const ID = /^[A-Za-z0-9][\w.:~-]{0,99}$/;
const QUOTE_ID = /^[\x21-\x7e]{1,200}$/;

/** With a hyphen here, and only here: https://docs.cleanlist.ai/mcp-api/credits */
const SCOPES: Readonly<Record<ListType, string>> = {
  partial: 'partial',
  phone_only: 'phone-only',
  full: 'full',
};

/** "limit=1..500": https://github.com/Cleanlist-ai/cleanlist-python-client , `get_list_leads` */
const PAGE = 500;

export const lists: ListService = {
  // https://docs.cleanlist.ai/mcp-api/quickstart has the first, the vendor's own client the second.
  fields: ['lead_list_id', 'list_id'],
  isListId: (text) => ID.test(text),
  create: (key, name) => post(key, '/lead-lists', { name }),
  readCreated: (result, nowMs) =>
    readAbout(result, nowMs, (body, response) => {
      const id = firstText(body, ['list_id', 'lead_list_id', 'id']);
      return ID.test(id)
        ? { kind: 'ok', value: id }
        : { kind: 'unreadable', error: unusable(response, 'The answer has no id of the list.') };
    }),
  filesOf,
  fill: (key, list, contacts, token) =>
    post(key, `/lead-lists/${encodeURIComponent(list)}/csv-import`, importBody(contacts, token)),
  readFilled: (result, nowMs) =>
    readAbout(result, nowMs, (body, response) => {
      const rows = countOf(field(body, 'rows_imported'));
      const error = unusable(response, 'The answer does not say how many rows were taken.');
      if (rows === null) return { kind: 'unreadable', error };
      return { kind: 'ok', value: { rows, skipped: skippedIn(body), left: leftIn(body) } };
    }),
  quote: (key, list, type) =>
    post(key, '/credits/estimate', { tool: 'enrich_list', list_id: list, scope: SCOPES[type] }),
  readQuote: (result, nowMs) => readAbout(result, nowMs, readQuote),
  buy: (key, list, type, quote, name) =>
    post(key, '/enrichment/bulk', { [name]: list, scope: SCOPES[type], quote_id: quote }),
  readBought,
  status: (key, workflowId) => get(key, `/enrichment/status/${encodeURIComponent(workflowId)}`),
  readStatus,
  page: (key, list, from) =>
    get(
      key,
      `/lead-lists/${encodeURIComponent(list)}/leads?limit=${PAGE}${from === '' ? '' : `&cursor=${encodeURIComponent(from)}`}`,
    ),
  readPage: (result, nowMs) => readAbout(result, nowMs, readPage),
};

/** https://docs.cleanlist.ai/mcp-api/credits */
function readQuote(body: unknown, response: HttpResponse): ListOutcome<ListQuote> {
  const id = firstText(body, ['quote_id']);
  const credits = countOf(field(body, 'estimated_cost'));
  const rows = countOf(field(body, 'row_count'));
  // One without an end is asked for again before it is used.
  const expiresAt = countOf(field(body, 'expires_at')) ?? 0;
  const balance = numberOf(field(body, 'available_credits'));
  if (!QUOTE_ID.test(id) || credits === null || rows === null || balance === null) {
    const error = unusable(response, 'The answer is no whole estimate.');
    return { kind: 'unreadable', error };
  }
  // Doubt is no.
  const isSufficient = field(body, 'sufficient') !== false && balance >= credits;
  return { kind: 'ok', value: { id, credits, rows, expiresAt, balance, isSufficient } };
}

function readBought(result: HttpResult, asked: string, nowMs: number): ListPurchase {
  const outcome = readSubmit(result, 1, nowMs);
  if (result.kind === 'failed') return { kind: 'unknown', error: noAnswer(result.message) };
  const { response } = result;
  const body = parseJson(response.body);
  switch (outcome.kind) {
    case 'accepted': {
      const { workflowId } = outcome;
      return { kind: 'accepted', workflowId, reserved: countOf(field(body, 'credits_reserved')) };
    }
    case 'rate_limited':
    case 'key_refused':
    case 'out_of_credits':
    case 'unknown':
    case 'refused':
      break;
    case 'answered':
    case 'bad_contacts':
    case 'unprepared':
    case 'some_refused':
      return { kind: 'unknown', error: errorOf(response, nowMs) };
  }
  const { error } = outcome;
  const isRead = response.status >= 400 && response.status < 500 && response.status !== 408;
  if (isRead && SPENDING.has(error.code)) return { kind: 'quote_refused', isUsed: false, error };
  if (outcome.kind !== 'unknown' && outcome.kind !== 'refused') {
    return PROTECTED.has(error.code) ? { kind: 'refused', error } : outcome;
  }
  if (isRead && isAboutQuote(error)) {
    return { kind: 'quote_refused', isUsed: saysUsed(error), error };
  }
  if (outcome.kind === 'unknown') return outcome;
  if (response.status === 422 && complainsOf(body, asked)) return { kind: 'other_field', error };
  return { kind: response.status === 404 ? 'not_found' : 'refused', error };
}

/** A list that has grown since costs more than the quote: https://docs.cleanlist.ai/mcp-api/errors */
const SPENDING: ReadonlySet<string> = new Set(['spend_cap_exceeded']);
/** 403, and yet about the list, not the key: https://docs.cleanlist.ai/mcp-api/errors */
const PROTECTED: ReadonlySet<string> = new Set(['list_protected']);

/** The codes of used and expired quotes are documented nowhere. */
function isAboutQuote({ code, message }: VendorError): boolean {
  return /quote/i.test(`${code} ${message}`);
}

/** Only where nothing else can be meant: a quote that is merely refused has bought nothing. */
function saysUsed({ code, message }: VendorError): boolean {
  const name = code.replace(/[_-]/g, ' ');
  const said = [name, ...message.split(/[.,:;!?–—]/)];
  return USED_CODE.test(name) || said.some((words) => USED.test(words) && !DOUBT.test(words));
}

const USED_CODE = /^quote (used|redeemed|consumed|spent)$/i;
const USED =
  /\b(already (been )?|(was|were|has been|is) )(used|redeemed|consumed|spent)\b|\b(used|redeemed|consumed|spent) already\b/i;
const DOUBT =
  /\b(not|never|no|cannot|if|unless|when|until|once|or|may|might|could|would)\b|n['’]t\b/i;

/** `detail[].loc` names the field that it does not know, or misses under another name. */
function complainsOf(body: unknown, asked: string): boolean {
  const detail = field(body, 'detail');
  const names = lists.fields;
  const places = (Array.isArray(detail) ? (detail as unknown[]) : []).map((entry) => {
    const loc = field(entry, 'loc');
    return Array.isArray(loc) ? (loc as unknown[])[loc.length - 1] : undefined;
  });
  return places.includes(asked) || places.some((place) => names.some((name) => name === place));
}

/** What a free call about a list says; 403 that is about the list is no refusal of the key. */
function readAbout<T>(
  result: HttpResult,
  nowMs: number,
  readBody: (body: unknown, response: HttpResponse) => ListOutcome<T>,
): ListOutcome<T> {
  if (result.kind === 'failed') return { kind: 'unreadable', error: noAnswer(result.message) };
  const { response } = result;
  const { status } = response;
  const body = parseJson(response.body);
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess && isRecord(body) && !reportsError(body)) {
    const data = field(body, 'data');
    return readBody(isRecord(data) ? { ...data, ...body } : body, response);
  }
  const error = errorOf(response, nowMs);
  if (PROTECTED.has(error.code)) return { kind: 'refused', error };
  const refusal = refusalOf(error);
  if (refusal !== null) return refusal;
  if (status === 404) return { kind: 'not_found', error };
  return { kind: DECLINED.includes(status) ? 'refused' : 'unreadable', error };
}

const DECLINED: readonly number[] = [400, 409, 410, 413, 422];

function countOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && number >= 0 ? number : null;
}
