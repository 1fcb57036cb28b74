// Owns Cleanlist's look-up of one person by e-mail: one workflow each, of the newer generation. Only who cannot go with the others,
// in a batch, is asked for here.
import type { Identity } from '../../contact/contact';
import type { Lack } from '../../contact/identity';
import type {
  AccountOutcome,
  EnrichmentType,
  HttpRequest,
  HttpResult,
  Item,
  PollOutcome,
  PurchaseTerms,
  Service,
  SubmitOutcome,
} from '../provider';
import { BLANK_ITEM } from '../item';
import { NOBODY } from '../nobody';
import { readFree } from '../read-account';
import { readItem } from '../read-items';
import { readPoll } from '../read-poll';
import { readProgress } from '../read-status';
import { readSubmit } from '../read-submit';
import { workflowState } from '../status-word';
import { field, firstText, isRecord, numberOf, parseJson, type JsonRecord } from '../untrusted';
import { unusable } from '../vendor-error';
import { isMarkup, plainLine, vendorText } from '../vendor-text';
import { bulk } from './bulk';
import { get, post } from './call';
import { credits } from './credits';

/**
 * Everybody asked for by e-mail lands in it. The documents differ on whether a list must be named: it always is. The call that
 * makes it finds the one that is there: https://github.com/Cleanlist-ai/cleanlist-python-client , `CreateListRequest`
 */
const LIST_NAME = 'Contact Enrichment: asked by e-mail';

/** It goes into a record of the run, and into every request. */
const LIST_ID = /^[\x21-\x7e]{1,100}$/;

/** The vendor's message about credits under review is one cell, one note. */
const NOTICE_LIMIT = 300;

/** https://www.rfc-editor.org/errata/eid1690 */
const LONGEST_EMAIL = 254;
const EMAIL = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+\.[^\s@<>()[\],;:"\\]+$/;

/** https://docs.cleanlist.ai/mcp-api/enrichment */
export const person: Service = {
  id: 'cleanlist/person',
  operation: 'find',
  // Who is known by an e-mail alone has one: it is never bought again.
  types: ['phone_only'],
  batchSize: 1,
  credits,
  repeatsFree: false,
  lacks: (identity) => (bulk.lacks(identity) === null ? 'no_email' : lacksEmail(identity)),
  sends: ({ email = '' }) => ({ ...NOBODY, email: email.trim() }),
  prepare: { request: (key) => post(key, '/lead-lists', { name: LIST_NAME }), read: readList },
  submit,
  readSubmit: (result, _sent, nowMs) => readPurchase(result, nowMs),
  poll: (key, workflowId) => get(key, `/enrichment/status/${encodeURIComponent(workflowId)}`),
  readPoll: (result, _further, { nowMs }) => readEnd(result, nowMs),
};

function lacksEmail({ email = '' }: Identity): Lack | null {
  const address = email.trim();
  return address.length <= LONGEST_EMAIL && EMAIL.test(address) ? null : 'no_email';
}

function readList(result: HttpResult, nowMs: number): AccountOutcome<string> {
  return readFree(result, nowMs, (body, response) => {
    const id = firstText(body, ['list_id', 'lead_list_id', 'id']);
    const error = unusable(response, 'The answer has no id of the list.');
    return LIST_ID.test(id) ? { kind: 'ok', value: id } : { kind: 'unreadable', error };
  });
}

/** @throws RangeError for anything but one contact that it can take, and a list. */
function submit(
  key: string,
  type: EnrichmentType,
  contacts: readonly Identity[],
  terms?: PurchaseTerms,
): HttpRequest {
  const [contact, ...others] = contacts;
  if (contact === undefined || others.length > 0) {
    throw new RangeError(`One contact goes in a request, not ${contacts.length}.`);
  }
  const list = terms?.prepared ?? '';
  if (list === '') throw new RangeError('No list was made for the contact.');
  const { email = '' } = contact;
  return post(key, '/enrichment/person', { email, enrichment_type: type, lead_list_id: list });
}

/** A complaint about the e-mail is the contact's; a list that is not there any more is made anew. */
function readPurchase(result: HttpResult, nowMs: number): SubmitOutcome {
  const outcome = readSubmit(result, 1, nowMs);
  if (result.kind === 'failed') return outcome;
  const body = parseJson(result.response.body);
  if (outcome.kind === 'accepted') {
    const reserved = numberOf(field(body, 'credits_reserved'));
    return { ...outcome, reserved: reserved !== null && reserved >= 0 ? reserved : null };
  }
  if (outcome.kind !== 'refused') return outcome;
  const { error } = outcome;
  if (error.httpStatus === 404) return { kind: 'unprepared', error };
  const complaint = complaintAboutEmail(body);
  if (complaint === null) return outcome;
  return { kind: 'bad_contacts', contacts: [{ index: 0, message: complaint }], error };
}

/** `detail[].loc` is `["body","email"]`: https://docs.cleanlist.ai/api-reference/errors */
function complaintAboutEmail(body: unknown): string | null {
  const detail = field(body, 'detail');
  for (const entry of Array.isArray(detail) ? (detail as unknown[]) : []) {
    const loc = field(entry, 'loc');
    if (!Array.isArray(loc) || loc[loc.length - 1] !== 'email') continue;
    const words = firstText(entry, ['msg', 'message']);
    const said = isMarkup(words) ? '' : vendorText(words);
    return said === '' ? 'This contact cannot be looked up.' : said;
  }
  return null;
}

/**
 * A run for one person has its result under `result`; one that ended badly has none, and may have kept its credits.
 * https://github.com/Cleanlist-ai/cleanlist-python-client , `WorkflowStatusResponse`
 */
function readEnd(result: HttpResult, nowMs: number): PollOutcome {
  const outcome = readPoll(result, nowMs);
  if (result.kind === 'failed') return outcome;
  if (outcome.kind !== 'finished' && outcome.kind !== 'no_results') return outcome;
  const body = parseJson(result.response.body);
  const found = field(body, 'result');
  const { word, charged } = readProgress(body);
  const notice = noticeIn(body);
  const told = notice === '' ? {} : { notice };
  if (isRecord(found)) {
    const missing = outcome.kind === 'finished' ? outcome.missing : {};
    return { kind: 'finished', word, items: [itemOf(found)], charged, missing, ...told };
  }
  const hasEndedBadly = workflowState(word) === 'failed';
  return hasEndedBadly
    ? {
        kind: 'finished',
        word,
        items: charged === 0 ? [BROKEN] : [],
        charged,
        missing: {},
        ...told,
      }
    : { kind: 'no_results', word };
}

/** It cost nothing, and may be asked for again. */
const BROKEN: Item = { ...BLANK_ITEM, error: 'The lookup broke.' };

/** An empty `lead_id` means that nobody was found; the `failed` beside it says no more. */
function itemOf(found: JsonRecord): Item {
  const item = readItem(found, '');
  const isNobody = field(found, 'lead_id') === '';
  return isNobody ? { ...BLANK_ITEM } : { ...item, taskId: '' };
}

/** Credits that stay reserved until somebody at the vendor has looked: the person is told in the vendor's own words. */
function noticeIn(body: unknown): string {
  if (firstText(body, ['refund_status']) !== 'pending_review') return '';
  const words = firstText(body, ['refund_message']);
  const said = isMarkup(words) ? '' : plainLine(words, NOTICE_LIMIT);
  return said === '' ? 'Credits of this look-up are under review at the vendor.' : said;
}
