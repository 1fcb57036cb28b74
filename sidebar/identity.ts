// Owns whether a mapping needs the person's look: its gaps and guesses. Knows no view.
import type { ContactField } from '../src/contact/contact';
import type { Inspection } from '../src/rpc/contract';

type Mapping = Inspection['mapping'];

export function guesses(mapping: Mapping): readonly ContactField[] {
  return (Object.keys(mapping) as ContactField[]).filter(
    (field) => mapping[field]?.certainty === 'guess',
  );
}

/** Folded to one line when nobody needs to look at it. */
export function isMappingCertain(mapping: Mapping): boolean {
  return isIdentityMapped(mapping) && guesses(mapping).length === 0;
}

/** A LinkedIn profile, or a name with a company; a website or an e-mail of the company tells the company too. */
function isIdentityMapped(mapping: Mapping): boolean {
  const has = (field: ContactField): boolean => mapping[field] !== undefined;
  const name = has('full_name') || (has('first_name') && has('last_name'));
  const company = has('company_name') || has('company_domain') || has('email');
  return has('linkedin_url') || (name && company);
}
