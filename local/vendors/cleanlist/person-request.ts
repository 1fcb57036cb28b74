// Owns what the body of `POST /enrichment/person` may hold, more strictly than the vendor. Buys nothing.
import type { HttpAnswer, VendorRequest } from '../http';
import type { VendorContact } from '../person';
import { problem, unprocessable, type Fields } from './body';
import { identityProblem } from './bulk-request';
import { RUN_TYPES, type RunType } from './enrichment-run';
import { readBody, textOf, type Rules } from './fields-reader';

/** https://github.com/Cleanlist-ai/cleanlist-python-client , `EnrichPersonRequest`. The type could be left out there. */
const RULES: Rules = {
  email: { kind: 'text', max: 320 },
  linkedin_url: { kind: 'text', max: 500 },
  person_id: { kind: 'text', max: 100 },
  first_name: { kind: 'text', max: 100 },
  last_name: { kind: 'text', max: 100 },
  company_name: { kind: 'text', max: 200 },
  domain: { kind: 'text', max: 253 },
  phone: { kind: 'text', max: 40 },
  enrichment_type: { kind: 'word', words: RUN_TYPES, required: true },
  include_phone: { kind: 'not_emulated' },
  quote_id: { kind: 'text', max: 200 },
};

const RULE =
  'Provide email, linkedin_url, person_id OR first_name + last_name + (company_name OR domain)';

export interface PersonRequest {
  readonly contact: VendorContact;
  readonly type: RunType;
  /** `''` where the documents allow it to be left out. */
  readonly listId: string;
  /** `''` without a quote. */
  readonly quoteId: string;
}

export type ReadPerson =
  | { readonly kind: 'ok'; readonly request: PersonRequest }
  | { readonly kind: 'refused'; readonly answer: HttpAnswer };

/**
 * The documents differ on `lead_list_id`: required on https://docs.cleanlist.ai/mcp-api/enrichment , left out in
 * https://docs.cleanlist.ai/mcp-api/quickstart .
 */
export function readPerson(request: VendorRequest, needsList: boolean): ReadPerson {
  const list = { kind: 'text', max: 100, required: needsList } as const;
  const read = readBody(request, { ...RULES, lead_list_id: list });
  if (read.kind === 'refused') return read;
  const { fields } = read;
  const wrong =
    ['linkedin_url', 'domain']
      .filter((name) => fields[name] !== undefined)
      .map((name) => identityProblem([name], name, textOf(fields, name)))
      .find((found) => found !== null) ??
    emailProblem(fields) ??
    (isIdentified(fields) ? null : problem('value_error', [], RULE, fields));
  if (wrong !== null) return { kind: 'refused', answer: unprocessable([wrong]) };
  return {
    kind: 'ok',
    request: {
      contact: contactIn(fields),
      type: fields['enrichment_type'] as RunType,
      listId: textOf(fields, 'lead_list_id'),
      quoteId: textOf(fields, 'quote_id'),
    },
  };
}

function emailProblem(fields: Fields): ReturnType<typeof problem> | null {
  const email = fields['email'];
  if (email === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(textOf(fields, 'email')))
    return null;
  return problem('value_error', ['email'], 'Not an e-mail address', email);
}

function isIdentified(fields: Fields): boolean {
  const has = (name: string): boolean => fields[name] !== undefined;
  if (has('email') || has('linkedin_url') || has('person_id')) return true;
  return has('first_name') && has('last_name') && (has('company_name') || has('domain'));
}

function contactIn(fields: Fields): VendorContact {
  const contact: Record<keyof VendorContact, string> = {
    linkedin_url: textOf(fields, 'linkedin_url'),
    first_name: textOf(fields, 'first_name'),
    last_name: textOf(fields, 'last_name'),
    company_domain: textOf(fields, 'domain'),
    company_name: textOf(fields, 'company_name'),
    email: textOf(fields, 'email'),
    lead_id: textOf(fields, 'person_id'),
  };
  return Object.fromEntries(Object.entries(contact).filter(([, text]) => text !== ''));
}
