// Owns what the address of `GET /leads` may ask for, more strictly than the vendor. Searches nothing.

/** https://leadleap.net/docs/api : each takes one value or several with commas between them. */
const WORDS = [
  'country',
  'sector',
  'industry',
  'company_size',
  'size_range',
  'department',
  'job_level',
  'state',
] as const;
const NUMBERS = ['year_founded', 'employee_count'] as const;

const FIRST_PAGE = 1;
const PER_PAGE = 25;
const MAX_PER_PAGE = 100;

export interface Search {
  readonly type: 'business' | 'consumer';
  readonly words: readonly {
    readonly name: (typeof WORDS)[number];
    readonly values: readonly string[];
  }[];
  readonly numbers: readonly {
    readonly name: (typeof NUMBERS)[number];
    readonly from: number;
    readonly to: number;
  }[];
  readonly page: number;
  readonly perPage: number;
}

const KNOWN: ReadonlySet<string> = new Set([
  ...['type', 'page', 'per_page'],
  ...WORDS,
  ...NUMBERS.flatMap((name) => [`${name}_min`, `${name}_max`]),
]);

export type ReadSearch =
  | { readonly kind: 'ok'; readonly search: Search }
  | { readonly kind: 'refused'; readonly message: string };

export function readSearch(query: readonly (readonly [string, string])[]): ReadSearch {
  const given = new Map(query);
  const stray = query.find(([name]) => !KNOWN.has(name));
  if (stray !== undefined) return refused(`Unknown parameter: ${stray[0]}`);
  if (given.size < query.length) return refused('A parameter stands there twice.');
  const type = given.get('type') ?? 'business';
  if (type !== 'business' && type !== 'consumer') return refused('type: business or consumer');
  const words = WORDS.flatMap((name) => {
    const text = given.get(name);
    return text === undefined ? [] : [{ name, values: text.split(',') }];
  });
  const blank = words.find(({ values }) =>
    values.some((value) => value.trim() !== value || value === ''),
  );
  if (blank !== undefined) return refused(`${blank.name}: a blank or padded value`);
  const whole = (name: string, least: number, otherwise: number): number => {
    const text = given.get(name);
    if (text === undefined) return otherwise;
    return /^\d{1,9}$/.test(text) && Number(text) >= least ? Number(text) : NaN;
  };
  const numbers = NUMBERS.map((name) => ({
    name,
    from: whole(`${name}_min`, 0, 0),
    to: whole(`${name}_max`, 0, Infinity),
  }));
  const odd = numbers.find(({ from, to }) => !(from <= to));
  if (odd !== undefined) return refused(`${odd.name}: not a range of whole numbers`);
  const page = whole('page', 1, FIRST_PAGE);
  const perPage = whole('per_page', 1, PER_PAGE);
  if (Number.isNaN(page)) return refused('page: a whole number from 1');
  if (!(perPage <= MAX_PER_PAGE)) return refused('per_page: a whole number from 1 to 100');
  return { kind: 'ok', search: { type, words, numbers, page, perPage } };
}

function refused(message: string): ReadSearch {
  return { kind: 'refused', message };
}
