// Owns which contacts of a closed run may be asked for again, and with what: what was sent, and what became of it, as the log
// tells. Buys nothing.
import type { Contact, Fingerprint } from '../contact/contact';
import { IDENTITY_PARTS, type IdentityPart, partOf } from '../contact/identity-part';
import type { EnrichmentType } from '../provider/provider';
import type { Batch } from './batch';
import { type LoggedLine, printsOf } from './log-line';

/** `not_found`: sent, and nothing was found · `failed`: certainly not bought. */
export type RetryKind = 'not_found' | 'failed';

/** One way in which a contact was asked for. */
interface Way {
  readonly run: string;
  readonly type: EnrichmentType;
  readonly part: IdentityPart;
}

/** The note of a line that says what is sent: {@link Retry} reads it back. */
export function sentNote({ type, part }: Pick<Batch, 'type' | 'part'>): string {
  return part === 'all' ? type : `${type}, by ${part}`;
}

const SENT_NOTE = /^(partial|phone_only|full)(?:, by (name|profile))?$/;

/** Events after which the vendor was not paid for a contact, and may be asked as before. */
const NOT_BOUGHT = ['not sent', 'incomplete', 'refused', 'failed'];

/** What is known of one contact from the log, under the first of its fingerprints. */
interface Story {
  /** Over all runs: what was asked and answered. */
  ways: readonly Way[];
  /** In the run in question; `sent` after its end means that nothing was found. */
  outcome: 'none' | 'sent' | 'found' | 'not_bought';
  batch: number;
}

export class Retry {
  private readonly stories = new Map<Fingerprint, Story>();
  /** Batches of the run that were given up: their contacts may have been bought. */
  private readonly doubtful = new Set<number>();

  /** @param lines the whole log, in the order in which it was written */
  constructor(
    private readonly kind: RetryKind,
    private readonly run: string,
    lines: readonly LoggedLine[],
  ) {
    for (const line of lines) this.read(line);
  }

  /** Whether a row of this fingerprint belongs to a contact that may be asked for again. */
  includes(print: Fingerprint): boolean {
    const story = this.stories.get(print);
    if (story === undefined || this.doubtful.has(story.batch)) return false;
    return story.outcome === (this.kind === 'failed' ? 'not_bought' : 'sent');
  }

  /**
   * What to ask for a contact with: first what was never tried, then what was not tried for this type; `null`
   * when neither is left. What was not bought is asked for as before.
   */
  partFor({ identity, fingerprints }: Contact, type: EnrichmentType): IdentityPart | null {
    if (this.kind === 'failed') return 'all';
    const ways = fingerprints.flatMap((print) => this.stories.get(print)?.ways ?? []);
    const possible = IDENTITY_PARTS.filter((part) => partOf(identity, part) !== null);
    const untried = possible.find((part) => !ways.some((way) => way.part === part));
    const forType = possible.find(
      (part) => !ways.some((way) => way.part === part && way.type === type),
    );
    return untried ?? forType ?? null;
  }

  private read(line: LoggedLine): void {
    const isOfRun = line.run === this.run;
    if (line.contact === '') {
      if (isOfRun && line.event === 'closed') this.doubtful.add(line.batch);
      return;
    }
    const story = this.storyOf(printsOf(line));
    const isSent = line.event === 'sent';
    const isNotBought = NOT_BOUGHT.includes(line.event);
    const isFound = line.event === 'written' || line.event === 'unplaced';
    if (isSent) story.ways = [...story.ways, ...waysOf(line)];
    // It was announced, and then not asked, or not answered.
    if (isNotBought) story.ways = story.ways.filter(({ run }) => run !== line.run);
    if (!isOfRun || !(isSent || isNotBought || isFound)) return;
    story.outcome = isSent ? 'sent' : isNotBought ? 'not_bought' : 'found';
    story.batch = line.batch;
  }

  /** One story for all spellings of a contact. */
  private storyOf(prints: readonly Fingerprint[]): Story {
    const known = prints
      .map((print) => this.stories.get(print))
      .find((story) => story !== undefined);
    const story = known ?? { ways: [], outcome: 'none', batch: 0 };
    for (const print of prints) this.stories.set(print, story);
    return story;
  }
}

/** Nothing when somebody changed the note. */
function waysOf({ run, note }: LoggedLine): readonly Way[] {
  const match = SENT_NOTE.exec(note);
  if (match === null) return [];
  const [, type, part] = match;
  return [{ run, type: type as EnrichmentType, part: (part ?? 'all') as IdentityPart }];
}
