// Owns what a request to Enrich may hold, more strictly than the vendor. Buys nothing.
import { header, type VendorRequest } from '../http';
import type { VendorContact } from '../person';
import type { BatchProduct, Product } from './products';
import { queryOf } from './routes';

export type Read<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly detail: string };

type Fields = Readonly<Record<string, unknown>>;

/** The name of the list that holds a batch's contacts; phones have two, of which this is the first. */
export const LISTS: Readonly<Record<BatchProduct, string>> = {
  finder: 'leads',
  validation: 'emails',
  phones: 'emails',
};

/** Of one list, or of both together: https://doc.enrich.so/api-reference-1951025m0 */
const MAX_ITEMS = 500_000;

/** In characters: https://doc.enrich.so/api-reference-1951025m0 */
const LEAD: ReadonlyMap<string, number> = new Map([
  ['firstName', 100],
  ['lastName', 100],
  ['domain', 253],
]);
const MAX_EMAIL = 254;
const MAX_PROFILE = 500;

/** As the library reads addresses whose error text the vendor's documents show: https://github.com/colinhacks/zod */
const EMAIL = /^(?!\.)(?!.*\.\.)[A-Z0-9_'+\-.]*[A-Z0-9_+-]@(?:[A-Z0-9][A-Z0-9-]*\.)+[A-Z]{2,}$/i;
const PROFILE = /^https?:\/\/(?:[a-z]{2,3}\.)?linkedin\.com\/in\/[^/?#\s]+\/?$/i;
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

/** With `all` every bad contact is named, else the first. */
export function readBatch(
  product: BatchProduct,
  request: VendorRequest,
  all: boolean,
): Read<readonly VendorContact[]> {
  const body = bodyOf(request);
  if (body.kind === 'refused') return body;
  const lists = product === 'phones' ? ['emails', 'linkedins'] : [LISTS[product]];
  const top = strayKeys('body', body.value, [...lists, 'webhookUrl']);
  if (top !== '') return refused(top);
  if ('webhookUrl' in body.value) throw new Error('NotEmulated: enrich webhookUrl');
  if (product !== 'phones' && body.value[LISTS[product]] === undefined) {
    return refused(`body/${LISTS[product]} Required`);
  }
  const given = lists.filter((name) => body.value[name] !== undefined);
  const wrong = given.find((name) => !Array.isArray(body.value[name]));
  if (wrong !== undefined) return refused(`body/${wrong} Expected array`);
  const items = given.flatMap((name) =>
    (body.value[name] as unknown[]).map((item, index) => ({
      name,
      place: `body/${name}/${index}`,
      item,
    })),
  );
  const place = given.length === 1 ? `body/${given[0] ?? ''}` : 'body';
  if (items.length === 0) return refused(`${place} Array must contain at least 1 element(s)`);
  if (items.length > MAX_ITEMS) {
    return refused(`${place} Array must contain at most ${MAX_ITEMS} element(s)`);
  }
  const problems: string[] = [];
  for (const { name, place, item } of items) {
    const problem = name === 'leads' ? leadProblem(place, item) : textProblem(place, name, item);
    if (problem !== '') problems.push(problem);
    if (problem !== '' && !all) break;
  }
  if (problems.length > 0) return refused(problems.join(', '));
  return ok(items.map(({ name, item }) => contactOf(name, item)));
}

/** One contact, asked for at once. */
export function readSingle(product: Product, request: VendorRequest): Read<VendorContact> {
  if (product === 'phones') return readPhoneQuery(request);
  const body = bodyOf(request);
  if (body.kind === 'refused') return body;
  if (product === 'finder') {
    const problem = leadProblem('body', body.value);
    return problem === '' ? ok(contactOf('leads', body.value)) : refused(problem);
  }
  const stray = strayKeys('body', body.value, ['email']);
  if (stray !== '') return refused(stray);
  const { email } = body.value;
  const problem = email === undefined ? 'body/email Required' : '';
  const wrong = problem === '' ? textProblem('body/email', 'emails', email) : problem;
  return wrong === '' ? ok(contactOf('emails', email)) : refused(wrong);
}

/** The parameters of a list that comes in pages. */
export function readQuery<Name extends string>(
  request: VendorRequest,
  names: readonly Name[],
): Read<Readonly<Partial<Record<Name, string>>>> {
  const query = queryOf(request);
  const stray = query.find(([name]) => !(names as readonly string[]).includes(name));
  if (stray !== undefined) return refused(unrecognized('querystring', stray[0]));
  const twice = query.find(([name], index) => query.findIndex(([one]) => one === name) !== index);
  if (twice !== undefined)
    return refused(`querystring/${twice[0]} Expected string, received array`);
  if ((request.body ?? '') !== '' && request.method.toUpperCase() === 'GET') {
    return refused('body Expected undefined');
  }
  return ok(Object.fromEntries(query) as Partial<Record<Name, string>>);
}

/** A whole number from 1 to `max`; `missing` when it is not given. */
export function readCount(
  name: string,
  text: string | undefined,
  missing: number,
  max: number,
): Read<number> {
  if (text === undefined) return ok(missing);
  const place = `querystring/${name}`;
  if (!/^\d{1,9}$/.test(text)) return refused(`${place} Expected integer`);
  const count = Number(text);
  if (count < 1) return refused(`${place} Number must be greater than or equal to 1`);
  return count > max ? refused(`${place} Number must be less than or equal to ${max}`) : ok(count);
}

function readPhoneQuery(request: VendorRequest): Read<VendorContact> {
  const query = readQuery(request, ['email', 'linkedin']);
  if (query.kind === 'refused') return query;
  const { email, linkedin } = query.value;
  if (email === undefined && linkedin === undefined) {
    return refused('querystring At least one of email or linkedin is required');
  }
  const problems = [
    email === undefined ? '' : textProblem('querystring/email', 'emails', email),
    linkedin === undefined ? '' : textProblem('querystring/linkedin', 'linkedins', linkedin),
  ];
  const problem = problems.find((one) => one !== '');
  if (problem !== undefined) return refused(problem);
  return ok({
    ...(linkedin === undefined ? {} : { linkedin_url: linkedin }),
    ...(email === undefined ? {} : { email }),
  });
}

function bodyOf(request: VendorRequest): Read<Fields> {
  const query = readQuery(request, []);
  if (query.kind === 'refused') return query;
  const type = header(request, 'content-type') ?? '';
  if (!/^application\/json(?:;\s*charset=utf-8)?$/i.test(type)) {
    return refused('body Expected application/json');
  }
  try {
    const body = JSON.parse(request.body ?? '') as unknown;
    return isObject(body) ? ok(body) : refused('body Expected object');
  } catch {
    return refused('body is not valid JSON');
  }
}

function leadProblem(place: string, lead: unknown): string {
  if (!isObject(lead)) return `${place} Expected object`;
  const stray = strayKeys(place, lead, [...LEAD.keys()]);
  if (stray !== '') return stray;
  for (const [name, limit] of LEAD) {
    const value = lead[name];
    if (value === undefined) return `${place}/${name} Required`;
    const problem = stringProblem(`${place}/${name}`, value, limit);
    if (problem !== '') return problem;
    if (name === 'domain' && !DOMAIN.test(value as string))
      return `${place}/${name} Invalid domain`;
  }
  return '';
}

function textProblem(place: string, list: string, value: unknown): string {
  const isEmail = list === 'emails';
  const problem = stringProblem(place, value, isEmail ? MAX_EMAIL : MAX_PROFILE);
  if (problem !== '') return problem;
  const fits = (isEmail ? EMAIL : PROFILE).test(value as string);
  return fits ? '' : `${place} ${isEmail ? 'Invalid email' : 'Invalid profile URL'}`;
}

function stringProblem(place: string, value: unknown, limit: number): string {
  if (typeof value !== 'string') return `${place} Expected string, received ${typeof value}`;
  if (value === '') return `${place} String must contain at least 1 character(s)`;
  if (value.length > limit) return `${place} String must contain at most ${limit} character(s)`;
  const isClean = value === value.trim() && !/[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(value);
  return isClean ? '' : `${place} Padded, or with characters that are none`;
}

function contactOf(list: string, item: unknown): VendorContact {
  if (list === 'emails') return { email: item as string };
  if (list === 'linkedins') return { linkedin_url: item as string };
  const { firstName, lastName, domain } = item as Record<
    'firstName' | 'lastName' | 'domain',
    string
  >;
  return { first_name: firstName, last_name: lastName, company_domain: domain };
}

function strayKeys(place: string, object: Fields, allowed: readonly string[]): string {
  const stray = Object.keys(object).find((name) => !allowed.includes(name));
  return stray === undefined ? '' : unrecognized(place, stray);
}

function unrecognized(place: string, name: string): string {
  return `${place} Unrecognized key(s) in object: '${name}'`;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ok<T>(value: T): Read<T> {
  return { kind: 'ok', value };
}

function refused(detail: string): { readonly kind: 'refused'; readonly detail: string } {
  return { kind: 'refused', detail };
}
