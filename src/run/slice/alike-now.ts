// Owns whether a vendor could tell a contact from the others of its sheet, as its rows are now. Pure.
import type { IsAlike } from '../../contact/check';
import type { Identity } from '../../contact/contact';
import { serviceOf } from '../../provider/vendors';
import { Questions } from '../plan/questions';
import type { Rows } from '../sheet/rows';
import type { BatchContact } from '../state/batch';
import { identityNow } from './identity-now';

export function alikeNow(rows: Rows, fingerprints: BatchContact): IsAlike {
  return (service, asked) => {
    if (serviceOf(service).ifShared === undefined) return false;
    const identity = identityNow(fingerprints, rows) ?? asked;
    return questionsAt(service, rows).isShared(asked, { identity, fingerprints });
  };
}

/** By reading and service: each is read through once. */
const KNOWN = new WeakMap<Rows, Map<string, Questions>>();

function questionsAt(service: string, rows: Rows): Questions {
  const known = KNOWN.get(rows) ?? new Map<string, Questions>();
  const questions = known.get(service) ?? new Questions(serviceOf(service), identitiesOf(rows));
  KNOWN.set(rows, known.set(service, questions));
  return questions;
}

function* identitiesOf(rows: Rows): Generator<Identity> {
  for (let row = 0; row < rows.count(); row++) {
    const read = rows.identityAt(row);
    if (read.kind === 'identified') yield read.identity;
  }
}
