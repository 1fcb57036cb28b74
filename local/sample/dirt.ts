// Owns how people really type contacts: the many spellings of one person. Knows no sheet.
import type { SamplePerson } from './people';
import type { Random } from './random';

/** One spelling of a profile's address; a few rows hold the company's page instead, as real lists do. */
export function profileAddress(random: Random, person: SamplePerson): string {
  const slug = person.slug;
  return random.pick([
    () => `https://www.linkedin.com/in/${slug}`,
    () => `https://www.linkedin.com/in/${slug}/`,
    () => `linkedin.com/in/${slug}`,
    () => `http://de.linkedin.com/in/${slug}?trk=people-guest`,
    () => `www.linkedin.com/in/${slug.toUpperCase()}`,
    () => `https://www.linkedin.com/in/${slug}/?originalSubdomain=uk`,
    () => `https://www.linkedin.com/in/${slug}#experience `,
    () => ` https://linkedin.com/in/${slug}/details/contact-info`,
  ])();
}

export function companyPage(person: SamplePerson): string {
  return `https://www.linkedin.com/company/${person.domain.replace('.example', '')}`;
}

export function website(random: Random, person: SamplePerson): string {
  const domain = person.domain;
  return random.pick([
    () => domain,
    () => `www.${domain}`,
    () => `https://www.${domain}/`,
    () => `http://${domain}/en/contact?ref=fair`,
    () => `${domain.toUpperCase()} `,
    () => `https://shop.${domain}`,
  ])();
}

/** First and last name as typed: mostly clean, sometimes lower case, shouted, padded or with an honorific. */
export function typedNames(random: Random, person: SamplePerson): { first: string; last: string } {
  const { first, last, honorific } = person;
  const roll = random.next();
  if (roll < 0.66) return { first, last };
  if (roll < 0.76) return { first: first.toLowerCase(), last: last.toLowerCase() };
  if (roll < 0.82) return { first: first.toUpperCase(), last: last.toUpperCase() };
  if (roll < 0.9) return { first: `${honorific} ${first}`, last };
  return { first: `${first} `, last: `  ${last}` };
}

/** Both names in one cell. */
export function typedFullName(random: Random, person: SamplePerson): string {
  const { first, last } = typedNames(random, person);
  return random.chance(0.12) ? `${last.trim()}, ${first.trim()}` : `${first.trim()} ${last.trim()}`;
}

/** The same company as somebody else would write it. */
export function otherCompanySpelling(random: Random, company: string): string {
  return random.pick([
    () => company.toUpperCase(),
    () => company.toLowerCase(),
    () => `  ${company}`,
    () => company.replace(/(, Inc\.| GmbH| Ltd\.| S\.A\.| B\.V\.| & Co\. KG)$/, ''),
  ])();
}

/** Without accents, as typed on a foreign keyboard; Cyrillic letters with a mark are letters of their own there. */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/([a-z])[\u0300-\u036f]+/gi, '$1')
    .normalize('NFC');
}
