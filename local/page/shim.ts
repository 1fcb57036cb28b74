// Owns google.script for the sidebar outside Google: each call is one execution on the local server. The sidebar's
// clock is the document's virtual one, so its waits for the server pass as fast as virtual time does.
import { argumentsToJson, CONCURRENT_CALLS } from '../runtime/script-run';
import type { RunAnswer } from './protocol';

type Handler = (value: unknown, userObject: unknown) => void;

interface Runner {
  withSuccessHandler(handler: Handler): Runner;
  withFailureHandler(handler: Handler): Runner;
  withUserObject(userObject: unknown): Runner;
}

interface Handlers {
  readonly success: Handler;
  readonly failure: Handler;
  readonly userObject: unknown;
}

/** Waits shorter than this are the look of things, such as an animation, and stay as they are. */
const SHORTEST_VIRTUAL_WAIT_MS = 1000;

const clock = { now: Date.now(), at: performance.now(), speed: 1 };
const waiting: (() => Promise<void>)[] = [];
let underWay = 0;

setClock(
  Number(document.currentScript?.dataset['now']),
  Number(document.currentScript?.dataset['speed']),
);
useVirtualTime();
Object.assign(window, {
  google: {
    script: {
      run: runner({ success: () => undefined, failure: report, userObject: undefined }),
      host: {
        close: () => {
          void post('/deed', { deed: 'closeSidebar' });
        },
        setHeight: () => undefined,
        setWidth: () => undefined,
        origin: location.origin,
        editor: {
          focus: () => {
            parent.document.getElementById('grid')?.focus();
          },
        },
      },
    },
  },
});

function runner(handlers: Handlers): Runner {
  return new Proxy({} as Runner, {
    get: (_target, name) => {
      switch (name) {
        case 'withSuccessHandler':
          return (success: Handler) => runner({ ...handlers, success });
        case 'withFailureHandler':
          return (failure: Handler) => runner({ ...handlers, failure });
        case 'withUserObject':
          return (userObject: unknown) => runner({ ...handlers, userObject });
        default:
          return (...args: unknown[]) => {
            call(String(name), args, handlers);
          };
      }
    },
  });
}

/** Bad arguments throw at once, as Google's do; further calls than ten at once wait their turn. */
function call(name: string, args: readonly unknown[], handlers: Handlers): void {
  const body = { fn: name, args: argumentsToJson(args) };
  waiting.push(async () => {
    const answer = await ask(body);
    const { success, failure, userObject } = handlers;
    if (answer.kind === 'returned') success(answer.value, userObject);
    else failure(Object.assign(new Error(answer.message), { name: answer.name }), userObject);
  });
  startNext();
}

function startNext(): void {
  if (underWay >= CONCURRENT_CALLS) return;
  const next = waiting.shift();
  if (!next) return;
  underWay += 1;
  void next().finally(() => {
    underWay -= 1;
    startNext();
  });
}

async function ask(body: { fn: string; args: string }): Promise<RunAnswer> {
  try {
    const answer = await post('/run', body);
    const outcome = (await answer.json()) as RunAnswer;
    setClock(outcome.now, outcome.speed);
    return outcome;
  } catch {
    // Google's words when the connection is gone.
    const message = 'NetworkError: Connection failure due to HTTP 0';
    return { kind: 'failed', name: 'NetworkError', message, now: Date.now(), speed: clock.speed };
  }
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

function report(error: unknown): void {
  console.error(error);
}

function setClock(now: number, speed: number): void {
  Object.assign(clock, { now, speed, at: performance.now() });
}

function useVirtualTime(): void {
  const wait = window.setTimeout.bind(window);
  const setVirtualTimeout = (work: TimerHandler, ms = 0, ...args: unknown[]): number =>
    wait(work, ms < SHORTEST_VIRTUAL_WAIT_MS ? ms : ms / clock.speed, ...args);
  const virtualNow = (): number =>
    Math.round(clock.now + (performance.now() - clock.at) * clock.speed);
  const RealDate = Date;
  const VirtualDate = new Proxy(RealDate, {
    construct: (target, args: unknown[]): Date =>
      Reflect.construct(target, args.length === 0 ? [virtualNow()] : args) as Date,
    get: (target, name) => (name === 'now' ? virtualNow : (Reflect.get(target, name) as unknown)),
  });
  Object.assign(window, { setTimeout: setVirtualTimeout, Date: VirtualDate });
}
