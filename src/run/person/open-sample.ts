// Owns *Show me on a sample sheet*: one tab of sample contacts for a document, marked by its id. Never writes into a tab that is
// there; buys nothing.
import { SAMPLE_ROWS } from '../../contact/sample-contacts';
import type { Ports } from '../../ports';
import { SAMPLE_MARKS } from '../plan/sample';
import { PATIENCE_MS } from '../plan/start';
import { openDocument } from '../state/document';

const SAMPLE_NAME = 'Sample contacts';

export type OpenSampleResult =
  | { readonly kind: 'open'; readonly sheetId: number }
  | { readonly kind: 'busy' }
  | { readonly kind: 'unavailable'; readonly message: string };

/** Opens the sample sheet: the one that was made before, however it looks now, else a new one. Throws `SheetFault`, `StoreFault`. */
export function openSample(ports: Ports): OpenSampleResult {
  const lock = ports.lock.acquire(PATIENCE_MS);
  if (lock.kind !== 'held') return lock;
  try {
    const document = openDocument(ports);
    const book = ports.openBook();
    for (const id of document.idsOf(SAMPLE_MARKS)) {
      const made = book.sheet(Number(id));
      if (made === null) {
        document.forgetText(`${SAMPLE_MARKS}${id}`);
        continue;
      }
      book.bringToFront(made);
      return { kind: 'open', sheetId: made.id };
    }
    const sheet = book.addSheet(SAMPLE_NAME, SAMPLE_ROWS);
    document.save({ texts: { [`${SAMPLE_MARKS}${sheet.id}`]: '1' } });
    return { kind: 'open', sheetId: sheet.id };
  } finally {
    ports.lock.release();
  }
}
