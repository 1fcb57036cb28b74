// An execution that searches for leads ends at any service call. No half of a tab looks whole, and the same search again ends it.
import type { VendorAnswer } from '../../local/vendors/http';
import type { LeadRequest } from '../../src/rpc/contract-leads';
import type { Addon } from '../support/addon';
import { people } from '../support/people';
import { type Death, deathsAt, Stage } from './stage';

const SEARCH: LeadRequest = {
  vendor: 'leadleap',
  filters: { type: 'business', words: { country: ['US'] }, ranges: {} },
  count: 100,
  more: false,
};
const MORE: LeadRequest = { ...SEARCH, more: true };

/** By address: the vendor says the same to everybody here. */
const SAID = new Map<string, VendorAnswer>();

interface Tabs {
  readonly names: readonly string[];
  /** In the first of them. */
  readonly ids: readonly string[];
}

function tabsOf({ workbook }: Addon): Tabs {
  const [, ...tabs] = workbook.sheets;
  const ids = tabs[0]?.displayed().slice(1) ?? [];
  return { names: tabs.map(({ name }) => name), ids: ids.map(([id = '']) => id) };
}

/** An execution of this request, in a document where those before it were made. */
function stageOf(
  before: readonly LeadRequest[],
  request: LeadRequest,
  deaths: Death[] = [],
): Stage {
  const stage = new Stage({ rows: people(1), choice: {} }, deaths);
  const { addon } = stage;
  addon.connect(undefined, 'leadleap');
  const { leadleap } = addon.vendors;
  const real = leadleap.handle.bind(leadleap);
  leadleap.handle = (asked, nowMs) => {
    const answer = SAID.get(asked.url) ?? real(asked, nowMs);
    SAID.set(asked.url, answer);
    return answer;
  };
  for (const each of before) addon.ask('findLeads', each);
  stage.watch();
  addon.execute('findLeads', request);
  stage.rest();
  return stage;
}

const STORIES = [
  ['a search', [], SEARCH],
  ['a search for more', [SEARCH], MORE],
] as const;

test.each(STORIES)(
  'a death at any call of %s leaves nothing half that looks whole',
  (_, before, request) => {
    const undisturbed = stageOf(before, request);
    const whole = tabsOf(undisturbed.addon);
    const first = whole.ids.slice(0, before.length * SEARCH.count);
    const deaths = deathsAt(undisturbed.calls, true);
    expect(whole.ids).toHaveLength(SEARCH.count * (before.length + 1));
    expect(deaths.length).toBeGreaterThan(20);
    const broken = deaths.flatMap((death) => {
      const { addon, died } = stageOf(before, request, [death]);
      const left = tabsOf(addon);
      const isWhole = [first.length, whole.ids.length].includes(left.ids.length);
      const isSaid = left.names.every(
        (name) => left.ids.length > 0 || name === 'Leads (unfinished)',
      );
      addon.ask('findLeads', SEARCH);
      const repeated = tabsOf(addon);
      if (request.more) addon.ask('findLeads', MORE);
      const { ids } = tabsOf(addon);
      return [
        ...(died.length === 1 ? [] : ['no death']),
        ...(isWhole && isSaid ? [] : [`left ${left.names.join()} with ${left.ids.length}`]),
        ...(repeated.names.join() === 'Leads' ? [] : [`then ${repeated.names.join()}`]),
        ...(new Set(ids).size === ids.length ? [] : ['some twice']),
        ...(whole.ids.every((id) => ids.includes(id)) ? [] : ['some missing']),
      ].map((word) => `${died.join()}: ${word}`);
    });
    expect(broken).toEqual([]);
  },
);
