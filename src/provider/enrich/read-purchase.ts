// Owns what Enrich's answer to a purchase means: a batch, what was found at once, or contacts that it cannot take. Every doubt is
// `unknown`: it may have been bought. Knows no product.
import type { HttpResponse, HttpResult, Item, SubmitOutcome } from '../provider';
import { readProgress } from '../read-status';
import { readSubmit } from '../read-submit';
import { refusalOf } from '../refusal';
import { field, isRecord, numberOf, parseJson, textOf, type JsonRecord } from '../untrusted';
import { errorOf, reportsError, unusable } from '../vendor-error';
import { isMarkup, vendorText } from '../vendor-text';

/** The lists of a request by name: of each of their entries, the index of its contact among those sent. */
export type Lists = Readonly<Record<string, readonly number[]>>;

/** The answer to a batch. */
export function readBatchPurchase(result: HttpResult, lists: Lists, nowMs: number): SubmitOutcome {
  const outcome = readSubmit(result, Object.values(lists).flat().length, nowMs);
  if (result.kind === 'failed') return outcome;
  if (outcome.kind === 'accepted') {
    return { ...outcome, reserved: reservedOf(parseJson(result.response.body)) };
  }
  return withBadContacts(outcome, result.response, ([list = '', index = '']) => {
    return /^\d{1,4}$/.test(index) ? lists[list]?.[Number(index)] : undefined;
  });
}

/**
 * The answer to one contact, asked for alone.
 *
 * @param readItem what the answer's data say; `null` when they do not say whether anything was found
 */
export function readSinglePurchase(
  result: HttpResult,
  readItem: (data: JsonRecord) => Item | null,
  nowMs: number,
): SubmitOutcome {
  if (result.kind === 'failed') return readSubmit(result, 1, nowMs);
  const { response } = result;
  if (response.status < 200 || response.status >= 300) {
    return withBadContacts(readSubmit(result, 1, nowMs), response, () => 0);
  }
  const body = parseJson(response.body);
  if (!isRecord(body) || reportsError(body)) {
    const error = errorOf(response, nowMs);
    return refusalOf(error) ?? { kind: 'unknown', error };
  }
  const data = field(body, 'data');
  const item = (isRecord(data) ? readItem(data) : null) ?? readItem(body);
  if (item === null) {
    const error = unusable(response, 'The answer does not say whether anything was found.');
    return { kind: 'unknown', error };
  }
  const { charged } = readProgress(body);
  return { kind: 'answered', items: [item], charged, missing: {} };
}

/** `meta` is optional: https://doc.enrich.so/api-reference-1951025m0 */
function reservedOf(body: unknown): number | null {
  const meta = field(body, 'meta');
  const each = numberOf(field(meta, 'creditsPerItem'));
  const count = numberOf(field(body, 'data', 'itemCount'));
  const product = each === null || count === null || each < 0 ? null : each * count;
  const reserved = numberOf(field(meta, 'creditsReserved')) ?? product;
  return reserved !== null && reserved >= 0 ? reserved : null;
}

/** A complaint about one place of a request. */
interface Complaint {
  /** What stands between slashes, as in `leads`, `7`, `domain`. */
  readonly path: readonly string[];
  readonly words: string;
}

/** @param indexOf of the contact at a place; `undefined` for a place that is no contact's */
function withBadContacts(
  outcome: SubmitOutcome,
  response: HttpResponse,
  indexOf: (path: readonly string[]) => number | undefined,
): SubmitOutcome {
  if (outcome.kind !== 'refused' || ![400, 422].includes(response.status)) return outcome;
  const found = new Map<number, string>();
  for (const { path, words } of complaintsIn(parseJson(response.body))) {
    const index = indexOf(path);
    if (index !== undefined && !found.has(index)) found.set(index, words);
  }
  if (found.size === 0) return outcome;
  const contacts = [...found]
    .sort(([a], [b]) => a - b)
    .map(([index, message]) => ({ index, message }));
  return { kind: 'bad_contacts', contacts, error: outcome.error };
}

/**
 * `body/leads/7/domain Invalid domain, body/leads/9/…`, wherever the error's shape has its words.
 * https://doc.enrich.so/api-reference-1951025m0
 */
function complaintsIn(body: unknown): readonly Complaint[] {
  for (const name of ['detail', 'message', 'error']) {
    const complaints = textOf(field(body, name))
      .split(/,\s+(?=(?:body|querystring)[/\s])/)
      .map(complaintOf)
      .filter((one) => one !== null);
    if (complaints.length > 0) return complaints;
  }
  return [];
}

function complaintOf(text: string): Complaint | null {
  const [, place, words = ''] =
    /^(?:body|querystring)((?:\/[^\s/]{1,100}){0,5})\s+(\S[\s\S]*)$/.exec(text) ?? [];
  if (place === undefined) return null;
  const path = place.split('/').slice(1);
  const name = path[path.length - 1] ?? '';
  const said = isMarkup(words)
    ? 'This contact cannot be looked up.'
    : /^[A-Za-z]+$/.test(name)
      ? `${name}: ${words}`
      : words;
  return { path, words: vendorText(said) };
}
