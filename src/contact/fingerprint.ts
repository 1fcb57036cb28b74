// Owns the fingerprint: the hash by which a row is found again. Knows an identity, not where it was read.
import { foldCompany } from './company';
import type { Fingerprint, Identity } from './contact';
import { registrableDomain } from './domain';
import { fold } from './fold';
import { hash48 } from './hash';
import { profileSlug } from './linkedin';

/** An identity in the form in which two spellings of it are equal. Absent parts are `''`. */
export interface IdentityKey {
  readonly slug: string;
  /** First and last name, or `''` unless both are there: half a name is nobody's. */
  readonly name: string;
  readonly domain: string;
  readonly company: string;
  readonly fingerprint: Fingerprint;
}

/**
 * A 48-bit hash of every identity field, normalised. A pure function of the identity, so it can also be
 * computed of what a vendor echoes. Among 50,000 contacts two share one by accident once in 200,000 sheets.
 */
export function fingerprint(identity: Identity): Fingerprint {
  return identityKey(identity).fingerprint;
}

export function identityKey(identity: Identity): IdentityKey {
  const slug = profileSlug(identity.linkedinUrl) ?? '';
  const first = fold(identity.firstName);
  const last = fold(identity.lastName);
  const domain = registrableDomain(identity.companyDomain) ?? '';
  const company = foldCompany(identity.companyName);
  return {
    slug,
    name: first === '' || last === '' ? '' : first + SEPARATOR + last,
    domain,
    company,
    fingerprint: hash48([slug, first, last, domain, company].join(SEPARATOR)),
  };
}

/** No normalised field holds a control character. */
const SEPARATOR = '\n';
