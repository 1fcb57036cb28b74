// Owns a contact's identity as one text that a person reads in the log. Knows no sheet.
import type { Identity } from './contact';

export function describeIdentity(identity: Identity): string {
  const { firstName, lastName, companyName, companyDomain, linkedinUrl } = identity;
  const { email = '', leadId = '' } = identity;
  return [`${firstName} ${lastName}`.trim(), companyName, companyDomain, linkedinUrl, email, leadId]
    .filter((part) => part !== '')
    .join(' · ');
}
