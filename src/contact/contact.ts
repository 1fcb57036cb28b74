// Owns the words for a contact: its fields, its identity, its channels. Knows no sheet, no vendor, no run.

/** The contact fields that a column can be mapped to. */
export const CONTACT_FIELDS = [
  'linkedin_url',
  'first_name',
  'last_name',
  'full_name',
  'company_name',
  'company_domain',
  'email',
  'phone',
  'lead_id',
] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];

/**
 * What can be bought for a contact. `validity`: whether its e-mail can be delivered to; `profile`: its name, title, company and
 * LinkedIn profile.
 */
export const CHANNELS = ['email', 'phone', 'validity', 'profile'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * Who a contact is, as read from a row: trimmed, but spelled as the user spells it. Absent fields are `''`.
 *
 * `linkedinUrl` is a canonical personal profile address (`https://www.linkedin.com/in/<slug>`) or `''`;
 * `companyDomain` is a registrable domain (`acme.co.uk`) or `''`.
 */
export interface Identity {
  readonly linkedinUrl: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly companyName: string;
  readonly companyDomain: string;
  /** As the row has it: it tells who the contact is only where nothing else does. Absent: the row has none. */
  readonly email?: string;
  /** LeadLeap's id. Where there is one, it alone tells who the contact is. */
  readonly leadId?: string;
}

/** As a part of an identity; nothing where there is none. */
export function withEmail(email: string | undefined): Pick<Identity, 'email'> {
  return email === undefined ? {} : { email };
}

/** As a part of an identity; nothing where there is none. */
export function withLead(leadId: string | undefined): Pick<Identity, 'leadId'> {
  return leadId === undefined ? {} : { leadId };
}

/** A 48-bit hash of a row's identity in eight base64url characters: how a row is found again. */
export type Fingerprint = string;

/** One contact to enrich: its rows hold the same person, however they spell it. */
export interface Contact {
  /** The identity that is sent: that of the first row, completed from the others. */
  readonly identity: Identity;
  /** One for each spelling among its rows; the first is the contact's name in records and logs. */
  readonly fingerprints: readonly Fingerprint[];
  /** 0-based indexes into the table's rows, ascending. */
  readonly rows: readonly number[];
}
