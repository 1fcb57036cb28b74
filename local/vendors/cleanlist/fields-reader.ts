// Owns checking a body's fields against a table of what each may be. Knows no endpoint.
import type { HttpAnswer, VendorRequest } from '../http';
import {
  extra,
  missing,
  notJson,
  problem,
  readFields,
  textProblem,
  unprocessable,
  wordProblem,
  type Fields,
  type Problem,
} from './body';
import { coded } from './error-object';

/** What a field may be. `NotEmulated` fields are the vendor's, but nothing here obeys them. */
export type Rule =
  | { readonly kind: 'text'; readonly max: number; readonly required?: boolean }
  | { readonly kind: 'word'; readonly words: readonly string[]; readonly required?: boolean }
  | { readonly kind: 'count'; readonly required?: boolean }
  | { readonly kind: 'flag'; readonly required?: boolean }
  | { readonly kind: 'object'; readonly required?: boolean }
  | { readonly kind: 'not_emulated'; readonly required?: false };

export type Rules = Readonly<Record<string, Rule>>;

/** In bytes. */
const MAX_BODY = 1_000_000;

export type ReadBody =
  | { readonly kind: 'fields'; readonly fields: Fields }
  | { readonly kind: 'refused'; readonly answer: HttpAnswer };

/**
 * No field but those of the table, each as the table says. A `null` is refused, though the vendor takes some.
 *
 * @throws Error `NotEmulated` for a field that the emulator does not obey.
 */
export function readBody(request: VendorRequest, rules: Rules): ReadBody {
  const wrong = notJson(request);
  if (wrong !== null) return { kind: 'refused', answer: wrong };
  const text = request.body ?? '';
  if (Buffer.byteLength(text) > MAX_BODY) {
    return { kind: 'refused', answer: coded(413, 'payload_too_large', 'Request body too large') };
  }
  const read = readFields(text);
  if (read.kind === 'refused') return read;
  const { fields } = read;
  const problems = [
    ...Object.entries(rules)
      .filter(([name, { required }]) => required === true && fields[name] === undefined)
      .map(([name]) => missing([name], fields)),
    ...Object.entries(fields).flatMap(([name, value]) => {
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
      return (rule === undefined ? extra([name], value) : ruleProblem(name, value, rule)) ?? [];
    }),
  ];
  if (problems.length > 0) return { kind: 'refused', answer: unprocessable(problems) };
  return { kind: 'fields', fields };
}

/** A field that the table holds to be a text or a word; `''` where it is not given. */
export function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

function ruleProblem(name: string, value: unknown, rule: Rule): Problem | null {
  switch (rule.kind) {
    case 'text':
      return textProblem([name], value, rule.max);
    case 'word':
      return wordProblem([name], value, rule.words);
    case 'count': {
      const isCount = typeof value === 'number' && Number.isInteger(value) && value >= 0;
      return isCount ? null : problem('int_type', [name], 'Input should be a valid integer', value);
    }
    case 'flag':
      return typeof value === 'boolean'
        ? null
        : problem('bool_type', [name], 'Input should be a valid boolean', value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? null
        : problem('dict_type', [name], 'Input should be a valid dictionary', value);
    case 'not_emulated':
      throw new Error(`NotEmulated: cleanlist ${name}`);
  }
}
