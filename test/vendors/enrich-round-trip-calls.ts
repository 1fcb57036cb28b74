// Owns the shorthand of the tests that hold Enrich's provider against the emulated vendor. Every call is held to the contract.
import type { EnrichEmulator } from '../../local/vendors/enrich/emulator';
import type { Identity } from '../../src/contact/contact';
import type {
  HttpRequest,
  HttpResult,
  PollOutcome,
  Service,
  SubmitOutcome,
} from '../../src/provider/provider';
import { serviceOf } from '../../src/provider/vendors';
import { requestProblems } from '../support/enrich-contract';
import { email, END, KEY, lead, many, NOW, profile } from './enrich-calls';

export const finder = serviceOf('enrich/finder');
export const phones = serviceOf('enrich/phones');

export function identity(fields: Partial<Identity>): Identity {
  const blank = {
    linkedinUrl: '',
    firstName: '',
    lastName: '',
    companyName: '',
    companyDomain: '',
  };
  return { ...blank, ...fields };
}

export const person = (number: number): Identity => {
  const { domain, ...names } = lead(number);
  return identity({ ...names, companyDomain: domain });
};

/** Every second one is asked for by e-mail. */
const owner = (number: number): Identity =>
  number % 2 === 0
    ? identity({ linkedinUrl: profile(number) })
    : identity({ email: email(number) });

/** Both services with so many contacts as they send them. */
export const SERVICES = [
  ['finder', finder, (count: number) => many(count, person)],
  ['phones', phones, (count: number) => many(count, owner)],
] as const;

/** What a transport makes of the emulator: the request must keep the contract. */
export function call(vendor: EnrichEmulator, request: HttpRequest, nowMs = NOW): HttpResult {
  const problems = requestProblems(request);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const answer = vendor.handle(request, nowMs);
  return 'error' in answer
    ? { kind: 'failed', message: answer.error }
    : { kind: 'response', response: answer };
}

export function submit(
  vendor: EnrichEmulator,
  service: Service,
  contacts: readonly Identity[],
  nowMs = NOW,
): SubmitOutcome {
  const [type = 'full'] = service.types;
  const result = call(vendor, service.submit(KEY, type, contacts), nowMs);
  return service.readSubmit(result, contacts, nowMs);
}

/** Submits; the batch must be accepted. */
export function accepted(
  vendor: EnrichEmulator,
  service: Service,
  contacts: readonly Identity[],
  nowMs = NOW,
) {
  const outcome = submit(vendor, service, contacts, nowMs);
  if (outcome.kind !== 'accepted') throw new Error(`Not accepted: ${outcome.kind}`);
  return outcome;
}

/** Reads a batch as the engine does: the status, and what each answer leads to. */
export function poll(
  vendor: EnrichEmulator,
  service: Service,
  workflowId: string,
  nowMs = END,
  key = KEY,
): PollOutcome {
  const status = call(vendor, service.poll(key, workflowId), nowMs);
  const further: HttpResult[] = [];
  for (let reads = 0; reads < 10; reads++) {
    const outcome = service.readPoll(status, further, { key, workflowId, nowMs });
    if (outcome.kind !== 'more') return outcome;
    further.push(call(vendor, outcome.request, nowMs));
  }
  throw new Error('It reads on without an end.');
}

/** Polls; the batch must be finished. */
export function finished(
  vendor: EnrichEmulator,
  service: Service,
  workflowId: string,
  nowMs = END,
) {
  const outcome = poll(vendor, service, workflowId, nowMs);
  if (outcome.kind !== 'finished') throw new Error(`Not finished: ${outcome.kind}`);
  return outcome;
}
