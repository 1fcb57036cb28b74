// Owns the way to the server: one typed call, what waits for what, and how long. Knows no view and no state.
import type { Method, Methods, Reply } from '../src/rpc/contract';
import { troubleOfFailure, troubleOfGoogle, type Trouble } from './trouble';

export type Outcome<M extends Method> =
  | { readonly ok: true; readonly value: Methods[M]['value'] }
  | { readonly ok: false; readonly trouble: Trouble };

export interface Client {
  /**
   * Never rejects. Calls of one lane are made one after the other. `work` has a lane of its own, and so have the pages beside a
   * run: a click on *Stop* never waits for a slice, nor for rows that are looked up in a long log.
   */
  call<M extends Method>(method: M, args: Methods[M]['args']): Promise<Outcome<M>>;
}

/** `google.script.run`, as far as the sidebar uses it. */
export interface ScriptRunner {
  withSuccessHandler(handler: (answer: unknown) => void): ScriptRunner;
  withFailureHandler(handler: (error: unknown) => void): ScriptRunner;
  rpc(request: string): void;
}

/**
 * How long an answer may take. An execution dies after six minutes
 * (https://developers.google.com/apps-script/guides/services/quotas): giving up on a slice earlier could start a
 * second one beside it. A person's call waits up to 60 s for the lock.
 */
const WORK_LIMIT_MS = 390_000;
const CALL_LIMIT_MS = 120_000;

type Lane = 'person' | 'work' | 'aside';

/** Calls that move no run; one lane, so that what is read after a change shows it. */
const ASIDE: readonly Method[] = [
  'history',
  'outcomeRows',
  'deliveries',
  'retryCount',
  'schedules',
  'schedule',
  'resumeSchedule',
  'endSchedule',
  'settings',
  'saveSettings',
  'deleteAll',
  'list',
  'support',
];

/** `runner` is asked at every call; it is absent outside Google. */
export function createClient(runner: () => ScriptRunner | undefined): Client {
  const lanes: Record<Lane, Promise<void>> = {
    person: Promise.resolve(),
    work: Promise.resolve(),
    aside: Promise.resolve(),
  };
  return {
    call: (method, args) => {
      const lane = laneOf(method);
      const outcome = lanes[lane].then(() => callOnce(runner(), method, args));
      lanes[lane] = outcome.then(() => undefined);
      return outcome;
    },
  };
}

function laneOf(method: Method): Lane {
  if (method === 'work' || method === 'workList') return 'work';
  return ASIDE.includes(method) ? 'aside' : 'person';
}

function callOnce<M extends Method>(
  runner: ScriptRunner | undefined,
  method: M,
  args: Methods[M]['args'],
): Promise<Outcome<M>> {
  return new Promise((resolve) => {
    const fail = (trouble: Trouble): void => {
      resolve({ ok: false, trouble });
    };
    if (runner === undefined) {
      fail({
        code: 'no_answer',
        message:
          'This page works only inside Google Sheets: open it in the menu Extensions → Contact Enrichment → Open sidebar.',
      });
      return;
    }
    const limit = setTimeout(
      () => {
        fail({
          code: 'no_answer',
          message:
            'Google Sheets has not answered for minutes. Reload the page and open the sidebar again: what was started goes on, and nothing is sent twice.',
        });
      },
      method === 'work' ? WORK_LIMIT_MS : CALL_LIMIT_MS,
    );
    runner
      .withSuccessHandler((answer) => {
        clearTimeout(limit);
        resolve(readReply<M>(answer));
      })
      .withFailureHandler((error) => {
        clearTimeout(limit);
        fail(troubleOfGoogle(error));
      })
      .rpc(JSON.stringify({ method, args }));
  });
}

/** The server is of the same build, so a reply's outside is checked and its inside believed. */
function readReply<M extends Method>(answer: unknown): Outcome<M> {
  const reply = typeof answer === 'string' ? parse<M>(answer) : null;
  if (reply === null) {
    const message =
      'The answer could not be read. Reload the page and open the sidebar again: nothing is sent twice.';
    return { ok: false, trouble: { code: 'internal', message } };
  }
  return reply.ok ? reply : { ok: false, trouble: troubleOfFailure(reply) };
}

function parse<M extends Method>(text: string): Reply<M> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isReply = typeof value === 'object' && value !== null && 'ok' in value;
    return isReply ? (value as Reply<M>) : null;
  } catch {
    return null;
  }
}
