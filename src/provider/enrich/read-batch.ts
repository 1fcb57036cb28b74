// Owns what the status of an Enrich batch and the pages of its results mean together. Knows no product.
import type { Channel } from '../../contact/contact';
import type {
  HttpRequest,
  HttpResponse,
  HttpResult,
  Item,
  PollCall,
  PollOutcome,
} from '../provider';
import { findList, MAX_ITEMS, readEntries, type Entries } from '../read-items';
import { readFailure, readPoll } from '../read-poll';
import { readProgress } from '../read-status';
import { workflowState } from '../status-word';
import { isRecord, parseJson, type JsonRecord } from '../untrusted';
import { errorOf, noAnswer, reportsError, unusable } from '../vendor-error';
import { get } from './call';

/** How a product's batches are read. */
export interface BatchReading {
  /** Under which its batches stand, as `/email-finder/batch`. */
  readonly path: string;
  readonly channel: Channel;
  readonly readItem: (raw: JsonRecord) => Item;
}

/** As many as a batch of ours holds; the vendor allows 1000: https://doc.enrich.so/api-reference-1951025m0 */
const PAGE_SIZE = 250;

/**
 * A batch is one page, or two where it fills one. A vendor that gives smaller pages is followed so far; what is left it keeps,
 * and it is said how much that is. Not more than the engine reads on after one status.
 */
const MOST_PAGES = 5;

export function statusRequest({ path }: BatchReading, key: string, batchId: string): HttpRequest {
  return get(key, `${path}/${encodeURIComponent(batchId)}`);
}

/**
 * The results are fetched whatever the last word is: only that settles a batch and gives back what was reserved too much.
 * https://doc.enrich.so/credits-pricing-1951027m0
 *
 * @param pages the answers to the requests for results, from the first page on
 */
export function readBatch(
  status: HttpResult,
  pages: readonly HttpResult[],
  call: PollCall,
  reading: BatchReading,
): PollOutcome {
  const ended = readPoll(status, call.nowMs);
  // Without results by nature, the status of a batch that is done reads as `no_results`, and of one that failed as `finished`.
  if (ended.kind !== 'no_results' && ended.kind !== 'finished') return ended;
  const { word } = ended;
  const hasFailed = workflowState(word) === 'failed';
  const read: Page[] = [];
  for (const result of pages) {
    const page = readPage(result, call.nowMs);
    // One that failed may never have results to give.
    if (page.kind === 'running' && hasFailed) return { kind: 'no_results', word };
    if (page.kind !== 'page') return page;
    read.push(page);
  }
  const first = read[0];
  const last = read[read.length - 1];
  if (first === undefined || last === undefined) return more(reading, call, 1);
  const charged = mostCharged(read);
  if (first.entries === null || first.entries.length === 0) {
    // What failed is believed when it says what it cost.
    const isPromised = hasFailed
      ? charged === null && first.found > 0
      : first.found > 0 || (charged ?? 0) > 0;
    if (isPromised || (first.entries === null && !hasFailed)) return { kind: 'no_results', word };
    return { kind: 'finished', word, items: [], charged, missing: {} };
  }
  if (last.entries === null) return { kind: 'no_results', word };
  const items = readEntries(
    read.flatMap(({ entries }) => entries ?? []),
    reading.readItem,
  );
  if (items.length > MAX_ITEMS) {
    const error = unusable(last.response, 'The answer has more results than were asked for.');
    return { kind: 'unreadable', error };
  }
  // One that stands there twice fills a page and counts once.
  const left = last.total === null ? Infinity : last.total - items.length;
  const isLast = last.entries.length === 0 || (left <= 0 && last.entries.length < PAGE_SIZE);
  if (!isLast && read.length < MOST_PAGES) return more(reading, call, read.length + 1);
  const unread = isLast || left === Infinity ? 0 : Math.max(0, left);
  const missing = { [reading.channel]: unread };
  return { kind: 'finished', word, items, charged, missing };
}

function more({ path }: BatchReading, { key, workflowId }: PollCall, page: number): PollOutcome {
  const batch = `${path}/${encodeURIComponent(workflowId)}`;
  return { kind: 'more', request: get(key, `${batch}/results?page=${page}&limit=${PAGE_SIZE}`) };
}

interface Page {
  readonly kind: 'page';
  readonly response: HttpResponse;
  /** `null`: it holds no list. */
  readonly entries: Entries | null;
  /** Of all pages, when the vendor says; else `null`. */
  readonly total: number | null;
  /** For all pages. */
  readonly charged: number | null;
  /** How many the vendor says it found; 0 when it does not say. */
  readonly found: number;
}

function readPage(result: HttpResult, nowMs: number): Page | PollOutcome {
  if (result.kind === 'failed') return { kind: 'unreadable', error: noAnswer(result.message) };
  const { response } = result;
  const isSuccess = response.status >= 200 && response.status < 300;
  const body = isSuccess ? parseJson(response.body) : undefined;
  if (!isRecord(body) || reportsError(body)) return readFailure(errorOf(response, nowMs));
  const { word, total, charged, found } = readProgress(body);
  if (workflowState(word) === 'running') return { kind: 'running', word };
  return { kind: 'page', response, entries: findList(body, null), total, charged, found };
}

/** Every page says the same; one that says less speaks of what it cost to fetch it again. */
function mostCharged(pages: readonly Page[]): number | null {
  const said = pages.map(({ charged }) => charged).filter((one) => one !== null);
  return said.length === 0 ? null : Math.max(...said);
}
