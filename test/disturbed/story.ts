// Owns the stories of the suite: a run from its confirm to its end, undisturbed or with something that happens in between. Judges
// nothing.
import { type Endpoint } from '../../local/vendors/ledger';
import { endpointOf } from '../../local/vendors/emulators';
import type { HookCall } from '../../local/runtime/environment';
import type { Reply } from '../../src/rpc/contract';
import type { Decision, RunView } from '../../src/rpc/contract-run';
import { type Death, RUN, Stage } from '../crash/stage';
import { letPass } from '../run/vendor-story';
import type { Subject } from './under-test';

export interface Told {
  readonly subject: Subject;
  readonly stage: Stage;
  /** Once nothing goes on without a person; `null`: there is no run. */
  readonly end: RunView | null;
}

/** How a story differs from the undisturbed one. */
export interface Disturbance {
  readonly deaths?: readonly Death[];
  /** Before anything is watched: the quote is confirmed. */
  readonly before?: (stage: Stage) => void;
  /** Just before the nth watched call, while its execution is under way. */
  readonly during?: readonly [nth: number, act: (stage: Stage) => void];
  readonly by?: 'sidebar' | 'trigger';
  /** Seconds between two looks of the sidebar, where much time has to pass; default: as it is told. */
  readonly patience?: number;
}

/** No vendor is away, and no batch without an end is waited for, longer. */
const HOURS = 40;

const MOST_SLICES = 12;

/** The undisturbed story, and what a disturbance can aim at. */
export interface Plain extends Told {
  readonly slices: number;
  /** Numbers of the watched calls, from 1: those of the start come first. */
  readonly startCalls: number;
  /** Those that ask a vendor for something; that may cost something; that look at the sheet or change it from then on. */
  readonly requests: readonly number[];
  readonly purchases: readonly number[];
  readonly sheetCalls: readonly number[];
}

export function tellPlainly(subject: Subject): Plain {
  const stage = new Stage(subject.setup);
  stage.confirm();
  subject.always?.(stage.addon.vendors);
  stage.watch();
  stage.start();
  const startCalls = stage.calls.length;
  let slices = 0;
  for (let isGoingOn = true; isGoingOn; slices++) {
    if (slices === MOST_SLICES) throw new Error(`It goes on after ${MOST_SLICES} slices.`);
    const result = stage.slice();
    if (result.kind !== 'returned') throw new Error(JSON.stringify(result));
    const reply = JSON.parse(String(result.value)) as Reply<'work'>;
    isGoingOn = reply.ok && reply.value.callAgainInMs !== null;
  }
  const at = (isOne: (call: HookCall) => boolean): number[] =>
    stage.calls.flatMap((call, index) => (isOne(call) ? [index + 1] : []));
  const purchases = at((call) => endpointsOf(call).includes(subject.endpoint));
  const [first = 0] = purchases;
  return {
    ...{ subject, stage, slices, startCalls, purchases, end: stage.heal() },
    requests: at((call) => endpointsOf(call).length > 0),
    sheetCalls: at(({ service }) => service === 'SpreadsheetApp').filter((nth) => nth > first),
  };
}

/** The same run; what is disturbed goes on as long as the undisturbed one did, and then to its end. */
export function tell({ subject, slices }: Plain, disturbance: Disturbance = {}): Told {
  const { deaths = [], before, during, by, patience } = disturbance;
  const stage = new Stage(subject.setup, deaths);
  stage.confirm();
  subject.always?.(stage.addon.vendors);
  before?.(stage);
  if (during !== undefined) {
    const [nth, act] = during;
    stage.interrupt(nth, () => {
      act(stage);
    });
  }
  stage.watch();
  stage.start();
  for (let slice = 0; slice < slices; slice++) stage.slice();
  if (patience === undefined) return { subject, stage, end: stage.heal(by) };
  stage.rest();
  const run = stage.addon.ask('work', { run: RUN });
  return { subject, stage, end: letPass(stage.addon, run, patience, HOURS) };
}

/** A story that a person brought to its end. */
export interface Resolved extends Told {
  /** How often that was needed. */
  readonly sentAgain: number;
  readonly resumed: number;
}

/** A person decides about all that waits for one, as often as it takes; at most so often with *Send again*. */
export function resolved(told: Told, sendsAgain = 0): Resolved {
  const { stage } = told;
  let { end } = told;
  let sentAgain = 0;
  let resumed = 0;
  for (let times = 0; end !== null && end.state !== 'closed' && times < 8 + sendsAgain; times++) {
    if (end.state === 'paused') {
      resumed++;
      stage.click('resume', { run: RUN });
    }
    for (const { number, decisions } of end.attention) {
      const isAgain = sentAgain < sendsAgain && decisions.includes('send_again');
      if (isAgain) sentAgain++;
      const wanted: Decision[] = [...(isAgain ? ['send_again' as const] : []), 'leave_out', 'keep'];
      const decision = wanted.find((one) => decisions.includes(one));
      if (decision !== undefined) stage.click('decide', { run: RUN, batch: number, decision });
    }
    end = stage.heal();
  }
  return { ...told, end, sentAgain, resumed };
}

function endpointsOf({ method, args }: HookCall): Endpoint[] {
  const [first, params] = args as [unknown, { readonly method?: string } | undefined];
  if (method === 'UrlFetchApp.fetch') {
    return [endpointOf({ url: String(first), method: params?.method ?? 'get' })];
  }
  if (method !== 'UrlFetchApp.fetchAll') return [];
  return (first as { readonly url: string; readonly method?: string }[]).map((request) =>
    endpointOf({ url: request.url, method: request.method ?? 'get' }),
  );
}
