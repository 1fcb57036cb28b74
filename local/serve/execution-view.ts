// Owns how an execution is told in a line. Knows no page.
import type { ExecutionView } from '../page/protocol';
import type { Call, ExecutionResult, HookCall } from '../runtime/environment';
import { failureMessage } from '../runtime/script-run';

/** `strike` is the call at which it was killed by hand. */
export function viewOf(
  name: string,
  result: ExecutionResult,
  strike: HookCall | null,
  at: number,
): ExecutionView {
  const text = strike ? `killed at ${strike.method}, call ${strike.remoteN}` : textOf(result);
  return { at, name, outcome: result.kind, text };
}

/** `rpc` says too little: its method is what is done. */
export function nameOf({ fn, args }: Call): string {
  const method = typeof args?.[0] === 'string' ? /"method":"(\w+)"/.exec(args[0])?.[1] : undefined;
  return fn === 'rpc' && method !== undefined ? method : fn;
}

function textOf(result: ExecutionResult): string {
  const calls = Object.values(result.calls.services).reduce((sum, count) => sum + count, 0);
  const seconds = (result.durationMs / 1000).toFixed(1);
  switch (result.kind) {
    case 'returned':
      return `${calls} service calls in ${seconds} s`;
    case 'threw':
      return failureMessage(result);
    case 'killed':
      return `killed (${result.reason})`;
  }
}
