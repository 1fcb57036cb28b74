// Owns LinkedIn addresses: which of them is a person's public profile. Knows no row.

/** What a text that should be a LinkedIn address turns out to be. */
export type LinkedinAddress =
  | { readonly kind: 'profile'; readonly slug: string }
  /** A company, school, showcase or group page: nobody's profile. */
  | { readonly kind: 'page' }
  /** Sales Navigator, Recruiter or Talent: an address that only its subscriber can open. */
  | { readonly kind: 'subscriber_only' }
  /** LinkedIn, but neither: a short link, a post, a search, `/in/` without a name. */
  | { readonly kind: 'other' }
  | { readonly kind: 'not_linkedin' };

/**
 * Reads the first LinkedIn address in a text. Any country's host, a missing scheme, upper case,
 * percent-encoding, a query, a locale suffix (`/en`) and sub-pages make no difference.
 */
export function readLinkedin(text: string): LinkedinAddress {
  const path = linkedinPath(text);
  if (path === null) return SHORT_LINK.test(text) ? { kind: 'other' } : { kind: 'not_linkedin' };
  const segments = path.split('/').filter((segment) => segment !== '');
  while (MOBILE_PREFIXES.has(lower(segments[0]))) segments.shift();
  const [section, name] = [lower(segments[0]), segments[1]];
  if (PAGES.has(section)) return { kind: 'page' };
  if (SUBSCRIBER_SECTIONS.has(section)) return { kind: 'subscriber_only' };
  const slug = section === 'in' ? slugOf(name) : section === 'pub' ? slugOfPub(segments) : null;
  return slug === null ? { kind: 'other' } : { kind: 'profile', slug };
}

/**
 * The slug of a personal public profile (`jane-doe` of `https://www.linkedin.com/in/jane-doe/`), decoded
 * and in lower case; `null` for everything else. Member ids (`ACoAA…`) keep their case, which matters.
 */
export function profileSlug(text: string): string | null {
  if (text === '') return null;
  const plain = CANONICAL.exec(text)?.[1];
  if (plain !== undefined && !NOBODY.has(plain)) return plain;
  const address = readLinkedin(text);
  return address.kind === 'profile' ? address.slug : null;
}

/** The canonical address of a slug; `profileSlug` gives the slug back. */
export function profileUrl(slug: string): string {
  return `https://www.linkedin.com/in/${encodeURIComponent(slug)}`;
}

/** What {@link profileUrl} makes of most slugs, so that a sheet's worth of them is read fast. */
const CANONICAL = /^https:\/\/www\.linkedin\.com\/in\/([a-z0-9-]{3,100})$/;
const ADDRESS =
  /(?:^|[^a-z0-9.@-])(?:[a-z0-9-]+\.)*linkedin\.com(?::\d+)?(?:\/([^\s?#"'<>,;()|]*)|(?=[\s?#"'<>,;()|]|$))/i;
/** People also paste what follows the host. */
const PATH_ONLY = /^\/?((?:in|pub)\/[^\s?#"'<>,;()|]+)$/i;
const SHORT_LINK = /(?:^|[^a-z0-9.-])lnkd\.in\//i;

const MOBILE_PREFIXES = new Set(['mwlite', 'm', 'profile']);
const PAGES = new Set([
  'company',
  'companies',
  'school',
  'edu',
  'showcase',
  'groups',
  'organization',
]);
const SUBSCRIBER_SECTIONS = new Set(['sales', 'talent', 'recruiter', 'cap']);

/** `me` is whoever is logged in; LinkedIn shows `unavailable` for a profile that is hidden or gone. */
const NOBODY = new Set(['me', 'unavailable', 'null', 'undefined']);

/** Only so much of a long text is searched: what comes before and after the host in any address. */
const AROUND = 1000;

/** A member id in place of a name; base64, so its case must stay. */
const MEMBER_ID = /^AC[a-zA-Z]AA[\w-]{20,}$/;

/** The longest slug a person can choose is 100 characters; foreign letters are counted decoded. */
const MAX_SLUG_CHARACTERS = 150;

function linkedinPath(text: string): string | null {
  const at = text.search(/linkedin\.com/i);
  if (at < 0) return PATH_ONLY.exec(text)?.[1] ?? null;
  const match = ADDRESS.exec(text.slice(Math.max(0, at - AROUND), at + AROUND));
  return match === null ? null : (match[1] ?? '');
}

function slugOf(segment: string | undefined): string | null {
  if (segment === undefined) return null;
  const decoded = decode(segment).normalize('NFC').trim();
  const slug = MEMBER_ID.test(decoded) ? decoded : decoded.toLowerCase();
  const plausible =
    /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(slug) &&
    !/[\s/%\p{Cc}\p{Cs}]/u.test(slug) &&
    slug.length <= MAX_SLUG_CHARACTERS;
  return plausible && !NOBODY.has(slug) ? slug : null;
}

/**
 * Addresses from before 2015, `/pub/jane-doe/12/34/567`: LinkedIn sends them to `/in/jane-doe-56703412`, the
 * numbers in reverse, all but the first filled up to three digits.
 */
function slugOfPub(segments: readonly string[]): string | null {
  const [, name, first, second, third] = segments;
  if (name === undefined || first === undefined) return slugOf(name);
  if (second === undefined || third === undefined) return slugOf(name);
  return slugOf(`${name}-${third.padStart(3, '0')}${second.padStart(3, '0')}${first}`);
}

/** Exports sometimes encode twice; text that is not percent-encoding stays as it is. */
function decode(text: string): string {
  let decoded = text;
  for (let times = 0; times < 2 && decoded.includes('%'); times++) {
    try {
      decoded = decodeURIComponent(decoded);
    } catch {
      return decoded;
    }
  }
  return decoded;
}

function lower(segment: string | undefined): string {
  return (segment ?? '').toLowerCase();
}
