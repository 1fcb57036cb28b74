// Owns unlocking LeadLeap's leads by their ids: one by itself, several as a file, answered at once. A lead is sold whole.
import type { Identity } from '../../contact/contact';
import { AT_ONCE } from '../at-once';
import type {
  HttpRequest,
  HttpResponse,
  HttpResult,
  Item,
  Service,
  SubmitOutcome,
} from '../provider';
import { findList, MAX_ITEMS, readEntries } from '../read-items';
import { readProgress } from '../read-status';
import { field, isRecord, numberOf } from '../untrusted';
import { unusable } from '../vendor-error';
import { post } from './call';
import { lacksLead, leadIdOf, onlyLead } from './lead-id';
import { badLead, isMissing, isUnfit, readAnswer } from './read-answer';
import { isLead, readLead } from './read-lead';

/** https://leadleap.net/docs/api . A record of ours holds as many, each known by its id alone. */
const BATCH_SIZE = 500;

/** For a lead, whatever is known of it: https://leadleap.net/docs/api */
const CREDITS = 1;

export const leads: Service = {
  id: 'leadleap/leads',
  operation: 'leads',
  types: ['partial', 'phone_only', 'full', 'lead'],
  batchSize: BATCH_SIZE,
  credits: () => CREDITS,
  // "If the lead was previously unlocked, cached data is returned at no charge": https://leadleap.net/docs/api
  repeatsFree: true,
  // Whether a file leaves out what is not there, or is refused, is not documented.
  refusesTogether: true,
  lacks: lacksLead,
  sends: onlyLead,
  submit,
  readSubmit,
  ...AT_ONCE,
};

/** @throws RangeError for more contacts than a batch holds, or none. */
function submit(key: string, _type: string, contacts: readonly Identity[]): HttpRequest {
  if (contacts.length < 1 || contacts.length > BATCH_SIZE) {
    throw new RangeError(`A batch holds 1 to ${BATCH_SIZE} leads, not ${contacts.length}.`);
  }
  const [id, ...others] = contacts.map(leadIdOf);
  if (others.length === 0) return post(key, '/leads/unlock', { lead_id: id });
  // Two spellings of one id may be one lead, which should not fail all the others.
  const ids = new Map([id, ...others].map((one = '') => [one.toLowerCase(), one]));
  return post(key, '/leads/export', { lead_ids: [...ids.values()], format: 'json' });
}

function readSubmit(result: HttpResult, sent: readonly Identity[], nowMs: number): SubmitOutcome {
  const answer = readAnswer(result, nowMs);
  const [asked, ...others] = sent;
  const isOne = asked !== undefined && others.length === 0;
  if (answer.kind === 'refused' && isOne) return badLead(answer.error);
  if (answer.kind === 'refused' && (isMissing(answer.error) || isUnfit(answer.error))) {
    return { kind: 'some_refused', error: answer.error };
  }
  if (answer.kind !== 'data') return answer;
  const { body, response } = answer;
  const items = isOne ? unlocked(body, asked) : itemsOf(body);
  if (items.length === 0 || items.length > MAX_ITEMS) {
    const error = unusable(response, 'The answer does not hold the leads.');
    return { kind: 'unknown', error };
  }
  const charged = isOne ? chargedFor(body) : newUnlocks(response);
  return { kind: 'answered', items, charged, missing: {} };
}

/** One lead was asked for: an answer that names none is about that one. */
function unlocked(body: unknown, asked: Identity): readonly Item[] {
  const data = field(body, 'data');
  if (!isRecord(data) || !isLead(data)) return [];
  const item = readLead(data);
  return [{ ...item, echo: item.echo ?? onlyLead(asked) }];
}

/** A raw file, whose form is not documented: a list, or an object that holds one. */
function itemsOf(body: unknown): readonly Item[] {
  const list = Array.isArray(body)
    ? body.map((raw: unknown) => ['', raw] as const)
    : findList(body, null);
  const leadsIn = (list ?? []).filter(([, raw]) => isRecord(raw) && isLead(raw));
  return readEntries(leadsIn, readLead);
}

/** `null`: it does not say. */
function chargedFor(body: unknown): number | null {
  const { charged } = readProgress(body);
  return charged ?? (field(body, 'meta', 'cached') === true ? 0 : null);
}

function newUnlocks({ headers }: HttpResponse): number | null {
  const count = numberOf(headers['x-new-unlocks']);
  return count === null || count < 0 ? null : count * CREDITS;
}
