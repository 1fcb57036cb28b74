// Owns the document's state as one snapshot of its properties: runs, batches, stops, pace. Changed only by the holder of the
// document lock (but for `stop:<id>`). Knows no sheet and no vendor.
import type { Clock, KeyValueStore, Ports } from '../../ports';
import type { Fingerprint } from '../../contact/contact';
import { tellsLists } from '../log/listed';
import { SCHEDULE_BYTES } from '../schedule/schedule';
import type { Batch } from './batch';
import { addForgotten, FORGOTTEN } from './forgotten';
import { entryBytes, reservedBytes } from './record-size';
import {
  batchKey,
  decodeBatch,
  decodeRun,
  encodeBatch,
  encodeClosedRun,
  encodeRun,
  runKey,
  spellingsKey,
  isStopFor,
  stopKey,
} from './records';
import type { ClosedRun, Run } from './run';
import { hasGivenUp } from './sums';

/** One read of all properties of the open document. */
export function openDocument({
  documentStore,
  openBook,
  clock,
}: Pick<Ports, 'documentStore' | 'openBook' | 'clock'>): DocumentState {
  return new DocumentState(documentStore, openBook().id, clock);
}

/** Closed runs of which a line is kept, the newest. */
const HISTORY = 100;
/** Closed runs whose values can be found again, to undo them or place what had no row: the newest. */
const PLACES = 20;

export class DocumentState {
  private readonly runsById = new Map<string, Run>();
  private readonly batchesByRun = new Map<string, Map<number, Batch>>();
  private readonly closedById = new Map<string, ClosedRun>();
  private readonly entries: Map<string, string>;
  /** Keys of writes that failed: what the store holds there is not known. */
  private readonly doubtful = new Set<string>();

  /** Runs of another document, should Google have copied the properties with it: not driven, shown or deleted here. */
  private readonly foreign = new Set<string>();

  /** When the store was last seen as it is here: read, or written. */
  private seenAt: number;

  /** One read of all properties. `book` is the document's id. */
  constructor(
    private readonly store: KeyValueStore,
    readonly book: string,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    this.seenAt = clock.now();
    this.entries = new Map(Object.entries(store.all()));
    for (const [key, value] of this.entries) {
      if (!key.startsWith('run:')) continue;
      const record = decodeRun(value);
      if (record?.kind === 'open' && record.run.book !== book) this.foreign.add(record.run.id);
      else if (record?.kind === 'open') this.runsById.set(record.run.id, record.run);
      if (record?.kind === 'closed') this.closedById.set(record.run.id, record.run);
    }
    for (const run of this.runsById.values()) this.batchesByRun.set(run.id, this.readBatches(run));
  }

  /** Epoch milliseconds of which the snapshot is. */
  asOf(): number {
    return this.seenAt;
  }

  /** Open runs, oldest first. */
  runs(): Run[] {
    return [...this.runsById.values()].sort((a, b) => a.startedAt - b.startedAt);
  }

  run(id: string): Run | null {
    return this.runsById.get(id) ?? null;
  }

  /** By number. */
  batches(run: string): Batch[] {
    return [...(this.batchesByRun.get(run)?.values() ?? [])].sort((a, b) => a.number - b.number);
  }

  batch(run: string, number: number): Batch | null {
    return this.batchesByRun.get(run)?.get(number) ?? null;
  }

  /** Closed runs, newest first. */
  closedRuns(): ClosedRun[] {
    return [...this.closedById.values()].sort((a, b) => b.closedAt - a.closedAt);
  }

  closedRun(id: string): ClosedRun | null {
    return this.closedById.get(id) ?? null;
  }

  /** Whether *Stop* had been said when the snapshot was taken. */
  isStopped(run: string): boolean {
    return this.entries.has(stopKey(run));
  }

  /** Whether a batch is not to be sent any more. */
  isStoppedFor({ run, unstoppedAt }: Pick<Batch, 'run' | 'unstoppedAt'>): boolean {
    return isStopFor(this.text(stopKey(run)), unstoppedAt);
  }

  /** Any other record, by its own key. */
  text(key: string): string | null {
    return this.entries.get(key) ?? null;
  }

  /** Every other record whose key begins so. */
  texts(prefix: string): string[] {
    return [...this.entries].filter(([key]) => key.startsWith(prefix)).map(([, text]) => text);
  }

  /** What follows a prefix in the keys of such records, but for those that were emptied. */
  idsOf(prefix: string): string[] {
    const entries = [...this.entries].filter(
      ([key, text]) => key.startsWith(prefix) && text !== '',
    );
    return entries.map(([key]) => key.slice(prefix.length));
  }

  /** Forgets any other record. Throws `StoreFault`. */
  forgetText(key: string): void {
    this.store.delete(key);
    this.entries.delete(key);
  }

  /** Fingerprints of every contact in any open run: these are not ready again. */
  openFingerprints(): ReadonlySet<Fingerprint> {
    const open = new Set<Fingerprint>();
    for (const batches of this.batchesByRun.values()) {
      for (const batch of batches.values()) {
        for (const prints of batch.contacts) for (const print of prints) open.add(print);
      }
    }
    return open;
  }

  /** Contacts in all open runs together. */
  openContacts(): number {
    return this.runs().reduce((sum, run) => sum + run.contacts, 0);
  }

  /** Bytes that are taken, with what open runs may still grow to; without history, which gives way. */
  bytes(): number {
    let bytes = 0;
    for (const [key, value] of this.entries) {
      const [kind, id] = key.split(':');
      const isOfRun = kind === 'run' || (kind === 'batch' && this.runsById.has(id ?? ''));
      const taken = entryBytes(key, value);
      if (!isOfRun) bytes += kind === 'schedule' ? Math.max(taken, SCHEDULE_BYTES) : taken;
    }
    for (const { id, inFlight, spare = 0 } of this.runsById.values()) {
      bytes += reservedBytes(this.batches(id), inFlight) + spare;
    }
    return bytes;
  }

  /** Forgets the oldest lines of history until so many bytes more fit the store. */
  makeRoom(bytes: number, storeBytes: number): void {
    const oldestFirst = this.closedRuns().reverse();
    let history = oldestFirst.reduce((sum, { id }) => sum + this.entryBytesOf(runKey(id)), 0);
    const taken = this.bytes();
    const oldest: ClosedRun[] = [];
    for (const run of oldestFirst) {
      const told = oldest.length === 0 ? 0 : this.growthBy(this.memoryOf(oldest));
      if (taken + history + told + bytes <= storeBytes) break;
      history -= this.entryBytesOf(runKey(run.id));
      oldest.push(run);
    }
    this.forget(oldest);
  }

  /** Saves what changed, in one call. Throws `StoreFault`. */
  save(changes: {
    readonly runs?: readonly Run[];
    readonly batches?: readonly Batch[];
    readonly texts?: Readonly<Record<string, string>>;
  }): void {
    const entries: Record<string, string> = {};
    for (const batch of changes.batches ?? []) {
      const spellings = spellingsKey(batch.run, batch.number);
      // Contacts may have left the batch, and their spellings with them.
      if (this.entries.has(spellings)) entries[spellings] = '';
      Object.assign(entries, encodeBatch(batch));
    }
    for (const run of changes.runs ?? []) Object.assign(entries, encodeRun(run));
    // Last: what they say is true only with the records, and nobody promises all or nothing.
    Object.assign(entries, changes.texts);
    const dirty = Object.entries(entries).filter(
      ([key, value]) => this.doubtful.has(key) || this.entries.get(key) !== value,
    );
    if (dirty.length === 0) return;
    try {
      this.store.setAll(Object.fromEntries(dirty));
    } catch (error) {
      for (const [key] of dirty) this.doubtful.add(key);
      throw error;
    }
    for (const [key, value] of dirty) {
      this.doubtful.delete(key);
      this.entries.set(key, value);
    }
    this.seenAt = this.clock.now();
    for (const run of changes.runs ?? []) this.runsById.set(run.id, run);
    for (const batch of changes.batches ?? []) {
      const batches = this.batchesByRun.get(batch.run) ?? new Map<number, Batch>();
      this.batchesByRun.set(batch.run, batches.set(batch.number, batch));
    }
  }

  /**
   * A closed run shrinks to its line. The line replaces the header first, in one write: from then on the batches
   * are leftovers that any next holder of the lock may delete.
   */
  close(closed: ClosedRun): void {
    // Where an older run's values are is kept no longer.
    const fading = this.closedRuns()
      .slice(PLACES - 1)
      .filter(({ place }) => place !== null)
      .map((run) => ({ ...run, place: null }));
    this.saveClosed([closed, ...fading]);
    this.runsById.delete(closed.id);
    this.batchesByRun.delete(closed.id);
    this.deleteLeftovers();
  }

  /** Saves lines of history, in one call. Throws `StoreFault`. */
  saveClosed(runs: readonly ClosedRun[]): void {
    const entries = Object.assign({}, ...runs.map(encodeClosedRun)) as Record<string, string>;
    this.store.setAll(entries);
    for (const [key, value] of Object.entries(entries)) this.entries.set(key, value);
    this.seenAt = this.clock.now();
    for (const run of runs) this.closedById.set(run.id, run);
  }

  /** Forgets batches of an open run that others of it have gathered. Throws `StoreFault`. */
  forgetGathered(run: string): void {
    for (const { gathered = [] } of this.batches(run)) {
      for (const number of gathered) {
        for (const key of [batchKey(run, number), spellingsKey(run, number)]) {
          if (!this.entries.has(key)) continue;
          this.store.delete(key);
          this.entries.delete(key);
        }
        this.batchesByRun.get(run)?.delete(number);
      }
    }
  }

  /** Deletes batches and stops without an open run's header, and the oldest history lines. */
  deleteLeftovers(): void {
    const leftovers = [...this.entries.keys()].filter((key) => {
      const [kind, id] = key.split(':');
      if (id === undefined || this.runsById.has(id) || this.foreign.has(id)) return false;
      return kind === 'batch' || kind === 'stop';
    });
    for (const key of leftovers) {
      this.store.delete(key);
      this.entries.delete(key);
    }
    this.forget(this.closedRuns().slice(HISTORY));
  }

  private memoryOf(runs: readonly ClosedRun[]): Readonly<Record<string, string>> {
    const isTold = runs.some((run) => hasGivenUp(run) || run.tally.unplaced > 0);
    const told = isTold ? tellsLists(this) : {};
    return { ...told, [FORGOTTEN]: addForgotten(this.text(FORGOTTEN), runs) };
  }

  /** Bytes that the store grows by with these texts. */
  private growthBy(texts: Readonly<Record<string, string>>): number {
    return Object.entries(texts).reduce(
      (sum, [key, text]) => sum + entryBytes(key, text) - this.entryBytesOf(key),
      0,
    );
  }

  /** Their sum stays, and that the log may say whom they gave up: what they cost must not vanish with them. */
  private forget(runs: readonly ClosedRun[]): void {
    if (runs.length === 0) return;
    // First, with whom it counts: an execution that dies here repeats it.
    this.save({ texts: this.memoryOf(runs) });
    for (const { id } of runs) {
      this.store.delete(runKey(id));
      this.entries.delete(runKey(id));
      this.closedById.delete(id);
    }
  }

  private entryBytesOf(key: string): number {
    const value = this.entries.get(key);
    return value === undefined ? 0 : entryBytes(key, value);
  }

  private readBatches(run: Run): Map<number, Batch> {
    const batches = new Map<number, Batch>();
    for (let number = 1; number <= run.batches; number++) {
      const batch = decodeBatch(
        run.id,
        number,
        this.entries.get(batchKey(run.id, number)) ?? '',
        this.entries.get(spellingsKey(run.id, number)),
      );
      if (batch !== null) batches.set(number, batch);
    }
    // An execution died when they were gathered, and before they were deleted.
    for (const { gathered = [] } of [...batches.values()]) {
      for (const number of gathered) batches.delete(number);
    }
    return batches;
  }
}
