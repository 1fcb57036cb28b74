// Owns the organisation, the key and the list of the demonstration.
import type { Organization } from '../accounts';
import type { VendorContact } from '../person';
import type { ReadyList } from './lead-lists';

/** Any text that starts with `clapi_` could be a key; this one belongs to the demonstration's organisation. */
export const DEMO_KEY = 'clapi_demo_key';

/** To be pasted where a list's id is asked for. */
export const DEMO_LIST_ID = 'list_demo';

const DEMO_ORGANIZATION: Organization = {
  id: 'org_demo',
  name: 'Demo Organisation',
  keys: [DEMO_KEY],
  credits: 25_000,
};

export const DEMO_ORGANIZATIONS: readonly Organization[] = [DEMO_ORGANIZATION];

export const DEMO_LISTS: readonly ReadyList[] = [
  {
    id: DEMO_LIST_ID,
    organizationId: DEMO_ORGANIZATION.id,
    name: 'Sample leads',
    contacts: demoContacts(),
  },
];

/** Made up, and of all the kinds that a list can hold. */
function demoContacts(): VendorContact[] {
  const names = ['Ada', 'Ben', 'Cora', 'Dario', 'Elif', 'Femi', 'Grete', 'Hugo', 'Ines', 'Jonas'];
  return names.flatMap((first, index): VendorContact[] => {
    const last = `Sample${String.fromCharCode(65 + index)}`;
    const domain = `company-${index + 1}.example`;
    const named = { first_name: first, last_name: last };
    return [
      { ...named, company_name: `Company ${index + 1}`, company_domain: domain },
      index % 2 === 0
        ? { email: `${first.toLowerCase()}.other@${domain}` }
        : { linkedin_url: `https://www.linkedin.com/in/sample-${first.toLowerCase()}-other` },
    ];
  });
}
