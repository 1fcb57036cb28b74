// Owns the start of a run: under the lock, the check once more, and nothing made unless it is what the user confirmed.
import type { Copy } from '../../contact/check';
import { type Book, type Ports, SheetFault } from '../../ports';
import { type Batch, NO_TALLY } from '../state/batch';
import type { Credits } from '../state/credits';
import { type DocumentState, openDocument } from '../state/document';
import { Log } from '../log/log';
import { makeMissingColumns } from '../sheet/outputs';
import { type Prepared, prepare, type Wish } from './prepare';
import { planOf } from './terms';
import { areSamples, SAMPLE_PROBLEM } from './sample';
import { findColumns } from '../sheet/rows';
import { type Plan, STORE_BYTES } from './plan';
import { reservedBytes } from '../state/record-size';
import type { Run, VendorTerms } from '../state/run';
import { shareValues } from './share-values';
import type { SheetProblem } from './sheet-problem';
import { decodeMadeColumns, encodeMadeColumns, outputsKey } from '../state/sheet-memory';
import { readUser, type User } from '../state/user';
import { vendorsOf } from './route';

/** A person's action waits so long for a slice to end. */
export const PATIENCE_MS = 60_000;

export interface Approval {
  readonly runId: string;
  readonly digest: string;
  /** Credits at each vendor that must cover its maximum; `null`: the user agreed to pause when they are used up. */
  readonly balances: Credits | null;
}

export type StartResult =
  | { readonly kind: 'started'; readonly run: string }
  /** This confirm has started its run already. */
  | { readonly kind: 'already_started'; readonly run: string }
  /** The sheet, or an open run, changed since the confirm. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'problem'; readonly problem: SheetProblem }
  | { readonly kind: 'too_many'; readonly first: number }
  /** The balance has fallen below the maximum since the confirm. */
  | {
      readonly kind: 'short';
      readonly vendor: string;
      readonly balance: number;
      readonly maximum: number;
    }
  | { readonly kind: 'no_key'; readonly vendor: string }
  | { readonly kind: 'busy' }
  | { readonly kind: 'unavailable'; readonly message: string };

/** Makes the run that a user confirmed. Buys nothing yet: the next slice does. Throws `SheetFault`, `StoreFault`. */
export function startRun(ports: Ports, wish: Wish, approval: Approval): StartResult {
  const lock = ports.lock.acquire(PATIENCE_MS);
  if (lock.kind !== 'held') return lock;
  try {
    const document = openDocument(ports);
    document.deleteLeftovers();
    const id = approval.runId;
    const begun = document.run(id);
    if (begun !== null || document.closedRun(id) !== null) {
      if (begun !== null) finishStart(ports, document, wish, begun);
      return { kind: 'already_started', run: id };
    }
    const user = readUser(ports.userStore, ports.newId);
    const unconnected = vendorsOf(wish.route).find((id) => user.connection(id) === null);
    if (unconnected !== undefined) return { kind: 'no_key', vendor: unconnected };
    const book = ports.openBook();
    const prepared = prepare(book, document, wish, 'as_held');
    if (prepared.problem !== null) return { kind: 'problem', problem: prepared.problem };
    if (prepared.check === null || prepared.check.ready.length === 0) return { kind: 'changed' };
    const isOfSamples = areSamples(document, prepared.sheet.id, prepared.check.ready);
    if (isOfSamples && !ports.sampleCanBeSent())
      return { kind: 'problem', problem: SAMPLE_PROBLEM };
    const planned = planOf({ ...prepared, check: prepared.check }, document, wish, user);
    if (planned.kind === 'too_many') return planned;
    const { plan } = planned;
    if (plan.digest !== approval.digest) return { kind: 'changed' };
    for (const { id: vendor, maximum } of plan.vendors) {
      const balance = approval.balances?.[vendor] ?? maximum;
      if (balance < maximum) return { kind: 'short', vendor, balance, maximum };
    }

    const log = new Log(book, document);
    const now = ports.clock.now();
    const { tag } = user;
    const incompleteRows = prepared.check.counts.incomplete;
    const copies = prepared.check.copies.length;
    const run = makeRun(book, document, log, plan, {
      ...{ id, book: book.id, schedule: '', user: tag, vendors: termsFor(plan, user) },
      ...{ startedAt: now, drivenAt: now, incompleteRows },
      ...(copies === 0 ? {} : { copies }),
    });
    ports.triggers.ensure();
    prepareSheet(book, log, prepared, prepared.check.copies, run, now);
    document.save({ texts: log.mark() });
    return { kind: 'started', run: id };
  } finally {
    ports.lock.release();
  }
}

/** Whose run it is, and since when. */
type RunOwner = Pick<
  Run,
  | 'id'
  | 'book'
  | 'schedule'
  | 'user'
  | 'vendors'
  | 'startedAt'
  | 'drivenAt'
  | 'incompleteRows'
  | 'copies'
>;

/**
 * Makes the run of a plan; the caller holds the lock. `before` is saved before the run exists, `with` together with it:
 * not all or nothing. Throws `SheetFault`, `StoreFault`.
 */
export function makeRun(
  book: Book,
  document: DocumentState,
  log: Log,
  plan: Plan,
  owner: RunOwner,
  texts: Readonly<Partial<Record<'before' | 'with', Readonly<Record<string, string>>>>> = {},
): Run {
  log.reserve(plan.contacts * (1 + plan.channels.length));
  book.flush();
  document.makeRoom(reservedBytes(plan.batches, plan.inFlight) + plan.spare, STORE_BYTES);
  const made = { [outputsKey(plan.source.sheetId)]: madeColumns(document, plan) };
  const batches = batchesOf(plan, owner.id, owner.startedAt);
  document.save({ batches, texts: { ...made, ...texts.before } });
  // The header last: from here on the run exists.
  const run = runOf(plan, owner);
  document.save({ runs: [run], texts: { ...log.mark(), ...texts.with } });
  return run;
}

/**
 * The start may have died when the run was there and its columns and copies were not. Nothing of it may wait for the
 * first slice: that copies only for contacts that are sent.
 */
function finishStart(ports: Ports, document: DocumentState, wish: Wish, run: Run): void {
  const isOfAll = wish.limit === null && wish.maximum === null && wish.rows.kind === 'all';
  const isFresh = document.batches(run.id).every(({ state }) => state === 'created');
  if (!isOfAll || !isFresh || run.user !== readUser(ports.userStore, ports.newId).tag) return;
  const book = ports.openBook();
  const prepared = prepare(book, document, wish, 'as_held');
  if (prepared.check === null) return;
  const log = new Log(book, document);
  prepareSheet(book, log, prepared, prepared.check.copies, run, ports.clock.now());
  document.save({ texts: log.mark() });
}

/**
 * Makes the output columns, and copies what rows of one contact can give each other. A slice makes the columns,
 * too, and the next check finds what was not copied: a fault here changes nothing.
 */
function prepareSheet(
  book: Book,
  log: Log,
  prepared: Prepared,
  copies: readonly Copy[],
  run: Run,
  nowMs: number,
): void {
  const { sheet, cells } = prepared;
  try {
    const found = findColumns(cells, run.source, run.outputs);
    if (found.kind !== 'found') return;
    const columns = makeMissingColumns(sheet, book, cells, found.columns, run.outputs);
    shareValues(book, log, prepared, copies, columns, run, nowMs);
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
  }
}

function batchesOf(plan: Plan, run: string, now: number): Batch[] {
  return plan.batches.map(({ service, type, isFurther, part, contacts }, index) => ({
    run,
    number: index + 1,
    state: 'created',
    service,
    type,
    isFurther,
    isPassedOn: false,
    isDistinct: false,
    part,
    contacts,
    tasks: null,
    workflowId: '',
    reserved: null,
    since: Math.floor(now / 1000),
    reads: 0,
    due: 0,
    missingSince: 0,
    emptyReads: 0,
    rounds: 0,
    logged: false,
    insisted: false,
    resent: false,
    tally: NO_TALLY,
    note: '',
  }));
}

function runOf(plan: Plan, owner: RunOwner): Run {
  const { operation, source, outputs, channels, route, overwrite } = plan;
  const { contacts, asked, inFlight, spare } = plan;
  return {
    ...owner,
    ...{ operation, source, outputs, channels, route, overwrite, contacts, asked, inFlight },
    ...(spare === 0 ? {} : { spare }),
    batches: plan.batches.length,
    pause: null,
    probe: owner.vendors.map(({ id }) => id),
    probeFailures: 0,
    notBefore: 0,
    faults: 0,
  };
}

function madeColumns(document: DocumentState, plan: Plan): string {
  const earlier = decodeMadeColumns(document.text(outputsKey(plan.source.sheetId)));
  return encodeMadeColumns(earlier, plan.outputs);
}

/** What a plan's maxima are, with the organisations of this user's keys. */
function termsFor({ vendors }: Pick<Plan, 'vendors'>, user: User): readonly VendorTerms[] {
  return vendors.map(({ id, ...terms }) => ({
    id,
    ...terms,
    organization: user.connection(id)?.organization ?? '',
  }));
}
