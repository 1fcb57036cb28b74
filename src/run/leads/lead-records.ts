// Owns what is remembered of searches for leads in the document: which tab is of which search, and how far it goes. A search is kept
// as a hash, a tab by its id; no lead and no filter is kept.
import { hash48 } from '../../contact/hash';
import { LEAD_RANGES, LEAD_WORDS, type LeadFilters } from '../../provider/lead-search';
import type { DocumentState } from '../state/document';

/** Begins the key of a tab's record, before the sheet's id. */
const TABS = 'leads:';
/** Under this key stands a tab that is about to be made. */
const MAKING = 'leads-making';

export interface TabRecord {
  /** Of which search: see {@link searchOf}. */
  readonly search: string;
  /** The page that comes next; `null`: there is none. */
  readonly next: number | null;
  /** Leads that fit, as the vendor said last. */
  readonly total: number | null;
  /** Whether its first pages are written: until then the tab's name says that they are not. */
  readonly isWritten: boolean;
}

/** A tab that may have been made: an execution that dies just after making it knows its id no more. */
interface Making {
  readonly name: string;
}

/** The same for the same filters, in whatever order they are named. */
export function searchOf(vendor: string, { type, words, ranges }: LeadFilters): string {
  const asked = [
    ...LEAD_WORDS.map((name) => [...(words[name] ?? [])].sort()),
    ...LEAD_RANGES.map((name) => [ranges[name]?.from ?? null, ranges[name]?.to ?? null]),
  ];
  return hash48(JSON.stringify([vendor, type, asked]));
}

export function tabsOf(
  document: DocumentState,
): readonly { readonly sheetId: number; readonly record: TabRecord }[] {
  return document.idsOf(TABS).flatMap((id) => {
    const record = decode<TabRecord>(document.text(`${TABS}${id}`), 'search');
    return record === null ? [] : [{ sheetId: Number(id), record }];
  });
}

export function forgetTab(document: DocumentState, sheetId: number): void {
  document.forgetText(`${TABS}${sheetId}`);
}

export function makingOf(document: DocumentState): Making | null {
  return decode<Making>(document.text(MAKING), 'name');
}

export function makingText(making: Making): Readonly<Record<string, string>> {
  return { [MAKING]: JSON.stringify(making) };
}

/** With it, no tab is about to be made any more. */
export function tabText(sheetId: number, record: TabRecord): Readonly<Record<string, string>> {
  return { [`${TABS}${sheetId}`]: JSON.stringify(record), [MAKING]: '' };
}

/** `null` where nothing is remembered, or what is cannot be read. */
function decode<T>(text: string | null, needed: keyof T): T | null {
  if (text === null || text === '') return null;
  try {
    const value = JSON.parse(text) as Partial<T> | null;
    return typeof value?.[needed] === 'string' ? (value as T) : null;
  } catch {
    return null;
  }
}
