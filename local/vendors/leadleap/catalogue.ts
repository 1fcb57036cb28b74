// Owns which leads there are, and which of them a search finds. Knows no organisation and no answer.
import type { Shares } from '../results';
import {
  COLLEAGUES,
  DIFFERENT_NAMES,
  makeCompany,
  makeLead,
  numberOf,
  type Company,
  type Lead,
} from './lead';
import type { Search } from './search';

const LEADS = DIFFERENT_NAMES;

export interface Page {
  readonly total: number;
  readonly leads: readonly Lead[];
}

/** Makes each lead when it is first asked for: most tests need few of them. */
export class Catalogue {
  private readonly made = new Map<number, Lead>();
  private readonly companies = new Map<number, Company>();

  constructor(
    private readonly seed: string,
    private readonly shares: Shares,
  ) {}

  /** Withdrawn ones too. */
  find(id: string): Lead | undefined {
    const number = numberOf(id);
    if (number === null || number >= LEADS) return undefined;
    const lead = this.at(number);
    return lead.id === id ? lead : undefined;
  }

  /** The first of those that can be bought, or of those that were withdrawn, always in the same order. */
  ids(withdrawn: boolean, count: number): readonly string[] {
    const ids: string[] = [];
    for (let number = 0; number < LEADS && ids.length < count; number++) {
      const lead = this.at(number);
      if (lead.withdrawn === withdrawn) ids.push(lead.id);
    }
    return ids;
  }

  search({ type, words, numbers, page, perPage }: Search): Page {
    const all = Array.from({ length: LEADS }, (_none, number) => this.at(number));
    const hits = all.filter(
      (lead) =>
        !lead.withdrawn &&
        lead.type === type &&
        words.every(({ name, values }) => values.includes(wordOf(lead, name) ?? '')) &&
        numbers.every(({ name, from, to }) => {
          const value = name === 'year_founded' ? lead.company.founded : lead.company.employees;
          return value >= from && value <= to;
        }),
    );
    return { total: hits.length, leads: hits.slice((page - 1) * perPage, page * perPage) };
  }

  private at(number: number): Lead {
    const known = this.made.get(number);
    if (known !== undefined) return known;
    const lead = makeLead(number, this.seed, this.shares, this.company(number));
    this.made.set(number, lead);
    return lead;
  }

  private company(lead: number): Company {
    const number = Math.floor(lead / COLLEAGUES);
    const company = this.companies.get(number) ?? makeCompany(number, this.seed);
    this.companies.set(number, company);
    return company;
  }
}

function wordOf(lead: Lead, name: Search['words'][number]['name']): string | null {
  switch (name) {
    case 'country':
      return lead.company.country;
    case 'sector':
      return lead.company.sector;
    case 'industry':
      return lead.company.industry;
    case 'company_size':
      return lead.company.size;
    case 'size_range':
      return lead.company.revenue;
    case 'department':
      return lead.department;
    case 'job_level':
      return lead.jobLevel;
    case 'state':
      return lead.company.state;
  }
}
