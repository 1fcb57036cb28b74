// Owns who may have been bought without an answer, as the log tells: of whom an attempt at a vendor was given up, or lost and sent again,
// and whom that vendor has not answered for since. Pure: reads lines in the order of time, asks no vendor.
import type { Fingerprint } from '../../contact/contact';
import { vendorOf } from '../../provider/vendors';
import { channelsOf } from '../state/batch';
import { isOfFind, isOfValue, type LoggedLine, printsOf } from './log-line';
import { readSentNote } from './sent-note';

/** Events after which the vendor was not paid for a contact this time, and may be asked as before. */
export const NOT_BOUGHT: readonly string[] = ['not sent', 'incomplete', 'refused', 'failed'];

/** The last time that a vendor was asked for something of a contact. */
interface Attempt {
  /** `''`: the vendor did not take it, or it was given up. */
  readonly batch: string;
  /** It was given up itself, or follows one that was and that the vendor has not answered. */
  readonly isLost: boolean;
  /** Channels that the vendor was asked for together. */
  readonly channels: readonly string[];
  /** It costs nothing once more: whom the vendor does not take now it has not taken before. */
  readonly isFree: boolean;
}

interface AskedContact {
  readonly prints: Set<Fingerprint>;
  /** By vendor and channel. */
  readonly attempts: Map<string, Attempt>;
  /** Channels of attempts by which something was found. */
  readonly found: Set<string>;
}

export class PerhapsBought {
  private readonly contacts = new Map<Fingerprint, AskedContact>();
  /** By batch: who was sent in it. */
  private readonly sent = new Map<string, Set<AskedContact>>();

  /** @returns the fingerprints that the line is about: of the end of a batch those whose answer was awaited */
  read(line: LoggedLine): readonly Fingerprint[] {
    const batch = `${line.run}:${line.batch}`;
    if (line.contact === '') return line.event === 'closed' ? this.lose(batch) : [];
    // What came free says nothing of what was bought.
    if (line.field !== '' && !isOfValue(line)) return [];
    const prints = printsOf(line);
    const contact = this.contactOf(prints);
    const { attempts, found } = contact;
    if (line.event === 'sent') {
      const others = this.sent.get(batch) ?? new Set();
      this.sent.set(batch, others.add(contact));
      const channels = askedBy(line).map(channelIn);
      for (const asked of askedBy(line)) {
        const before = attempts.get(asked);
        // What is asked anew elsewhere was answered before: nothing was found.
        const isOpen = before?.batch === '' || before?.batch === batch;
        const isLost = isOpen && before.isLost;
        attempts.set(asked, { batch, isLost, channels, isFree: isFreeRepeat(line) });
      }
      return prints;
    }
    const isFound = isOfFind(line);
    if (!isFound && !NOT_BOUGHT.includes(line.event)) return prints;
    for (const [asked, attempt] of attempts) {
      if (attempt.batch !== batch) continue;
      if (isFound) found.add(channelIn(asked));
      const isNever = line.event === 'incomplete' && attempt.isFree;
      const isLost = !isFound && !isNever && attempt.isLost;
      attempts.set(asked, { ...attempt, batch: '', isLost });
    }
    return prints;
  }

  /** @param vendors ids of those that count; absent: all */
  has(print: Fingerprint, vendors?: readonly string[]): boolean {
    const attempts = [...(this.contacts.get(print)?.attempts ?? [])];
    return attempts.some(([asked, { batch, isLost }]) => {
      const [vendor = ''] = asked.split(' ');
      const counts = vendors === undefined || vendor === '' || vendors.includes(vendor);
      return isLost && batch === '' && counts;
    });
  }

  /** Whether it may have been bought, and nothing that was asked for with it was found since, by anyone. */
  isUnanswered(print: Fingerprint): boolean {
    const contact = this.contacts.get(print);
    return [...(contact?.attempts.values() ?? [])].some(
      ({ batch, isLost, channels }) =>
        isLost && batch === '' && !channels.some((channel) => contact?.found.has(channel)),
    );
  }

  /** @param line of what was sent: whether that may have been bought, whatever else of the contact was */
  hasSent(line: LoggedLine): boolean {
    const [print = ''] = printsOf(line);
    const attempts = this.contacts.get(print)?.attempts;
    return askedBy(line).some((asked) => {
      const attempt = attempts?.get(asked);
      return attempt?.isLost === true && attempt.batch === '';
    });
  }

  private lose(batch: string): readonly Fingerprint[] {
    return [...(this.sent.get(batch) ?? [])].flatMap(({ prints, attempts, found }) => {
      const lost = [...attempts].filter(([, attempt]) => attempt.batch === batch);
      for (const [asked, attempt] of lost) {
        attempts.set(asked, { ...attempt, batch: '', isLost: true });
        found.delete(channelIn(asked));
      }
      return lost.length === 0 ? [] : [...prints];
    });
  }

  /** One for all spellings. */
  private contactOf(prints: readonly Fingerprint[]): AskedContact {
    const known = prints
      .map((print) => this.contacts.get(print))
      .find((contact) => contact !== undefined);
    const contact = known ?? {
      ...{ prints: new Set(), attempts: new Map<string, Attempt>(), found: new Set<string>() },
    };
    for (const print of prints) {
      contact.prints.add(print);
      this.contacts.set(print, contact);
    }
    return contact;
  }
}

/** What a vendor is asked for; where somebody changed the note, it may have been anything, of anyone. */
function askedBy({ note }: LoggedLine): readonly string[] {
  const sent = readSentNote(note);
  if (sent === null) return [''];
  return channelsOf(sent.type).map((channel) => `${sent.vendor} ${channel}`);
}

function channelIn(asked: string): string {
  return asked.split(' ')[1] ?? '';
}

function isFreeRepeat({ note }: LoggedLine): boolean {
  const sent = readSentNote(note);
  if (sent === null || sent.vendor === '') return false;
  const { services } = vendorOf(sent.vendor);
  return services.some(({ types, repeatsFree }) => repeatsFree && types.includes(sent.type));
}
