// Owns what a search for leads may ask of a vendor, and how what it finds looks. Pure; knows no vendor.
import type { AccountOutcome, HttpRequest, HttpResult } from './provider';

/** What is searched by words of the vendor's own, of which any may fit. */
export const LEAD_WORDS = [
  'country',
  'state',
  'sector',
  'industry',
  'department',
  'job_level',
  'company_size',
  'size_range',
] as const;
export type LeadWord = (typeof LEAD_WORDS)[number];

/** What is searched from a whole number to another one. */
export const LEAD_RANGES = ['employee_count', 'year_founded'] as const;
export type LeadRange = (typeof LEAD_RANGES)[number];

export interface LeadFilters {
  readonly type: 'business' | 'consumer';
  /** None of them blank, padded, twice, or with a comma in it. */
  readonly words: Readonly<Partial<Record<LeadWord, readonly string[] | undefined>>>;
  readonly ranges: Readonly<Partial<Record<LeadRange, Bounds | undefined>>>;
}

/** One of them at least. */
interface Bounds {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** One lead as a search shows it. Each text as it goes into a cell; `''` where the vendor says nothing. Untrusted. */
export interface Lead {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly company: string;
  readonly website: string;
  readonly department: string;
  readonly industry: string;
  readonly companySize: string;
  readonly employees: number | null;
  readonly country: string;
  readonly state: string;
  readonly city: string;
  /** The vendor's own. */
  readonly score: number | null;
  /** No address: what the vendor lets be seen of one. */
  readonly maskedEmail: string;
  readonly maskedPhone: string;
  /** Only of leads that the key's organisation has bought before. */
  readonly email: string;
  readonly phone: string;
}

export interface LeadPage {
  readonly leads: readonly Lead[];
  /** How many leads fit in all, where the vendor says so. */
  readonly total: number | null;
  readonly isLast: boolean;
}

/** A vendor's search. It costs nothing. */
export interface LeadSearch {
  /** Leads that one page can hold. */
  readonly pageSize: number;
  /** Characters that the filters take in an address. */
  queryLength(filters: LeadFilters): number;
  /** Pages count from 1. */
  request(key: string, filters: LeadFilters, page: number, perPage: number): HttpRequest;
  readPage(result: HttpResult, page: number, nowMs: number): AccountOutcome<LeadPage>;
}

/** Without any, everybody fits. */
export function hasFilter({ words, ranges }: LeadFilters): boolean {
  return Object.keys(words).length > 0 || Object.keys(ranges).length > 0;
}
