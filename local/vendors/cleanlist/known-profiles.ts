// Owns the LinkedIn profiles the vendor has learned from what it was sent. Knows no workflow.
import { namesOf, slugOf, type VendorContact } from '../person';

export class KnownProfiles {
  /** By name and company, the profile that such a person was sent with; `''`: two people of that name were. */
  private readonly profiles = new Map<string, string>();

  remember(contact: VendorContact): void {
    const { linkedin_url: url = '' } = contact;
    if (slugOf(contact) === '') return;
    for (const name of namesOf({ ...contact, linkedin_url: '' })) {
      const known = this.profiles.get(name) ?? url;
      const isSame = slugOf({ linkedin_url: known }) === slugOf(contact);
      this.profiles.set(name, isSame ? known : '');
    }
  }

  /** `undefined`: nobody of that name was sent with a profile. */
  of(contact: VendorContact): string | undefined {
    if (contact.linkedin_url !== undefined) return contact.linkedin_url;
    return namesOf(contact)
      .map((name) => this.profiles.get(name))
      .find((url) => url !== undefined);
  }
}
