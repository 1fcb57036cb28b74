// Owns which rows of one sheet are the same contact. Knows identities, not cells, channels or runs.
import { type Contact, type Identity, withEmail, withLead } from './contact';
import { type IdentityKey, identityKey } from './fingerprint';

export interface IdentifiedRow {
  /** 0-based row of the table. */
  readonly row: number;
  readonly identity: Identity;
}

export interface Grouping {
  /** Ordered by their first rows. */
  readonly contacts: readonly Contact[];
  /** The contact of each row, as an index into `contacts`; ambiguous rows have none. */
  readonly contactOf: ReadonlyMap<number, number>;
  /** Rows that fit two different contacts: nothing tells which. */
  readonly ambiguous: ReadonlySet<number>;
}

/**
 * Groups rows into contacts, the same way in whatever order the rows stand:
 *
 * 1. Rows with a LinkedIn profile: one contact a profile; different profiles are different people.
 * 2. Rows without profile but with a domain: one contact a name and domain. They join the profile with that
 *    name and domain, or with that name and company where the profile's rows have no domain.
 * 3. Rows with neither: one contact a name and company, joining a contact of 1 or 2 with both.
 * 4. Rows of which only the e-mail tells who they are: one contact an address. It joins nobody: an address may be shared.
 *    Rows with a LeadLeap id: one contact an id.
 *
 * Rows of 2 and 3 that fit two different contacts are ambiguous. Linear in the number of rows.
 */
export function groupRows(rows: readonly IdentifiedRow[]): Grouping {
  const entries = rows
    .map(({ row, identity }): Entry => ({ row, identity, key: identityKey(identity) }))
    .sort((a, b) => a.row - b.row);

  const profiles = cluster(entries, ({ slug }) => slug);
  const byDomain = new Candidates();
  const byCompanyAlone = new Candidates();
  for (const profile of profiles) {
    const hasDomain = profile.entries.some(({ key }) => key.domain !== '');
    for (const { key } of profile.entries) {
      byDomain.add(pair(key.name, key.domain), profile);
      if (!hasDomain) byCompanyAlone.add(pair(key.name, key.company), profile);
    }
  }

  const byCompany = new Candidates();
  const domains = cluster(entries, ({ slug, name, domain }) =>
    slug === '' ? pair(name, domain) : '',
  );
  const ofDomains = settle(domains, (key) => [
    ...byDomain.get(pair(key.name, key.domain)),
    ...byCompanyAlone.get(pair(key.name, key.company)),
  ]);
  for (const contact of [...profiles, ...ofDomains.contacts]) {
    for (const { key } of contact.entries) byCompany.add(pair(key.name, key.company), contact);
  }
  for (const { entries: unsettled, candidates } of ofDomains.ambiguous) {
    for (const { key } of unsettled) {
      for (const contact of candidates) byCompany.add(pair(key.name, key.company), contact);
    }
  }

  const companies = cluster(entries, ({ slug, name, domain, company }) =>
    slug === '' && domain === '' ? pair(name, company) : '',
  );
  const ofCompanies = settle(companies, (key) => byCompany.get(pair(key.name, key.company)));

  const others = [
    ...cluster(entries, ({ leadId }) => leadId),
    ...cluster(entries, (key) => (isByEmailAlone(key) ? key.email : '')),
  ];
  const named = [...profiles, ...ofDomains.contacts, ...ofCompanies.contacts];
  const contacts = [...named, ...others].map(toContact);
  contacts.sort((a, b) => (a.rows[0] ?? 0) - (b.rows[0] ?? 0));
  const contactOf = new Map<number, number>();
  contacts.forEach((contact, index) => {
    for (const row of contact.rows) contactOf.set(row, index);
  });
  const ambiguous = [...ofDomains.ambiguous, ...ofCompanies.ambiguous];
  const ambiguousRows = ambiguous.flatMap((found) => found.entries.map(({ row }) => row));
  return { contacts, contactOf, ambiguous: new Set(ambiguousRows) };
}

function isByEmailAlone({ leadId, slug, name, domain, company }: IdentityKey): boolean {
  return leadId === '' && slug === '' && (name === '' || domain + company === '');
}

interface Entry extends IdentifiedRow {
  readonly key: IdentityKey;
}

interface Cluster {
  readonly entries: Entry[];
}

interface Unsettled {
  readonly entries: readonly Entry[];
  readonly candidates: readonly Cluster[];
}

/** Clusters by a text. Two are as many as anybody asks for: more than one is ambiguous. */
class Candidates {
  private readonly found = new Map<string, Cluster[]>();

  add(text: string, candidate: Cluster): void {
    if (text === '') return;
    const known = this.found.get(text);
    if (known === undefined) this.found.set(text, [candidate]);
    else if (known.length < 2 && !known.includes(candidate)) known.push(candidate);
  }

  get(text: string): readonly Cluster[] {
    return this.found.get(text) ?? [];
  }
}

/** `''` unless both are there. */
function pair(name: string, other: string): string {
  return name === '' || other === '' ? '' : `${name}\n${other}`;
}

/** The entries by the text that `of` gives them, leaving out those with `''`. */
function cluster(entries: readonly Entry[], of: (key: IdentityKey) => string): readonly Cluster[] {
  const clusters = new Map<string, Cluster>();
  for (const entry of entries) {
    const text = of(entry.key);
    if (text === '') continue;
    const known = clusters.get(text);
    if (known === undefined) clusters.set(text, { entries: [entry] });
    else known.entries.push(entry);
  }
  return [...clusters.values()];
}

/** Lets each cluster join its only candidate; without one it is a contact of its own. */
function settle(
  clusters: readonly Cluster[],
  candidatesOf: (key: IdentityKey) => readonly Cluster[],
): { readonly contacts: readonly Cluster[]; readonly ambiguous: readonly Unsettled[] } {
  const contacts: Cluster[] = [];
  const ambiguous: Unsettled[] = [];
  for (const own of clusters) {
    const found = new Set<Cluster>();
    for (const { key } of own.entries) {
      for (const candidate of candidatesOf(key)) found.add(candidate);
      if (found.size > 1) break;
    }
    const [only, second] = found;
    if (only === undefined) contacts.push(own);
    else if (second === undefined) for (const entry of own.entries) only.entries.push(entry);
    else ambiguous.push({ entries: own.entries, candidates: [only, second] });
  }
  return { contacts, ambiguous };
}

function toContact(found: Cluster): Contact {
  const entries = [...found.entries].sort((a, b) => a.row - b.row);
  const [first] = entries;
  if (first === undefined) throw new Error('A contact has at least one row.');
  return {
    identity: entries.reduce(complete, first).identity,
    fingerprints: [...new Set(entries.map(({ key }) => key.fingerprint))],
    rows: entries.map(({ row }) => row),
  };
}

/** Fills what `known` lacks from another row; a domain and a company's name only where they agree. */
function complete(known: Entry, other: Entry): Entry {
  if (known === other) return known;
  const [mine, theirs] = [known.identity, other.identity];
  const agree =
    isEqualOrBlank(known.key.company, other.key.company) &&
    isEqualOrBlank(known.key.domain, other.key.domain);
  const identity: Identity = {
    linkedinUrl: mine.linkedinUrl || theirs.linkedinUrl,
    firstName: mine.firstName || theirs.firstName,
    lastName: mine.lastName || theirs.lastName,
    companyName: mine.companyName || (agree ? theirs.companyName : ''),
    companyDomain: mine.companyDomain || (agree ? theirs.companyDomain : ''),
    ...withEmail(mine.email ?? theirs.email),
    ...withLead(mine.leadId ?? theirs.leadId),
  };
  return { ...known, identity, key: agree ? merged(known.key, other.key) : known.key };
}

function isEqualOrBlank(one: string, other: string): boolean {
  return one === '' || other === '' || one === other;
}

function merged(known: IdentityKey, other: IdentityKey): IdentityKey {
  return {
    ...known,
    company: known.company || other.company,
    domain: known.domain || other.domain,
  };
}
