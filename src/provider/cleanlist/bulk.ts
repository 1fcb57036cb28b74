// Owns Cleanlist's look-up of many contacts in one workflow: the request, and who can be asked for. Reading the answers is
// vendor-neutral and elsewhere.
import type { Identity } from '../../contact/contact';
import type { Lack } from '../../contact/identity';
import type { EnrichmentType, HttpRequest, PurchaseTerms, Service } from '../provider';
import { readPoll } from '../read-poll';
import { readSubmit } from '../read-submit';
import { get, post } from './call';
import { credits } from './credits';
import { webhook } from './webhook';

/** https://docs.cleanlist.ai/api-reference/enrichment */
const BATCH_SIZE = 250;

/** https://docs.cleanlist.ai/api-reference/enrichment */
export const bulk: Service = {
  id: 'cleanlist/bulk',
  operation: 'find',
  types: ['partial', 'phone_only', 'full'],
  batchSize: BATCH_SIZE,
  credits,
  repeatsFree: false,
  lacks: lacksWho,
  sends: ({ email: _email, leadId: _leadId, ...identity }) => identity,
  submit,
  readSubmit: (result, sent, nowMs) => readSubmit(result, sent.length, nowMs),
  poll: (key, workflowId) =>
    get(key, `/enrich/status?workflow_id=${encodeURIComponent(workflowId)}`),
  readPoll: (result, _further, { nowMs }) => readPoll(result, nowMs),
  webhook,
};

function lacksWho(identity: Identity): Lack | null {
  const { linkedinUrl, firstName, lastName, companyName, companyDomain } = identity;
  const hasName = firstName !== '' && lastName !== '';
  return linkedinUrl !== '' || (hasName && companyName + companyDomain !== '')
    ? null
    : 'no_identity';
}

/** @throws RangeError for a batch that the vendor would refuse whole. */
function submit(
  key: string,
  type: EnrichmentType,
  contacts: readonly Identity[],
  terms?: PurchaseTerms,
): HttpRequest {
  if (contacts.length < 1 || contacts.length > BATCH_SIZE) {
    throw new RangeError(`A batch holds 1 to ${BATCH_SIZE} contacts, not ${contacts.length}.`);
  }
  const { webhookUrl = '' } = terms ?? {};
  return post(key, '/enrich/bulk', {
    enrichment_type: type,
    contacts: contacts.map(contactBody),
    ...(webhookUrl === '' ? {} : { webhook_url: webhookUrl }),
  });
}

/** The documented fields and no other: an unknown one may fail the whole batch. */
function contactBody(identity: Identity): Record<string, string> {
  const fields = {
    linkedin_url: identity.linkedinUrl,
    first_name: identity.firstName,
    last_name: identity.lastName,
    company_domain: identity.companyDomain,
    company_name: identity.companyName,
  };
  return Object.fromEntries(
    Object.entries(fields)
      .map(([name, text]) => [name, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  );
}
