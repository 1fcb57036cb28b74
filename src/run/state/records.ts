// Owns how runs and batches are spelled in document properties. Names, e-mails and phones never
// come here: hashes, ids, counters and column headers only.
import { NOTE_LENGTH, PRINT, TASK } from './record-size';
import type { IdentityPart } from '../../contact/identity-part';
import { EMAIL_STATUSES } from '../../provider/email-status';
import type { EnrichmentType } from '../../provider/provider';
import { isService } from '../../provider/vendors';
import {
  type Batch,
  type BatchContact,
  type BatchState,
  NO_STATUSES,
  NO_TALLY,
  type StatusCounts,
  type Tally,
} from './batch';
import type { ClosedRun, Run } from './run';

const STATES: Readonly<Record<string, BatchState>> = {
  c: 'created',
  s: 'submitting',
  w: 'submitted',
  p: 'placing',
  d: 'completed',
  h: 'held',
  u: 'unknown',
  t: 'stalled',
  r: 'refused',
  l: 'left_out',
};
const TYPES: Readonly<Record<string, EnrichmentType>> = {
  e: 'partial',
  p: 'phone_only',
  f: 'full',
  v: 'validity',
  w: 'profile',
  l: 'lead',
};
/** Not said in records: most batches are of it. */
const USUAL_SERVICE = 'cleanlist/bulk';
const PARTS: Readonly<Record<string, IdentityPart>> = { a: 'all', n: 'name', p: 'profile' };

/** The letters under which a batch record is stored: 200 of them must fit the store together. */
interface BatchText {
  readonly s: string;
  readonly t: string;
  readonly v?: string;
  readonly x?: 1;
  readonly ds?: 1;
  readonly po?: 1;
  readonly db?: 1;
  readonly ha?: 1;
  readonly ga?: readonly number[];
  readonly p?: string;
  /** First fingerprints, end to end. */
  readonly f: string;
  readonly k?: string;
  readonly w?: string;
  readonly rv?: number;
  readonly at: number;
  readonly r?: number;
  readonly due?: number;
  readonly nf?: number;
  readonly er?: number;
  readonly rd?: number;
  readonly lg?: 1;
  readonly in?: 1;
  readonly rs?: 1;
  readonly ac?: 1;
  readonly us?: number;
  readonly wh?: 1;
  readonly y?: readonly number[];
  readonly n?: string;
}

export function runKey(id: string): string {
  return `run:${id}`;
}

export function stopKey(id: string): string {
  return `stop:${id}`;
}

/** Whether a stop, as its record tells when it was said, is for a batch that a person had sent again at some time. */
export function isStopFor(stop: string | null, unstoppedAt = 0): boolean {
  return stop !== null && Number(stop) >= unstoppedAt;
}

export function batchKey(run: string, number: number): string {
  return `batch:${run}:${number}`;
}

/** The second key of a batch: further spellings of its contacts, when it has any. */
export function spellingsKey(run: string, number: number): string {
  return `${batchKey(run, number)}:v`;
}

/** The records of a batch by key; the spellings have a key of their own only when there are any. */
export function encodeBatch(batch: Batch): Record<string, string> {
  const { tally } = batch;
  const counts = [
    tally.email,
    tally.phone,
    tally.notFound,
    tally.unplaced,
    tally.dropped,
    tally.incomplete,
    tally.credits,
    tally.estimated ? 1 : 0,
    tally.failed,
    tally.untied,
    packStatuses(tally.statuses),
    tally.validity,
    tally.profile,
    ...(tally.givenUp > 0 ? [tally.givenUp] : []),
  ];
  const text: BatchText = {
    s: letterOf(STATES, batch.state),
    t: letterOf(TYPES, batch.type),
    ...(batch.service === USUAL_SERVICE ? {} : { v: batch.service }),
    ...(batch.isFurther ? { x: 1 } : {}),
    ...(batch.isDistinct ? { ds: 1 } : {}),
    ...(batch.isPassedOn ? { po: 1 } : {}),
    ...(batch.isDoubtful === true ? { db: 1 } : {}),
    ...(batch.isHalf === true ? { ha: 1 } : {}),
    ...(batch.gathered === undefined ? {} : { ga: batch.gathered }),
    ...(batch.part === 'all' ? {} : { p: letterOf(PARTS, batch.part) }),
    f: batch.contacts.map(([first]) => first).join(''),
    at: batch.since,
    ...(batch.tasks === null ? {} : { k: batch.tasks.join('') }),
    ...(batch.workflowId === '' ? {} : { w: batch.workflowId }),
    ...(batch.reserved === null ? {} : { rv: batch.reserved }),
    ...(batch.reads === 0 ? {} : { r: batch.reads }),
    ...(batch.due === 0 ? {} : { due: batch.due }),
    ...(batch.missingSince === 0 ? {} : { nf: batch.missingSince }),
    ...(batch.emptyReads === 0 ? {} : { er: batch.emptyReads }),
    ...(batch.rounds === 0 ? {} : { rd: batch.rounds }),
    ...(batch.logged ? { lg: 1 } : {}),
    ...(batch.insisted ? { in: 1 } : {}),
    ...(batch.resent ? { rs: 1 } : {}),
    ...(batch.isGoneAccepted === true ? { ac: 1 } : {}),
    ...(batch.unstoppedAt === undefined ? {} : { us: batch.unstoppedAt }),
    ...(batch.hasWebhook === true ? { wh: 1 } : {}),
    ...(counts.some((count) => count !== 0) ? { y: counts } : {}),
    ...(batch.note === '' ? {} : { n: batch.note.slice(0, NOTE_LENGTH) }),
  };
  const records: Record<string, string> = {
    [batchKey(batch.run, batch.number)]: JSON.stringify(text),
  };
  const spellings = batch.contacts
    .map((prints, index) => (prints.length > 1 ? `${index}:${prints.slice(1).join('')}` : ''))
    .filter((entry) => entry !== '')
    .join(';');
  if (spellings !== '') records[spellingsKey(batch.run, batch.number)] = spellings;
  return records;
}

/** `null` when the text is no batch record. */
export function decodeBatch(
  run: string,
  number: number,
  record: string,
  spellings: string | undefined,
): Batch | null {
  const text = parse(record) as BatchText | null;
  const state = text === null ? undefined : STATES[text.s];
  const type = text === null ? undefined : TYPES[text.t];
  const service = text?.v ?? USUAL_SERVICE;
  if (text === null || state === undefined || type === undefined || !isService(service))
    return null;
  const further = new Map(
    (spellings ?? '')
      .split(';')
      .filter((entry) => entry !== '')
      .map((entry) => {
        const [index, prints] = entry.split(':');
        return [Number(index), pieces(prints ?? '', PRINT)];
      }),
  );
  return {
    run,
    number,
    state,
    service,
    type,
    isFurther: text.x === 1,
    isPassedOn: text.po === 1,
    ...(text.db === 1 ? ({ isDoubtful: true } as const) : {}),
    ...(text.ha === 1 ? ({ isHalf: true } as const) : {}),
    ...(text.ga === undefined ? {} : { gathered: text.ga }),
    isDistinct: text.ds === 1,
    part: PARTS[text.p ?? 'a'] ?? 'all',
    contacts: pieces(text.f, PRINT).map((first, index): BatchContact => [
      first,
      ...(further.get(index) ?? []),
    ]),
    tasks: text.k === undefined ? null : pieces(text.k, TASK),
    workflowId: text.w ?? '',
    reserved: text.rv ?? null,
    since: text.at,
    reads: text.r ?? 0,
    due: text.due ?? 0,
    missingSince: text.nf ?? 0,
    emptyReads: text.er ?? 0,
    rounds: text.rd ?? 0,
    logged: text.lg === 1,
    insisted: text.in === 1,
    resent: text.rs === 1,
    ...(text.ac === 1 ? ({ isGoneAccepted: true } as const) : {}),
    ...(text.us === undefined ? {} : { unstoppedAt: text.us }),
    ...(text.wh === 1 ? ({ hasWebhook: true } as const) : {}),
    tally: decodeTally(text.y ?? []),
    note: text.n ?? '',
  };
}

export function encodeRun(run: Run): Record<string, string> {
  return { [runKey(run.id)]: JSON.stringify(run) };
}

export function encodeClosedRun(run: ClosedRun): Record<string, string> {
  return { [runKey(run.id)]: JSON.stringify({ ...run, closed: true }) };
}

/** `null` when the text is no run record. */
export function decodeRun(
  record: string,
): { kind: 'open'; run: Run } | { kind: 'closed'; run: ClosedRun } | null {
  const value = parse(record);
  if (value === null) return null;
  if ('closedAt' in value) return { kind: 'closed', run: withTally(value as ClosedRun) };
  return 'batches' in value ? { kind: 'open', run: value as Run } : null;
}

/** A line of history from before something was counted counts none of it. */
function withTally(run: ClosedRun): ClosedRun {
  return { ...run, tally: { ...NO_TALLY, ...run.tally } };
}

function decodeTally(counts: readonly number[]): Tally {
  const [email, phone, notFound, unplaced, dropped, incomplete, credits, estimated, ...more] =
    counts;
  const [failed, untied, statuses, validity, profile, givenUp] = more;
  return {
    email: email ?? 0,
    phone: phone ?? 0,
    validity: validity ?? 0,
    profile: profile ?? 0,
    notFound: notFound ?? 0,
    failed: failed ?? 0,
    unplaced: unplaced ?? 0,
    untied: untied ?? 0,
    dropped: dropped ?? 0,
    incomplete: incomplete ?? 0,
    givenUp: givenUp ?? 0,
    credits: credits ?? 0,
    estimated: estimated === 1,
    statuses: unpackStatuses(statuses ?? 0),
  };
}

/** At most 250 contacts of a batch, none of leads, have an e-mail status: each count is a digit of one number, as 200 batches share one store. */
const STATUS_BASE = 251;

function packStatuses(counts: StatusCounts): number {
  return EMAIL_STATUSES.reduce(
    (packed, status) => packed * STATUS_BASE + Math.min(counts[status], STATUS_BASE - 1),
    0,
  );
}

function unpackStatuses(packed: number): StatusCounts {
  const counts = { ...NO_STATUSES };
  let left = packed;
  for (const status of [...EMAIL_STATUSES].reverse()) {
    counts[status] = left % STATUS_BASE;
    left = Math.floor(left / STATUS_BASE);
  }
  return counts;
}

function letterOf<T extends string>(letters: Readonly<Record<string, T>>, word: T): string {
  return Object.keys(letters).find((letter) => letters[letter] === word) ?? '';
}

function pieces(text: string, length: number): string[] {
  const found: string[] = [];
  for (let at = 0; at + length <= text.length; at += length)
    found.push(text.slice(at, at + length));
  return found;
}

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
