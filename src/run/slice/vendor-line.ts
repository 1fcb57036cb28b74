// Owns the line to one vendor in one execution: the user's key, how fast it may be asked, what it said of the balance. Asks nothing
// itself.
import type { Clock } from '../../ports';
import type { Provider } from '../../provider/provider';
import type { DocumentState } from '../state/document';
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
import type { User } from '../state/user';

export class VendorLine {
  /** Hash of the vendor's organisation of the connected key, `''` without one: what a run must have been started with. */
  readonly organization: string;
  /** Credits left, as the vendor said in this slice; `null`: it was not asked since the last purchase. */
  balance: number | null = null;
  /** What the document may know of the address that is told of the end of purchases; `''`: none is set. */
  readonly webhookHash: string;
  private readonly ownKey: string | null;
  private readonly webhookUrl: string;
  /** Epoch seconds of free reads by hand, which count toward the vendor's limit. */
  private readonly freeReads: readonly number[];
  private pace: Pace;

  constructor(
    readonly vendor: Provider,
    user: User,
    document: DocumentState,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    const connection = user.connection(vendor.id);
    this.organization = connection?.organization ?? '';
    this.ownKey = connection?.key ?? null;
    this.webhookUrl = user.webhookUrl(vendor.id);
    this.webhookHash = user.webhookHash(vendor.id);
    this.freeReads = user.freeReads(vendor.id);
    this.pace = decodePace(document.text(paceKey(this.organization)));
  }

  /** Only for requests of runs of this organisation. */
  key(): string {
    if (this.ownKey === null) throw new Error(`No ${this.vendor.name} key is connected.`);
    return this.ownKey;
  }

  /**
   * Where the vendor is to tell of the end of a run's purchases; `''`: nowhere, as when another address was set since its start.
   *
   * @param approved hash of the address as the run began
   */
  webhookFor(approved: string | undefined): string {
    return approved === this.webhookHash ? this.webhookUrl : '';
  }

  /** Requests that the vendor's limits leave for now. */
  requestsLeft(): number {
    const pace = withOthers(this.pace, this.freeReads);
    return allowance(pace, this.vendor.requestsPerMinute, this.clock.now());
  }

  nextRequestAt(): number {
    const pace = withOthers(this.pace, this.freeReads);
    return nextAllowed(pace, this.vendor.requestsPerMinute, this.clock.now());
  }

  /** Counts requests that are about to go. Saved with the next save. */
  countRequests(count: number): void {
    this.pace = withRequests(this.pace, count, this.clock.now());
  }

  silence(retryAfterSeconds: number | null): void {
    this.pace = silenced(this.pace, retryAfterSeconds, this.clock.now());
  }

  /** To be saved before anything is bought after it. */
  paceText(): Readonly<Record<string, string>> {
    return this.organization === '' ? {} : { [paceKey(this.organization)]: encodePace(this.pace) };
  }
}
