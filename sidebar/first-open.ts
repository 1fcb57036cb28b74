// Owns when a person is told what this add-on does: nobody used it here yet, or this sheet holds no contacts. Knows no view.
import type { Inspection } from '../src/rpc/contract-check';
import type { State } from './state';
import { isConnected } from './vendors';

/** No run was ever made here, and this user never connected a key. */
export function isFirstOpen({ runs, accounts, schedules, inspection }: State): boolean {
  const isNew = runs.length === 0 && schedules.length === 0 && !isConnected(accounts);
  return isNew && inspection?.isSample !== true;
}

/** No choice of columns could make contacts of it. */
export function hasNoContacts({ problem }: Inspection): boolean {
  switch (problem?.code) {
    case 'empty':
    case 'no_header':
    case 'not_a_contact_sheet':
      return true;
    case 'no_identity':
    case 'nothing_selected':
    case 'nothing_to_retry':
    case 'columns_moved':
    case 'bad_output':
    case 'no_such_row':
    case 'nothing_wanted':
    case undefined:
      return false;
  }
}
