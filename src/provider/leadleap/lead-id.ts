// Owns LeadLeap's id of a lead: what can be one, and that nothing else of a contact is sent. Knows no address and no product.
import type { Identity } from '../../contact/contact';
import type { Lack } from '../../contact/identity';
import { NOBODY } from '../nobody';

/** `c_7f3a2b9d1e8c5f4a` in the document, which says no more. Remarks are none, nor what stands in a cell for nothing: `-`, `?`. */
const LEAD_ID = /^(?=.*[A-Za-z0-9])[\x21-\x7e]{1,200}$/;

export function leadIdOf({ leadId = '' }: Identity): string {
  const id = leadId.trim();
  return LEAD_ID.test(id) ? id : '';
}

export function lacksLead(identity: Identity): Lack | null {
  return leadIdOf(identity) === '' ? 'no_lead_id' : null;
}

export function onlyLead(identity: Identity): Identity {
  const leadId = leadIdOf(identity);
  return leadId === '' ? NOBODY : { ...NOBODY, leadId };
}
