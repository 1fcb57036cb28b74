// Owns the processor time of a run by phase, and how much of it is the emulation's. Knows no sheet.
import type { HookCall, Hooks } from '../../local/runtime/environment';

/** `waiting`: slices that neither send nor place; `placing` ends where a slice's sending begins. */
export const PHASES = ['check', 'plan', 'start', 'sending', 'placing', 'waiting'] as const;
export type Phase = (typeof PHASES)[number];

/** Milliseconds of processor time. */
export interface Spent {
  readonly addon: number;
  /** Inside emulated services: what Google's machines would do. */
  readonly services: number;
}

/** A batch's record with the state `completed`. */
const COMPLETED = '"s":"d"';

export class Processor {
  readonly phases: Record<Phase, { addon: number; services: number }>;
  private open = { addon: 0, services: 0 };
  private last = 0;
  private hasSent = false;
  private hasPlaced = false;

  constructor(hooks: Hooks) {
    this.phases = Object.fromEntries(
      PHASES.map((phase) => [phase, { addon: 0, services: 0 }]),
    ) as Processor['phases'];
    hooks.beforeCall = (): undefined => {
      this.lap('addon');
    };
    const earlier = hooks.afterCall;
    hooks.afterCall = (call) => {
      this.lap('services');
      this.note(call);
      return earlier?.(call);
    };
  }

  /** Measures an execution that is one phase. */
  during<T>(phase: Phase, act: () => T): T {
    this.begin();
    const value = act();
    this.book(phase);
    return value;
  }

  /** Measures a slice. Returns whether it placed results. */
  slice(act: () => void): boolean {
    this.begin();
    act();
    const { hasPlaced } = this;
    this.book(this.hasSent ? 'sending' : hasPlaced ? 'placing' : 'waiting');
    return hasPlaced;
  }

  private begin(): void {
    this.open = { addon: 0, services: 0 };
    this.hasSent = false;
    this.hasPlaced = false;
    this.last = now();
  }

  private note({ method, args }: HookCall): void {
    if (method === 'UrlFetchApp.fetch' && String(args[0]).endsWith('/bulk')) this.hasSent = true;
    if (method !== 'Properties.setProperties') return;
    const records = Object.values(args[0] as Record<string, string>);
    if (!records.some((text) => text.includes(COMPLETED))) return;
    this.hasPlaced = true;
    this.book('placing');
  }

  private book(phase: Phase): void {
    this.lap('addon');
    this.phases[phase].addon += this.open.addon;
    this.phases[phase].services += this.open.services;
    this.open = { addon: 0, services: 0 };
  }

  private lap(whose: keyof Spent): void {
    const time = now();
    this.open[whose] += time - this.last;
    this.last = time;
  }
}

function now(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
