// Owns LeadLeap's search: what `GET /leads` is asked, and reading a page of it. Buys nothing; knows no sheet.
import { readEmail } from '../../contact/email';
import {
  LEAD_RANGES,
  LEAD_WORDS,
  type Lead,
  type LeadFilters,
  type LeadPage,
  type LeadSearch,
} from '../lead-search';
import type { AccountOutcome, HttpRequest, HttpResult } from '../provider';
import { refusalOf } from '../refusal';
import { field, isRecord, numberOf, parseJson, textOf } from '../untrusted';
import { errorOf, noAnswer, reportsError, unusable } from '../vendor-error';
import { isMarkup, plainLine } from '../vendor-text';

/** "Results per page, max 100": https://leadleap.net/docs/api */
const PAGE_SIZE = 100;

/** Longer texts than these are no names, titles and places. In characters. */
const TEXT_LIMIT = 200;
const ID_LIMIT = 100;

/** @param get a request for a path below the API's base, with the key in its header */
export function searchBy(get: (key: string, path: string) => HttpRequest): LeadSearch {
  return {
    pageSize: PAGE_SIZE,
    queryLength: (filters) => queryOf(filters, 1, PAGE_SIZE).join('&').length,
    request: (key, filters, page, perPage) =>
      get(key, `/leads?${queryOf(filters, page, perPage).join('&')}`),
    readPage,
  };
}

function queryOf(
  { type, words, ranges }: LeadFilters,
  page: number,
  perPage: number,
): readonly string[] {
  const listed = LEAD_WORDS.flatMap((name) => {
    const values = words[name] ?? [];
    return values.length === 0 ? [] : [`${name}=${encodeURIComponent(values.join(','))}`];
  });
  const ranged = LEAD_RANGES.flatMap((name) => {
    const { from, to } = ranges[name] ?? {};
    return [
      ...(from === undefined ? [] : [`${name}_min=${from}`]),
      ...(to === undefined ? [] : [`${name}_max=${to}`]),
    ];
  });
  return [`type=${type}`, ...listed, ...ranged, `page=${page}`, `per_page=${perPage}`];
}

/** `{"data":[…],"meta":{"total","page","per_page","total_pages"}}`: https://leadleap.net/docs/api */
function readPage(result: HttpResult, page: number, nowMs: number): AccountOutcome<LeadPage> {
  if (result.kind === 'failed') return { kind: 'unreadable', error: noAnswer(result.message) };
  const { response } = result;
  const body = parseJson(response.body);
  const isSuccess = response.status >= 200 && response.status < 300;
  if (!isSuccess || reportsError(body)) {
    const error = errorOf(response, nowMs);
    return refusalOf(error) ?? { kind: 'unreadable', error };
  }
  const items = listIn(body);
  if (items === null) {
    const error = unusable(response, 'The answer has no list of leads.');
    return { kind: 'unreadable', error };
  }
  const leads = items.flatMap(readLead);
  if (items.length > 0 && leads.length === 0) {
    const error = unusable(response, 'The answer has no lead with an id.');
    return { kind: 'unreadable', error };
  }
  const total = countOf(field(body, 'meta', 'total'));
  const pages = countOf(field(body, 'meta', 'total_pages'));
  const isLast = items.length === 0 || (pages !== null && pages > 0 && page >= pages);
  return { kind: 'ok', value: { leads, total, isLast } };
}

function listIn(body: unknown): readonly unknown[] | null {
  const data = field(body, 'data');
  const places = [data, field(data, 'leads'), field(data, 'results'), field(body, 'leads')];
  return places.find((place) => Array.isArray(place)) ?? null;
}

/** A lead without an id that can be asked for again is of no use to anybody. */
function readLead(item: unknown): readonly Lead[] {
  if (!isRecord(item)) return [];
  const text = (name: string): string => lineOf(field(item, name));
  const id = textOf(field(item, 'id'));
  if (!ID.test(id) || plainLine(id, ID_LIMIT) !== id) return [];
  const isUnlocked = field(item, 'is_unlocked') === true;
  const email = text('email');
  const phone = text('phone');
  const hasEmail = isUnlocked && isEmail(email);
  const hasPhone = isUnlocked && PHONE.test(phone);
  return [
    {
      id,
      firstName: text('first_name'),
      lastName: text('last_name'),
      title: text('job_title'),
      company: text('company_name'),
      website: text('company_domain'),
      department: text('department'),
      industry: text('industry'),
      companySize: text('company_size'),
      employees: countOf(field(item, 'employee_count')),
      country: text('country'),
      state: text('state'),
      city: text('city'),
      score: countOf(field(item, 'ai_score')),
      maskedEmail: hasEmail ? '' : email,
      maskedPhone: hasPhone ? '' : phone,
      email: hasEmail ? email : '',
      phone: hasPhone ? phone : '',
    },
  ];
}

/** `c_7f3a2b9d1e8c5f4a`: what can stand in a cell and come back as it was. */
const ID = /^[A-Za-z0-9][\w.:-]{0,99}$/;

/** Nothing but an address, and none with marks of masking in it. */
function isEmail(text: string): boolean {
  const address = text.includes('*') ? null : readEmail(text);
  return address !== null && text.length === `${address.local}@${address.host}`.length;
}

/** Nothing but a number, and none with marks of masking in it. */
const PHONE = /^\+?\d[\d\s().-]{5,30}$/;

/** One line for a cell; a web page is none. */
function lineOf(value: unknown): string {
  const text = textOf(value);
  return isMarkup(text) ? '' : plainLine(text, TEXT_LIMIT);
}

function countOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && number >= 0 && number <= MOST ? Math.floor(number) : null;
}

/** More people or leads than this are a mistake. */
const MOST = 1e10;
