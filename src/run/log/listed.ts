// Owns who was put on a list that is kept at a vendor, and which lists were, or may have been, bought, as the log tells: a list gives
// no row of a sheet its values, so that nothing else says who was paid for with it. Reads lines, no sheet.
import type { Channel } from '../../contact/contact';
import { KnownPeople } from '../../contact/known-people';
import type { ListType } from '../../provider/lists';
import { ENRICHMENT_TYPES, type EnrichmentType } from '../../provider/provider';
import { channelsOf } from '../state/batch';
import type { DocumentState } from '../state/document';
import { type LoggedLine, printsOf } from './log-line';
import { PaidPeople } from './paid-people';

/**
 * Where the log may say anything of lists, or what was given up by runs of which no record is left: when a list was last about to be
 * bought, in epoch milliseconds; 1: none was.
 */
const RECORD = 'listed';

/** Where it does not, nobody reads it for them. */
export function mayTellLists(document: DocumentState): boolean {
  return mayTellBoughtSince(document, 0);
}

/** Whether it may tell of a list that was bought since then. */
export function mayTellBoughtSince(document: DocumentState, sinceMs: number): boolean {
  return Number(document.text(RECORD) ?? 0) > sinceMs;
}

/** To be saved before the first of such lines, and before that of a purchase. */
export function tellsLists(document: DocumentState, nowMs = 1): Readonly<Record<string, string>> {
  return { [RECORD]: String(Math.max(nowMs, Number(document.text(RECORD) ?? 0))) };
}

export interface BoughtList {
  /** Its id, and those of the purchase. */
  readonly list: string;
  readonly run: string;
  readonly batch: number;
  readonly type: ListType;
  /** UTC, as `2026-11-21`. */
  readonly day: string;
}

/** In the line before a purchase, what is sent. */
export function purchaseText({ list, type }: Pick<BoughtList, 'list' | 'type'>): string {
  return `${list} ${type}`;
}

const PURCHASE = /^(\S+) (partial|phone_only|full)$/;

/** Lists of which a purchase was announced, and not certainly refused. */
export function boughtLists(lines: readonly LoggedLine[]): readonly BoughtList[] {
  const refused = new Set(
    lines.filter(({ event, contact }) => event === 'refused' && contact === '').map(attemptOf),
  );
  return lines.flatMap((line) => {
    const [, list, type] = PURCHASE.exec(line.sentAs) ?? [];
    if (line.event !== 'list' || list === undefined || refused.has(attemptOf(line))) return [];
    const { run, batch } = line;
    return [{ list, run, batch, type: type as ListType, day: line.time.slice(0, 10) }];
  });
}

function attemptOf({ run, batch }: LoggedLine): string {
  return `${run}:${batch}`;
}

/** In the line of whoever is put on a list, what it is made for. */
export function listedText(type: EnrichmentType): string {
  return `on a list for ${type}`;
}

const LISTED = /^on a list for (\w+)$/;

/** What a list was made for, by the lines of those who are on it; nothing where somebody changed one. */
export function madeFor(listed: readonly LoggedLine[]): readonly Channel[] {
  const [first = [], ...others] = listed.map(({ note }) => {
    const type = ENRICHMENT_TYPES.find((one) => one === LISTED.exec(note)?.[1]);
    return type === undefined ? [] : channelsOf(type);
  });
  return first.filter((channel) => others.every((other) => other.includes(channel)));
}

/** Of the lines, those that say who is on a list. */
export function listedOn(lines: readonly LoggedLine[], list: string): readonly LoggedLine[] {
  const about = lines.filter(({ after }) => after === list);
  const left = new Set(
    about.filter(({ event }) => event === 'not listed').map(({ contact }) => contact),
  );
  return about.filter(({ event, contact }) => event === 'listed' && !left.has(contact));
}

/** People who are on a list that was, or may have been, bought. */
export class BoughtPeople extends PaidPeople {
  /** @param since as lines spell it: lists that were bought by then do not count */
  constructor(all: readonly LoggedLine[], since = '') {
    const lines = all.filter(({ event, time }) => event !== 'list' || time > since);
    super(
      boughtLists(lines).map(({ list, type }) => ({
        type,
        people: peopleOf(listedOn(lines, list)),
      })),
    );
  }
}

/** Those whom lines name. */
export function peopleOf(lines: readonly LoggedLine[]): KnownPeople {
  const people = new KnownPeople();
  for (const line of lines) people.add(printsOf(line), line.knownBy);
  return people;
}
