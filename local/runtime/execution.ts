// Owns one execution: the gate that every service call passes, its deadline, its unflushed writes, its end.
// Must not know what any service does, nor how the script is loaded.
import type { Call, Environment, HookCall } from './environment';
import type { Fault } from './faults';
import { LIMITS } from './limits';
import { say, TEXTS } from './messages';
import { checkArguments, type AuthMode, type Handle, type Method, type Surface } from './method';
import { Meter } from './meter';
import { ExecutionKilled, ServiceError, type KillReason } from './service-error';

const MODE_RANK: Record<AuthMode, number> = { NONE: 0, LIMITED: 1, FULL: 2 };

/** The least mode in which a service may be touched at all; methods may ask for more or less. */
const SERVICE_MODE: Record<string, AuthMode> = {
  SpreadsheetApp: 'LIMITED',
  PropertiesService: 'LIMITED',
  LockService: 'LIMITED',
  ScriptApp: 'FULL',
  UrlFetchApp: 'FULL',
  Session: 'LIMITED',
};

/** Calls that hooks do not see: they touch nothing. */
const QUIET = new Set(['', 'console', 'Logger']);

/** A write that is put off. */
export interface PendingWrite {
  apply(): void;
  /** How the write will change the size of a sheet: handles are checked against the size to come. */
  readonly resizes?: { readonly sheetId: number; readonly rows: number; readonly columns: number };
}

export class Execution {
  readonly env: Environment;
  readonly call: Call;
  readonly mode: AuthMode;
  readonly number: number;
  readonly meter = new Meter();
  readonly startedMs: number;
  readonly #deadlineMs: number;
  #killed: ExecutionKilled | null = null;
  #pending: PendingWrite[] = [];
  #n = 0;
  #remoteN = 0;

  constructor(env: Environment, call: Call, mode: AuthMode) {
    this.env = env;
    this.call = call;
    this.mode = mode;
    this.number = ++env.project.executions;
    this.startedMs = env.clock.now();
    this.#deadlineMs = this.startedMs + this.#allowedMs();
  }

  get user(): string {
    return this.call.user;
  }
  get killed(): KillReason | null {
    return this.#killed?.reason ?? null;
  }
  get isTrigger(): boolean {
    return this.call.as === 'trigger';
  }

  /** Every service call of the script comes through here. */
  invoke(handle: Handle, name: string, args: unknown[]): unknown {
    this.#requireAlive();
    const { surface } = handle;
    const method = surface.methods[name];
    if (!method) throw new Error(`${surface.name} has no ${name}`);
    checkArguments(surface, name, method, args, this.env.language);
    this.#authorise(surface, name, method);
    if (QUIET.has(surface.service)) return run(method, handle, args);
    const hookCall = this.#announce(surface, name, method, args);
    const fault = hookCall.remote ? this.env.faults.meet(hookCall.method) : null;
    if (this.env.hooks.beforeCall?.(hookCall) === 'kill') this.kill('hook');
    this.checkDeadline();
    if (fault && fault.when !== 'after') this.#failBy(fault);
    const reads = method.access === 'read' && surface.service === 'SpreadsheetApp';
    this.charge(method.cost(handle as never, args));
    if (reads) this.settle();
    const value = run(method, handle, args);
    if (fault) {
      this.settle();
      this.#failBy(fault);
    }
    if (this.env.hooks.afterCall?.(hookCall) === 'kill') this.kill('hook');
    this.checkDeadline();
    return value;
  }

  /** Lets virtual time pass; past the deadline the execution dies. */
  charge(ms: number): void {
    const left = Math.max(0, this.#deadlineMs - this.env.clock.now());
    this.env.clock.advance(Math.min(Math.ceil(ms), left + 1));
    this.checkDeadline();
  }

  checkDeadline(): void {
    if (this.env.clock.now() > this.#deadlineMs) this.kill('deadline');
  }

  /** Ends the execution here and for good. */
  kill(reason: KillReason): never {
    const text = reason === 'scopes' ? TEXTS.authorisation : LIMITS.executionMs.text;
    this.#killed ??= new ExecutionKilled(reason, say(this.env.language, text));
    throw this.#killed;
  }

  /** Fails the call with one of Google's texts in the user's language. */
  fail(english: string, ...values: (string | number)[]): never {
    throw new ServiceError(say(this.env.language, english, ...values));
  }

  /** Runs what may break a rule of the workbook, and reports that as Google would. */
  orFail<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      if (error instanceof Error && error.constructor === Error) this.fail(error.message);
      throw error;
    }
  }

  /** Puts off a write until the next read of the spreadsheet, flush, or the end. */
  queue(write: PendingWrite): void {
    this.#pending.push(write);
  }

  get pending(): readonly PendingWrite[] {
    return this.#pending;
  }

  /**
   * Carries out what was put off. After an error the later writes are lost with it: Google does not say what becomes of
   * them, so nobody may count on them.
   */
  settle(): void {
    const writes = this.#pending;
    this.#pending = [];
    for (const write of writes)
      this.orFail(() => {
        write.apply();
      });
  }

  /** The end: late writes of a living execution are carried out, its locks released. */
  finish(): unknown {
    let failure: unknown = null;
    try {
      if (!this.#killed) this.settle();
      else if (this.env.pendingWritesAtKill === 'applied') this.settle();
    } catch (error) {
      failure = error;
    }
    for (const [name, holder] of this.env.project.locks) {
      if (holder === this.number) this.env.project.locks.delete(name);
    }
    return this.#killed ? null : failure;
  }

  /** Scopes that the manifest asks for and the user has not withdrawn. */
  grantedScopes(): readonly string[] {
    const grant = this.env.project.grant(this.user);
    const { oauthScopes } = this.env.manifest;
    if (grant === 'granted') return oauthScopes;
    if (grant === 'withdrawn') return [];
    return oauthScopes.filter((scope) => !grant.missing.includes(scope));
  }

  #allowedMs(): number {
    const { project, clock } = this.env;
    switch (this.call.as) {
      case 'onOpen':
      case 'onInstall':
        return LIMITS.simpleTriggerMs.value;
      case 'trigger': {
        const used = project.quotas.used(this.call.user, 'triggerMs', clock.now());
        return Math.min(LIMITS.executionMs.value, LIMITS.triggerMsADay.value - used);
      }
      case 'menu':
      case 'rpc':
        return LIMITS.executionMs.value;
    }
  }

  #requireAlive(): void {
    if (this.#killed) throw this.#killed;
    this.checkDeadline();
  }

  #announce(surface: Surface, name: string, method: Method, args: unknown[]): HookCall {
    const full = surface.name === surface.service ? name : `${surface.name}.${name}`;
    const label = surface.name === surface.service ? `${surface.service}.${name}` : full;
    this.#n++;
    const { access } = method;
    if (access !== 'local') {
      this.#remoteN++;
      this.meter.count(surface.service, label, access);
      this.env.meter.count(surface.service, label, access);
    }
    return {
      n: this.#n,
      remoteN: this.#remoteN,
      total: ++this.env.counter.calls,
      execution: this.number,
      service: surface.service,
      method: label,
      access,
      remote: access !== 'local',
      user: this.user,
      fn: this.call.fn,
      args,
    };
  }

  #authorise(surface: Surface, name: string, method: Method): void {
    const needed = method.mode ?? SERVICE_MODE[surface.service] ?? 'NONE';
    const label =
      surface.name === surface.service ? `${surface.service}.${name}` : `${surface.name}.${name}`;
    const scopes = method.scopes.join(' || ');
    const refuse = (): never =>
      scopes === ''
        ? this.fail(TEXTS.permission, label)
        : this.fail(TEXTS.permissionScopes, label, scopes);
    if (MODE_RANK[this.mode] < MODE_RANK[needed]) refuse();
    if (needed === 'NONE') return;
    if (this.env.project.grant(this.user) === 'withdrawn') this.fail(TEXTS.authorisation);
    const granted = this.grantedScopes();
    if (method.scopes.length > 0 && !method.scopes.some((scope) => granted.includes(scope))) {
      refuse();
    }
  }

  #failBy(fault: Fault): never {
    const { id } = this.env.workbook;
    if (fault.message === undefined) this.fail(TEXTS.spreadsheetTimeout, id);
    this.fail(fault.message.replace('{id}', id));
  }
}

function run(method: Method, handle: Handle, args: unknown[]): unknown {
  return method.run(handle as never, ...(args as never[]));
}
