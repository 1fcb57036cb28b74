// Owns the Triggers port: this user's one hourly trigger for this document, found again by its id, and its heartbeat. Never
// touches another's.
import {
  type Clock,
  type Heartbeat,
  type KeyValueStore,
  StoreFault,
  type Triggers,
  type TriggerResult,
} from '../ports';

/** The handler's name is frozen: renaming it would orphan the triggers of every user. */
const HANDLER = 'onHourlyTrigger';
const REFUSED = 'refused:';
const HOUR_MS = 3_600_000;

/** How long a trigger is believed to be there without a look: a person, or Google, may remove it. */
const TRUST_MS = 15 * 60_000;

/** An hourly trigger that has not fired for so long is dead, though Google may still list it: it is made anew. */
const SILENCE_MS = 3 * HOUR_MS;

/** As kept in the user's properties: the trigger's id, or why there is none, and when that was seen. */
interface Remembered {
  readonly id: string;
  readonly seenAt: number;
}

/** When a trigger was made, and when it last fired; 0: not yet. */
interface Beat {
  readonly madeAt: number;
  readonly firedAt: number;
}

export class HourlyTrigger implements Triggers {
  constructor(
    private readonly userStore: KeyValueStore,
    private readonly clock: Clock,
    private readonly documentId: () => string,
  ) {}

  ensure(): TriggerResult {
    try {
      const found = this.find();
      const isDead = found !== null && this.isSilent();
      if (isDead) ScriptApp.deleteTrigger(found);
      const known = isDead ? null : found;
      const trigger = known ?? this.make();
      const beat = known === null ? { madeAt: this.clock.now(), firedAt: 0 } : this.beat();
      this.remember(trigger.getUniqueId(), beat);
      return { kind: 'on' };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.remember(REFUSED + message.slice(0, 300), { madeAt: 0, firedAt: 0 });
      return { kind: 'refused', message };
    }
  }

  remove(): void {
    if (this.remembered() === null) return;
    try {
      const trigger = this.find();
      if (trigger !== null) ScriptApp.deleteTrigger(trigger);
      this.userStore.delete(this.key());
    } catch {
      // Without the permission it cannot be deleted; its firings find nothing to do.
    }
  }

  fired(id: string): Readonly<Record<string, string>> {
    const now = this.clock.now();
    const isKnown = this.remembered()?.id === id;
    const madeAt = isKnown ? this.beat().madeAt : now;
    return { [this.key()]: encode(now, id, { madeAt, firedAt: now }) };
  }

  heartbeat(): Heartbeat | null {
    const remembered = this.remembered();
    if (remembered === null || remembered.id.startsWith(REFUSED)) return null;
    const { madeAt, firedAt } = this.beat();
    const last = Math.max(madeAt, firedAt);
    const hours = Math.max(1, Math.ceil((this.clock.now() - last) / HOUR_MS));
    return { lastAt: firedAt === 0 ? null : firedAt, nextAt: last + hours * HOUR_MS };
  }

  status(): ReturnType<Triggers['status']> {
    const remembered = this.remembered();
    if (remembered === null) return { kind: 'off' };
    const { id, seenAt } = remembered;
    const isRefused = id.startsWith(REFUSED);
    if (!isRefused && this.isSilent()) return { kind: 'silent' };
    if (this.clock.now() - seenAt > TRUST_MS) return { kind: 'unseen' };
    return isRefused ? { kind: 'refused', message: id.slice(REFUSED.length) } : { kind: 'on' };
  }

  private isSilent(): boolean {
    const { madeAt, firedAt } = this.beat();
    return this.clock.now() - Math.max(madeAt, firedAt) > SILENCE_MS;
  }

  /** In place of one that Google has and nobody remembers, where an execution died after making it or Google failed. */
  private make(): GoogleAppsScript.Script.Trigger {
    try {
      return create();
    } catch (error) {
      const own = this.listed().find((trigger) => trigger.getHandlerFunction() === HANDLER);
      if (own === undefined) throw error;
      ScriptApp.deleteTrigger(own);
      return create();
    }
  }

  /** This user's triggers for this document, where Google tells. */
  private listed(): GoogleAppsScript.Script.Trigger[] {
    try {
      return ScriptApp.getUserTriggers(SpreadsheetApp.getActiveSpreadsheet());
    } catch {
      return [];
    }
  }

  /** Of this user's triggers in all documents, the one with the remembered id. */
  private find(): GoogleAppsScript.Script.Trigger | null {
    const id = this.remembered()?.id;
    if (id === undefined || id.startsWith(REFUSED)) return null;
    const triggers = ScriptApp.getProjectTriggers();
    return triggers.find((trigger) => trigger.getUniqueId() === id) ?? null;
  }

  private remembered(): Remembered | null {
    const text = this.userStore.get(this.key());
    if (text === null) return null;
    const [times = '', ...id] = text.split(' ');
    return { id: id.join(' '), seenAt: Number(times.split(',')[0]) };
  }

  private beat(): Beat {
    const [times = ''] = (this.userStore.get(this.key()) ?? '').split(' ');
    const [seenAt, madeAt, firedAt] = times.split(',').map(Number);
    return { madeAt: madeAt ?? seenAt ?? 0, firedAt: firedAt ?? 0 };
  }

  /** A trigger that cannot be remembered is told by its first firing; until then nothing is promised of it. */
  private remember(id: string, beat: Beat): void {
    try {
      this.userStore.setAll({ [this.key()]: encode(this.clock.now(), id, beat) });
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
    }
  }

  /** One user has one trigger a document, and user properties span documents. */
  private key(): string {
    return `trigger:${this.documentId()}`;
  }
}

function create(): GoogleAppsScript.Script.Trigger {
  return ScriptApp.newTrigger(HANDLER).timeBased().everyHours(1).create();
}

function encode(seenAt: number, id: string, { madeAt, firedAt }: Beat): string {
  return `${seenAt},${madeAt},${firedAt} ${id}`;
}
