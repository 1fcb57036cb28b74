// Owns one made-up lead, which says that it is made up. It depends on its number and the seed; knows no answer.
import { ascii } from '../person';
import type { Found, Shares } from '../results';
import { between, chance, hex } from '../seeded';
import {
  COUNTRIES,
  DEPARTMENTS,
  FIRST_NAMES,
  LAST_NAMES,
  LEVELS,
  SECTORS,
  SIZES,
} from './lead-words';

export interface Lead {
  readonly id: string;
  readonly type: 'business' | 'consumer';
  /** Deleted since: it is in no search, and asking for it is 410. */
  readonly withdrawn: boolean;
  readonly firstName: string;
  readonly lastName: string;
  /** `null` where the vendor has none; so are the others. */
  readonly email: string | null;
  readonly secondEmail: string | null;
  readonly phone: string | null;
  readonly companyPhone: string | null;
  readonly linkedinUrl: string | null;
  readonly jobTitle: string;
  readonly jobLevel: string;
  readonly department: string;
  readonly aiScore: number;
  readonly company: Company;
}

export interface Company {
  readonly name: string;
  readonly domain: string;
  readonly phone: string | null;
  readonly sector: string;
  readonly industry: string;
  /** People, as a bracket; the count lies in it. */
  readonly size: string;
  readonly employees: number;
  /** Revenue, as a bracket. */
  readonly revenue: string;
  readonly founded: number;
  readonly country: string;
  /** Of the United States only. */
  readonly state: string | null;
  readonly city: string;
}

/** How many leads work for one company: lead 0 to 3 for company 0. */
export const COLLEAGUES = 4;
const CONSUMERS = 0.05;
const HAS_PROFILE = 0.8;
const SECOND_EMAIL = 0.25;
const COMPANY_PHONE = 0.6;

/** Every name is somebody else's up to this many. */
export const DIFFERENT_NAMES = FIRST_NAMES.length * LAST_NAMES.length;

/** The last four digits of a lead's id are its number. */
const ID = /^c_[0-9a-f]{12}([0-9a-f]{4})$/;

/** `number` counts from 0. */
export function makeLead(number: number, seed: string, shares: Shares, company: Company): Lead {
  const key = `${seed}|lead|${number}`;
  const firstName = FIRST_NAMES[number % FIRST_NAMES.length] ?? '';
  const lastName = LAST_NAMES[Math.floor(number / FIRST_NAMES.length) % LAST_NAMES.length] ?? '';
  const id = `c_${hex(key, 12)}${number.toString(16).padStart(4, '0')}`;
  const department = pick(`${key}|department`, DEPARTMENTS);
  const jobLevel = pick(`${key}|level`, LEVELS);
  const name = `sample.${ascii(firstName)}.${ascii(lastName)}`;
  const withdrawn = chance(`${key}|failed`) < shares.failed;
  const hasEmail = chance(`${key}|email`) < shares.email;
  return {
    id,
    type: chance(`${key}|consumer`) < CONSUMERS ? 'consumer' : 'business',
    withdrawn,
    firstName,
    lastName,
    email: hasEmail ? `${name}@${company.domain}` : null,
    secondEmail: hasEmail && chance(`${key}|second`) < SECOND_EMAIL ? `${name}@home.example` : null,
    phone: chance(`${key}|phone`) < shares.phone ? fictional(2 * number) : null,
    companyPhone: company.phone,
    linkedinUrl:
      chance(`${key}|profile`) < HAS_PROFILE
        ? `https://linkedin.com/in/${name.replaceAll('.', '-')}-${id.slice(2, 8)}`
        : null,
    jobTitle: `${jobLevel} of Sample ${department}`,
    jobLevel,
    department,
    aiScore: between(`${key}|score`, 1, 99),
    company,
  };
}

/** The number of the only lead that may have this id; `null` when none may. */
export function numberOf(id: string): number | null {
  const digits = ID.exec(id)?.[1];
  return digits === undefined ? null : parseInt(digits, 16);
}

/** What its values are, for the witness. */
export function foundOf(lead: Lead): Found {
  if (lead.withdrawn) return { email: '', emailStatus: '', phones: [], failed: true };
  const phones = [lead.phone, lead.companyPhone].filter((number) => number !== null);
  return { email: lead.email ?? '', emailStatus: '', phones, failed: false };
}

export function makeCompany(number: number, seed: string): Company {
  const key = `${seed}|company|${number}`;
  const sector = pick(`${key}|sector`, SECTORS);
  const size = pick(`${key}|size`, SIZES);
  const country = pick(`${key}|country`, COUNTRIES);
  const place = pick(`${key}|place`, country.places);
  return {
    name: `Sample Company ${number + 1}`,
    domain: `company-${number + 1}.example`,
    phone: chance(`${key}|phone`) < COMPANY_PHONE ? fictional(2 * number + 1) : null,
    sector: sector.name,
    industry: pick(`${key}|industry`, sector.industries),
    size: size.people,
    employees: between(`${key}|employees`, size.from, size.to),
    revenue: size.revenue,
    founded: between(`${key}|founded`, 1950, 2023),
    country: country.name,
    state: place.state,
    city: place.city,
  };
}

/**
 * 555-0100 to 555-0199 of any area code are set aside for fiction, 57,600 numbers in all; no two of them are the same:
 * https://nationalnanpa.com/number_resource_info/555_numbers.html
 */
function fictional(number: number): string {
  // 7919 shares no factor with 57,600, so every number comes once.
  const mixed = (number * 7919) % 57_600;
  const code = Math.floor(mixed / 100);
  const area = `${2 + (code % 8)}${Math.floor(code / 8) % 9}${2 + Math.floor(code / 72)}`;
  return `+1${area}55501${String(mixed % 100).padStart(2, '0')}`;
}

function pick<T>(text: string, list: readonly [T, ...T[]]): T {
  return list[between(text, 0, list.length - 1)] ?? list[0];
}
