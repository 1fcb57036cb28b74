// Owns how a person is told that their own limit for a run leaves contacts out. Knows neither check nor quote.
import type { Operation } from '../../src/contact/operation';
import { UNITS } from '../../src/contact/operation-words';
import type { Actions } from '../actions';
import { countedIn } from '../operations';
import { Card } from '../parts/card';
import { LimitButton } from '../parts/problem';
import { count, counted } from '../words';

interface LimitNoteProps {
  readonly operation: Operation;
  readonly credits: number;
  /** Contacts that it lets pass, the first ones. */
  readonly first: number;
  readonly all: number;
  readonly actions: Actions;
}

export function LimitNote({ operation, credits, first, all, actions }: LimitNoteProps) {
  const limit = `Your limit of ${counted(credits, 'credit')} a run`;
  return (
    <Card tone="info">
      <p>
        {first === 0
          ? `${limit} covers no ${UNITS[operation].one}.`
          : `${limit}: the first ${count(first)} of ${countedIn(operation, all)}.`}
      </p>
      <LimitButton actions={actions} />
    </Card>
  );
}
