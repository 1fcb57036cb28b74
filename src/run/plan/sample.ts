// Owns knowing the sheet of sample contacts, and keeping its contacts from being bought. Pure; reads a record, writes none.
import type { ReadyContact } from '../../contact/check';
import { isSampleContact } from '../../contact/sample-contacts';
import type { DocumentState } from '../state/document';
import type { SheetProblem } from './sheet-problem';

/** Begins the key under which a sample sheet is marked, by its id. */
export const SAMPLE_MARKS = 'sample:';

export function isSampleSheet(document: DocumentState, sheetId: number): boolean {
  return document.text(`${SAMPLE_MARKS}${sheetId}`) === '1';
}

/** Contacts that do not exist: the sample sheet's, and those of a copy, which has another id and no mark. */
export function areSamples(
  document: DocumentState,
  sheetId: number,
  ready: readonly ReadyContact[],
): boolean {
  const areKnown = ready.every(({ contact }) => isSampleContact(contact.identity));
  return isSampleSheet(document, sheetId) || (ready.length > 0 && areKnown);
}

export const SAMPLE_PROBLEM: SheetProblem = {
  code: 'not_a_contact_sheet',
  message:
    'These are sample contacts: they do not exist, so nothing is sent and nothing is paid. Open a sheet with your own contacts.',
};
