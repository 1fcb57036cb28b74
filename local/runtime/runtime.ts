// Owns the local runtime: it runs functions of the built add-on as Google would, and keeps what outlives an execution.
// Must not know what the add-on does.
import type { VirtualClock } from './clock';
import type { Call, Environment, ExecutionResult, Hooks, LogLine, Outcome } from './environment';
import { Execution } from './execution';
import { Faults } from './faults';
import { LIMITS } from './limits';
import { readManifest } from './manifest';
import { Membrane } from './membrane';
import { say, TEXTS, type Language } from './messages';
import type { AuthMode } from './method';
import { Meter } from './meter';
import { ScriptProject, type ClockTrigger, type ProjectState } from './project';
import type { PropertyStore } from './property-store';
import { seededRandom } from './random';
import { publicFunctions, Sandbox } from './sandbox';
import { argumentsToJson, isPrivate, returnedToPage } from './script-run';
import { authModeValue, clockEvent } from './services/script-app';
import { globalsFor } from './services/globals';
import { UiRecord } from './ui-record';
import type { UrlFetchTransport } from './url-fetch-transport';
import type { Workbook } from './workbook';

export interface RuntimeOptions {
  /** Folder with `server.js`, `sidebar.html` and `appsscript.json`. */
  readonly dist: string;
  readonly workbook: Workbook;
  readonly clock: VirtualClock;
  readonly http: UrlFetchTransport;
  readonly seed?: number;
  readonly language?: Language;
  /** An unpublished add-on never runs in NONE, and its triggers never fire. Default true. */
  readonly published?: boolean;
  /** Shared by the runtimes of several spreadsheets in which one script is used. */
  readonly project?: ScriptProject;
  readonly pendingWritesAtKill?: 'lost' | 'applied';
}

export class LocalRuntime {
  readonly workbook: Workbook;
  readonly clock: VirtualClock;
  readonly meter = new Meter();
  readonly project: ScriptProject;
  readonly ui = new UiRecord();
  readonly logs: LogLine[] = [];
  readonly faults = new Faults();
  readonly hooks: Hooks = {};
  readonly #env: Environment;

  constructor(options: RuntimeOptions) {
    this.workbook = options.workbook;
    this.clock = options.clock;
    this.project = options.project ?? new ScriptProject();
    this.workbook.useClock(() => this.clock.now());
    this.#env = {
      dist: options.dist,
      manifest: readManifest(options.dist),
      workbook: this.workbook,
      clock: this.clock,
      http: options.http,
      project: this.project,
      meter: this.meter,
      faults: this.faults,
      hooks: this.hooks,
      ui: this.ui,
      logs: this.logs,
      random: seededRandom(options.seed ?? 1),
      published: options.published ?? true,
      counter: { calls: 0 },
      language: options.language ?? 'en',
      pendingWritesAtKill: options.pendingWritesAtKill ?? 'lost',
    };
  }

  /** The stores of this document and of the script, as Maps. */
  get properties(): { readonly document: PropertyStore; readonly script: PropertyStore } {
    return { document: this.project.document(this.workbook.id), script: this.project.script };
  }

  userProperties(user: string): PropertyStore {
    return this.project.user(user);
  }

  get language(): Language {
    return this.#env.language;
  }
  set language(language: Language) {
    this.#env.language = language;
  }

  get pendingWritesAtKill(): 'lost' | 'applied' {
    return this.#env.pendingWritesAtKill;
  }
  set pendingWritesAtKill(fate: 'lost' | 'applied') {
    this.#env.pendingWritesAtKill = fate;
  }

  /** Runs a public function in a fresh context, to its end. May be called from a hook, inside another execution. */
  execute(call: Call): ExecutionResult {
    const mode = this.#modeOf(call);
    const execution = new Execution(this.#env, call, mode);
    const outcome = this.#admitted(execution, () => this.#run(execution));
    const durationMs = this.clock.now() - execution.startedMs;
    if (call.as === 'trigger') {
      this.project.quotas.spend(call.user, 'triggerMs', durationMs, execution.startedMs);
    }
    return { ...outcome, durationMs, calls: execution.meter.snapshot() };
  }

  /** The triggers of a user, or all, in this document and others of the project. */
  triggers(user?: string): readonly ClockTrigger[] {
    return this.project.triggers.filter((trigger) => user === undefined || trigger.user === user);
  }

  /** The triggers of this document whose time has come, earliest first. */
  dueTriggers(): readonly ClockTrigger[] {
    if (!this.#env.published) return [];
    return this.project.triggers
      .filter(({ documentId }) => documentId === this.workbook.id)
      .filter(({ nextRunMs }) => nextRunMs <= this.clock.now())
      .sort((a, b) => a.nextRunMs - b.nextRunMs);
  }

  /** Fires a trigger now, as its creator. Firings that were missed meanwhile are not made up for. */
  fireTrigger(id: string): ExecutionResult {
    const trigger = this.project.triggers.find((candidate) => candidate.id === id);
    if (!trigger) throw new Error(`No trigger ${id}`);
    if (trigger.documentId !== this.workbook.id)
      throw new Error(`Trigger ${id} is of another document`);
    const now = this.clock.now();
    const period = trigger.everyHours * 3_600_000;
    while (trigger.nextRunMs <= now) trigger.nextRunMs += period;
    const event = clockEvent(trigger, now);
    return this.execute({ user: trigger.user, fn: trigger.handler, as: 'trigger', event });
  }

  /** Fires every trigger that is due. One that an earlier firing deleted is not fired. */
  runDueTriggers(): readonly ExecutionResult[] {
    return this.dueTriggers().flatMap(({ id }) =>
      this.project.triggers.some((trigger) => trigger.id === id) ? [this.fireTrigger(id)] : [],
    );
  }

  /** Everything that Google would keep but the workbook, as JSON. */
  dump(): ProjectState {
    return this.project.dump();
  }

  load(state: ProjectState): void {
    this.project.load(state);
  }

  #modeOf({ as, authMode }: Call): AuthMode {
    if (authMode !== undefined) return authMode;
    if (as !== 'onOpen') return 'FULL';
    const enabled = !this.#env.published || this.project.enabledIn.has(this.workbook.id);
    return enabled ? 'LIMITED' : 'NONE';
  }

  /** Refuses what Google would not start, counts what runs at once. */
  #admitted(execution: Execution, run: () => Outcome): Outcome {
    const { user, fn, as } = execution.call;
    const refuse = (english: string, ...values: string[]): Outcome => ({
      kind: 'threw',
      name: 'Exception',
      message: say(this.#env.language, english, ...values),
    });
    const { running, quotas, enabledIn } = this.project;
    const now = running.get(user) ?? 0;
    const { simultaneousExecutions, triggerMsADay } = LIMITS;
    if (now >= simultaneousExecutions.value) return refuse(simultaneousExecutions.text);
    if (isPrivate(fn) || !publicFunctions(this.#env.dist).has(fn)) {
      return refuse(TEXTS.noFunction, fn);
    }
    if (as === 'trigger') {
      if (quotas.used(user, 'triggerMs', this.clock.now()) >= triggerMsADay.value) {
        return refuse(triggerMsADay.text);
      }
    } else if (execution.mode === 'FULL') {
      if (this.project.grant(user) === 'withdrawn') return refuse(TEXTS.authorisation);
      enabledIn.add(this.workbook.id);
    }
    running.set(user, now + 1);
    try {
      return run();
    } finally {
      running.set(user, now);
    }
  }

  #run(execution: Execution): Outcome {
    const { call } = execution;
    let argumentsJson: string;
    try {
      argumentsJson = argumentsToJson(call.args ?? []);
    } catch (error) {
      return threw(error);
    }
    const sandbox = new Sandbox(this.#env.dist, () => this.clock.now(), this.#env.random);
    const membrane = new Membrane(sandbox.realm, (handle, method, args) =>
      execution.invoke(handle, method, args),
    );
    let outcome: Outcome;
    try {
      const services = Object.entries(globalsFor(execution)).map(([name, handle]) => [
        name,
        membrane.wrap(handle),
      ]);
      sandbox.load(Object.fromEntries(services) as Record<string, unknown>);
      const value = sandbox.run(call.fn, argumentsJson, eventOf(execution, sandbox, membrane));
      outcome = { kind: 'returned', value: returnedToPage(value) };
    } catch (error) {
      outcome = threw(error);
    }
    const failure = execution.finish();
    if (execution.killed !== null) return { kind: 'killed', reason: execution.killed };
    return failure !== null && outcome.kind === 'returned' ? threw(failure) : outcome;
  }
}

/** Menu clicks and pages pass no event; the others pass one with the authorisation mode. */
function eventOf({ call, mode }: Execution, sandbox: Sandbox, membrane: Membrane): unknown {
  if (call.as === 'menu' || call.as === 'rpc') return undefined;
  const event = sandbox.realm.parse(JSON.stringify(call.event ?? {})) as Record<string, unknown>;
  event['authMode'] = membrane.wrap(authModeValue(mode));
  return event;
}

function threw(error: unknown): Outcome {
  const { name, message } = (typeof error === 'object' && error !== null ? error : {}) as {
    name?: unknown;
    message?: unknown;
  };
  return {
    kind: 'threw',
    name: typeof name === 'string' ? name : 'Error',
    message: typeof message === 'string' ? message : String(error),
  };
}
