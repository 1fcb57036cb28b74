// Owns the enrichment of a list as the sidebar knows it: what is typed and chosen, how the list stands, and the sentences about it.
// Knows no view and no server.
import type { ListChannels, ListView, MadeListView } from '../src/rpc/contract-list';
import { count, counted } from './words';

export interface ListPage {
  /** `null`: none is known. */
  readonly view: ListView | null;
  /** Another list is asked for, though one was enriched before. */
  readonly isAnother: boolean;
  readonly source: 'kept' | 'sheet';
  /** As typed. */
  readonly typed: string;
  readonly channels: ListChannels;
  /** What is wrong with what is typed or chosen; `''`: nothing, as far as is known. */
  readonly wrong: string;
  /** The list that was made last of a sheet's rows. */
  readonly made: MadeListView | null;
  /** Credits as typed; `null`: as estimated. */
  readonly cap: string | null;
}

export type ListEvent =
  | { readonly kind: 'heard'; readonly view: ListView | null }
  | { readonly kind: 'quoted'; readonly view: ListView }
  | { readonly kind: 'made'; readonly made: MadeListView }
  | {
      readonly kind: 'chose';
      readonly change: Partial<Pick<ListPage, 'source' | 'typed' | 'channels'>>;
    }
  | { readonly kind: 'wrong'; readonly message: string }
  | { readonly kind: 'capped'; readonly text: string }
  | { readonly kind: 'another' };

export const NO_LIST: ListPage = {
  view: null,
  isAnother: false,
  source: 'kept',
  typed: '',
  channels: ['email'],
  wrong: '',
  made: null,
  cap: null,
};

export function reduceList(state: ListPage, event: ListEvent): ListPage {
  switch (event.kind) {
    case 'heard':
      return { ...state, view: event.view };
    case 'quoted':
      return { ...state, view: event.view, isAnother: false, cap: null, wrong: '' };
    case 'made':
      return { ...state, made: event.made };
    case 'chose':
      return { ...state, ...event.change, wrong: '' };
    case 'wrong':
      return { ...state, wrong: event.message };
    case 'capped':
      return { ...state, cap: event.text, wrong: '' };
    case 'another':
      return { ...state, isAnother: true, made: null, wrong: '' };
  }
}

/** What the page is about: what is to be chosen, or the list that there is. */
export function shownList({ view, isAnother }: ListPage): ListView | null {
  if (view === null) return null;
  return view.isUnderWay || (view.mine && !isAnother) ? view : null;
}

/** Credits that are confirmed; `null`: what is typed is no such number. */
export function capOf({ cap, view }: ListPage): number | null {
  if (cap === null) return view === null ? null : usualCap(view);
  const typed = cap.trim();
  const isEnough = Number(typed) >= leastCap(view);
  return /^\d{1,8}$/.test(typed) && isEnough ? Number(typed) : null;
}

/** An estimate may have a fraction; what is confirmed has none. */
export function usualCap({ credits }: Pick<ListView, 'credits'>): number {
  return Math.ceil(credits);
}

/** What is wrong with a maximum that {@link capOf} does not take. */
export function capWrong(view: ListView): string {
  return `A whole number of credits, from ${leastCap(view)}.`;
}

/** No purchase but one for nothing is confirmed with 0. */
function leastCap(view: Pick<ListView, 'credits'> | null): number {
  return view?.credits === 0 ? 0 : 1;
}

const WANTED: Readonly<Record<string, string>> = {
  email: 'e-mails',
  phone: 'phones',
};

/** `e-mails and phones`. */
export function wantedText(channels: ListChannels): string {
  return channels.map((channel) => WANTED[channel] ?? '').join(' and ');
}

export function listTitle(view: ListView): string {
  if (!view.mine) return 'Another user’s list';
  if (view.isPaused) return 'Paused';
  switch (view.state) {
    case 'quoted':
      return `${counted(view.rows, 'row')}, at most ${counted(view.credits, 'credit')}`;
    case 'submitting':
    case 'submitted':
      return 'Enriching the list';
    case 'reading':
      return 'Writing its rows into a new sheet';
    case 'unknown':
      return 'The list may have been bought';
    case 'stalled':
      return 'No end in sight';
    case 'refused':
      return 'Nothing was bought';
    case 'done':
      return view.isBroken ? 'Ended early' : 'Finished';
    case 'closed':
      return 'Given up';
  }
}

/** For screen readers; changes only when it is worth being heard. */
export function listSentence(page: ListPage): string {
  const view = shownList(page);
  if (view === null) return '';
  const rows = view.tab === null ? '' : ` ${counted(view.tab.rows, 'row')} in “${view.tab.name}”.`;
  return `${listTitle(view)}.${view.state === 'done' ? rows : ''}`;
}

/** What its vendor says it found; `''`: it does not say. */
export function foundText({ emails, phones, channels }: ListView): string {
  const parts = channels.flatMap((channel) => {
    const number = channel === 'email' ? emails : phones;
    return number === null ? [] : [counted(number, channel === 'email' ? 'e-mail' : 'phone')];
  });
  return parts.join(' and ');
}

export function creditsSaid(credits: number | null): string {
  return credits === null ? 'not said' : count(credits);
}
