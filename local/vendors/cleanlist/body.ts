// Owns reading the JSON body of a call, and naming what is wrong with it in FastAPI's words. Knows no endpoint.
import { header, json, type HttpAnswer, type VendorRequest } from '../http';

export type Fields = Readonly<Record<string, unknown>>;
type Place = readonly (string | number)[];

export interface Problem {
  readonly type: string;
  readonly loc: Place;
  readonly msg: string;
  readonly input: unknown;
}

export type ReadFields =
  | { readonly kind: 'fields'; readonly fields: Fields }
  | { readonly kind: 'refused'; readonly answer: HttpAnswer };

/** `null`: the body is announced as JSON. */
export function notJson(request: VendorRequest): HttpAnswer | null {
  const type = header(request, 'content-type') ?? '';
  if (/^application\/json(?:;\s*charset=utf-8)?$/i.test(type)) return null;
  const msg = 'Input should be a valid object';
  const problem = {
    type: 'model_attributes_type',
    loc: ['body'],
    msg,
    input: request.body ?? null,
  };
  return unprocessable([problem]);
}

/** An object of any fields, from JSON text. */
export function readFields(text: string): ReadFields {
  const body = parse(text);
  if (body === undefined) return refused([problem('json_invalid', [], 'JSON decode error', null)]);
  if (isObject(body)) return { kind: 'fields', fields: body };
  return refused([problem('model_attributes_type', [], 'Input should be a valid object', body)]);
}

/** What is wrong with a text of at most `limit` characters; `null` when nothing is. */
export function textProblem(loc: Place, value: unknown, limit: number): Problem | null {
  if (typeof value !== 'string') {
    return problem('string_type', loc, 'Input should be a valid string', value);
  }
  if (value.length > limit) {
    return problem('string_too_long', loc, `String should have at most ${limit} characters`, value);
  }
  if (value === '' || value !== value.trim() || /[\u0000-\u001f\u007f]/.test(value)) {
    return problem('value_error', loc, 'Blank, padded or with control characters', value);
  }
  if (/\p{Surrogate}/u.test(value)) {
    return problem('string_unicode', loc, 'Input should be a valid string, unable to parse', null);
  }
  return null;
}

/** `null` when the value is one of the words. */
export function wordProblem(loc: Place, value: unknown, words: readonly string[]): Problem | null {
  if (words.some((word) => word === value)) return null;
  const list = words.map((word) => `'${word}'`).join(', ');
  return problem('literal_error', loc, `Input should be one of ${list}`, value);
}

export function missing(loc: Place, input: unknown): Problem {
  return problem('missing', loc, 'Field required', input);
}

export function extra(loc: Place, input: unknown): Problem {
  return problem('extra_forbidden', loc, 'Extra inputs are not permitted', input);
}

/** `loc` is the place in the body. */
export function problem(type: string, loc: Place, msg: string, input: unknown): Problem {
  return { type, loc: ['body', ...loc], msg, input };
}

/** https://docs.cleanlist.ai/api-reference/errors : the same shape in both generations. */
export function unprocessable(problems: readonly Problem[]): HttpAnswer {
  return json(422, { detail: problems });
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(problems: readonly Problem[]): ReadFields {
  return { kind: 'refused', answer: unprocessable(problems) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
