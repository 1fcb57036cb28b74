// Owns the globals Logger and console: what the script says is kept for whoever looks. Must not print.
// https://developers.google.com/apps-script/guides/logging
import type { LogLine } from '../environment';
import type { Execution } from '../execution';
import { Handle, methodsOf, surface, type Method, type Surface } from '../method';

/** Both globals are the same thing under two names. */
export class Log extends Handle {
  readonly surface: Surface;
  readonly execution: Execution;

  constructor(execution: Execution, name: 'Logger' | 'console') {
    super();
    this.execution = execution;
    this.surface = name === 'Logger' ? LOGGER : CONSOLE;
  }
}

function logAs(level: LogLine['level']): Method {
  return methodsOf<Log>().local('*', ({ execution }, ...values: unknown[]) => {
    const message = values.map(textOf).join(' ');
    execution.env.logs.push({ level, message, user: execution.user, fn: execution.call.fn });
    return undefined;
  });
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Handle) return value.surface.name;
  if (typeof value !== 'object' || value === null) return String(value);
  const { stack } = value as { stack?: unknown };
  if (typeof stack === 'string') return stack;
  try {
    return JSON.stringify(value);
  } catch {
    return '[object]';
  }
}

const CONSOLE = surface('console', 'console', {
  log: logAs('log'),
  info: logAs('info'),
  warn: logAs('warn'),
  error: logAs('error'),
});
const LOGGER = surface('Logger', 'Logger', { log: logAs('log') });
