// Owns what one execution works with while it holds the lock: the document's records, one user, one vendor, and its clock.
import type { HttpRequest, Provider, VendorError } from '../../provider/provider';
import type { Book, Ports } from '../../ports';
import type { Batch } from '../state/batch';
import type { DocumentState } from '../state/document';
import { Log } from '../log/log';
import {
  allowance,
  decodePace,
  encodePace,
  nextAllowed,
  type Pace,
  paceKey,
  silenced,
  withOthers,
  withRequests,
} from '../state/pace';
import { keptWords } from '../report/kept-words';
import { count, counted } from '../report/number-words';
import {
  saveTrouble,
  type TroubledBatch,
  troubleOf,
  type VendorTrouble,
} from '../report/vendor-trouble';
import type { Pause, Run } from '../state/run';
import type { Connection } from '../state/user';

export class Work {
  readonly book: Book;
  readonly log: Log;
  private readonly startedAt: number;
  private pace: Pace;
  private trouble: VendorTrouble | null = null;
  /** Credits left, as the vendor said in this slice; `null`: it was not asked since the last purchase. */
  balance: number | null = null;

  constructor(
    readonly ports: Ports,
    readonly provider: Provider,
    readonly document: DocumentState,
    private readonly connection: Connection | null,
    /** Epoch seconds of free reads by hand, which count toward the vendor's limit. */
    private readonly freeReads: readonly number[],
  ) {
    this.startedAt = ports.clock.now();
    this.book = ports.openBook();
    this.log = new Log(this.book, document);
    this.pace = decodePace(document.text(paceKey(this.organization())));
  }

  /** The vendor's organisation of the connected key, `''` without one: what a run must have been started with. */
  organization(): string {
    return this.connection?.organization ?? '';
  }

  /** Only for requests of runs of this organisation. */
  key(): string {
    if (this.connection === null) throw new Error('No key is connected.');
    return this.connection.key;
  }

  now(): number {
    return this.ports.clock.now();
  }

  elapsedMs(): number {
    return this.now() - this.startedAt;
  }

  /** Requests that the vendor's limits leave for now. */
  requestsLeft(): number {
    return allowance(
      withOthers(this.pace, this.freeReads),
      this.provider.requestsPerMinute,
      this.now(),
    );
  }

  nextRequestAt(): number {
    return nextAllowed(
      withOthers(this.pace, this.freeReads),
      this.provider.requestsPerMinute,
      this.now(),
    );
  }

  /** Counts requests that are about to go. Saved with the next save. */
  countRequests(count: number): void {
    this.pace = withRequests(this.pace, count, this.now());
  }

  silence(retryAfterSeconds: number | null): void {
    this.pace = silenced(this.pace, retryAfterSeconds, this.now());
  }

  /** Notes a call that failed, if this outcome says so, for the vendor's support. */
  noteTrouble(request: HttpRequest, outcome: object, batch: TroubledBatch | null): void {
    if (!('error' in outcome)) return;
    this.trouble = troubleOf(request, outcome.error as VendorError, this.now(), batch);
  }

  /** Last of all: what came of a call is saved first. */
  saveTrouble(): void {
    if (this.trouble !== null) saveTrouble(this.ports.userStore, this.trouble);
  }

  run(id: string): Run {
    const run = this.document.run(id);
    if (run === null) throw new Error(`Run ${id} is not open.`);
    return run;
  }

  /** Saves records together with the vendor's pace, in one call. */
  save(changes: {
    readonly runs?: readonly Run[];
    readonly batches?: readonly Batch[];
    readonly texts?: Readonly<Record<string, string>>;
  }): void {
    const texts = { ...this.paceText(), ...this.log.mark(), ...changes.texts };
    this.document.save({ ...changes, texts });
  }

  /** The vendor's pace, to be saved before anything is bought after it. */
  paceText(): Readonly<Record<string, string>> {
    const organization = this.organization();
    return organization === '' ? {} : { [paceKey(organization)]: encodePace(this.pace) };
  }

  pause(
    run: string,
    pause: Pause,
    changes: Pick<Parameters<Work['save']>[0], 'batches' | 'texts'> = {},
  ): void {
    this.save({ ...changes, runs: [{ ...this.run(run), pause }] });
  }
}

/**
 * What a vendor's error means for the user, in words: its own, as far as they may be kept, and what to do.
 *
 * @param known texts of the contacts that it was asked about
 */
export function keyPause(error: VendorError, vendor: string, known: readonly string[] = []): Pause {
  const advice =
    error.httpStatus === 403
      ? `${vendor} does not allow this key to do that: check that your plan includes API access.`
      : `${vendor} does not accept the key any more: connect a valid one.`;
  const said = keptWords(` ${vendor} said: `, error.message, known);
  return {
    reason: 'key',
    message: `${advice} Nothing more was sent, and what was bought is kept at ${vendor}.${said}`,
  };
}

/** @param left credits left, where that is known and too little for the contacts that were not taken */
export function creditsPause(
  error: VendorError,
  vendor: string,
  known: readonly string[] = [],
  left: { readonly balance: number; readonly contacts: number } | null = null,
): Pause {
  const said = keptWords(` ${vendor} said: `, error.message, known);
  const what =
    left === null
      ? `${vendor} says that the credits are used up.`
      : `${vendor} did not take the next ${counted(left.contacts, 'contact')}: the balance (${count(left.balance)}) does not cover ${left.contacts === 1 ? 'it' : 'them'}.`;
  const message = `${what} Nothing more was sent; what was bought still arrives. Top up, then continue.${said}`;
  return { reason: 'credits', message };
}
