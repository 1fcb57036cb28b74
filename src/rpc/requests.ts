// Owns what a request from the sidebar may look like. Everything that crosses is untrusted: wrong shapes are refused whole.
import * as v from 'valibot';
import { CHANNELS, CONTACT_FIELDS } from '../contact/contact';
import { OPERATIONS } from '../contact/operation';
import { LEAD_RANGES, LEAD_WORDS } from '../provider/lead-search';
import { VENDORS } from '../provider/vendors';
import { OUTPUT_FIELDS } from '../run/state/output-fields';
import type { Method } from './contract';
import { LEAD_COUNTS } from './contract-leads';
import { LONGEST_TYPED_URL } from './contract-settings';
import type { RunOutcome } from './contract-run';

/** More is no request of our sidebar. */
const REQUEST_CHARACTERS = 20_000;

const index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20_000));
/** Commas part words, and half a character is none. */
const NO_WORD = /[,\u0000-\u001f\u007f]|\p{Surrogate}/u;

const row = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));
const credits = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000));
/** A list may be estimated to cost nothing. */
const creditsOrNone = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000));
/** As Google numbers them: 32 bits with a sign. */
const sheet = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2_147_483_647));
const vendor = v.picklist(VENDORS.map(({ id }) => id));
const vendors = v.pipe(
  v.array(vendor),
  v.minLength(1),
  v.maxLength(VENDORS.length),
  v.check((words) => isDistinct(words)),
);
const runId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{12}$/));

const output = v.strictObject({
  column: v.nullable(index),
  policy: v.picklist(['blanks', 'always']),
});

const anyChannels = v.pipe(
  v.array(v.picklist(CHANNELS)),
  v.check((words) => isDistinct(words)),
);
const channels = v.pipe(anyChannels, v.minLength(1));
const route = v.optional(v.partial(v.strictObject(fields(CHANNELS, vendors))));
const retryKind = v.picklist(['not_found', 'failed']);

const choiceEntries = () => ({
  sheet: v.optional(sheet),
  headerRow: v.optional(row),
  headerMark: v.optional(v.pipe(v.string(), v.maxLength(40))),
  mapping: v.optional(v.partial(v.strictObject(fields(CONTACT_FIELDS, v.nullable(index))))),
  outputs: v.optional(v.partial(v.strictObject(fields(OUTPUT_FIELDS, v.nullable(output))))),
  operation: v.optional(v.picklist(OPERATIONS)),
  channels,
  route,
  rows: v.variant('kind', [
    v.strictObject({ kind: v.literal('all') }),
    v.strictObject({ kind: v.literal('selected') }),
    v.strictObject({ kind: v.literal('visible') }),
    v.strictObject({ kind: v.literal('new') }),
    v.strictObject({ kind: v.literal('first'), count }),
    v.strictObject({ kind: retryKind, run: runId }),
  ]),
  limit: v.optional(count),
  maximum: v.optional(credits),
});
const choice = () => v.strictObject(choiceEntries());

/** Where nothing is to be found, the inspection says so. */
const lookEntries = () => ({ ...choiceEntries(), channels: anyChannels });

const OUTCOMES: readonly RunOutcome[] = [
  'found',
  'risky',
  'not_found',
  'unplaced',
  'untied',
  'incomplete',
  'left_out',
  'broken',
  'given_up',
];
const fixKind = v.picklist(['split_names', 'take_domain']);
const ofSchedule = v.strictObject({ id: runId });

const ofRun = v.strictObject({ run: runId });

/** As the sidebar takes what was typed apart. */
const leadWord = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(100),
  v.check((word) => word === word.trim() && !NO_WORD.test(word)),
);
const leadWords = v.pipe(
  v.array(leadWord),
  v.minLength(1),
  v.maxLength(20),
  v.check((words) => new Set(words).size === words.length),
);
const bound = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000));
const leadRange = v.pipe(
  v.strictObject({ from: v.optional(bound), to: v.optional(bound) }),
  v.check(({ from, to }) => from !== undefined || to !== undefined),
  v.check(({ from = 0, to = Infinity }) => from <= to),
);
const leadQueryEntries = () => ({
  vendor: v.picklist(VENDORS.filter(({ search }) => search !== undefined).map(({ id }) => id)),
  filters: v.strictObject({
    type: v.picklist(['business', 'consumer']),
    words: v.partial(v.strictObject(fields(LEAD_WORDS, leadWords))),
    ranges: v.partial(v.strictObject(fields(LEAD_RANGES, leadRange))),
  }),
});

const listVendor = () =>
  v.picklist(VENDORS.filter(({ lists }) => lists !== undefined).map(({ id }) => id));
const listChannels = v.pipe(
  v.array(v.picklist(['email', 'phone'])),
  v.minLength(1),
  v.check((words) => isDistinct(words)),
);

/** One schema a method, made when it is asked for: an execution reads one request, and all of them are loaded with each. */
export const ARGUMENTS = {
  home: () => v.nullable(v.strictObject(lookEntries())),
  inspect: () => v.strictObject({ ...lookEntries(), isAside: v.optional(v.literal(true)) }),
  jump: () => v.strictObject({ sheet, row }),
  connect: () => v.strictObject({ vendor, key: v.pipe(v.string(), v.maxLength(500)) }),
  disconnect: () => v.strictObject({ vendor }),
  accounts: () => v.null(),
  transactions: () => v.strictObject({ vendor }),
  quote: choice,
  start: () =>
    v.strictObject({
      choice: choice(),
      quote: v.strictObject({ id: runId, digest: v.pipe(v.string(), v.maxLength(40)) }),
      pauseWhenUsedUp: v.boolean(),
    }),
  work: () => ofRun,
  stop: () => ofRun,
  resume: () => ofRun,
  decide: () =>
    v.strictObject({
      run: runId,
      // Where contacts are asked for one by one, there are as many batches.
      batch: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50_000)),
      decision: v.picklist(['place', 'keep', 'send_again', 'leave_out', 'look_again']),
    }),
  close: () => ofRun,
  undo: () => ofRun,
  placeAgain: () => ofRun,
  history: () => v.null(),
  deliveries: () => ofRun,
  outcomeRows: () => v.strictObject({ run: runId, outcome: v.picklist(OUTCOMES) }),
  retryCount: () => v.strictObject({ run: runId, kind: retryKind, channels, route }),
  sample: () => v.null(),
  previewFix: () => v.strictObject({ choice: choice(), kind: fixKind }),
  applyFix: () =>
    v.strictObject({
      choice: choice(),
      kind: fixKind,
      digest: v.pipe(v.string(), v.maxLength(40)),
    }),
  undoFix: () => v.strictObject({ sheet }),
  schedules: () => v.null(),
  schedule: () =>
    v.strictObject({
      choice: choice(),
      rhythm: v.variant('kind', [
        v.strictObject({ kind: v.literal('hourly') }),
        v.strictObject({
          kind: v.literal('daily'),
          hour: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(23)),
        }),
      ]),
      dailyCredits: v.record(vendor, credits),
    }),
  resumeSchedule: () => ofSchedule,
  endSchedule: () => ofSchedule,
  settings: () => v.null(),
  saveSettings: () =>
    v.strictObject({
      keepsLog: v.optional(v.boolean()),
      runLimit: v.optional(v.nullable(credits)),
      webhook: v.optional(
        v.strictObject({ vendor, url: v.pipe(v.string(), v.maxLength(LONGEST_TYPED_URL)) }),
      ),
      forgetHeaders: v.optional(v.literal(true)),
    }),
  deleteAll: () => v.null(),
  countLeads: () => v.strictObject(leadQueryEntries()),
  findLeads: () =>
    v.strictObject({
      ...leadQueryEntries(),
      count: v.picklist(LEAD_COUNTS),
      more: v.boolean(),
    }),
  list: () => v.null(),
  makeList: () =>
    v.strictObject({ vendor: listVendor(), choice: choice(), channels: listChannels }),
  quoteList: () =>
    v.strictObject({
      vendor: listVendor(),
      list: v.pipe(v.string(), v.maxLength(200)),
      channels: listChannels,
    }),
  buyList: () => v.strictObject({ id: runId, maximum: creditsOrNone }),
  workList: () => v.null(),
  decideList: () =>
    v.strictObject({
      id: runId,
      decision: v.picklist(['try_again', 'look_again', 'read', 'close']),
    }),
  support: () =>
    v.strictObject({
      run: v.optional(runId),
      trouble: v.optional(
        v.strictObject({
          code: v.pipe(v.string(), v.maxLength(40)),
          message: v.pipe(v.string(), v.maxLength(1_000)),
        }),
      ),
    }),
} satisfies Record<Method, () => v.GenericSchema>;

export type Arguments<M extends Method> = v.InferOutput<ReturnType<(typeof ARGUMENTS)[M]>>;
export type ChoiceRequest = v.InferOutput<ReturnType<typeof choice>>;

/** The method and its arguments, or `null` when the text is no request. */
export function readRequest(text: unknown): { method: Method; args: unknown } | null {
  if (typeof text !== 'string' || text.length > REQUEST_CHARACTERS) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const envelope = v.strictObject({ method: v.picklist(METHODS), args: v.unknown() });
  const read = v.safeParse(envelope, value);
  if (!read.success) return null;
  const { method, args } = read.output;
  const checked = v.safeParse(ARGUMENTS[method](), args);
  return checked.success ? { method, args: checked.output } : null;
}

const METHODS = Object.keys(ARGUMENTS) as Method[];

function isDistinct(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}

function fields<F extends string, S>(names: readonly F[], schema: S): Record<F, S> {
  return Object.fromEntries(names.map((field) => [field, schema])) as Record<F, S>;
}
