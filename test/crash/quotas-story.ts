// Owns a run of three batches from its start to its end while Google's services fail as asked, and how it looks then.
import type { HookCall } from '../../local/runtime/environment';
import type { Fault } from '../../local/runtime/faults';
import type { ProjectState } from '../../local/runtime/project';
import type { Language } from '../../local/runtime/messages';
import type { Failure, Methods, Reply } from '../../src/rpc/contract';
import type { RunView } from '../../src/rpc/contract-run';
import { Addon, choose } from '../support/addon';
import { threeKinds } from '../support/people';
import { brokenPromises, states } from '../support/witness';

const CHOICE = { channels: ['email', 'phone'] as const };

export interface Disturbance {
  readonly faults?: readonly Fault[];
  /** Whether the start already meets the faults, or only the slices after it. */
  readonly from?: 'start' | 'slices';
  readonly language?: Language;
  readonly slices?: number;
}

export interface Story {
  readonly addon: Addon;
  /** Remote calls under the disturbance, in order. */
  readonly calls: readonly HookCall[];
  /** What the sidebar was refused meanwhile. */
  readonly failures: readonly Failure[];
  /** How the run stood when the disturbance ended, as far as it was said. */
  readonly meanwhile: RunView | null;
  readonly end: RunView | null;
}

export function fresh(rows = threeKinds(1)): Addon {
  const shares = { email: 1, phone: 1, failed: 0 };
  return new Addon({ rows, emulator: { shares, duration: { min: 30, max: 30 } } });
}

/** What a person confirms, whatever goes wrong afterwards. */
function approved(addon: Addon): Methods['start']['args'] {
  addon.connect();
  const { id, digest } = addon.quote(CHOICE);
  const choice = choose({ ...CHOICE, sheet: addon.sheet.id });
  return { choice, quote: { id, digest }, pauseWhenUsedUp: true };
}

/** A document in which the key is connected and the confirm is open, made once for all stories. */
export function confirmed(): { addon: Addon; start: Methods['start']['args'] } {
  const addon = fresh();
  CONFIRMED ??= ((first) => ({ start: approved(first), kept: first.runtime.dump() }))(fresh());
  addon.runtime.load(CONFIRMED.kept);
  return { addon, start: CONFIRMED.start };
}

let CONFIRMED: { start: Methods['start']['args']; kept: ProjectState } | undefined;

/** The disturbance lasts for so many slices; then whoever comes next goes on. */
export function tell(disturbance: Disturbance = {}): Story {
  const { faults = [], from = 'start', language = 'en', slices = 2 } = disturbance;
  const { addon, start } = confirmed();
  addon.runtime.language = language;
  const run = { run: start.quote.id };
  const replies: Reply<'work'>[] = [];
  const calls: HookCall[] = [];
  if (from === 'slices') replies.push(addon.call('start', start));
  addon.runtime.hooks.beforeCall = (call) => {
    if (call.remote) calls.push(call);
    return undefined;
  };
  for (const fault of faults) addon.runtime.faults.add(fault);
  if (from === 'start') replies.push(addon.call('start', start));
  for (let slice = 0; slice < slices; slice++) {
    addon.clock.advance(60_000);
    replies.push(addon.call('work', run));
  }
  addon.runtime.faults.clear();
  addon.runtime.hooks.beforeCall = undefined;
  const said = replies.flatMap((reply) => (reply.ok ? [reply.value] : []));
  const meanwhile = said[said.length - 1] ?? null;
  const failures = replies.filter((reply) => !reply.ok);
  const end = meanwhile?.state === 'closed' ? meanwhile : goOn(addon, start);
  return { addon, calls, failures, meanwhile, end };
}

/** Starts what was not started, continues what paused, and works to the end. */
export function goOn(addon: Addon, start: Methods['start']['args']): RunView | null {
  const run = { run: start.quote.id };
  addon.clock.advance(60_000);
  let reply: Reply<'work'> = addon.call('work', run);
  if (!reply.ok) reply = addon.call('start', start);
  if (reply.ok && reply.value.pause !== null) reply = addon.call('resume', run);
  return reply.ok ? addon.workToEnd(reply.value) : null;
}

export const UNDISTURBED = tell();

/** What is not as in the undisturbed run, in words; `unknown` batches are such that a person has to decide about. */
export function differences({ addon, end, failures }: Story, unknown: number): string[] {
  const found = [...brokenPromises(addon)];
  const seen = states(addon).filter((state) => state === 'unknown').length;
  if (seen !== unknown) found.push(`${seen} batches are unknown`);
  const wanted = unknown === 0 ? 'closed' : 'waiting';
  if (end?.state !== wanted) found.push(`the run is ${end?.state ?? 'not there'}`);
  if (unknown === 0 && shown(addon) !== shown(UNDISTURBED.addon)) found.push('another sheet');
  for (const { message } of failures) if (!message.endsWith('.')) found.push(`said: ${message}`);
  return found;
}

function shown(addon: Addon): string {
  return JSON.stringify(addon.shown());
}

/** A fault for each remote call of a service in the undisturbed story. After a call that only reads is before the next. */
export function faultsAt(service: string, when: 'before' | 'after'): Fault[] {
  const counts = new Map<string, number>();
  return UNDISTURBED.calls
    .filter((call) => call.service === service)
    .flatMap(({ method, access }) => {
      const nth = (counts.get(method) ?? 0) + 1;
      counts.set(method, nth);
      return when === 'before' || access === 'write' ? [{ method, nth, when }] : [];
    });
}
