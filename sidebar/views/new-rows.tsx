// Owns what switching a schedule on buys: how many contacts are new now, and what they cost at most. Knows no rhythm and no ceiling.
import { useEffect } from 'preact/hooks';
import type { Channel } from '../../src/contact/contact';
import type { Actions } from '../actions';
import type { State } from '../state';
import { newOf, type NewCount } from '../new-count';
import { counted } from '../words';

interface NewRowsProps {
  readonly channels: readonly Channel[];
  readonly state: State;
  readonly actions: Actions;
  /** Its first look, or another one. */
  readonly look: 'first' | 'next';
}

export function NewRows({ channels, state, actions, look }: NewRowsProps) {
  const { choice, inspection, checking, retry, side } = state;
  const isKnown =
    retry === null && choice.rows.kind === 'new' && choice.channels.join() === channels.join();
  useEffect(() => {
    if (!isKnown && !checking)
      actions.side.countNew({ ...choice, channels, rows: { kind: 'new' } });
  }, [inspection, checking, isKnown, channels.join()]);
  const count = isKnown && inspection !== null ? newOf(inspection) : side.newCount?.count;
  return (
    <p class={count?.kind === 'told' && count.contacts > 0 ? '' : 'quiet'} role="status">
      {checking ? COUNTING : sentence(count ?? null, look)}
    </p>
  );
}

const COUNTING = 'Counting the contacts that are new now…';

function sentence(count: NewCount | null, look: NewRowsProps['look']): string {
  if (count === null) return COUNTING;
  if (count.kind === 'unknown') return 'How many contacts are new now could not be counted.';
  const { contacts, credits } = count;
  if (contacts === 0) return 'No contact is new now.';
  return `${counted(contacts, 'contact is', 'contacts are')} new now: at most ${counted(credits, 'credit')} at the ${look} look, and never more than you allow a day.`;
}
