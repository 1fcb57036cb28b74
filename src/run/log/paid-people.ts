// Owns people who were, or may have been, paid for before, by what for: whether a contact is one of them. Reads no line and no sheet.
import type { ReadyContact } from '../../contact/check';
import type { Channel, Identity } from '../../contact/contact';
import type { KnownPeople } from '../../contact/known-people';
import type { EnrichmentType } from '../../provider/provider';
import { channelsOf } from '../state/batch';

export class PaidPeople {
  constructor(
    private readonly paid: readonly {
      readonly type: EnrichmentType;
      readonly people: KnownPeople;
    }[],
  ) {}

  /**
   * For any of what the contact misses.
   *
   * @param spellings whom else its rows name
   */
  has(
    { contact, missing }: Pick<ReadyContact, 'contact' | 'missing'>,
    spellings: () => readonly Identity[],
  ): boolean {
    const isMissing = (channel: Channel): boolean => missing.includes(channel);
    return this.paid.some(
      ({ type, people }) => channelsOf(type).some(isMissing) && people.has(contact, spellings()),
    );
  }
}
