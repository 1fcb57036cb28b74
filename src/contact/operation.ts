// Owns what can be done for the contacts of a sheet: which channels an operation buys, and by which fields it knows a contact.
import { type Channel, CONTACT_FIELDS, type ContactField } from './contact';
import type { Mapping } from './mapping';

/**
 * `find`: e-mails and phones of people · `validate`: whether e-mails that are there can be delivered to · `lookup`: who is
 * behind an e-mail · `leads`: what LeadLeap knows under its own ids.
 */
export const OPERATIONS = ['find', 'validate', 'lookup', 'leads'] as const;
export type Operation = (typeof OPERATIONS)[number];

const CHANNELS_OF: Readonly<Record<Operation, readonly Channel[]>> = {
  find: ['email', 'phone'],
  validate: ['validity'],
  lookup: ['profile'],
  leads: ['email', 'phone', 'profile'],
};

/** What an operation can buy. */
export function channelsOfOperation(operation: Operation): readonly Channel[] {
  return CHANNELS_OF[operation];
}

/** What an operation buys where nobody has said. */
export function usualChannels(operation: Operation): readonly Channel[] {
  return operation === 'find' ? ['email'] : CHANNELS_OF[operation];
}

const FIELDS_OF: Readonly<Record<Operation, readonly ContactField[]>> = {
  find: CONTACT_FIELDS.filter((field) => field !== 'lead_id'),
  validate: ['email'],
  lookup: ['email'],
  // E-mail and phone are where its values go; who a contact is, only its id says.
  leads: ['lead_id', 'email', 'phone'],
};

/** The fields whose columns an operation reads, or writes e-mails and phones to. */
export function fieldsOfOperation(operation: Operation): readonly ContactField[] {
  return FIELDS_OF[operation];
}

/** The columns that an operation reads its contacts from, and writes e-mails and phones to. */
export function mappingFor(operation: Operation, mapping: Mapping): Mapping {
  return Object.fromEntries(
    FIELDS_OF[operation].flatMap((field) =>
      mapping[field] === undefined ? [] : [[field, mapping[field]]],
    ),
  );
}

/** The field without which an operation knows nobody; `null`: several ways lead to a contact. */
export function neededField(operation: Operation): 'email' | 'lead_id' | null {
  switch (operation) {
    case 'find':
      return null;
    case 'validate':
    case 'lookup':
      return 'email';
    case 'leads':
      return 'lead_id';
  }
}
