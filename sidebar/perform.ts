// Owns a call that the person waits for: one at a time, and where its trouble is told. Knows no view and no method.
import type { Method, Methods } from '../src/rpc/contract';
import type { Client, Outcome } from './client';
import type { ListLoop } from './list-loop';
import type { RunLoop } from './run-loop';
import { goneRun } from './runs';
import type { Busy, Event, State } from './state';

export interface World {
  readonly state: () => State;
  readonly dispatch: (event: Event) => void;
  readonly client: Client;
  readonly loop: RunLoop;
  readonly listLoop: ListLoop;
}

/** While one is under way, a second click starts nothing: `null`. */
export type Perform = <M extends Method>(
  busy: Busy,
  method: M,
  args: Methods[M]['args'],
  then: (value: Methods[M]['value']) => void,
) => Promise<Outcome<M> | null>;

export function createPerform({ client, dispatch, state }: World): Perform {
  return async (busy, method, args, then) => {
    if (state().busy !== null) return null;
    dispatch({ kind: 'began', busy });
    const outcome = await client.call(method, args);
    if (outcome.ok) then(outcome.value);
    dispatch({ kind: 'ended' });
    if (outcome.ok) return outcome;
    const { trouble } = outcome;
    const id = goneRun(args, trouble);
    dispatch(id === null ? { kind: 'failed', trouble } : { kind: 'run_gone', id, trouble });
    return outcome;
  };
}
