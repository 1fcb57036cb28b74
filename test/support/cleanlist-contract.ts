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

const RunType = v.picklist(['partial', 'phone_only', 'full']);

const BulkBody = v.strictObject({
  enrichment_type: RunType,
  contacts: v.pipe(v.array(Contact), v.minLength(1), v.maxLength(250)),
  webhook_url: v.optional(v.pipe(v.string(), v.url(), v.startsWith('https://'))),
});

/** https://docs.cleanlist.ai/mcp-api/enrichment : the company's field is `domain` here, and the list is always sent. */
const PersonBody = v.pipe(
  v.strictObject({
    email: v.optional(v.pipe(Text, v.includes('@'))),
    linkedin_url: v.optional(v.pipe(Text, v.startsWith('https://'))),
    first_name: v.optional(Text),
    last_name: v.optional(Text),
    company_name: v.optional(Text),
    domain: v.optional(Text),
    enrichment_type: RunType,
    lead_list_id: Text,
  }),
  v.check(
    ({ email, linkedin_url, first_name, last_name, company_name, domain }) =>
      email !== undefined ||
      linkedin_url !== undefined ||
      (first_name !== undefined &&
        last_name !== undefined &&
        (company_name !== undefined || domain !== undefined)),
    'email OR linkedin_url OR first_name + last_name + (company_name OR domain)',
  ),
);

const Scope = v.picklist(['partial', 'full', 'phone-only']);
const QuoteId = v.pipe(v.string(), v.startsWith('qte_'));

/** https://docs.cleanlist.ai/mcp-api/credits */
const EstimateBody = v.strictObject({
  tool: v.literal('enrich_list'),
  list_id: Text,
  scope: Scope,
});

/** Under one of its two names: https://docs.cleanlist.ai/mcp-api/quickstart */
const ListRunBody = v.union([
  v.strictObject({ lead_list_id: Text, scope: Scope, quote_id: QuoteId }),
  v.strictObject({ list_id: Text, scope: Scope, quote_id: QuoteId }),
]);

/** https://docs.cleanlist.ai/mcp-api/lead-lists */
const ListBody = v.strictObject({
  name: v.pipe(Text, v.maxLength(200)),
  description: v.optional(Text),
});

const LeadColumn = v.picklist([
  'first_name',
  'last_name',
  'full_name',
  'email',
  'phone',
  'mobile_phone',
  'work_phone',
  'linkedin_url',
  'company_name',
  'company_domain',
  'job_title',
  'city',
  'state',
  'country',
]);

/** The vendor's default would spend credits without a quote, so that `false` must be said. */
const ImportBody = v.strictObject({
  csv_content_base64: v.pipe(Text, v.base64(), v.maxLength(200_000)),
  column_mapping: v.pipe(
    v.record(LeadColumn, Text),
    v.check((mapping) => Object.keys(mapping).length > 0),
  ),
  dispatch_enrichment: v.literal(false),
  idempotency_key: v.pipe(Text, v.maxLength(128)),
});

const Authorization = v.pipe(v.string(), v.regex(/^Bearer clapi_[\x21-\x7e]+$/));
const Accept = v.literal('application/json');

const Id = "[\\w.~!*'()%-]+";

const post = (path: string, body: v.GenericSchema): v.GenericSchema =>
  v.strictObject({
    method: v.literal('post'),
    url: urlOf(path),
    headers: v.strictObject({
      authorization: Authorization,
      accept: Accept,
      'content-type': v.literal('application/json'),
    }),
    body: v.pipe(v.string(), v.parseJson(), body),
  });

const get = (path: string): v.GenericSchema =>
  v.strictObject({
    method: v.literal('get'),
    url: urlOf(path),
    headers: v.strictObject({ authorization: Authorization, accept: Accept }),
  });

/** By the path, as a regular expression. */
const REQUESTS: readonly (readonly [path: string, schema: v.GenericSchema])[] = [
  ...[
    '/credits/balance',
    '/auth/validate-key',
    '/whoami',
    `/enrich/status\\?workflow_id=${Id}`,
    `/webhooks/deliveries\\?workflow_id=${Id}`,
    `/enrichment/status/${Id}`,
    `/lead-lists/${Id}/leads(?:\\?limit=\\d+(?:&cursor=${Id})?)?`,
  ].map((path) => [path, get(path)] as const),
  ['/enrich/bulk', post('/enrich/bulk', BulkBody)],
  ['/enrichment/person', post('/enrichment/person', PersonBody)],
  ['/credits/estimate', post('/credits/estimate', EstimateBody)],
  ['/enrichment/bulk', post('/enrichment/bulk', ListRunBody)],
  ['/lead-lists', post('/lead-lists', ListBody)],
  [`/lead-lists/${Id}/csv-import`, post(`/lead-lists/${Id}/csv-import`, ImportBody)],
];

function urlOf(path: string): v.GenericSchema {
  return v.pipe(v.string(), v.regex(wholeUrl(path)));
}

function wholeUrl(path: string): RegExp {
  return new RegExp(`^${BASE.replaceAll('.', '\\.')}${path}$`);
}

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
  /** The four fields are documented, the list around them is the emulator's. */
  deliveries: v.strictObject({
    workflow_id: Text,
    deliveries: v.array(
      v.strictObject({
        attempt_number: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
        status: v.picklist(['delivered', 'failed']),
        response_status_code: v.nullable(v.pipe(v.number(), v.integer())),
        error_message: v.nullable(Text),
      }),
    ),
  }),
};

/** https://docs.cleanlist.ai/mcp-api/introduction : in every answer that returns something. */
const ENVELOPE = {
  task_id: v.nullable(Text),
  timestamp_ms: Count,
  agent_instructions: v.nullable(Text),
  usage: v.nullable(Text),
  message: v.nullable(Text),
};

const Maybe = v.nullable(Text);
const MaybeCount = v.nullable(Count);
const PollUrl = v.pipe(v.string(), v.startsWith(`${BASE}/enrichment/status/`));

/** https://github.com/Cleanlist-ai/cleanlist-python-client , `SingleEnrichmentResultRead` */
const PersonResult = v.strictObject({
  lead_id: v.string(),
  status: v.picklist(['completed', 'failed']),
  full_name: Maybe,
  first_name: Maybe,
  last_name: Maybe,
  email: v.nullable(v.pipe(v.string(), v.includes('@'))),
  email_status: v.nullable(v.picklist(['reliable', 'risky', 'unknown'])),
  phone: v.nullable(v.pipe(v.string(), v.startsWith('+'))),
  linkedin_url: v.nullable(v.pipe(v.string(), v.includes('linkedin.com/in/'))),
  title: Maybe,
  company: Maybe,
  enrichment_type: RunType,
  provider: Maybe,
});

/** https://github.com/Cleanlist-ai/cleanlist-python-client : the vendor's own schemas, by the endpoint. */
const NEWER_ANSWERS = {
  whoami: v.strictObject({
    ...ENVELOPE,
    user_email: v.nullable(v.pipe(v.string(), v.includes('***@'))),
    user_id: Maybe,
    user_name: Maybe,
    organization_id: Text,
    organization_name: Maybe,
    auth_type: v.literal('api_key'),
    scopes: v.array(Text),
    tier: v.picklist(['free', 'starter', 'pro', 'enterprise']),
    appsumo_tier: MaybeCount,
    features: v.array(Text),
  }),
  estimate: v.strictObject({
    quote_id: v.pipe(v.string(), v.regex(/^qte_v1_\d{10}_[0-9a-f]+$/)),
    expires_at: v.pipe(v.number(), v.integer(), v.maxValue(9_999_999_999)),
    estimated_cost: Count,
    tool: Text,
    row_count: Count,
    filter_hash: Text,
    available_credits: Count,
    sufficient: v.boolean(),
  }),
  person: v.strictObject({
    ...ENVELOPE,
    workflow_id: v.pipe(v.string(), v.startsWith('enrich-')),
    status: v.literal('pending'),
    credits_reserved: v.picklist([1, 10, 11]),
    lead_list_id: Text,
    poll_url: PollUrl,
  }),
  list_run: v.strictObject({
    ...ENVELOPE,
    workflow_id: v.pipe(v.string(), v.startsWith('bulk-enrich-')),
    status: v.literal('pending'),
    total_leads: Count,
    estimated_cost: Count,
    credits_reserved: Count,
    poll_url: PollUrl,
  }),
  run_status: v.strictObject({
    ...ENVELOPE,
    workflow_id: Text,
    status: v.picklist([
      'pending',
      'running',
      'completed',
      'completed_with_errors',
      'failed',
      'cancelled',
    ]),
    progress: v.nullable(v.pipe(Count, v.maxValue(100))),
    total: MaybeCount,
    processed: MaybeCount,
    completed: MaybeCount,
    failed: MaybeCount,
    enrichment_type: RunType,
    lead_list_id: Text,
    summary: v.nullable(v.strictObject({ emails_found: Count, phones_found: Count })),
    refund_status: v.nullable(v.picklist(['not_applicable', 'pending_review'])),
    refund_message: Maybe,
    result: v.nullable(PersonResult),
    credits_charged: MaybeCount,
    credits_refunded: MaybeCount,
  }),
  new_list: v.strictObject({
    ...ENVELOPE,
    list_id: Text,
    name: Text,
    description: Maybe,
    lead_count: Count,
    enriched_count: Count,
    folder_id: Maybe,
    created_at: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
    reused: v.boolean(),
  }),
  csv_import: v.strictObject({
    ...ENVELOPE,
    list_id: Text,
    rows_parsed: Count,
    rows_imported: Count,
    rows_skipped: Count,
    skip_reasons: v.record(
      v.picklist(['missing_required', 'duplicate_email', 'duplicate_linkedin', 'row_cap_exceeded']),
      Count,
    ),
    sample_skip_rows: v.pipe(v.array(Count), v.maxLength(10)),
    workflow_id: Maybe,
    enrichment_status_url: v.nullable(
      v.pipe(v.string(), v.startsWith('/api/v1/public/enrichment/status/')),
    ),
    idempotency_replayed: v.boolean(),
  }),
  leads: v.strictObject({
    ...ENVELOPE,
    list_id: Text,
    leads: v.array(
      v.strictObject({
        lead_id: Text,
        first_name: Maybe,
        last_name: Maybe,
        full_name: Maybe,
        email: v.nullable(v.pipe(v.string(), v.includes('@'))),
        phone: v.nullable(v.pipe(v.string(), v.startsWith('+'))),
        title: Maybe,
        company: Maybe,
        location: Maybe,
        linkedin_url: Maybe,
        provider: Maybe,
      }),
    ),
    total: Count,
    cursor: Maybe,
  }),
};

/** FastAPI's list, in both generations. */
const Unprocessable = v.strictObject({
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
});

/** https://docs.cleanlist.ai/api-reference/errors */
const Refused = v.union([
  v.strictObject({ detail: Text }),
  Unprocessable,
  v.strictObject({ error: v.looseObject({ code: Text, problem: Text }) }),
]);

/** https://docs.cleanlist.ai/mcp-api/errors */
const Coded = v.strictObject({
  error: v.strictObject({
    code: v.pipe(v.string(), v.regex(/^[a-z_]+$/)),
    problem: Text,
    cause: Maybe,
    fix: Maybe,
    retryable: v.boolean(),
    retry_after_ms: MaybeCount,
    docs_url: v.pipe(v.string(), v.startsWith('https://docs.cleanlist.ai/errors/')),
    request_id: v.pipe(v.string(), v.startsWith('req_')),
    estimated_cost_credits: v.optional(v.number()),
    available_credits: v.optional(v.number()),
    shortfall_credits: v.optional(v.number()),
    details: v.optional(v.record(v.string(), v.unknown())),
  }),
});

export type Answered = keyof typeof ANSWERS | keyof typeof NEWER_ANSWERS;

/** Why the request is not one we may send; empty when it is. */
export function requestProblems(request: unknown): readonly string[] {
  const url = typeof request === 'object' && request !== null && 'url' in request && request.url;
  const named = REQUESTS.find(([path]) => typeof url === 'string' && wholeUrl(path).test(url));
  return named === undefined ? ['url: No endpoint'] : problems(v.safeParse(named[1], request));
}

/** Why the answer is not one the vendor documents; empty when it is. */
export function answerProblems(
  endpoint: Answered,
  answer: { readonly status: number; readonly body: string },
): readonly string[] {
  return problems(v.safeParse(schemaOf(endpoint, answer.status), JSON.parse(answer.body)));
}

function schemaOf(endpoint: Answered, status: number): v.GenericSchema {
  const isGood = status === 200 || (status === 201 && CREATES.includes(endpoint));
  if (endpoint in ANSWERS) {
    return isGood ? ANSWERS[endpoint as keyof typeof ANSWERS] : Refused;
  }
  if (isGood) return NEWER_ANSWERS[endpoint as keyof typeof NEWER_ANSWERS];
  return status === 422 ? Unprocessable : Coded;
}

/** The endpoints that may answer 201. */
const CREATES: readonly Answered[] = ['new_list', 'csv_import'];

function problems(result: v.SafeParseResult<v.GenericSchema>): readonly string[] {
  return (result.issues ?? []).map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`);
}
