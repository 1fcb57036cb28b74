// Owns the search for leads as the sidebar knows it: what is typed, what was asked, what came of it. Knows no view and no server.
import {
  LEAD_RANGES,
  LEAD_WORDS,
  type LeadRange,
  type LeadWord,
} from '../src/provider/lead-search';
import type { LeadFilters, LeadQuery, LeadRequest, LeadTab } from '../src/rpc/contract-leads';
import { count, counted } from './words';

/** Name of a field: a word's own, and a range's with its side. */
export type LeadField = LeadWord | `${LeadRange}_from` | `${LeadRange}_to`;

export type LeadDraft = Readonly<Partial<Record<LeadField | 'type', string>>>;

export interface LeadsState {
  /** As typed. */
  readonly draft: LeadDraft;
  /** What is wrong with it; `null`: nothing, as far as is known. */
  readonly wrong: WrongDraft | null;
  readonly count: LeadRequest['count'];
  readonly step: LeadStep;
}

export type LeadStep =
  | { readonly kind: 'form' }
  /** `total`: `null` where the vendor does not say. */
  | { readonly kind: 'counted'; readonly query: LeadQuery; readonly total: number | null }
  | {
      readonly kind: 'found';
      readonly query: LeadQuery;
      readonly tab: NonNullable<LeadTab>;
    };

export interface WrongDraft {
  /** `null`: all of them together. */
  readonly field: LeadField | null;
  readonly message: string;
}

export type LeadsEvent =
  | { readonly kind: 'typed'; readonly field: LeadField | 'type'; readonly text: string }
  | { readonly kind: 'wrong'; readonly wrong: WrongDraft }
  | { readonly kind: 'picked'; readonly count: LeadRequest['count'] }
  | { readonly kind: 'counted'; readonly query: LeadQuery; readonly total: number | null }
  | { readonly kind: 'found'; readonly query: LeadQuery; readonly tab: LeadTab }
  | { readonly kind: 'form' };

export const NO_LEADS: LeadsState = {
  draft: {},
  wrong: null,
  count: 100,
  step: { kind: 'form' },
};

export function reduceLeads(state: LeadsState, event: LeadsEvent): LeadsState {
  switch (event.kind) {
    case 'typed':
      return { ...state, draft: { ...state.draft, [event.field]: event.text }, wrong: null };
    case 'wrong':
      return { ...state, wrong: event.wrong };
    case 'picked':
      return { ...state, count: event.count };
    case 'counted':
      return { ...state, wrong: null, step: event };
    case 'found': {
      const { query, tab } = event;
      // Nobody fits any more: what was counted holds no longer.
      if (tab === null) return { ...state, step: { kind: 'counted', query, total: 0 } };
      return { ...state, step: { kind: 'found', query, tab } };
    }
    case 'form':
      return { ...state, step: event };
  }
}

export type ReadDraft =
  | { readonly kind: 'filters'; readonly filters: LeadFilters }
  | { readonly kind: 'wrong'; readonly wrong: WrongDraft };

export function readDraft(draft: LeadDraft): ReadDraft {
  const words: Partial<Record<LeadWord, readonly string[]>> = {};
  for (const field of LEAD_WORDS) {
    const typed = partsOf(draft[field] ?? '');
    if (typed.length > MOST_WORDS || typed.some(({ length }) => length > LONGEST_WORD)) {
      return wrong(field, `At most ${MOST_WORDS} words here, each of ${LONGEST_WORD} letters.`);
    }
    if (typed.length > 0) words[field] = typed;
  }
  const ranges: Partial<Record<LeadRange, { readonly from?: number; readonly to?: number }>> = {};
  for (const range of LEAD_RANGES) {
    const from = numberIn(draft[`${range}_from`]);
    const to = numberIn(draft[`${range}_to`]);
    if (from === null) return wrong(`${range}_from`, NO_NUMBER);
    if (to === null) return wrong(`${range}_to`, NO_NUMBER);
    if (from !== undefined && to !== undefined && from > to) {
      return wrong(`${range}_to`, 'The second number is below the first.');
    }
    if (from === undefined && to === undefined) continue;
    ranges[range] = {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
  }
  if (Object.keys(words).length === 0 && Object.keys(ranges).length === 0) {
    return wrong(null, 'Nothing is chosen: fill in at least one filter.');
  }
  const type = draft.type === 'consumer' ? 'consumer' : 'business';
  return { kind: 'filters', filters: { type, words, ranges } };
}

/** As the server takes them. */
const MOST_WORDS = 20;
const LONGEST_WORD = 100;
const LARGEST_NUMBER = 10_000_000;
const NO_NUMBER = 'A whole number, or nothing.';

/** Between commas, each once. Characters that no word holds are left out. */
function partsOf(text: string): readonly string[] {
  const parts = text.split(',').map((part) =>
    part
      .replace(/[\u0000-\u001f\u007f]|\p{Surrogate}/gu, ' ')
      .trim()
      .replace(/\s+/g, ' '),
  );
  return [...new Set(parts.filter((part) => part !== ''))];
}

/** `undefined`: blank; `null`: no such number. */
function numberIn(text = ''): number | null | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  return /^\d{1,8}$/.test(typed) && Number(typed) <= LARGEST_NUMBER ? Number(typed) : null;
}

function wrong(field: LeadField | null, message: string): ReadDraft {
  return { kind: 'wrong', wrong: { field, message } };
}

/** How many leads fit, and how many of them are there: for the eye and for screen readers. */
export function leadsSentence(step: LeadStep): string {
  switch (step.kind) {
    case 'form':
      return '';
    case 'counted': {
      const { total } = step;
      if (total === null) return 'It is not said how many leads fit.';
      if (total === 0) return 'No lead fits.';
      return `${counted(total, 'lead')} ${total === 1 ? 'fits' : 'fit'}.`;
    }
    case 'found': {
      const { rows, total, name } = step.tab;
      if (total === rows && rows > 1) return `All ${count(rows)} leads are in “${name}”.`;
      const of = total === null || total < rows ? '' : ` of ${count(total)}`;
      return `${count(rows)}${of} ${total === 1 ? 'lead is' : 'leads are'} in “${name}”.`;
    }
  }
}
