// Owns what the cells of one column look like: profiles, e-mails, domains, phones, names. Knows no header.
import { isCellError, isPlaceholder } from './cell-value';
import type { ContactField } from './contact';
import { companyDomain } from './domain';
import { holdsEmail } from './email';
import { readLinkedin } from './linkedin';
import { looksLikePersonName } from './person-name';
import { type Cells, cellText } from './table';

/** How many of a column's sampled cells look like what; a cell may look like several. */
export interface Evidence {
  readonly filled: number;
  readonly profiles: number;
  /** Profiles that only a LinkedIn subscriber can open. */
  readonly hiddenProfiles: number;
  /** Any other LinkedIn address, such as a company's page. */
  readonly pages: number;
  readonly emails: number;
  readonly domains: number;
  readonly phones: number;
  /** Whole names of people: two words or more. */
  readonly people: number;
  /** Numbers, dates and amounts. */
  readonly numbers: number;
  /** The first three distinct values, for showing. */
  readonly samples: readonly string[];
}

/** Looks at the first filled cells of a column from row `firstRow` on. */
export function readEvidence(cells: Cells, firstRow: number, column: number): Evidence {
  const found = { filled: 0, profiles: 0, hiddenProfiles: 0, pages: 0, emails: 0, domains: 0 };
  const more = { phones: 0, people: 0, numbers: 0 };
  const samples: string[] = [];
  const end = Math.min(cells.length, firstRow + MAX_ROWS);
  for (let row = firstRow; row < end && found.filled < MAX_FILLED; row++) {
    const text = cellText(cells, row, column);
    if (text === '') continue;
    const shown = text.slice(0, MAX_SAMPLE_CHARACTERS);
    if (samples.length < MAX_SAMPLES && !samples.includes(shown)) samples.push(shown);
    if (isCellError(text) || isPlaceholder(text)) continue;
    found.filled++;
    const address = readLinkedin(text).kind;
    if (address === 'profile') found.profiles++;
    else if (address === 'subscriber_only') found.hiddenProfiles++;
    else if (address !== 'not_linkedin') found.pages++;
    else if (holdsEmail(text)) found.emails++;
    else if (!/\s/.test(text) && companyDomain(text) !== null) found.domains++;
    else if (NUMBER.test(text) || DATE.test(text)) more.numbers++;
    if (isPhone(text)) more.phones++;
    if (looksLikePersonName(text)) more.people++;
  }
  return { ...found, ...more, samples };
}

/** How many of a column's cells hold something, to the sheet's last row: blanks may be sorted to its top. */
export function countFilled(cells: Cells, firstRow: number, column: number): number {
  let filled = 0;
  for (let row = firstRow; row < cells.length; row++) {
    const text = cellText(cells, row, column);
    if (text !== '' && !isCellError(text) && !isPlaceholder(text)) filled++;
  }
  return filled;
}

/** Whether the cells are something else than the field. A column without cells contradicts nothing. */
export function contradicts(evidence: Evidence, field: ContactField): boolean {
  const { filled, profiles, hiddenProfiles, pages, emails, domains, phones, numbers } = evidence;
  if (filled === 0) return false;
  const addresses = profiles + hiddenProfiles + pages + emails;
  switch (field) {
    case 'linkedin_url':
      return profiles + hiddenProfiles <= pages;
    case 'email':
      return emails < filled * FEW;
    case 'phone':
      return phones < filled * FEW;
    case 'company_domain':
      return domains < filled * FEW;
    case 'first_name':
    case 'last_name':
    case 'full_name':
      return addresses + domains + numbers > filled / 2;
    case 'lead_id':
      return addresses + domains > filled / 2;
    case 'company_name':
      return addresses + numbers > filled / 2 || domains > filled * MOST;
  }
}

/** Whether the cells alone are enough to tell the field. */
export function suggests(evidence: Evidence, field: ContactField): boolean {
  const { filled, profiles, emails, domains, phones, people } = evidence;
  if (filled === 0) return false;
  switch (field) {
    case 'linkedin_url':
      return profiles >= filled * MOST;
    case 'email':
      return emails >= filled * MOST;
    case 'phone':
      return phones >= filled * MOST;
    case 'company_domain':
      return domains >= filled * MOST;
    case 'full_name':
      return people >= filled * MOST;
    case 'first_name':
    case 'last_name':
    case 'company_name':
    case 'lead_id':
      return false;
  }
}

/** Whether at least half of the cells are whole names of people. */
export function holdsPeople({ filled, people }: Evidence): boolean {
  return filled > 0 && people >= filled / 2;
}

/** A sheet's first two hundred filled cells tell what a column is; more only cost time. */
const MAX_FILLED = 200;
const MAX_ROWS = 2000;
const MAX_SAMPLES = 3;
const MAX_SAMPLE_CHARACTERS = 80;

const FEW = 0.3;
const MOST = 0.8;

const NUMBER = /^[-+]?[$€£]?\s?[\d.,'\s]+\s?[%$€£]?$/;
const DATE = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[ T].*)?$/;
const PHONE = /^(?:tel:?\s*)?\+?[\d\s().\-/]{7,24}(?:\s*(?:ext|x|#)\.?\s*\d{1,6})?$/i;

function isPhone(text: string): boolean {
  if (!PHONE.test(text) || DATE.test(text)) return false;
  const digits = text.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 20;
}
