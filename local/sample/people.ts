// Owns the invented people: who they are, before anybody has typed them into a sheet. Knows no rows.
import type { Random } from './random';
import { COMPANY_FIRST, COMPANY_FORMS, COMPANY_SECOND, JOB_TITLES, NAME_LISTS } from './words';

export interface SamplePerson {
  readonly first: string;
  readonly last: string;
  readonly honorific: string;
  readonly company: string;
  /** Under `.example`, which is reserved and belongs to nobody (RFC 2606). */
  readonly domain: string;
  readonly title: string;
  readonly city: string;
  /** Of a personal profile; ends in `-sample-…` so that it is nobody's. */
  readonly slug: string;
  /** First and last name as an e-mail address would have them. */
  readonly mailbox: string;
}

export function inventPerson(random: Random, serial: number): SamplePerson {
  // Every other name is from the first list: most sheets have one main language.
  const list = random.chance(0.4) ? NAME_LISTS[0] : random.pick(NAME_LISTS);
  const first = random.pick(list.first);
  const last = random.pick(list.last);
  const latinFirst = list.latin?.first[list.first.indexOf(first)] ?? first;
  const latinLast = list.latin?.last[list.last.indexOf(last)] ?? last;
  const brand = random.pick(COMPANY_FIRST);
  const trade = random.pick(COMPANY_SECOND);
  const mailbox = `${plain(latinFirst)}.${plain(latinLast)}`;
  return {
    first,
    last,
    honorific: random.pick(list.honorifics),
    company: `${brand} ${trade}${random.pick(COMPANY_FORMS)}`,
    domain: `${brand}-${trade}.example`.toLowerCase(),
    title: random.pick(JOB_TITLES),
    city: random.pick(list.cities),
    slug: `${mailbox.replace('.', '-')}-sample-${serial.toString(36).padStart(3, '0')}`,
    mailbox,
  };
}

/** Lower-case ASCII letters and hyphens. */
function plain(name: string): string {
  return name
    .replace(/ß/g, 'ss')
    .replace(/[øØ]/g, 'o')
    .replace(/[łŁ]/g, 'l')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '');
}
