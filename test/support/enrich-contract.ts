// Owns the contract of Enrich's API as schemas: what we may send it, and what it may answer undisturbed.
import * as v from 'valibot';

/** https://doc.enrich.so/api-reference-1951025m0 */
const BASE = 'https://dev.enrich.so/api/v3';
const ERRORS = 'https://dev.enrich.so/errors/';

const Text = v.pipe(v.string(), v.nonEmpty());
const Email = v.pipe(v.string(), v.email(), v.maxLength(254));
const Profile = v.pipe(v.string(), v.startsWith('https://'), v.maxLength(500));
const Name = v.pipe(Text, v.maxLength(100));
const Domain = v.pipe(Text, v.maxLength(253));
const Lead = v.strictObject({ firstName: Name, lastName: Name, domain: Domain });

const list = <Item extends v.GenericSchema>(item: Item) =>
  v.pipe(v.array(item), v.minLength(1), v.maxLength(500_000));

const Key = v.pipe(v.string(), v.regex(/^sk_[\x21-\x7e]+$/));
const Accept = v.literal('application/json');

/** Nothing but the documented fields, and never a `webhookUrl`: nobody could receive it. */
const post = <Body extends v.GenericSchema>(path: string, body: Body) =>
  v.strictObject({
    method: v.literal('post'),
    url: v.literal(`${BASE}${path}`),
    headers: v.strictObject({
      'x-api-key': Key,
      accept: Accept,
      'content-type': v.literal('application/json'),
    }),
    body: v.pipe(v.string(), v.parseJson(), body),
  });

/** `address` follows the base. */
const get = (address: string) =>
  v.strictObject({
    method: v.literal('get'),
    url: v.pipe(
      v.string(),
      v.regex(new RegExp(`^https://dev\\.enrich\\.so/api/v3/(?:${address})$`)),
    ),
    headers: v.strictObject({ 'x-api-key': Key, accept: Accept }),
  });

const VALUE = "[\\w.~!*'()%-]+";
const BATCHES = '(?:email-finder/batch|email-validation/batch|reverse-lookup/phones/bulk)';

const Request = v.union([
  post('/email-finder', Lead),
  post('/email-finder/batch', v.strictObject({ leads: list(Lead) })),
  post('/email-validation', v.strictObject({ email: Email })),
  post('/email-validation/batch', v.strictObject({ emails: list(Email) })),
  post('/reverse-lookup/lookup', v.strictObject({ email: Email })),
  post(
    '/reverse-lookup/phones/bulk',
    v.pipe(
      v.strictObject({ emails: v.optional(list(Email)), linkedins: v.optional(list(Profile)) }),
      v.check(
        ({ emails = [], linkedins = [] }) => emails.length + linkedins.length > 0,
        'at least one of emails and linkedins',
      ),
      v.check(
        ({ emails = [], linkedins = [] }) => emails.length + linkedins.length <= 500_000,
        'at most 500 000 together',
      ),
    ),
  ),
  get(`reverse-lookup/phones\\?(?:email|linkedin)=${VALUE}`),
  get(`reverse-lookup/phones\\?email=${VALUE}&linkedin=${VALUE}`),
  get(`${BATCHES}/${VALUE}`),
  get(`${BATCHES}/${VALUE}/results\\?page=[1-9]\\d*&limit=(?:1000|[1-9]\\d{0,2})`),
  get('wallets/balance'),
  get('wallets/transactions\\?page=[1-9]\\d*&limit=(?:100|[1-9]\\d?)'),
]);

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Credits = v.pipe(v.number(), v.minValue(0));
const Id = v.pipe(v.string(), v.regex(/^[a-f0-9]{24}$/));
const Time = v.pipe(v.string(), v.isoTimestamp());
const Phones = v.array(v.pipe(v.string(), v.regex(/^\+\d{8,15}$/)));

const answer = <Data extends v.GenericSchema, Meta extends v.GenericSchema>(
  data: Data,
  meta: Meta,
) => v.strictObject({ success: v.literal(true), data, meta });

const SingleMeta = v.strictObject({
  requestId: Id,
  creditsUsed: Credits,
  creditsRemaining: Credits,
  processingTimeMs: Count,
});

const SubmitMeta = v.pipe(
  v.strictObject({
    requestId: Id,
    creditsReserved: Credits,
    creditsPerItem: Credits,
    estimatedCredits: Credits,
  }),
  v.check(
    (meta) => meta.creditsReserved === meta.estimatedCredits,
    'reserved is what is estimated',
  ),
);

const ResultsMeta = v.strictObject({
  requestId: Id,
  creditsUsed: Credits,
  creditsRefunded: Credits,
  creditsRemaining: Credits,
  totalItems: Count,
  processedItems: Count,
});

const FinderItem = v.variant('found', [
  v.strictObject({
    firstName: Name,
    lastName: Name,
    domain: Domain,
    found: v.literal(true),
    email: v.pipe(v.string(), v.includes('@')),
    confidence: v.picklist(['high', 'medium', 'low']),
    isCatchAll: v.boolean(),
    provider: Text,
    message: Text,
  }),
  v.strictObject({
    firstName: Name,
    lastName: Name,
    domain: Domain,
    found: v.literal(false),
    message: Text,
  }),
]);

const ValidationItem = v.strictObject({
  email: Email,
  result: v.picklist(['valid', 'invalid', 'risky']),
  message: Text,
  isCatchAll: v.boolean(),
  isFederated: v.boolean(),
  hasSEG: v.boolean(),
  segProvider: v.optional(Text),
  provider: v.picklist(['GOOGLE', 'MICROSOFT', 'SMTP']),
  confidence: v.picklist(['definitive', 'high', 'medium', 'low', 'temporary', 'none']),
});

const PhoneItem = v.union([
  v.strictObject({ email: Email, phones: Phones, error: v.optional(Text) }),
  v.strictObject({ linkedin: Profile, phones: Phones, error: v.optional(Text) }),
]);

const Month = v.strictObject({
  month: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12))),
  year: v.pipe(v.number(), v.integer()),
});
const Dates = v.strictObject({ start: Month, end: v.nullable(Month) });

/** It holds no e-mail: only the one call says whose it is. */
const Person = v.strictObject({
  id: Text,
  displayName: Text,
  firstName: Text,
  lastName: Text,
  headline: Text,
  companyName: Text,
  location: Text,
  profileUrl: v.optional(v.pipe(v.string(), v.url())),
  connectionCount: Count,
  isConnectionCountObfuscated: v.boolean(),
  isPublic: v.boolean(),
  skills: v.array(Text),
  locale: v.strictObject({ country: Text, language: Text }),
  schools: v.strictObject({
    educationsCount: Count,
    educationHistory: v.array(
      v.strictObject({ degreeName: Text, schoolName: Text, startEndDate: Dates }),
    ),
  }),
  positions: v.strictObject({
    positionsCount: Count,
    positionHistory: v.array(
      v.strictObject({ title: Text, companyName: Text, startEndDate: Dates }),
    ),
  }),
  creditsConsumed: Credits,
});

const Nobody = v.strictObject({ found: v.literal(false), message: Text });

const SUBMITTED = {
  batchId: Id,
  status: v.literal('queued'),
  itemCount: Count,
  originalCount: Count,
  duplicatesRemoved: Count,
};

const Status = v.strictObject({
  success: v.literal(true),
  data: v.strictObject({
    batchId: Id,
    status: v.picklist(['queued', 'processing', 'completed', 'failed']),
    totalItems: Count,
    processedItems: Count,
    progress: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
  }),
});

const results = <Item extends v.GenericSchema>(item: Item) =>
  answer(
    v.strictObject({
      batchId: Id,
      status: v.picklist(['completed', 'failed']),
      totalItems: Count,
      processedCount: Count,
      results: v.array(item),
    }),
    ResultsMeta,
  );

const Transaction = v.strictObject({
  id: Id,
  organizationId: Text,
  type: v.picklist(['deduction', 'topup', 'adjustment', 'refund']),
  amount: v.number(),
  balanceAfter: v.number(),
  description: Text,
  createdAt: Time,
});

const ANSWERS = {
  finder: answer(FinderItem, SingleMeta),
  validation: answer(ValidationItem, SingleMeta),
  phones: answer(v.strictObject({ phones: Phones }), SingleMeta),
  profile: answer(v.union([Person, Nobody]), SingleMeta),
  submit: answer(v.strictObject(SUBMITTED), SubmitMeta),
  'submit phones': answer(v.strictObject({ ...SUBMITTED, message: Text }), SubmitMeta),
  status: Status,
  'results finder': results(FinderItem),
  'results validation': results(ValidationItem),
  'results phones': answer(
    v.strictObject({
      batchId: Id,
      status: v.picklist(['completed', 'failed']),
      totalItems: Count,
      processedItems: Count,
      successful: Count,
      failed: Count,
      results: v.array(PhoneItem),
      page: Count,
      limit: Count,
    }),
    ResultsMeta,
  ),
  balance: v.strictObject({
    success: v.literal(true),
    data: v.strictObject({
      organizationId: Text,
      balance: Credits,
      currency: v.literal('credits'),
      asOf: Time,
    }),
  }),
  transactions: v.strictObject({
    success: v.literal(true),
    data: v.strictObject({
      transactions: v.array(Transaction),
      pagination: v.strictObject({ page: Count, limit: Count, total: Count, totalPages: Count }),
    }),
  }),
};

/** The one that the API is documented with, and the three that single pages show. */
const Refused = v.union([
  v.strictObject({
    type: v.pipe(v.string(), v.startsWith(ERRORS)),
    title: Text,
    status: v.number(),
    detail: Text,
    instance: v.pipe(v.string(), v.startsWith('/requests/')),
    currentBalance: v.optional(Credits),
    required: v.optional(Credits),
    shortfall: v.optional(Credits),
  }),
  v.strictObject({ error: Text }),
  v.strictObject({
    statusCode: v.number(),
    error: Text,
    message: Text,
    retryAfter: v.optional(Count),
  }),
  v.strictObject({ error: Text, message: Text }),
]);

const Headers = v.looseObject({
  'content-type': v.picklist(['application/json', 'application/problem+json']),
  'x-ratelimit-limit': v.pipe(v.string(), v.digits()),
  'x-ratelimit-remaining': v.pipe(v.string(), v.digits()),
  'x-ratelimit-reset': v.pipe(v.string(), v.digits()),
});

export type Answered = keyof typeof ANSWERS;

/** Why the request is not one we may send; empty when it is. */
export function requestProblems(request: unknown): readonly string[] {
  return problems(v.safeParse(Request, request));
}

/** Why the answer is not one the vendor documents; empty when it is. Without a known key no limits stand in it. */
export function answerProblems(
  endpoint: Answered,
  answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  },
): readonly string[] {
  const schema = answer.status === 200 ? ANSWERS[endpoint] : Refused;
  const body = problems(v.safeParse(schema, JSON.parse(answer.body)));
  const knows = ![401, 403].includes(answer.status);
  return knows ? [...body, ...problems(v.safeParse(Headers, answer.headers))] : body;
}

function problems(result: v.SafeParseResult<v.GenericSchema>): readonly string[] {
  return (result.issues ?? []).map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`);
}
