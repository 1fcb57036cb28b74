// Owns the enrichment of a list as the document remembers it: its states, and what may happen in each. One at a time in a document.
// Ids, counters and hashes only: no name, address, number or key comes here.
import type { ListQuote, ListType } from '../../provider/lists';
import { purchaseText } from '../log/listed';
import type { DocumentState } from '../state/document';

/**
 * `quoted`: nothing is bought · `submitting`: saved before the purchase · `unknown`: it may have been bought · `submitted`: bought ·
 * `stalled`: bought, and nobody says what became of it · `reading`: its rows are being written into a tab · `refused`: certainly not
 * bought · `done` · `closed`: given up.
 */
export type ListState =
  | 'quoted'
  | 'submitting'
  | 'unknown'
  | 'submitted'
  | 'stalled'
  | 'reading'
  | 'refused'
  | 'done'
  | 'closed';

/** What the vendor says of an enrichment. */
export interface ListTold {
  /** Credits, and what it found; `null`: it does not say. */
  readonly reserved: number | null;
  readonly charged: number | null;
  readonly refunded: number | null;
  readonly emails: number | null;
  readonly phones: number | null;
  /** Rows. */
  readonly processed: number | null;
  readonly total: number | null;
  /** Its word at the end; `''`: no end was seen. */
  readonly word: string;
  /** Ended otherwise than by being done. */
  readonly isBroken: boolean;
  /** Its words on credits, as far as they may be kept. */
  readonly notice: string;
}

export interface ListRun extends ListTold {
  /** One quote that was shown, one purchase at most. */
  readonly id: string;
  /** The document's id. */
  readonly book: string;
  /** The tag of the user who started it. */
  readonly user: string;
  /** The vendor's id, and the hash of its organisation that pays. */
  readonly vendor: string;
  readonly organization: string;
  /** The list's id. */
  readonly list: string;
  readonly type: ListType;
  readonly state: ListState;
  /** Epoch milliseconds. */
  readonly since: number;
  readonly drivenAt: number;
  readonly quote: ListQuote;
  /** The quote is certainly of no use any more: it was refused. */
  readonly isSpent: boolean;
  /** Purchases that were begun; the same call once more is the same one. Its lines in the log are of this batch. */
  readonly attempt: number;
  /** Whom of it something else has paid for, or will; `''`: nobody, as far as is known. */
  readonly warning: string;
  /** Credits that the user confirmed; 0: nothing yet. */
  readonly maximum: number;
  readonly workflowId: string;
  /** What happened, for the user; `''`: nothing worth a word. */
  readonly note: string;
  /** Why it does not go on without a person; `''`: it does. */
  readonly pause: string;
  /** Status reads, and those of a page that failed, since it is in this state. */
  readonly reads: number;
  /** Epoch milliseconds of the next request. */
  readonly due: number;
  /** Since when the vendor does not know the workflow; 0: it does. */
  readonly missingSince: number;
  /** Refusals of the sheet in a row. */
  readonly faults: number;
  readonly tab: ListTab;
}

/** The tab that the list's rows are written into. */
export interface ListTab {
  /** The sheet's id; `null`: there is none yet. */
  readonly sheet: number | null;
  /** The name under which it is about to be made; `''`: it is not. */
  readonly making: string;
  /** Where the next page begins; `''`: at the first. */
  readonly from: string;
  readonly rows: number;
  /** Which state follows when it is whole. */
  readonly then: Extract<ListState, 'done' | 'unknown' | 'stalled'>;
}

export type ListDecision = 'try_again' | 'look_again' | 'read' | 'close';

export const NO_TAB: ListTab = { sheet: null, making: '', from: '', rows: 0, then: 'done' };

const RECORD = 'list';

/** `null`: none is known here. That of a document which this is a copy of is none. */
export function listRunOf(document: DocumentState): ListRun | null {
  const text = document.text(RECORD);
  if (text === null || text === '') return null;
  try {
    const run = JSON.parse(text) as Partial<ListRun> | null;
    return typeof run?.id === 'string' && run.book === document.book ? (run as ListRun) : null;
  } catch {
    return null;
  }
}

export function listText(run: ListRun): Readonly<Record<string, string>> {
  return { [RECORD]: JSON.stringify(run) };
}

export function forgetList(document: DocumentState): void {
  document.forgetText(RECORD);
}

/** As it enters a state. */
export function entered(
  run: ListRun,
  state: ListState,
  nowMs: number,
  change: Partial<Omit<ListRun, 'id' | 'state'>> = {},
): ListRun {
  const fresh = { reads: 0, due: nowMs, missingSince: 0, faults: 0, pause: '', note: '' };
  return { ...run, ...fresh, since: nowMs, ...change, state };
}

/** Something was, or may have been, bought, and no person has ended it. */
export function isUnderWay({ state }: Pick<ListRun, 'state'>): boolean {
  switch (state) {
    case 'submitting':
    case 'unknown':
    case 'submitted':
    case 'stalled':
    case 'reading':
      return true;
    case 'quoted':
    case 'refused':
    case 'done':
    case 'closed':
      return false;
  }
}

const BOUGHT = 'lists-bought';

/** The last ones. */
const MOST_BOUGHT = 20;

/** For what a list was, or may have been, bought, as the records of those tell that have given way since. */
export function boughtBefore(document: DocumentState, list: string): readonly ListType[] {
  const known = boughtOf(document);
  const types = ['partial', 'phone_only', 'full'] as const;
  return types.filter((type) => known.includes(purchaseText({ list, type })));
}

/** To be saved before a record gives way: nothing else may tell that its list was, or may have been, bought. */
export function withBought(
  document: DocumentState,
  run: ListRun,
): Readonly<Record<string, string>> {
  if (run.state !== 'done' && run.state !== 'closed') return {};
  const text = purchaseText(run);
  const others = boughtOf(document).filter((other) => other !== text);
  return { [BOUGHT]: [...others, text].slice(-MOST_BOUGHT).join('\n') };
}

function boughtOf(document: DocumentState): readonly string[] {
  return (document.text(BOUGHT) ?? '').split('\n');
}

export function isListUnderWay(document: DocumentState): boolean {
  const run = listRunOf(document);
  return run !== null && isUnderWay(run);
}

/** It moves without a person. */
export function listGoesOn({ state, pause }: ListRun): boolean {
  return pause === '' && (state === 'submitting' || state === 'submitted' || state === 'reading');
}

/** What its user may say to it. */
export function decisionsOf(run: ListRun): readonly ListDecision[] {
  switch (run.state) {
    case 'unknown':
      return run.isSpent ? ['read', 'close'] : ['try_again', 'read', 'close'];
    case 'stalled':
      return ['look_again', 'read', 'close'];
    case 'submitted':
    case 'reading':
      return run.pause === '' ? [] : ['look_again', 'close'];
    case 'done':
      return ['read', 'close'];
    case 'quoted':
    case 'refused':
    case 'closed':
      return ['close'];
    case 'submitting':
      return [];
  }
}
