// Owns calling the built add-on as its sidebar does: typed requests in, typed replies out. Knows no method by name.
import type { Method, Methods, Reply } from '../../src/rpc/contract';
import type { LocalRuntime } from '../runtime/runtime';

/** The person at this computer; Apps Script knows its users by address. */
export const USER = 'you@local.example';

/** Somebody else with whom the document is shared. */
export const COLLEAGUE = 'colleague@local.example';

/** An execution that did not end by itself. */
export class ExecutionFailed extends Error {
  override readonly name = 'ExecutionFailed';
}

/** @throws ExecutionFailed when the execution was killed or threw: the add-on answers expected failures as values. */
export function callAddon<M extends Method>(
  runtime: LocalRuntime,
  method: M,
  args: Methods[M]['args'],
  user = USER,
): Reply<M> {
  const request = JSON.stringify({ method, args });
  const result = runtime.execute({ user, fn: 'rpc', args: [request], as: 'rpc' });
  switch (result.kind) {
    case 'returned':
      return JSON.parse(String(result.value)) as Reply<M>;
    case 'threw':
      throw new ExecutionFailed(`${result.name}: ${result.message}`);
    case 'killed':
      throw new ExecutionFailed(`The execution was ended (${result.reason}).`);
  }
}
