// Owns what LeadLeap says of a lead, in the answer to an unlock, in a file or in an enrichment. What is blacked out is not found.
import type { Identity } from '../../contact/contact';
import { BLANK_ITEM } from '../item';
import { NOBODY } from '../nobody';
import type { Details, Item, Profile } from '../provider';
import { cleanLine, readDetails } from '../read-details';
import { readEmail } from '../read-email';
import { identityOf } from '../read-items';
import { readPhones } from '../read-phones';
import { field, firstText, type JsonRecord } from '../untrusted';
import { onlyLead } from './lead-id';

/** Without any of these an object says nothing of a lead. */
const LEAD_FIELDS = [
  'id',
  'full_name',
  'first_name',
  'last_name',
  'email_primary',
  'phone',
  'linkedin_url',
];

export function isLead(raw: JsonRecord): boolean {
  return LEAD_FIELDS.some((name) => field(raw, name) !== undefined);
}

/** https://leadleap.net/docs/api */
export function readLead(raw: JsonRecord): Item {
  const second = field(raw, 'email_second');
  const { email } = readEmail([raw, { email: second }]);
  const sources = [{ ...raw, other_emails: second }];
  const details = readDetails(sources, { email, hasValue: true });
  return {
    ...BLANK_ITEM,
    echo: echoOf(raw),
    // Nothing is tied by it: it tells who looks at a result without a row whose that is.
    identity: identityOf([raw]),
    email,
    phones: readPhones([raw]),
    profile: profileOf(raw, details),
    details,
  };
}

function echoOf(raw: JsonRecord): Identity | null {
  const said = onlyLead({ ...NOBODY, leadId: firstText(raw, ['id', 'lead_id']) });
  return said.leadId === undefined ? null : said;
}

function profileOf(raw: JsonRecord, { title, company, linkedin }: Details): Profile | null {
  const firstName = cleanLine(raw, ['first_name']);
  const lastName = cleanLine(raw, ['last_name']);
  const fullName = cleanLine(raw, ['full_name']) || `${firstName} ${lastName}`.trim();
  const profile = { firstName, lastName, fullName, title, company, linkedin };
  return Object.values(profile).some((text) => text !== '') ? profile : null;
}
