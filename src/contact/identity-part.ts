// Owns which part of an identity a vendor is asked with. Knows no vendor and no run.
import type { Identity } from './contact';

/**
 * `all`: every field there is · `name`: name and company without the profile · `profile`: the LinkedIn profile alone.
 * A vendor that found nothing one way may find it another way.
 */
export const IDENTITY_PARTS = ['all', 'name', 'profile'] as const;
export type IdentityPart = (typeof IDENTITY_PARTS)[number];

/** The identity cut down to a part; `null` where that part names nobody or leaves nothing out. */
export function partOf(identity: Identity, part: IdentityPart): Identity | null {
  const { linkedinUrl, firstName, lastName, companyName, companyDomain } = identity;
  const hasName = firstName !== '' && lastName !== '' && `${companyName}${companyDomain}` !== '';
  switch (part) {
    case 'all':
      return identity;
    case 'name':
      return hasName && linkedinUrl !== '' ? { ...identity, linkedinUrl: '' } : null;
    case 'profile': {
      const isMore = [firstName, lastName, companyName, companyDomain].some((text) => text !== '');
      const blank = { firstName: '', lastName: '', companyName: '', companyDomain: '' };
      return linkedinUrl !== '' && isMore ? { ...blank, linkedinUrl } : null;
    }
  }
}
