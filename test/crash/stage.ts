// The stage of disturbed stories: a run at some point of its life, executions that die when they are told to, whoever goes on
// afterwards, and what was there in the end. Judges nothing.
import type { ExecutionResult, HookCall } from '../../local/runtime/environment';
import type { Choice, Method, Methods, Reply } from '../../src/rpc/contract';
import type { RunView } from '../../src/rpc/contract-run';
import { DEMO_KEY } from '../../local/vendors/cleanlist/demo';
import type { EmulatorId } from '../../local/vendors/emulators';
import { Addon, type AddonOptions, choose, USER } from '../support/addon';
import { lines } from '../support/witness';

/** The ids of the runs that a stage confirms, the second one's by another quote: any will do. */
export const RUN = 'ConfirmedRun';
export const OTHER_RUN = 'AnotherRun00';

/** Everything is found, half a minute after it was sent: what a story loses, it lost by the disturbance. */
export const QUICK = {
  shares: { email: 1, phone: 1, failed: 0 },
  duration: { min: 30, max: 30 },
};

export interface Setup extends AddonOptions {
  readonly choice: Partial<Choice>;
}

/** The end of an execution at a remote call: counted from the first that is watched, or from the death before. */
export interface Death {
  readonly nth: number;
  /** A write of several properties is not all-or-nothing: the last ones may be missing. */
  readonly when: 'before' | 'after' | 'in the middle of';
  /** What becomes of writes that were not flushed. */
  readonly pending: 'lost' | 'applied';
}

interface Confirmed {
  readonly user: readonly (readonly [string, string])[];
  readonly digest: string;
  readonly maximum: number;
}

/** By user and key: another stage of the same setup need not ask for what it would be told again. */
const CONFIRMED = new WeakMap<Setup, Map<string, Confirmed>>();

export class Stage {
  readonly addon: Addon;
  /** Every remote call that was watched. */
  readonly calls: HookCall[] = [];
  /** Credits of the quote that was confirmed. */
  maximum = 0;
  /** Where executions died. */
  readonly died: string[] = [];
  private readonly deaths: Death[];
  private sinceDeath = 0;
  private isWatching = false;
  private interruption: {
    readonly nth: number;
    readonly act: () => void;
  } | null = null;

  constructor(
    private readonly setup: Setup,
    deaths: readonly Death[] = [],
  ) {
    this.deaths = [...deaths];
    this.addon = new Addon(setup);
    this.addon.runtime.hooks.beforeCall = (call) => this.meet('before', call);
    this.addon.runtime.hooks.afterCall = (call) => this.meet('after', call);
  }

  /** From here on calls count, and executions die. */
  watch(): void {
    this.isWatching = true;
  }

  /** Nobody dies any more. */
  rest(): void {
    this.isWatching = false;
  }

  /** Counted from now on. */
  dieAt(death: Death): void {
    this.deaths.splice(0, Infinity, death);
    this.sinceDeath = 0;
  }

  /** Something that happens just before the nth watched call from now on, while its execution is under way. */
  interrupt(nth: number, act: () => void): void {
    this.interruption = { nth: this.calls.length + nth, act };
  }

  /** A connected key and the quote of the whole sheet, as the user would get them. */
  confirm(run = RUN, user = USER, key = DEMO_KEY): Methods['start']['args'] {
    const known = CONFIRMED.get(this.setup) ?? new Map<string, Confirmed>();
    CONFIRMED.set(this.setup, known);
    const confirmed = known.get(user + key) ?? this.confirmAnew(user, key);
    known.set(user + key, confirmed);
    const store = this.addon.runtime.userProperties(user);
    for (const [name, value] of confirmed.user) store.set(name, value);
    // Random, and so the same in every first execution of a stage.
    store.set('tag', user);
    this.maximum = confirmed.maximum;
    const choice = choose({ ...this.setup.choice, sheet: this.addon.sheet.id });
    return {
      choice,
      quote: { id: run, digest: confirmed.digest },
      pauseWhenUsedUp: true,
    };
  }

  start(): void {
    this.click('start', this.confirm());
  }

  /** A click of a person, repeated when its answer never came. */
  click<M extends Method>(method: M, args: Methods[M]['args'], user = USER): Reply<M> | null {
    for (let tries = 0; tries < 5; tries++) {
      const result = this.addon.execute(method, args, user);
      if (result.kind === 'returned') return JSON.parse(String(result.value)) as Reply<M>;
      if (result.kind === 'threw') throw new Error(result.message);
    }
    return null;
  }

  /** One slice by the open sidebar, however it ends. */
  slice(waitMs = 60_000): ExecutionResult {
    this.addon.clock.advance(waitMs);
    return this.addon.execute('work', { run: RUN });
  }

  /** An hour later. */
  fire(): void {
    this.addon.clock.advance(3_600_000);
    this.addon.runtime.runDueTriggers();
  }

  /** No more deaths: whoever comes next goes on, until nothing does without a person. `null`: there is no such run. */
  heal(by: 'sidebar' | 'trigger' = 'sidebar', run = RUN, user = USER): RunView | null {
    this.rest();
    for (let hour = 0; by === 'trigger' && hour < 2; hour++) this.fire();
    const { addon } = this;
    addon.user = user;
    const reply = addon.call('work', { run });
    return reply.ok ? addon.workToEnd(reply.value) : null;
  }

  /** Triggers that stay; one whose id died with its maker is known again when it fires. */
  triggersLeft(): number {
    if (this.addon.runtime.triggers().length > 0) this.fire();
    return this.addon.runtime.triggers().length;
  }

  private confirmAnew(user: string, key: string): Confirmed {
    const { addon } = this;
    const asked = Object.values(this.setup.choice.route ?? { email: ['cleanlist'] }).flat();
    for (const vendor of new Set(asked as EmulatorId[])) {
      const own = vendor === 'cleanlist' ? key : addon.vendors[vendor].demoKey;
      addon.ask('connect', { vendor, key: own }, user);
    }
    const choice = choose({ ...this.setup.choice, sheet: addon.sheet.id });
    const { digest, maximumCredits } = addon.ask('quote', choice, user);
    return {
      user: [...addon.runtime.userProperties(user)],
      digest,
      maximum: maximumCredits[0]?.credits ?? 0,
    };
  }

  private meet(moment: 'before' | 'after', call: HookCall): 'kill' | undefined {
    if (!this.isWatching || !call.remote) return undefined;
    if (moment === 'before') {
      this.calls.push(call);
      this.sinceDeath++;
      if (this.interruption?.nth === this.calls.length) this.meanwhile(this.interruption.act);
    }
    const [death] = this.deaths;
    const isNow =
      death?.nth === this.sinceDeath && (death.when === 'after') === (moment === 'after');
    if (death === undefined || !isNow) return undefined;
    const { nth, when, pending } = death;
    this.deaths.shift();
    this.sinceDeath = 0;
    this.addon.runtime.pendingWritesAtKill = pending;
    this.died.push(`${nth}: ${when} ${call.method} of ${call.fn}, ${pending}`);
    if (when === 'in the middle of') this.writePart(call);
    return 'kill';
  }

  private meanwhile(act: () => void): void {
    this.isWatching = false;
    act();
    this.isWatching = true;
  }

  private writePart({ args, user }: HookCall): void {
    const written = args[0] as Record<string, string>;
    const { runtime } = this.addon;
    // Only what a firing begins with is written to the user's own store together.
    const isUsers = 'trigger-time' in written;
    const store = isUsers ? runtime.userProperties(user) : runtime.properties.document;
    store.write(Object.fromEntries(Object.entries(written).slice(0, -1)));
  }
}

/**
 * Every way to die at the calls of a story. After a call is before the next one, but for the last of an execution;
 * `isLiteral` tries that as well. What is unflushed makes a difference only where there is a write.
 */
export function deathsAt(calls: readonly HookCall[], isLiteral = false): Death[] {
  let isPending = false;
  return calls.flatMap((call, index) => {
    const nth = index + 1;
    if (calls[index - 1]?.execution !== call.execution) isPending = false;
    const isSheet = call.service === 'SpreadsheetApp';
    const before = fates(nth, 'before', isPending);
    if (isSheet) isPending = call.access === 'write' && call.method !== 'SpreadsheetApp.flush';
    const isLast = calls[index + 1]?.execution !== call.execution;
    const isTried = isLast || (isLiteral && call.access === 'write');
    const after = isTried ? fates(nth, 'after', isPending) : [];
    const amid = isOfSeveral(call) ? fates(nth, 'in the middle of', isPending) : [];
    return [...before, ...amid, ...after];
  });
}

function isOfSeveral({ method, args }: HookCall): boolean {
  return method === 'Properties.setProperties' && Object.keys(args[0] as object).length > 1;
}

function fates(nth: number, when: Death['when'], isPending: boolean): Death[] {
  const lost: Death = { nth, when, pending: 'lost' };
  return isPending ? [lost, { ...lost, pending: 'applied' }] : [lost];
}

/** What a user finds in the end: the sheet, and the log without its times and the order of its lines. */
export interface Picture {
  readonly rows: readonly string[];
  /** By batch number. */
  readonly log: Readonly<Record<string, readonly string[]>>;
  readonly sheets: number;
}

export function pictureOf(addon: Addon): Picture {
  const log: Record<string, string[]> = {};
  for (const line of lines(addon)) {
    (log[line.batch] ??= []).push(JSON.stringify({ ...line, run: '' }));
  }
  for (const texts of Object.values(log)) texts.sort();
  return {
    rows: addon.shown().map((row) => JSON.stringify(row)),
    log,
    sheets: addon.workbook.sheets.length,
  };
}
