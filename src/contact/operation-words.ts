// Owns what the contacts of an operation are called, wherever people read of them. Knows no sentence.
import type { Operation } from './operation';

export interface Unit {
  readonly one: string;
  readonly many: string;
}

export const UNITS: Readonly<Record<Operation, Unit>> = {
  find: { one: 'contact', many: 'contacts' },
  validate: { one: 'e-mail', many: 'e-mails' },
  lookup: { one: 'person', many: 'people' },
  leads: { one: 'lead', many: 'leads' },
};
