// Owns the answers to a search for leads: how many fit, and their tab. Free: nothing here buys or sends a contact.
import { hasFilter, type LeadFilters, type LeadSearch } from '../provider/lead-search';
import type { Provider } from '../provider/provider';
import { vendorOf } from '../provider/vendors';
import { findLeads as find, type FindLeadsResult } from '../run/leads/find-leads';
import { readUser } from '../run/state/user';
import { askLeads } from './ask-vendor';
import type { Failure, Reply } from './contract';
import type { Desk } from './desk';
import { failure, noLock } from './failure';
import { callFailure } from './permission';
import type { Arguments } from './requests';

/** Google takes addresses of 2,082 characters, with host and path: https://developers.google.com/apps-script/guides/services/quotas */
const QUERY_CHARACTERS = 1_900;

export function countLeads(
  { vendor: id, filters }: Arguments<'countLeads'>,
  desk: Desk,
): Reply<'countLeads'> {
  const vendor = searcherOf(id);
  const refused = refusalOf(vendor, filters);
  if (refused !== null) return refused;
  const { ports } = desk;
  const connection = readUser(ports.userStore, ports.newId).connection(id);
  if (connection === null) return noKey(vendor);
  const outcome = askLeads(connection.key, vendor, filters, desk);
  if (outcome.kind !== 'ok') return callFailure(outcome, vendor, desk);
  return { ok: true, value: { total: outcome.value.total } };
}

export function findLeads(
  { vendor: id, filters, count, more }: Arguments<'findLeads'>,
  desk: Desk,
): Reply<'findLeads'> {
  const vendor = searcherOf(id);
  const refused = refusalOf(vendor, filters);
  if (refused !== null) return refused;
  const result = find(desk.ports, { vendor, filters, count, more });
  switch (result.kind) {
    case 'found': {
      const { sheetId: sheet, name, rows, added, total, hasMore, isEarlier, stopped } = result;
      const short = stopped === null ? '' : stopText(stopped, vendor, desk);
      return { ok: true, value: { sheet, name, rows, added, total, hasMore, isEarlier, short } };
    }
    case 'none':
      return { ok: true, value: null };
    case 'changed':
      return failure(
        'refused',
        `The first columns of “${result.name}” are not as they were made, so nothing is added there. Put them back, or delete the sheet and search again: a new one is made.`,
      );
    case 'failed':
      return stopFailure(result.stopped, vendor, desk);
    case 'no_key':
      return noKey(vendor);
    case 'busy':
    case 'unavailable':
      return noLock(result);
  }
}

type Searcher = Provider & { readonly search: LeadSearch };
type Stopped = Extract<FindLeadsResult, { readonly kind: 'failed' }>['stopped'];

/** @throws Error for a vendor that no request may name here. */
function searcherOf(id: string): Searcher {
  const vendor = vendorOf(id);
  const { search } = vendor;
  if (search === undefined) throw new Error(`${vendor.name} has no search.`);
  return { ...vendor, search };
}

/** What cannot be searched for; `null`: all of it can. */
function refusalOf({ name, search }: Searcher, filters: LeadFilters): Failure | null {
  if (!hasFilter(filters)) {
    return failure('refused', `Nothing was asked of ${name}: choose at least one filter.`);
  }
  if (search.queryLength(filters) <= QUERY_CHARACTERS) return null;
  return failure(
    'refused',
    `Nothing was asked of ${name}: these filters are too long for one search. Take some words out.`,
  );
}

function noKey({ name }: Provider): Failure {
  return failure('no_key', `Connect your ${name} key first: leads are searched for with it.`);
}

function stopFailure(stopped: Stopped, vendor: Searcher, desk: Desk): Failure {
  if ('error' in stopped) return callFailure(stopped, vendor, desk);
  return failure('vendor_down', pauseText(stopped.kind, vendor));
}

function stopText(stopped: Stopped, vendor: Searcher, desk: Desk): string {
  if ('error' in stopped) return callFailure(stopped, vendor, desk).message;
  return pauseText(stopped.kind, vendor);
}

function pauseText(why: 'time' | 'pace', { name }: Searcher): string {
  switch (why) {
    case 'time':
      return 'One go takes 20 seconds at most, and they are over. Get more to go on.';
    case 'pace':
      return `${name} lets itself be asked only so often a minute. Go on in a minute.`;
  }
}
