// Owns the Triggers port: this user's one hourly trigger for this document, found again by its id. Never touches another's.
import {
  type Clock,
  type KeyValueStore,
  StoreFault,
  type Triggers,
  type TriggerResult,
} from '../ports';

/** The handler's name is frozen: renaming it would orphan the triggers of every user. */
const HANDLER = 'onHourlyTrigger';
const REFUSED = 'refused:';

/** How long a trigger is believed to be there without a look: a person, or Google, may remove it. */
const TRUST_MS = 15 * 60_000;

/** As kept in the user's properties: the trigger's id, or why there is none, and when that was seen. */
interface Remembered {
  readonly id: string;
  readonly seenAt: number;
}

export class HourlyTrigger implements Triggers {
  constructor(
    private readonly userStore: KeyValueStore,
    private readonly clock: Clock,
    private readonly documentId: () => string,
  ) {}

  ensure(): TriggerResult {
    try {
      const known = this.find();
      const trigger = known ?? ScriptApp.newTrigger(HANDLER).timeBased().everyHours(1).create();
      this.remember(trigger.getUniqueId());
      return { kind: 'on' };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.remember(REFUSED + message.slice(0, 300));
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

  fired(id: string): void {
    if (this.remembered()?.id !== id) this.remember(id);
  }

  status(): ReturnType<Triggers['status']> {
    const remembered = this.remembered();
    if (remembered === null) return { kind: 'off' };
    const { id, seenAt } = remembered;
    if (this.clock.now() - seenAt > TRUST_MS) return { kind: 'unseen' };
    return id.startsWith(REFUSED)
      ? { kind: 'refused', message: id.slice(REFUSED.length) }
      : { kind: 'on' };
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
    const [seenAt = '', ...id] = text.split(' ');
    return { id: id.join(' '), seenAt: Number(seenAt) };
  }

  /** A trigger that cannot be remembered is told by its first firing; until then nothing is promised of it. */
  private remember(id: string): void {
    try {
      this.userStore.setAll({ [this.key()]: `${this.clock.now()} ${id}` });
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
    }
  }

  /** One user has one trigger a document, and user properties span documents. */
  private key(): string {
    return `trigger:${this.documentId()}`;
  }
}
