// Owns whether a mapping needs the person's look: its gaps and guesses. Knows no view.
import { CONTACT_FIELDS, type ContactField } from '../src/contact/contact';
import { fieldsOfOperation, neededField, type Operation } from '../src/contact/operation';
import type { Inspection } from '../src/rpc/contract-check';

type Mapping = Inspection['mapping'];

/** The fields that matter for an operation, in the usual order. */
export function fieldsThatMatter(operation: Operation): readonly ContactField[] {
  const own = fieldsOfOperation(operation);
  return CONTACT_FIELDS.filter((field) => own.includes(field));
}

/** The other ones. An id of LeadLeap stands in few sheets: it is told where there is one. */
export function fieldsBeside(operation: Operation, mapping: Mapping): readonly ContactField[] {
  const own = fieldsOfOperation(operation);
  return CONTACT_FIELDS.filter(
    (field) => !own.includes(field) && (field !== 'lead_id' || mapping.lead_id !== undefined),
  );
}

export function guesses(mapping: Mapping, operation: Operation): readonly ContactField[] {
  return fieldsThatMatter(operation).filter((field) => mapping[field]?.certainty === 'guess');
}

/** Folded to one line when nobody needs to look at it. */
export function isMappingCertain(mapping: Mapping, operation: Operation): boolean {
  const needed = neededField(operation);
  const isMapped = needed === null ? isIdentityMapped(mapping) : mapping[needed] !== undefined;
  return isMapped && guesses(mapping, operation).length === 0;
}

/** A LinkedIn profile, or a name with a company; a website or an e-mail of the company tells the company too. */
function isIdentityMapped(mapping: Mapping): boolean {
  const has = (field: ContactField): boolean => mapping[field] !== undefined;
  const name = has('full_name') || (has('first_name') && has('last_name'));
  const company = has('company_name') || has('company_domain') || has('email');
  return has('linkedin_url') || (name && company);
}
