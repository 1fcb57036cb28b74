// Owns fetching pages of a search within what one execution and the vendor's pace allow. Writes nothing, and buys nothing.
import type { Ports } from '../../ports';
import type { Lead, LeadFilters, LeadSearch } from '../../provider/lead-search';
import type { AccountOutcome } from '../../provider/provider';
import { saveTrouble, troubleOf } from '../report/vendor-trouble';
import { REQUESTS_END_MS } from '../slice/collect';
import type { VendorLine } from '../slice/vendor-line';

export type Failed = Exclude<AccountOutcome<unknown>, { readonly kind: 'ok' }>;

export interface Fetched {
  /** Each once, in the vendor's order. */
  readonly leads: readonly Lead[];
  /** The page that comes next; `null`: there is none. */
  readonly next: number | null;
  /** `null`: the vendor did not say. */
  readonly total: number | null;
  /** What ended it before all that was asked for was there; `null`: nothing did. */
  readonly stopped: { readonly kind: 'time' | 'pace' } | Failed | null;
}

/**
 * Pages from `first` on, until so many leads are there. A page that brings no lead that the others did not bring is the last:
 * vendors may forget to say so.
 */
export function fetchLeads(
  ports: Pick<Ports, 'http' | 'clock' | 'userStore'>,
  line: VendorLine,
  search: LeadSearch,
  filters: LeadFilters,
  { first, count }: { readonly first: number; readonly count: number },
): Fetched {
  const end = ports.clock.now() + REQUESTS_END_MS;
  const leads = new Map<string, Lead>();
  let total: number | null = null;
  for (let page = first; ; page++) {
    const so = (next: number | null, stopped: Fetched['stopped']): Fetched => ({
      ...{ leads: [...leads.values()], next, total, stopped },
    });
    if (leads.size >= count) return so(page, null);
    if (ports.clock.now() >= end) return so(page, { kind: 'time' });
    if (line.requestsLeft() === 0) return so(page, { kind: 'pace' });
    line.countRequests(1);
    const request = search.request(line.key(), filters, page, search.pageSize);
    const outcome = search.readPage(ports.http.send(request), page, ports.clock.now());
    if (outcome.kind !== 'ok') {
      const { error } = outcome;
      if (outcome.kind === 'rate_limited') line.silence(error.retryAfterSeconds);
      saveTrouble(ports.userStore, troubleOf(request, error, ports.clock.now(), null));
      return so(page, outcome);
    }
    const before = leads.size;
    for (const lead of outcome.value.leads) if (!leads.has(lead.id)) leads.set(lead.id, lead);
    total = outcome.value.total ?? total;
    if (outcome.value.isLast || leads.size === before) return so(null, null);
  }
}
