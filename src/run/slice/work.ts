// Owns what one execution works with while it holds the lock: the document's records, one user, lines to vendors, and its clock.
import type { HttpRequest, VendorError } from '../../provider/provider';
import { vendorOf } from '../../provider/vendors';
import type { Book, Ports } from '../../ports';
import { type Batch, vendorIdOf } from '../state/batch';
import type { DocumentState } from '../state/document';
import { Log } from '../log/log';
import { keptWords } from '../report/kept-words';
import { count, counted } from '../report/number-words';
import { isOfPurchases, rightAdvice } from '../report/right-words';
import {
  saveTrouble,
  type TroubledBatch,
  troubleOf,
  type VendorTrouble,
} from '../report/vendor-trouble';
import { type Pause, type Run, termsOf } from '../state/run';
import type { User } from '../state/user';
import { VendorLine } from './vendor-line';

export class Work {
  readonly book: Book;
  readonly log: Log;
  private readonly startedAt: number;
  private readonly lines = new Map<string, VendorLine>();
  private trouble: VendorTrouble | null = null;

  constructor(
    readonly ports: Ports,
    readonly document: DocumentState,
    private readonly user: User,
  ) {
    this.startedAt = ports.clock.now();
    this.book = ports.openBook();
    this.log = new Log(this.book, document);
  }

  /** The line to the vendor of a batch. */
  lineOf(batch: Pick<Batch, 'service'>): VendorLine {
    return this.line(vendorIdOf(batch));
  }

  line(vendor: string): VendorLine {
    const known = this.lines.get(vendor);
    if (known !== undefined) return known;
    const made = new VendorLine(vendorOf(vendor), this.user, this.document, this.ports.clock);
    this.lines.set(vendor, made);
    return made;
  }

  /** Whether the connected key is of the organisation that a run was started with. */
  isReachable(run: Run, vendor: string): boolean {
    const { organization } = this.line(vendor);
    return organization !== '' && termsOf(run, vendor)?.organization === organization;
  }

  now(): number {
    return this.ports.clock.now();
  }

  elapsedMs(): number {
    return this.now() - this.startedAt;
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

  /** Saves records together with the vendors' paces, in one call. */
  save(changes: {
    readonly runs?: readonly Run[];
    readonly batches?: readonly Batch[];
    readonly texts?: Readonly<Record<string, string>>;
  }): void {
    const texts = { ...this.paceText(), ...this.log.mark(), ...changes.texts };
    this.document.save({ ...changes, texts });
  }

  /** The vendors' paces, to be saved before anything is bought after it. */
  paceText(): Readonly<Record<string, string>> {
    const texts = [...this.lines.values()].map((line) => line.paceText());
    return Object.assign({}, ...texts) as Record<string, string>;
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
 * @param atPurchase it was a purchase, or what has to come before one, that was refused
 */
export function keyPause(
  error: VendorError,
  of: Pick<Batch, 'service'>,
  known: readonly string[] = [],
  atPurchase = false,
): Pause {
  const provider = vendorOf(of.service);
  const { id, name: vendor } = provider;
  const advice =
    error.httpStatus === 403
      ? `${vendor} does not allow this key to do that. ${rightAdvice(error, provider)}`
      : `${vendor} does not accept the key any more: connect a valid one.`;
  const said = keptWords(` ${vendor} said: `, error.message, known);
  const collects = atPurchase && isOfPurchases(error);
  const bought = collects
    ? 'what was bought still arrives'
    : `what was bought is kept at ${vendor}`;
  return {
    reason: 'key',
    vendor: id,
    message: `${advice} Nothing more was sent, and ${bought}.${said}`,
    ...(collects ? ({ collects } as const) : {}),
  };
}

/** @param left credits left, where that is known and too little for the contacts that were not taken */
export function creditsPause(
  error: VendorError,
  of: Pick<Batch, 'service'>,
  known: readonly string[] = [],
  left: { readonly balance: number; readonly contacts: number } | null = null,
): Pause {
  const { id, name: vendor } = vendorOf(of.service);
  const said = keptWords(` ${vendor} said: `, error.message, known);
  const what =
    left === null
      ? `${vendor} says that the credits are used up.`
      : `${vendor} did not take the next ${counted(left.contacts, 'contact')}: the balance (${count(left.balance)}) does not cover ${left.contacts === 1 ? 'it' : 'them'}.`;
  const message = `${what} Nothing more was sent; what was bought still arrives. Top up, then continue.${said}`;
  return { reason: 'credits', vendor: id, message };
}
