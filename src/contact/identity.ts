// Owns reading who a contact is from the cells of one row. Knows no other row, no header and no vendor.
import { isCellError, isPlaceholder } from './cell-value';
import { type ContactField, type Identity, withEmail } from './contact';
import { companyDomain } from './domain';
import { readEmail } from './email';
import { type LinkedinAddress, profileUrl, readLinkedin } from './linkedin';
import { isByEmail, type Mapping } from './mapping';
import { splitFullName, tidyName } from './person-name';

/** Why a row does not say who its contact is. */
export type IncompleteReason =
  | 'no_name'
  | 'no_first_name'
  | 'no_last_name'
  | 'no_company'
  | 'linkedin_company_page'
  | 'linkedin_subscriber_only'
  | 'linkedin_not_a_profile'
  | 'cell_error'
  | 'too_long'
  /** Not of one row: its contact could be either of two others (see group.ts). */
  | 'ambiguous'
  /** The e-mail is all there is, and it is none. */
  | 'not_an_email'
  | Lack;

/** What the vendors that were chosen need of a contact, and it lacks. */
export type Lack =
  /** A profile, or a name with a company. */
  | 'no_identity'
  /** First and last name. */
  | 'no_full_name'
  /** The company's domain: its name alone does not do. */
  | 'no_domain'
  | 'no_profile_or_email'
  | 'no_email'
  /** There is one, of a kind that they refuse. */
  | 'email_not_taken'
  | 'no_lead_id'
  /** They would be asked the same about another contact, and could not say whom their answer is about. */
  | 'email_shared'
  | 'name_shared';

export type RowIdentity =
  | {
      readonly kind: 'identified';
      readonly identity: Identity;
      /** Its company is known only by its e-mail's domain: such an e-mail is never replaced. */
      readonly leansOnEmail: boolean;
    }
  | { readonly kind: 'incomplete'; readonly reason: IncompleteReason }
  | { readonly kind: 'blank' };

/**
 * Who the contact of a row is: `linkedin_url` of a person, or `first_name`, `last_name` and `company_domain`
 * or `company_name`; else its `email`. Where a `lead_id` is mapped, that and nothing else.
 *
 * A full name is split where first and last name are not mapped, or are both blank. The e-mail's domain
 * stands in for a company only where the row has no profile, domain or company of its own, so filling the
 * e-mail or phone of an identified row leaves its identity as it is.
 */
export function identityOf(row: readonly string[], mapping: Mapping): RowIdentity {
  const cell = (field: ContactField): string => readCell(row, mapping[field]);
  if (mapping.lead_id !== undefined) return leadOf(cell);
  const url = cell('linkedin_url');
  const domainText = cell('company_domain');
  const companyText = cell('company_name');
  const nameTexts = nameCells(cell, mapping);
  const read = [url, domainText, companyText, nameTexts.first, nameTexts.last, nameTexts.full];
  if (read.some(isCellError)) return incomplete('cell_error');
  if (read.slice(2).some((text) => text.length > MAX_NAME_CHARACTERS)) {
    return incomplete('too_long');
  }
  const name = readName(nameTexts);

  const address: LinkedinAddress = url === '' ? { kind: 'not_linkedin' } : readLinkedin(url);
  const identity: Identity = {
    linkedinUrl: address.kind === 'profile' ? profileUrl(address.slug) : '',
    firstName: name.firstName,
    lastName: name.lastName,
    companyName: isNoCompany(companyText) ? '' : companyText,
    companyDomain: companyDomain(domainText) ?? '',
    ...withEmail(addressIn(cell('email'))),
  };
  const hasName = identity.firstName !== '' && identity.lastName !== '';
  const hasCompany = identity.companyName !== '' || identity.companyDomain !== '';
  if (identity.linkedinUrl !== '' || (hasName && hasCompany)) {
    return { kind: 'identified', identity, leansOnEmail: false };
  }

  const emailText = cell('email');
  if (isCellError(emailText)) return incomplete('cell_error');
  const leaning = hasName && !hasCompany ? byEmail(identity, emailText) : null;
  if (leaning !== null) return { kind: 'identified', identity: leaning, leansOnEmail: true };
  if (identity.email !== undefined) return { kind: 'identified', identity, leansOnEmail: true };
  if ([...read, emailText, cell('phone')].every((text) => text === '')) return { kind: 'blank' };
  if (isByEmail(mapping)) return incomplete('not_an_email');
  return incomplete(whyIncomplete(identity, url === '' ? null : address));
}

function leadOf(cell: (field: ContactField) => string): RowIdentity {
  const leadId = cell('lead_id');
  if (isCellError(leadId)) return incomplete('cell_error');
  if (leadId.length > MAX_NAME_CHARACTERS) return incomplete('too_long');
  const email = withEmail(addressIn(cell('email')));
  const nobody = {
    linkedinUrl: '',
    firstName: '',
    lastName: '',
    companyName: '',
    companyDomain: '',
  };
  if (leadId !== '') {
    return { kind: 'identified', identity: { ...nobody, ...email, leadId }, leansOnEmail: false };
  }
  const isBlank = cell('email') === '' && cell('phone') === '';
  return isBlank ? { kind: 'blank' } : incomplete('no_lead_id');
}

/** The address in a text; `undefined` when it holds none. */
function addressIn(text: string): string | undefined {
  const address = readEmail(text);
  return address === null ? undefined : `${address.local}@${address.host}`;
}

/** Who the contact is where nothing but the e-mail's domain tells the company; `null` where it tells none. */
export function byEmail(identity: Identity, emailText: string): Identity | null {
  const email = readEmail(emailText);
  const domain = email === null ? null : companyDomain(email.host);
  if (domain === null) return null;
  return { ...identity, linkedinUrl: '', companyName: '', companyDomain: domain };
}

/** One sentence for the user: what is wrong with the row, and what to do. */
export function explainIncomplete(reason: IncompleteReason): string {
  switch (reason) {
    case 'no_name':
      return 'There is no name: add a first and last name, or the LinkedIn profile.';
    case 'no_first_name':
      return 'There is no first name: add it, or the LinkedIn profile.';
    case 'no_last_name':
      return 'There is only one name: add the last name, or the LinkedIn profile.';
    case 'no_company':
      return 'There is no company: add its website or its name, or the LinkedIn profile.';
    case 'linkedin_company_page':
      return 'The LinkedIn profile is a company’s page: replace it with the person’s own.';
    case 'linkedin_subscriber_only':
      return 'The LinkedIn profile opens only in Sales Navigator or Recruiter: replace it with the public one, linkedin.com/in/….';
    case 'linkedin_not_a_profile':
      return 'This is no LinkedIn profile: it should look like linkedin.com/in/jane-doe.';
    case 'cell_error':
      return 'A cell of this contact shows an error or is still loading: repair its formula, or wait and check again.';
    case 'too_long':
      return `A name or company is longer than ${MAX_NAME_CHARACTERS} characters: check which columns are chosen.`;
    case 'no_identity':
      return 'No vendor that you chose can look this contact up: add the LinkedIn profile, or the name and the company.';
    case 'no_full_name':
      return 'The vendor that you chose needs the first and the last name: add them.';
    case 'no_domain':
      return 'The vendor that you chose needs the company’s website: add its domain.';
    case 'no_profile_or_email':
      return 'The vendor that you chose needs the LinkedIn profile or an e-mail: add one of them.';
    case 'not_an_email':
      return 'This is no e-mail address: it should look like jane@example.com.';
    case 'no_email':
      return 'There is no e-mail: add it.';
    case 'email_not_taken':
      return 'The vendor that you chose does not take this e-mail address: check how it is spelled.';
    case 'no_lead_id':
      return 'There is no LeadLeap id: add it.';
    case 'email_shared':
      return 'Another contact of this sheet has the same e-mail, and the vendor that you chose would be asked with that alone: add the LinkedIn profile, so that it is certain who is meant.';
    case 'name_shared':
      return 'Another contact of this sheet has the same name and company, and the vendor that you chose is asked with these alone: choose one that is asked with the LinkedIn profile, too.';
    case 'ambiguous':
      return 'Two different people in this sheet fit this row: add the LinkedIn profile to say which one it is.';
  }
}

/**
 * The longest name of a person or company that is taken for one. The longest company names in registers are
 * some 250 characters; more is a text in the wrong column, which no vendor should be sent.
 */
const MAX_NAME_CHARACTERS = 300;

/** What people write where they have no company. It identifies nobody. */
const NO_COMPANY = new Set(
  `self-employed|self employed|selfemployed|freelance|freelancer|independent contractor|unemployed|retired|
stealth|stealth startup|stealth mode|stealth mode startup|confidential|selbstständig|selbständig|
freiberuflich|freiberufler|freiberuflerin|indépendant|indépendante|à mon compte|auto-entrepreneur|autónomo|
autónoma|por cuenta propia|autônomo|autônoma|conta própria|libero professionista|lavoratore autonomo|
zelfstandig|zelfstandige|zzp|zzp'er`
    .replace(/\n/g, '')
    .split('|'),
);

interface NameCells {
  readonly first: string;
  readonly last: string;
  /** `''` also where first and last name are used instead. */
  readonly full: string;
}

function nameCells(cell: (field: ContactField) => string, mapping: Mapping): NameCells {
  const first = cell('first_name');
  const last = cell('last_name');
  const areMapped = mapping.first_name !== undefined && mapping.last_name !== undefined;
  const areUsed = areMapped && (first !== '' || last !== '');
  return { first, last, full: areUsed ? '' : cell('full_name') };
}

function readName({ first, last, full }: NameCells): Pick<Identity, 'firstName' | 'lastName'> {
  const split = full === '' ? null : splitFullName(full);
  if (split !== null) return split;
  return { firstName: tidyName(first) || tidyName(full), lastName: tidyName(last) };
}

function readCell(row: readonly string[], column: number | undefined): string {
  const text = column === undefined ? '' : (row[column] ?? '').trim();
  return text === '' || (!isCellError(text) && isPlaceholder(text)) ? '' : text;
}

function isNoCompany(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text) || NO_COMPANY.has(text.toLowerCase());
}

function whyIncomplete(identity: Identity, address: LinkedinAddress | null): IncompleteReason {
  switch (address?.kind) {
    case 'page':
      return 'linkedin_company_page';
    case 'subscriber_only':
      return 'linkedin_subscriber_only';
    case 'other':
    case 'not_linkedin':
      return 'linkedin_not_a_profile';
    case 'profile':
    case undefined:
      break;
  }
  if (identity.firstName === '' && identity.lastName === '') return 'no_name';
  if (identity.firstName === '') return 'no_first_name';
  return identity.lastName === '' ? 'no_last_name' : 'no_company';
}

function incomplete(reason: IncompleteReason): RowIdentity {
  return { kind: 'incomplete', reason };
}
