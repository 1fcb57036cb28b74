// Owns an identity of which nothing is said: what vendors begin with that are asked with a part of one.
import type { Identity } from '../contact/contact';

export const NOBODY: Identity = {
  linkedinUrl: '',
  firstName: '',
  lastName: '',
  companyName: '',
  companyDomain: '',
};
