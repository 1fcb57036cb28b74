// Owns leading a run to its end through the add-on's own calls, as an open sidebar would. Knows no file.
import type { FailureCode, Method, Methods, Reply } from '../../src/rpc/contract';
import type { BatchState, BatchView, Decision, RunView } from '../../src/rpc/contract-run';
import { vendorOf } from '../../src/provider/vendors';
import { callAddon } from '../session/call';
import { refuseResend } from './approval';
import type { Engine } from './engine';
import type { Options } from './options';
import { progressLine } from './progress-bar';
import { refusalOf } from './refusal';
import type { Terminal } from './terminal';

export type Ending =
  | { readonly kind: 'finished'; readonly run: RunView }
  /** Nothing more can be done now; `message` says why and what to do. */
  | { readonly kind: 'stopped'; readonly run: RunView; readonly message: string };

/** A failure that the add-on answered with; `message` is for the user. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    message: string,
    readonly code: FailureCode,
  ) {
    super(message);
  }
}

/** @throws Refused */
export function ask<M extends Method>(
  engine: Engine,
  method: M,
  args: Methods[M]['args'],
): Methods[M]['value'] {
  const reply: Reply<M> = callAddon(engine.runtime, method, args);
  if (!reply.ok) throw new Refused(refusalOf(reply, engine.failedCall), reply.code);
  return reply.value;
}

/** Another execution holds the document: it is done within a slice. */
const BUSY_WAIT_MS = 2000;
const BUSY_TRIES = 60;

export class Drive {
  private readonly decided = new Set<string>();

  constructor(
    private readonly engine: Engine,
    private readonly options: Options,
    private readonly terminal: Terminal,
    /** Told after every step, so that it can be kept. */
    private readonly stepped: () => void,
  ) {}

  /** A run that was paused is continued once; whatever stops it again stops the drive. */
  async toTheEnd(started: RunView): Promise<Ending> {
    const { engine, terminal } = this;
    let run = started;
    if (run.state === 'paused') run = ask(engine, 'resume', { run: run.id });
    while (run.state !== 'closed') {
      const decided = await this.decide(run);
      if (typeof decided === 'string') return { kind: 'stopped', run, message: decided };
      if (!decided && run.callAgainInMs === null) {
        return { kind: 'stopped', run, message: whyStopped(run) };
      }
      await engine.wait(run.callAgainInMs ?? 0);
      run = await this.work(run);
      terminal.progress(progressLine(run, terminal.columns));
      this.stepped();
    }
    return { kind: 'finished', run };
  }

  private async work(run: RunView): Promise<RunView> {
    for (let tries = 0; ; tries += 1) {
      const reply = callAddon(this.engine.runtime, 'work', { run: run.id });
      if (reply.ok) return reply.value;
      if (reply.code !== 'busy' || tries >= BUSY_TRIES) {
        throw new Refused(refusalOf(reply, this.engine.failedCall), reply.code);
      }
      await this.engine.wait(BUSY_WAIT_MS);
    }
  }

  /** Decides what the options decide, once for each batch. True when it did; a sentence when it must not. */
  private async decide(run: RunView): Promise<boolean | string> {
    const { engine, options, terminal } = this;
    let isDecided = false;
    for (const batch of run.attention) {
      const decision = decisionFor(batch, options);
      if (decision === null || this.decided.has(keyOf(batch))) continue;
      if (decision === 'send_again') {
        const approved = run.costs.find(({ vendor }) => vendor === batch.vendor)?.maximum ?? 0;
        const { name: vendor } = vendorOf(batch.vendor);
        const more = batch.sendAgainCredits;
        const resend = { vendor, maximum: approved + more, more };
        const refusal = await refuseResend(resend, options, terminal);
        if (refusal !== null) return refusal;
      }
      this.decided.add(keyOf(batch));
      ask(engine, 'decide', { run: run.id, batch: batch.number, decision });
      isDecided = true;
    }
    return isDecided;
  }
}

/** A stalled batch is looked at again by every process, once: that costs nothing. */
const DECISIONS: Readonly<
  Record<'ask' | 'resend' | 'leave', Partial<Record<BatchState, Decision>>>
> = {
  ask: { stalled: 'look_again' },
  resend: { stalled: 'look_again', unknown: 'send_again', held: 'place' },
  leave: { stalled: 'leave_out', unknown: 'leave_out', held: 'keep' },
};

function decisionFor(batch: BatchView, { unknown }: Options): Decision | null {
  const wanted = DECISIONS[unknown ?? 'ask'][batch.state];
  return wanted !== undefined && batch.decisions.includes(wanted) ? wanted : null;
}

function keyOf(batch: BatchView): string {
  return `${batch.number} ${batch.state}`;
}

function whyStopped(run: RunView): string {
  if (run.pause) return run.pause.message;
  const [first] = run.attention;
  if (!first) return run.next;
  const others = run.attention.length - 1;
  const more = others === 0 ? '' : ` (and ${others} more)`;
  return `${first.message}${more} Decide with --unknown resend or --unknown leave.`;
}
