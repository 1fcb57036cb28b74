// Owns whom a vendor could not tell apart: some are asked with less than the sheet knows contacts by, and would be asked the same about
// two of them. Pure.
import type { CheckRequest } from '../../contact/check';
import type { Contact, Identity } from '../../contact/contact';
import { identityKey } from '../../contact/fingerprint';
import type { Service } from '../../provider/provider';

/** What a vendor that repeats what it was asked with would repeat: equal texts are one question to it. */
export function questionOf(identity: Identity): string {
  const { slug, name, domain, company, email, leadId } = identityKey(identity);
  return JSON.stringify([slug, name, domain, company, email, leadId]);
}

/** What one service would be asked about each row of a sheet. */
export class Questions {
  private readonly askers = new Map<string, Identity[]>();

  constructor(
    private readonly service: Service,
    rows: Iterable<Identity>,
  ) {
    for (const identity of rows) {
      for (const question of this.asked(identity)) {
        const askers = this.askers.get(question);
        if (askers === undefined) this.askers.set(question, [identity]);
        else askers.push(identity);
      }
    }
  }

  /**
   * Whether the answer could be about somebody else.
   *
   * @param asked what the contact is asked for with
   */
  isShared(asked: Identity, contact: Pick<Contact, 'identity' | 'fingerprints'>): boolean {
    const askers = this.askers.get(questionOf(this.service.sends(asked))) ?? [];
    return askers.length > 1 && askers.some((one) => !isOf(contact, one));
  }

  /** Also what remains without the profile: the e-mail of two people is not one's alone because the other has a profile. */
  private asked(identity: Identity): readonly string[] {
    const { lacks, sends } = this.service;
    const parts = identity.linkedinUrl === '' ? [] : [{ ...identity, linkedinUrl: '' }];
    const questions = [identity, ...parts]
      .filter((part) => lacks(part) === null)
      .map((part) => questionOf(sends(part)));
    return [...new Set(questions)];
  }
}

/** Whether a row is one of the contact's, as a check would group it: it may have come since, or been spelled otherwise. */
function isOf(
  { identity, fingerprints }: Pick<Contact, 'identity' | 'fingerprints'>,
  row: Identity,
): boolean {
  const [own, other] = [identityKey(identity), identityKey(row)];
  if (fingerprints.includes(other.fingerprint)) return true;
  if (own.slug !== '' && other.slug !== '') return own.slug === other.slug;
  const isAt = (place: 'domain' | 'company'): boolean =>
    own[place] !== '' && own[place] === other[place];
  return own.name !== '' && own.name === other.name && (isAt('domain') || isAt('company'));
}

/** For a check, of the services that may be asked; each reads the rows when it is first asked about. */
export function askedAlike(services: readonly Service[]): Pick<CheckRequest, 'alike'> {
  const doubtful = services.filter(({ ifShared }) => ifShared !== undefined);
  if (doubtful.length === 0) return {};
  return {
    alike: (rows) => {
      const known = new Map<string, Questions>();
      return (contact) => {
        const told = new Map<string, boolean>();
        return (id, asked) => {
          const service = doubtful.find((one) => one.id === id);
          if (service === undefined) return false;
          // Of one contact it is asked many times: what differs is whether its profile is left out.
          const key = `${id} ${asked.linkedinUrl}`;
          const questions = known.get(id) ?? new Questions(service, rows);
          known.set(id, questions);
          const isShared = told.get(key) ?? questions.isShared(asked, contact);
          told.set(key, isShared);
          return isShared;
        };
      };
    },
  };
}
