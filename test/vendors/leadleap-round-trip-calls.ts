// Owns the shorthand of the tests that hold LeadLeap's provider against the emulated vendor. Every call is held to the contract.
import type { LeadleapEmulator } from '../../local/vendors/leadleap/emulator';
import type { Identity } from '../../src/contact/contact';
import type { HttpRequest, HttpResult, Service, SubmitOutcome } from '../../src/provider/provider';
import { serviceOf } from '../../src/provider/vendors';
import { requestProblems } from '../support/leadleap-contract';
import { KEY, NOW } from './leadleap-calls';

export const validation = serviceOf('leadleap/validation');
export const leads = serviceOf('leadleap/leads');
export const enrichment = serviceOf('leadleap/enrich');

const BLANK = { linkedinUrl: '', firstName: '', lastName: '', companyName: '', companyDomain: '' };

export const lead = (leadId: string): Identity => ({ ...BLANK, leadId });
export const address = (email: string): Identity => ({ ...BLANK, email });

/** What a transport makes of the emulator: the request must keep the contract. */
export function call(vendor: LeadleapEmulator, request: HttpRequest, nowMs = NOW): HttpResult {
  const problems = requestProblems(request);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const answer = vendor.handle(request, nowMs);
  return 'error' in answer
    ? { kind: 'failed', message: answer.error }
    : { kind: 'response', response: answer };
}

export function submit(
  vendor: LeadleapEmulator,
  service: Service,
  contacts: readonly Identity[],
  { key = KEY, nowMs = NOW }: { readonly key?: string; readonly nowMs?: number } = {},
): SubmitOutcome {
  const sent = contacts.map((contact) => service.sends(contact));
  const [type = 'lead'] = service.types;
  return service.readSubmit(call(vendor, service.submit(key, type, sent), nowMs), sent, nowMs);
}

/** Submits; it must be answered at once. */
export function answeredBy(
  vendor: LeadleapEmulator,
  service: Service,
  contacts: readonly Identity[],
  nowMs = NOW,
) {
  const outcome = submit(vendor, service, contacts, { nowMs });
  if (outcome.kind !== 'answered') throw new Error(`Not answered: ${JSON.stringify(outcome)}`);
  return outcome;
}
