// Owns what switching a schedule on buys: how many contacts are new now, and what they cost at most. Knows no rhythm and no ceiling.
import { useEffect } from 'preact/hooks';
import type { Choice } from '../../src/rpc/contract';
import type { Actions } from '../actions';
import type { State } from '../state';
import { newOf, type NewCount } from '../new-count';
import { counted } from '../words';
import { creditsText } from '../credits';

interface NewRowsProps {
  /** What the schedule finds, of whom. */
  readonly wish: Pick<Choice, 'channels' | 'route'>;
  readonly state: State;
  readonly actions: Actions;
  /** Its first look, or another one. */
  readonly look: 'first' | 'next';
}

export function NewRows({ wish, state, actions, look }: NewRowsProps) {
  const { channels, route } = wish;
  const { choice, inspection, checking, retry, side } = state;
  const isKnown =
    retry === null &&
    choice.rows.kind === 'new' &&
    keyOf(choice.channels, choice.route) === keyOf(channels, route);
  useEffect(() => {
    if (!isKnown && !checking) actions.side.countNew({ ...choice, ...wish, rows: { kind: 'new' } });
  }, [inspection, checking, isKnown, keyOf(channels, route)]);
  const count = isKnown && inspection !== null ? newOf(inspection) : side.newCount?.count;
  return (
    <p class={count?.kind === 'told' && count.contacts > 0 ? '' : 'quiet'} role="status">
      {checking ? COUNTING : sentence(count ?? null, look)}
    </p>
  );
}

function keyOf(channels: Choice['channels'], route: Choice['route']): string {
  return JSON.stringify([channels, route]);
}

const COUNTING = 'Counting the contacts that are new now…';

function sentence(count: NewCount | null, look: NewRowsProps['look']): string {
  if (count === null) return COUNTING;
  if (count.kind === 'unknown') return 'How many contacts are new now could not be counted.';
  const { contacts, credits } = count;
  if (contacts === 0) return 'No contact is new now.';
  return `${counted(contacts, 'contact is', 'contacts are')} new now: at most ${creditsText(credits)} at the ${look} look, and never more than you allow a day.`;
}
