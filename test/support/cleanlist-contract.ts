// Owns the contract of Cleanlist's Public API as schemas: what we may send it, and what it may answer undisturbed.
import * as v from 'valibot';

/** https://docs.cleanlist.ai/api-reference */
const BASE = 'https://api.cleanlist.ai/api/v1/public';

const Text = v.pipe(v.string(), v.nonEmpty());

/** https://docs.cleanlist.ai/api-reference/enrichment : nothing but the documented fields. */
const Contact = v.pipe(
  v.strictObject({
    linkedin_url: v.optional(v.pipe(Text, v.startsWith('https://'))),
    first_name: v.optional(Text),
    last_name: v.optional(Text),
    company_domain: v.optional(Text),
    company_name: v.optional(Text),
  }),
  v.check(
    ({ linkedin_url, first_name, last_name, company_domain, company_name }) =>
      linkedin_url !== undefined ||
      (first_name !== undefined &&
        last_name !== undefined &&
        (company_domain !== undefined || company_name !== undefined)),
    'linkedin_url OR first_name + last_name + (company_domain OR company_name)',
  ),
);

const BulkBody = v.strictObject({
  enrichment_type: v.picklist(['partial', 'phone_only', 'full']),
  contacts: v.pipe(v.array(Contact), v.minLength(1), v.maxLength(250)),
});

const Authorization = v.pipe(v.string(), v.regex(/^Bearer clapi_[\x21-\x7e]+$/));
const Accept = v.literal('application/json');

const Request = v.variant('method', [
  v.strictObject({
    method: v.literal('post'),
    url: v.literal(`${BASE}/enrich/bulk`),
    headers: v.strictObject({
      authorization: Authorization,
      accept: Accept,
      'content-type': v.literal('application/json'),
    }),
    body: v.pipe(v.string(), v.parseJson(), BulkBody),
  }),
  v.strictObject({
    method: v.literal('get'),
    url: v.union([
      v.literal(`${BASE}/credits/balance`),
      v.literal(`${BASE}/auth/validate-key`),
      v.pipe(v.string(), v.regex(/\/api\/v1\/public\/enrich\/status\?workflow_id=[\w.~!*'()%-]+$/)),
    ]),
    headers: v.strictObject({ authorization: Authorization, accept: Accept }),
  }),
]);

/** https://docs.cleanlist.ai/api-reference/webhooks */
const FlatItem = v.strictObject({
  task_id: Text,
  status: v.picklist(['completed', 'failed']),
  primary_email: v.nullable(v.pipe(v.string(), v.includes('@'))),
  primary_email_status: v.nullable(v.picklist(['reliable', 'risky', 'unknown'])),
  personal_phone_numbers: v.array(v.pipe(v.string(), v.startsWith('+'))),
  other_emails: v.array(v.pipe(v.string(), v.endsWith('.example'))),
  prospect: v.strictObject({
    first_name: v.string(),
    last_name: v.string(),
    full_name: v.string(),
    headline: v.optional(Text),
    linkedin_url: v.optional(v.pipe(v.string(), v.includes('linkedin.com/in/'))),
  }),
  company: v.strictObject({ name: v.string(), domain: v.string() }),
});

const EchoItem = v.strictObject({
  task_id: Text,
  status: v.picklist(['completed', 'failed']),
  result: v.strictObject({
    email: v.nullable(v.pipe(v.string(), v.includes('@'))),
    email_status: v.nullable(v.picklist(['reliable', 'risky', 'unknown'])),
    other_emails: v.array(v.pipe(v.string(), v.endsWith('.example'))),
    phones: v.array(v.pipe(v.string(), v.startsWith('+'))),
    linkedin_url: v.nullable(v.string()),
    title: v.optional(Text),
    company: v.optional(v.string()),
    provider: v.string(),
  }),
  input: Contact,
  error: v.nullable(v.string()),
});

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const ANSWERS = {
  submit: v.strictObject({
    workflow_id: Text,
    status: v.literal('processing'),
    message: Text,
    task_ids: v.array(Text),
    total_contacts: Count,
  }),
  status: v.strictObject({
    workflow_id: Text,
    lead_list_id: Text,
    enrichment_type: v.picklist(['none', 'partial', 'phone_only', 'full', 'prospecting_only']),
    status: v.picklist(['processing', 'completed', 'completed_with_errors']),
    summary: v.strictObject({
      total: Count,
      successful: Count,
      failed: Count,
      emails_found: Count,
      phones_found: Count,
    }),
    results: v.array(v.union([FlatItem, EchoItem])),
    results_limit: v.literal(250),
    results_truncated: v.literal(0),
    completed_at: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
  }),
  balance: v.strictObject({ organization_id: Text, credits: v.number() }),
  validate: v.strictObject({ valid: v.literal(true), user_id: Text, organization_id: Text }),
};

/** https://docs.cleanlist.ai/api-reference/errors */
const Refused = v.union([
  v.strictObject({ detail: Text }),
  v.strictObject({
    detail: v.pipe(
      v.array(
        v.strictObject({
          type: Text,
          loc: v.pipe(v.array(v.union([v.string(), v.number()])), v.minLength(1)),
          msg: Text,
          input: v.unknown(),
        }),
      ),
      v.minLength(1),
    ),
  }),
  v.strictObject({ error: v.looseObject({ code: Text, problem: Text }) }),
]);

export type Answered = keyof typeof ANSWERS;

/** Why the request is not one we may send; empty when it is. */
export function requestProblems(request: unknown): readonly string[] {
  return problems(v.safeParse(Request, request));
}

/** Why the answer is not one the vendor documents; empty when it is. */
export function answerProblems(
  endpoint: Answered,
  answer: { readonly status: number; readonly body: string },
): readonly string[] {
  const schema = answer.status === 200 ? ANSWERS[endpoint] : Refused;
  return problems(v.safeParse(schema, JSON.parse(answer.body)));
}

function problems(result: v.SafeParseResult<v.GenericSchema>): readonly string[] {
  return (result.issues ?? []).map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`);
}
