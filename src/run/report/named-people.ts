// Owns whom a message may name: the contacts that were sent, as the log tells, else those of a run's sheet. Changes nothing.
import { CONTACT_FIELDS } from '../../contact/contact';
import { type Book, type Ports, SheetFault, StoreFault } from '../../ports';
import { Log } from '../log/log';
import { findColumns } from '../sheet/rows';
import { type DocumentState, openDocument } from '../state/document';

/**
 * Texts that say who the contacts are; `null` when that cannot be told now. None where nobody was sent yet. Reads the log, and the
 * run's sheet where the log says nothing.
 */
export function namedPeople(ports: Ports, runId: string | null): readonly string[] | null {
  try {
    const book = ports.openBook();
    const document = openDocument(ports);
    const sent = new Log(book, document).readAll().flatMap(({ sentAs }) => sentAs.split(' · '));
    const texts = sent.filter((text) => text !== '');
    if (texts.length > 0) return [...new Set(texts)];
    if (runId !== null) return peopleOnSheet(book, document, runId);
    const isAnySent = document.runs().length + document.closedRuns().length > 0;
    return isAnySent ? null : [];
  } catch (error) {
    if (error instanceof SheetFault || error instanceof StoreFault) return null;
    throw error;
  }
}

function peopleOnSheet(
  book: Book,
  document: DocumentState,
  runId: string,
): readonly string[] | null {
  const place = document.run(runId) ?? document.closedRun(runId)?.place ?? null;
  const sheet = place === null ? null : book.sheet(place.source.sheetId);
  if (place === null || sheet === null) return null;
  const cells = sheet.displayed();
  const found = findColumns(cells, place.source, place.outputs);
  if (found.kind === 'lost') return null;
  const { headerRow, mapping } = found.columns;
  const columns = CONTACT_FIELDS.flatMap((field) => mapping[field] ?? []);
  const rows = cells.slice(headerRow + 1);
  return [...new Set(rows.flatMap((row) => columns.map((column) => row[column] ?? '')))];
}
