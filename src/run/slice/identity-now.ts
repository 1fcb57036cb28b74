// Owns who a contact is by what its rows say now. Pure; knows no vendor.
import { type Identity, withEmail, withLead } from '../../contact/contact';
import type { Rows } from '../sheet/rows';
import type { BatchContact } from '../state/batch';

/** What a row's identity is now, by contact; `null` where the contact has no row any more. */
export function identitiesNow(
  contacts: readonly BatchContact[],
  rows: Rows,
): readonly (Identity | null)[] {
  return contacts.map((contact) => identityNow(contact, rows));
}

/**
 * A contact's identity as its rows say it now: that of its first spelling, completed from the others. In the
 * order of the spellings, not of the rows, so that sorting the sheet changes nothing.
 */
export function identityNow(contact: BatchContact, rows: Rows): Identity | null {
  let merged: Identity | null = null;
  for (const print of contact) {
    const [row] = rows.of([print]);
    const read = row === undefined ? null : rows.identityAt(row);
    if (read?.kind !== 'identified') continue;
    merged = merged === null ? read.identity : complete(merged, read.identity);
  }
  return merged;
}

function complete(identity: Identity, other: Identity): Identity {
  return {
    linkedinUrl: identity.linkedinUrl || other.linkedinUrl,
    firstName: identity.firstName || other.firstName,
    lastName: identity.lastName || other.lastName,
    companyName: identity.companyName || other.companyName,
    companyDomain: identity.companyDomain || other.companyDomain,
    ...withEmail(identity.email ?? other.email),
    ...withLead(identity.leadId ?? other.leadId),
  };
}
