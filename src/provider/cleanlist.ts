// Owns Cleanlist's Public API: addresses, headers, bodies, limits. Reading the answers is vendor-neutral and elsewhere.
import type { Channel, Identity } from '../contact/contact';
import type { Lack } from '../contact/identity';
import type { EnrichmentType, HttpRequest, Provider, Service } from './provider';
import { readAccount, readBalance } from './read-account';
import { readPoll } from './read-poll';
import { readSubmit } from './read-submit';

/** https://docs.cleanlist.ai/api-reference */
const ORIGIN = 'https://api.cleanlist.ai';
const BASE = `${ORIGIN}/api/v1/public`;

/** https://docs.cleanlist.ai/api-reference/enrichment */
const BATCH_SIZE = 250;

/** 30 for a key, 60 for an organization: https://docs.cleanlist.ai/mcp-api/errors */
const REQUESTS_PER_MINUTE = 30;

/**
 * The prefix is documented (https://docs.cleanlist.ai/api-reference/authentication), the length is not a promise.
 * The rest is what can stand in a header.
 */
const KEY = /^clapi_[\x21-\x7e]+$/;

/** https://docs.cleanlist.ai/api-reference/credits ; both of a contact cost their sum. */
const CREDITS: Readonly<Partial<Record<Channel, number>>> = { email: 1, phone: 10 };

/** Up to 250 contacts in one request, looked up in one workflow: https://docs.cleanlist.ai/api-reference/enrichment */
const bulk: Service = {
  id: 'cleanlist/bulk',
  operation: 'find',
  types: ['partial', 'phone_only', 'full'],
  batchSize: BATCH_SIZE,
  credits: (found) => found.reduce((sum, channel) => sum + (CREDITS[channel] ?? 0), 0),
  repeatsFree: false,
  lacks: lacksWho,
  sends: ({ email: _email, leadId: _leadId, ...identity }) => identity,
  submit,
  readSubmit: (result, sent, nowMs) => readSubmit(result, sent.length, nowMs),
  poll: (key, workflowId) =>
    get(key, `/enrich/status?workflow_id=${encodeURIComponent(workflowId)}`),
  readPoll: (result, _further, { nowMs }) => readPoll(result, nowMs),
};

export const cleanlist: Provider = {
  id: 'cleanlist',
  name: 'Cleanlist',
  about: 'Finds e-mails and phones, 250 contacts at a time.',
  origin: ORIGIN,
  keyPrefix: 'clapi_',
  portal: 'https://portal.cleanlist.ai',
  keyPlace: 'Settings → API Keys',
  services: [bulk],
  requestsPerMinute: REQUESTS_PER_MINUTE,
  isKey: (text) => KEY.test(text),
  account: (key) => get(key, '/auth/validate-key'),
  readAccount,
  balance: (key) => get(key, '/credits/balance'),
  readBalance,
};

function lacksWho(identity: Identity): Lack | null {
  const { linkedinUrl, firstName, lastName, companyName, companyDomain } = identity;
  const hasName = firstName !== '' && lastName !== '';
  return linkedinUrl !== '' || (hasName && companyName + companyDomain !== '')
    ? null
    : 'no_identity';
}

/** @throws RangeError for a batch that the vendor would refuse whole. */
function submit(key: string, type: EnrichmentType, contacts: readonly Identity[]): HttpRequest {
  if (contacts.length < 1 || contacts.length > BATCH_SIZE) {
    throw new RangeError(`A batch holds 1 to ${BATCH_SIZE} contacts, not ${contacts.length}.`);
  }
  return {
    method: 'post',
    url: `${BASE}/enrich/bulk`,
    headers: { ...headers(key), 'content-type': 'application/json' },
    body: JSON.stringify({ enrichment_type: type, contacts: contacts.map(contactBody) }),
  };
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

function get(key: string, path: string): HttpRequest {
  return { method: 'get', url: `${BASE}${path}`, headers: headers(key) };
}

/** @throws Error for a text that could not be a key, before it can break out of the header. */
function headers(key: string): Record<string, string> {
  if (!KEY.test(key)) throw new Error('This text cannot be a Cleanlist API key.');
  return { authorization: `Bearer ${key}`, accept: 'application/json' };
}
