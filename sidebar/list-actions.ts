// Owns what the clicks on the page of lists do: which call is made and what its answer changes. Knows no view.
import type { ListDecision, ListView } from '../src/rpc/contract-list';
import { capOf, capWrong, type ListEvent, type ListPage } from './list';
import type { Perform, World } from './perform';
import { choiceNow } from './retry';

export interface ListActions {
  /** How the list stands now. */
  readonly loadList: () => void;
  readonly chooseList: (change: Partial<Pick<ListPage, 'source' | 'typed' | 'channels'>>) => void;
  /** Makes a list of the sheet's rows where that is wanted, and estimates it. */
  readonly estimateList: (vendor: string) => void;
  /** The same list once more. */
  readonly estimateAgain: () => void;
  readonly typeListCap: (text: string) => void;
  readonly buyList: () => void;
  readonly decideList: (decision: ListDecision) => void;
  readonly anotherList: () => void;
}

export function createListActions(world: World, perform: Perform): ListActions {
  const { state, dispatch, client, listLoop } = world;
  const tell = (event: ListEvent): void => {
    dispatch({ kind: 'list', event });
  };
  const hear = (view: ListView | null): void => {
    tell({ kind: 'heard', view });
    listLoop.heard(view);
  };
  const quote = async (vendor: string, list: string): Promise<void> => {
    const { channels } = state().list;
    await perform('quoteList', 'quoteList', { vendor, list, channels }, (view) => {
      tell({ kind: 'quoted', view });
      listLoop.heard(view);
    });
  };

  const estimate = async (vendor: string): Promise<void> => {
    const { source, typed, channels } = state().list;
    if (channels.length === 0) {
      tell({ kind: 'wrong', message: 'Choose e-mails, phones or both.' });
      return;
    }
    if (source === 'kept') {
      if (typed.trim() === '') tell({ kind: 'wrong', message: 'Paste the id of the list.' });
      else await quote(vendor, typed);
      return;
    }
    const choice = { ...choiceNow(state()), channels };
    const outcome = await perform('makeList', 'makeList', { vendor, choice, channels }, (made) => {
      tell({ kind: 'made', made });
    });
    if (outcome?.ok === true) await quote(vendor, outcome.value.list);
  };

  const load = async (): Promise<void> => {
    const outcome = await client.call('list', null);
    if (outcome.ok) hear(outcome.value);
    else dispatch({ kind: 'failed', trouble: outcome.trouble });
  };

  return {
    loadList: () => void load(),
    chooseList: (change) => {
      tell({ kind: 'chose', change });
    },
    estimateList: (vendor) => void estimate(vendor),
    estimateAgain: () => {
      const { view } = state().list;
      if (view === null) return;
      tell({ kind: 'chose', change: { channels: view.channels } });
      void quote(view.vendor, view.list);
    },
    typeListCap: (text) => {
      tell({ kind: 'capped', text });
    },
    buyList: () => {
      const { view } = state().list;
      const maximum = capOf(state().list);
      if (view === null) return;
      if (maximum === null) tell({ kind: 'wrong', message: capWrong(view) });
      else void perform('buyList', 'buyList', { id: view.id, maximum }, hear);
    },
    decideList: (decision) => {
      const { view } = state().list;
      if (view === null) return;
      void perform(`decideList ${decision}`, 'decideList', { id: view.id, decision }, hear);
    },
    anotherList: () => {
      tell({ kind: 'another' });
    },
  };
}
