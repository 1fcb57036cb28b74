// Owns the Triggers port: this user's one hourly trigger for this document, found again by its id. Never touches another's.
import type { KeyValueStore, Triggers, TriggerResult } from '../ports';

/** The handler's name is frozen: renaming it would orphan the triggers of every user. */
const HANDLER = 'onHourlyTrigger';
const REFUSED = 'refused:';

export class HourlyTrigger implements Triggers {
  constructor(
    private readonly userStore: KeyValueStore,
    private readonly documentId: () => string,
  ) {}

  ensure(): TriggerResult {
    try {
      if (this.find() !== null) return { kind: 'on' };
      const made = ScriptApp.newTrigger(HANDLER).timeBased().everyHours(1).create();
      this.remember(made.getUniqueId());
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
    if (this.remembered() !== id) this.remember(id);
  }

  status(): TriggerResult | { readonly kind: 'off' } {
    const remembered = this.remembered();
    if (remembered === null) return { kind: 'off' };
    return remembered.startsWith(REFUSED)
      ? { kind: 'refused', message: remembered.slice(REFUSED.length) }
      : { kind: 'on' };
  }

  /** Of this user's triggers in all documents, the one with the remembered id. */
  private find(): GoogleAppsScript.Script.Trigger | null {
    const id = this.remembered();
    if (id === null || id.startsWith(REFUSED)) return null;
    const triggers = ScriptApp.getProjectTriggers();
    return triggers.find((trigger) => trigger.getUniqueId() === id) ?? null;
  }

  private remembered(): string | null {
    return this.userStore.get(this.key());
  }

  private remember(id: string): void {
    this.userStore.setAll({ [this.key()]: id });
  }

  /** One user has one trigger a document, and user properties span documents. */
  private key(): string {
    return `trigger:${this.documentId()}`;
  }
}
