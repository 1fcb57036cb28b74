// Owns LeadLeap's enrichment: who a lead is, one call each and free. Whether it needs an unlock before is not documented.
import type { Identity } from '../../contact/contact';
import { AT_ONCE } from '../at-once';
import type { HttpRequest, HttpResult, Service, SubmitOutcome } from '../provider';
import { field, isRecord } from '../untrusted';
import { unusable } from '../vendor-error';
import { post } from './call';
import { lacksLead, leadIdOf, onlyLead } from './lead-id';
import { badLead, isLocked, readAnswer } from './read-answer';
import { isLead, readLead } from './read-lead';

const LOCKED =
  'LeadLeap shows who this is only after it is unlocked: ask for its e-mail or phone as well.';

export const enrichment: Service = {
  id: 'leadleap/enrich',
  operation: 'leads',
  types: ['profile'],
  batchSize: 1,
  // "Does not consume credits": https://leadleap.net/docs/api
  credits: () => 0,
  repeatsFree: true,
  lacks: lacksLead,
  sends: onlyLead,
  submit,
  readSubmit,
  ...AT_ONCE,
};

/** @throws RangeError for another number than one. */
function submit(key: string, _type: string, contacts: readonly Identity[]): HttpRequest {
  const [contact, ...others] = contacts;
  if (contact === undefined || others.length > 0) {
    throw new RangeError(`One lead is asked for at a time, not ${contacts.length}.`);
  }
  return post(key, '/leads/enrich', { lead_id: leadIdOf(contact) });
}

function readSubmit(result: HttpResult, sent: readonly Identity[], nowMs: number): SubmitOutcome {
  const answer = readAnswer(result, nowMs);
  if (answer.kind !== 'data') {
    if ('error' in answer && isLocked(answer.error)) return badLead(answer.error, LOCKED);
    return answer.kind === 'refused' ? badLead(answer.error) : answer;
  }
  const data = field(answer.body, 'data');
  const [asked] = sent;
  if (!isRecord(data) || !isLead(data) || asked === undefined || sent.length > 1) {
    const error = unusable(answer.response, 'The answer does not hold the lead.');
    return { kind: 'unknown', error };
  }
  const item = readLead(data);
  // One lead was asked for: an answer that names none is about that one.
  const items = [{ ...item, echo: item.echo ?? onlyLead(asked) }];
  return { kind: 'answered', items, charged: 0, missing: {} };
}
