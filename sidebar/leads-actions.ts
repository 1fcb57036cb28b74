// Owns what the clicks on the page of leads do: which call is made and what its answer changes. Knows no view.
import { channelsOfOperation } from '../src/contact/operation';
import type { LeadQuery, LeadRequest } from '../src/rpc/contract-leads';
import { type LeadField, type LeadsEvent, readDraft } from './leads';
import type { Perform, World } from './perform';

export interface LeadsActions {
  readonly typeFilter: (field: LeadField | 'type', text: string) => void;
  readonly pickCount: (count: LeadRequest['count']) => void;
  /** Counts the leads that fit what is typed, where that can be searched for. */
  readonly countLeads: (vendor: string) => void;
  /** Into a tab of their own; `more`: into the tab that the search has. */
  readonly findLeads: (query: LeadQuery, more: boolean) => void;
  readonly changeFilters: () => void;
  /** Leads to what buys the values of a tab of leads. */
  readonly openLeads: (sheet: number) => void;
}

export function createLeadsActions({ state, dispatch }: World, perform: Perform): LeadsActions {
  const tell = (event: LeadsEvent): void => {
    dispatch({ kind: 'leads', event });
  };
  return {
    typeFilter: (field, text) => {
      tell({ kind: 'typed', field, text });
    },
    pickCount: (count) => {
      tell({ kind: 'picked', count });
    },
    countLeads: (vendor) => {
      const read = readDraft(state().leads.draft);
      if (read.kind === 'wrong') {
        tell(read);
        return;
      }
      const query = { vendor, filters: read.filters };
      void perform('countLeads', 'countLeads', query, ({ total }) => {
        tell({ kind: 'counted', query, total });
      });
    },
    findLeads: (query, more) => {
      const { count } = state().leads;
      void perform('findLeads', 'findLeads', { ...query, count, more }, (tab) => {
        tell({ kind: 'found', query, tab });
      });
    },
    changeFilters: () => {
      tell({ kind: 'form' });
    },
    openLeads: (sheet) => {
      const order = { operation: 'leads', channels: channelsOfOperation('leads') } as const;
      const choice = { ...order, sheet, rows: { kind: 'all' } } as const;
      void perform('openLeads', 'home', choice, (home) => {
        dispatch({ kind: 'sampled', home });
        dispatch({ kind: 'chose', change: order });
        dispatch({ kind: 'went', to: { kind: 'home' } });
      });
    },
  };
}
