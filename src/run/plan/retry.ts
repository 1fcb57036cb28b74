// Owns which contacts of a closed run may be asked for again, and with what: what was sent, and what became of it, as the log
// tells. Buys nothing.
import type { ReadyContact } from '../../contact/check';
import type { Fingerprint, Identity } from '../../contact/contact';
import { fingerprint } from '../../contact/fingerprint';
import { IDENTITY_PARTS, type IdentityPart, partOf } from '../../contact/identity-part';
import type { EnrichmentType } from '../../provider/provider';
import { serviceOf, vendorOf } from '../../provider/vendors';
import { isOfFind, isOfValue, type LoggedLine, printsOf } from '../log/log-line';
import { NOT_BOUGHT, PerhapsBought } from '../log/perhaps-bought';
import { readSentNote, type SentNote } from '../log/sent-note';
import { channelsOf, type Purchase } from '../state/batch';
import { firstPurchases, purchasesAt, type Route } from './route';

/** `not_found`: sent, and nothing was found · `failed`: certainly not bought. */
export type RetryKind = 'not_found' | 'failed';

/** One way in which a contact was asked for. */
interface Way extends SentNote {
  readonly run: string;
}

/** What is known of one contact from the log, under the first of its fingerprints. */
interface Story {
  /** Over all runs: what was asked and answered. */
  ways: readonly Way[];
  /** In the run in question; `sent` after its end means that nothing was found. */
  outcome: 'none' | 'sent' | 'found' | 'not_bought';
  /** The run's batch, and the last one of any run in which it was sent. */
  number: number;
  last: string;
  /** A result that nothing ties to a contact may be its own. */
  isPerhapsFound: boolean;
  /** One of the run in question. */
  isPerhapsFoundHere: boolean;
}

export class Retry {
  private readonly stories = new Map<Fingerprint, Story>();
  /** By the run's own lines, and by all. */
  private readonly own = new PerhapsBought();
  private readonly all = new PerhapsBought();

  /** Batches of the run of which nothing could be tied to a contact (`false`): what seems not found may have been. */
  private readonly tied = new Map<number, boolean>();

  /**
   * @param lines the whole log, in the order in which it was written
   * @param vendors ids of those that may be asked
   */
  constructor(
    private readonly kind: RetryKind,
    private readonly run: string,
    lines: readonly LoggedLine[],
    private readonly vendors: readonly string[] = [],
  ) {
    for (const line of lines) this.read(line);
  }

  /** Whether a row of this fingerprint belongs to a contact that may be asked for again. */
  includes(print: Fingerprint, kind = this.kind): boolean {
    const story = this.stories.get(print);
    if (story === undefined) return false;
    // Whom the run gave up is told as such, whoever found nothing afterwards; what another run gave up counts where it may be bought again.
    if (this.own.has(print) || this.all.has(print, this.vendors)) return false;
    return kind === 'failed'
      ? story.outcome === 'not_bought' && story.last === '' && !story.isPerhapsFoundHere
      : story.outcome === 'sent' && !story.isPerhapsFound && this.tied.get(story.number) !== false;
  }

  /**
   * What to ask for a contact with: first what was never asked there, then what was not asked for this type; `null` when
   * every way repeats what found nothing. What was not bought is asked for in any case.
   */
  partFor(
    one: Omit<ReadyContact, 'part'>,
    route: Route,
    isOne: (part: Fingerprint) => boolean,
  ): IdentityPart | null {
    const { identity, fingerprints } = one.contact;
    const asked = fingerprints
      .flatMap((print) => this.stories.get(print)?.ways ?? [])
      .flatMap(({ vendor, type, part }) => {
        const sent = partOf(identity, part);
        if (vendor === '' || sent === null) return [];
        return questionsOf(purchasesAt(vendor, channelsOf(type), sent), sent);
      });
    const offers = IDENTITY_PARTS.flatMap((part) => {
      const sent = partOf(identity, part);
      // Two people of one name at one company are one to a vendor that is asked without their profiles.
      if (sent === null || (part !== 'all' && !isOne(fingerprint(sent)))) return [];
      const questions = questionsOf(firstPurchases({ ...one, part }, route), sent);
      return questions.length === 0 ? [] : [{ part, questions }];
    });
    const isNew = ({ at, text }: Question): boolean =>
      !asked.some((before) => before.at === at && before.text === text);
    const isNewForType = ({ at, text, type }: Question): boolean =>
      !asked.some((before) => before.at === at && before.text === text && before.type === type);
    const best =
      offers.find(({ questions }) => questions.every(isNew)) ??
      offers.find(({ questions }) => questions.every(isNewForType)) ??
      offers.find(({ questions }) => questions.some(isNewForType));
    return best?.part ?? (this.kind === 'failed' ? 'all' : null);
  }

  private read(line: LoggedLine): void {
    // What came free says nothing of what was bought.
    if (line.field !== '' && !isOfValue(line)) return;
    const isOfRun = line.run === this.run;
    this.all.read(line);
    if (isOfRun) this.own.read(line);
    if (line.contact === '') {
      for (const story of line.mayBe.map((print) => this.storyOf([print]))) {
        story.isPerhapsFound = true;
        story.isPerhapsFoundHere ||= isOfRun;
      }
      const isUntied = isOfRun && line.event === 'unplaced';
      if (isUntied && !this.tied.has(line.batch)) this.tied.set(line.batch, false);
      return;
    }
    const story = this.storyOf(printsOf(line));
    const isSent = line.event === 'sent';
    const isNotBought = NOT_BOUGHT.includes(line.event);
    const isFound = isOfFind(line);
    if (isSent) story.ways = [...story.ways, ...waysOf(line)];
    // It was announced, and then not asked, or not answered.
    if (isNotBought) story.ways = story.ways.filter(({ run }) => run !== line.run);
    if (isSent) story.last = batchOf(line);
    // What an earlier run had sent was its own matter; what a later one sends is no longer unsent.
    if (isNotBought && (isOfRun || story.last === batchOf(line))) story.last = '';
    if (isOfRun && isFound) this.tied.set(line.batch, true);
    // Something else of it may be asked for after that, in vain.
    if (!isOfRun || story.outcome === 'found' || !(isSent || isNotBought || isFound)) return;
    story.outcome = isSent ? 'sent' : isNotBought ? 'not_bought' : 'found';
    story.number = line.batch;
  }

  /** One story for all spellings of a contact. */
  private storyOf(prints: readonly Fingerprint[]): Story {
    const known = prints
      .map((print) => this.stories.get(print))
      .find((story) => story !== undefined);
    const story = known ?? {
      ...{ ways: [], outcome: 'none', number: 0, last: '', isPerhapsFound: false },
      isPerhapsFoundHere: false,
    };
    for (const print of prints) this.stories.set(print, story);
    return story;
  }
}

/** What a vendor is sent for one purchase of a contact. */
interface Question {
  /** The vendor's id. */
  readonly at: string;
  readonly type: EnrichmentType;
  readonly text: string;
}

function questionsOf(purchases: readonly Purchase[], identity: Identity): readonly Question[] {
  return purchases.map(({ service, type }) => {
    const text = JSON.stringify(serviceOf(service).sends(identity));
    return { at: vendorOf(service).id, type, text };
  });
}

function batchOf({ run, batch }: LoggedLine): string {
  return `${run}:${batch}`;
}

/** Nothing when somebody changed the note. */
function waysOf({ run, note }: LoggedLine): readonly Way[] {
  const sent = readSentNote(note);
  return sent === null ? [] : [{ run, ...sent }];
}
