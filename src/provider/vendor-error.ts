// Owns turning every shape of a vendor's error into one. Decides nothing: what an error means is refusal.ts's.
import type { HttpResponse, VendorError } from './provider';
import { retryAfterSeconds } from './retry-after';
import { cut, field, firstText, isRecord, parseJson, textOf } from './untrusted';
import { isMarkup, vendorText } from './vendor-text';

const CODE_LIMIT = 80;
const CODE = /^[A-Za-z][A-Za-z0-9_.-]*$/;

/** As much of a body without any known shape as is worth showing. */
const PLAIN_TEXT = 200;

/**
 * The error in an answer. Shapes, in this order: `{error:{code,problem|message}}`, `{type,title,detail}` (RFC 9457),
 * `{detail:[{loc,msg}]}` (FastAPI), `{detail:"…"}`, `{error:"…"}`, `{message}`, `{reason}`, plain text, a web page.
 * https://docs.cleanlist.ai/api-reference/errors
 */
export function errorOf(response: HttpResponse, nowMs: number): VendorError {
  const body = parseJson(response.body);
  const code = codeOf(body);
  const words = messageOf(body, response);
  const message = isMarkup(words) ? '' : vendorText(words);
  return {
    httpStatus: response.status,
    code,
    message: message === '' ? sentence(response, code, isMarkup(words)) : message,
    retryAfterSeconds: retryAfterSeconds(response, body, words, nowMs),
  };
}

/** The error of a call that got no HTTP answer; the transport's text may be in any language. */
export function noAnswer(message: string): VendorError {
  const words = isMarkup(message) ? '' : vendorText(message);
  return {
    httpStatus: 0,
    code: '',
    message: words === '' ? 'There was no answer.' : words,
    retryAfterSeconds: null,
  };
}

/** The error of an answer that came well but cannot be used; `message` is ours. */
export function unusable(response: HttpResponse, message: string): VendorError {
  return { httpStatus: response.status, code: '', message, retryAfterSeconds: null };
}

/** Whether a body says, whatever the HTTP status, that the call failed. */
export function reportsError(body: unknown): boolean {
  if (field(body, 'success') === false) return true;
  const error = field(body, 'error');
  if (isRecord(error)) return Object.keys(error).length > 0;
  return error === true || textOf(error) !== '';
}

/** The words of an `error` value of any type, fit to be shown; `''` when it says nothing. */
export function errorWords(error: unknown): string {
  if (!reportsError({ error })) return '';
  const words = isRecord(error) ? recordWords(error) : textOf(error);
  return (isMarkup(words) ? '' : vendorText(words)) || 'Failed.';
}

function codeOf(body: unknown): string {
  const error = field(body, 'error');
  const detail = field(body, 'detail');
  const candidates = [
    firstText(error, ['code', 'error_code', 'errorCode']),
    firstText(detail, ['code', 'error_code', 'errorCode']),
    firstText(body, ['code', 'error_code', 'errorCode']),
    textOf(error),
    textOf(field(error, 'type')),
    lastSegment(textOf(field(body, 'type'))),
    firstText(field(detail, 'error'), ['code']),
    textOf(detail),
  ];
  const code = candidates.find((text) => CODE.test(text)) ?? '';
  return cut(vendorText(code), CODE_LIMIT);
}

function messageOf(body: unknown, response: HttpResponse): string {
  if (!isRecord(body)) {
    const text = typeof body === 'string' ? body : body === undefined ? response.body : '';
    return isMarkup(text) ? text : cut(text.trim(), PLAIN_TEXT);
  }
  const error = field(body, 'error');
  const detail = field(body, 'detail');
  const said = [
    recordWords(error),
    listWords(detail),
    recordWords(detail),
    textOf(detail),
    CODE.test(textOf(error)) ? '' : textOf(error),
    recordWords(body),
    textOf(error),
  ];
  return said.find((words) => words !== '') ?? '';
}

/** `problem` and `fix` belong together; the others are alternatives. */
function recordWords(value: unknown): string {
  const problem = firstText(value, ['problem', 'message', 'detail', 'error_message']);
  if (problem !== '') return `${problem} ${textOf(field(value, 'fix'))}`.trim();
  return firstText(value, ['reason', 'error_description', 'title', 'msg', 'code', 'error_code']);
}

/** FastAPI names the place and the complaint; the first three say enough. */
function listWords(detail: unknown): string {
  if (!Array.isArray(detail)) return '';
  return detail
    .slice(0, 3)
    .map((entry: unknown) => {
      const place = placeOf(field(entry, 'loc'));
      const words = firstText(entry, ['msg', 'message']) || textOf(entry);
      return place === '' || words === '' ? words : `${place}: ${words}`;
    })
    .filter((words) => words !== '')
    .join('; ');
}

function placeOf(loc: unknown): string {
  if (!Array.isArray(loc)) return '';
  const parts = loc.slice(0, 8).map(textOf);
  return (parts[0] === 'body' ? parts.slice(1) : parts).join('.');
}

function lastSegment(type: string): string {
  return type === 'about:blank' ? '' : (type.split(/[/#:]/).pop() ?? '');
}

function sentence(response: HttpResponse, code: string, page: boolean): string {
  const status = String(response.status);
  if (page) return `The answer was HTTP ${status} with a web page instead of data.`;
  if (code !== '') return `The answer was HTTP ${status}: ${code}.`;
  return `The answer was HTTP ${status} without a reason.`;
}
