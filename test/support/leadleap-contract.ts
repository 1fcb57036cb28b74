// Owns the contract of LeadLeap's API as schemas: what we may send it, and what it may answer undisturbed.
import * as v from 'valibot';

/** https://leadleap.net/docs/api */
const BASE = 'https://api.leadleap.net/api/v1';

const Text = v.pipe(v.string(), v.nonEmpty());
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Text that a sheet's cell holds and a vendor can take: not padded. */
const Trimmed = v.pipe(
  Text,
  v.check((text) => text === text.trim(), 'Padded'),
);

const Different = v.check(
  (list: string[]) => new Set(list.map((one) => one.toLowerCase())).size === list.length,
  'An entry stands there twice',
);

const Whole = v.pipe(v.string(), v.regex(/^\d+$/));

/** Every filter of `GET /leads`; each at most once. */
const Filters = v.strictObject({
  type: v.optional(v.picklist(['business', 'consumer'])),
  country: v.optional(Text),
  sector: v.optional(Text),
  industry: v.optional(Text),
  company_size: v.optional(Text),
  size_range: v.optional(Text),
  department: v.optional(Text),
  job_level: v.optional(Text),
  state: v.optional(Text),
  year_founded_min: v.optional(Whole),
  year_founded_max: v.optional(Whole),
  employee_count_min: v.optional(Whole),
  employee_count_max: v.optional(Whole),
  page: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d*$/))),
  per_page: v.optional(v.pipe(v.string(), v.regex(/^(?:[1-9]\d?|100)$/))),
});

const SearchUrl = v.pipe(
  v.string(),
  v.regex(/^https:\/\/api\.leadleap\.net\/api\/v1\/leads(?:\?[^#\s]+)?$/),
  v.check((url) => {
    const query = [...new URL(url).searchParams.entries()];
    const given = Object.fromEntries(query);
    return Object.keys(given).length === query.length && v.safeParse(Filters, given).success;
  }, 'A filter that is not documented, twice, or not well formed'),
);

const Headers = {
  authorization: v.pipe(v.string(), v.regex(/^Bearer ll_[0-9a-f]{64}$/)),
  accept: v.literal('application/json'),
};

const get = <Url extends v.GenericSchema>(url: Url) =>
  v.strictObject({ method: v.literal('get'), url, headers: v.strictObject(Headers) });

const post = <Body extends v.GenericSchema>(path: string, body: Body) =>
  v.strictObject({
    method: v.literal('post'),
    url: v.literal(`${BASE}${path}`),
    headers: v.strictObject({ ...Headers, 'content-type': v.literal('application/json') }),
    body: v.pipe(v.string(), v.parseJson(), body),
  });

const LeadId = v.strictObject({ lead_id: Trimmed });

const Request = v.union([
  get(SearchUrl),
  get(v.literal(`${BASE}/account/usage`)),
  post('/leads/unlock', LeadId),
  post('/leads/enrich', LeadId),
  post(
    '/leads/export',
    v.strictObject({
      lead_ids: v.pipe(v.array(Trimmed), v.minLength(1), v.maxLength(500), Different),
      // CSV has no types; we read JSON only.
      format: v.literal('json'),
    }),
  ),
  post(
    '/email/validate',
    v.union([
      v.strictObject({ email: Trimmed }),
      v.strictObject({
        emails: v.pipe(v.array(Trimmed), v.minLength(1), v.maxLength(100), Different),
      }),
    ]),
  ),
]);

/** Unlocked values; they are made up. */
const Email = v.nullable(v.pipe(v.string(), v.regex(/^sample\.[a-z.]+@[a-z0-9-]+\.example$/)));
const Phone = v.nullable(v.pipe(v.string(), v.regex(/^\+1[2-9]\d\d55501\d\d$/)));
const Profile = v.nullable(v.pipe(v.string(), v.startsWith('https://linkedin.com/in/sample-')));

const MaskedEmail = v.pipe(v.string(), v.regex(/^..\*\*\*@[a-z0-9-]+\.example$/));
const MaskedPhone = v.pipe(v.string(), v.regex(/^\+1\d{3}\*{4}\d\d$/));

const SearchRow = v.pipe(
  v.strictObject({
    id: Text,
    company_name: Text,
    company_domain: Text,
    contact_name: Text,
    first_name: Text,
    last_name: Text,
    email: v.union([MaskedEmail, Email]),
    phone: v.union([MaskedPhone, Phone]),
    job_title: Text,
    department: Text,
    industry: Text,
    company_size: Text,
    employee_count: Count,
    country: Text,
    state: v.nullable(Text),
    city: Text,
    ai_score: Count,
    is_unlocked: v.boolean(),
  }),
  v.check(
    ({ email, phone, is_unlocked }) =>
      [email, phone].every((value) => value?.includes('***') !== is_unlocked),
    'Masked unless unlocked',
  ),
);

const Unlocked = {
  id: Text,
  full_name: Text,
  first_name: Text,
  last_name: Text,
  email_primary: Email,
  email_second: Email,
  phone: Phone,
  company_phone: Phone,
  job_title: Text,
  company_name: Text,
  company_domain: Text,
  linkedin_url: Profile,
  industry: Text,
  country: Text,
  state: v.nullable(Text),
  city: Text,
  ai_score: Count,
};

const Enriched = v.strictObject({
  ...Unlocked,
  middle_name: v.null(),
  job_level: Text,
  department: Text,
  company_size: Text,
  employee_count: Count,
  year_founded: Count,
  sector: Text,
  company_linkedin_url: v.pipe(v.string(), v.startsWith('https://linkedin.com/company/')),
  company_description: Text,
});

const Verdict = v.pipe(
  v.strictObject({
    email: Text,
    is_valid: v.boolean(),
    reason: v.nullable(v.literal('invalid_format')),
    cached: v.boolean(),
  }),
  v.check(({ is_valid, reason }) => !is_valid || reason === null, 'Valid for a reason'),
);

const Timestamp = v.pipe(v.string(), v.isoTimestamp());
const Stamp = {
  request_id: v.pipe(v.string(), v.regex(/^req_[0-9a-f]{16}$/)),
  timestamp: Timestamp,
};

const envelope = (data: v.GenericSchema, meta: v.ObjectEntries = {}) =>
  v.strictObject({ data, meta: v.strictObject({ ...Stamp, ...meta }), error: v.null() });

const ANSWERS = {
  leads: envelope(v.pipe(v.array(SearchRow), v.maxLength(100)), {
    total: Count,
    page: Count,
    per_page: Count,
    total_pages: Count,
  }),
  unlock: envelope(v.strictObject(Unlocked), {
    credits_used: v.picklist([0, 1]),
    credits_remaining: v.pipe(v.number(), v.minValue(0)),
    cached: v.boolean(),
  }),
  enrich: envelope(Enriched, { lead_id: Text, enriched_at: Timestamp }),
  /** A raw file; the document does not say how its JSON looks, this is a list of what an unlock answers. */
  export: v.pipe(v.array(v.strictObject(Unlocked)), v.maxLength(500)),
  validate: v.union([
    envelope(Verdict, { cached: v.boolean() }),
    envelope(v.pipe(v.array(Verdict), v.maxLength(100)), {
      total: Count,
      valid: Count,
      invalid: Count,
      cached_count: Count,
    }),
  ]),
  usage: envelope(
    v.strictObject({
      plan: v.strictObject({
        type: v.literal('scale'),
        price_monthly: v.number(),
        has_api_access: v.literal(true),
        has_crm_integration: v.boolean(),
        max_webhooks: Count,
        export_formats: v.array(Text),
      }),
      usage: v.strictObject({
        leads_used: v.number(),
        leads_limit: v.number(),
        leads_remaining: v.pipe(v.number(), v.minValue(0)),
        leads_usage_pct: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
        emails_sent: Count,
        emails_limit: Count,
      }),
      period: v.strictObject({ start: Timestamp, end: Timestamp, days_remaining: Count }),
      account: v.strictObject({
        user_id: Text,
        full_name: Text,
        company_name: Text,
        created_at: Timestamp,
      }),
    }),
  ),
};

const CODES: Readonly<Record<string, number>> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  CREDITS_EXHAUSTED: 402,
  FORBIDDEN: 403,
  PLAN_LIMIT: 403,
  NOT_FOUND: 404,
  GONE: 410,
  RATE_LIMITED: 429,
};

const Refused = v.strictObject({
  data: v.null(),
  meta: v.strictObject(Stamp),
  error: v.pipe(
    v.strictObject({
      code: Text,
      message: Text,
      status: v.number(),
      retry_after: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60))),
    }),
    v.check(({ code, status }) => CODES[code] === status, 'Not a documented code of this status'),
    v.check(
      ({ code, retry_after }) => (code === 'RATE_LIMITED') === (retry_after !== undefined),
      'retry_after with RATE_LIMITED, and only there',
    ),
  ),
});

const Digits = v.pipe(v.string(), v.regex(/^\d+$/));
const RATE_HEADERS = {
  'x-ratelimit-limit': v.literal('60'),
  'x-ratelimit-remaining': Digits,
  'x-ratelimit-reset': v.pipe(v.string(), v.regex(/^\d{10}$/)),
  'content-type': v.literal('application/json'),
};
const FILE_HEADERS = {
  'content-disposition': v.literal('attachment; filename="leads-export.json"'),
  'x-total-leads': Digits,
  'x-new-unlocks': Digits,
  'x-cached-unlocks': Digits,
};

export type Answered = keyof typeof ANSWERS;

/** Why the request is not one we may send; empty when it is. */
export function requestProblems(request: unknown): readonly string[] {
  return problems(v.safeParse(Request, request));
}

/** Why the answer is not one the vendor documents; empty when it is. An export's is read as JSON. */
export function answerProblems(
  endpoint: Answered,
  answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  },
): readonly string[] {
  const isOk = answer.status === 200;
  const retry: v.ObjectEntries = answer.status === 429 ? { 'retry-after': Digits } : {};
  const file: v.ObjectEntries = isOk && endpoint === 'export' ? FILE_HEADERS : {};
  const headers = v.strictObject({ ...RATE_HEADERS, ...retry, ...file });
  const body = v.pipe(
    v.string(),
    v.parseJson(),
    isOk ? ANSWERS[endpoint] : withStatus(answer.status),
  );
  return [
    ...problems(v.safeParse(headers, answer.headers)),
    ...problems(v.safeParse(body, answer.body)),
  ];
}

function withStatus(status: number) {
  return v.pipe(
    Refused,
    v.check(({ error }) => error.status === status, 'Another status than the answer’s'),
  );
}

function problems(result: v.SafeParseResult<v.GenericSchema>): readonly string[] {
  return (result.issues ?? []).map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`);
}
