// Owns the KeyValueStore port over PropertiesService. Knows no key and no value.
import { type KeyValueStore, StoreFault } from '../ports';

type Properties = GoogleAppsScript.Properties.Properties;

export class GoogleProperties implements KeyValueStore {
  constructor(private readonly open: () => Properties | null) {}

  all(): Readonly<Record<string, string>> {
    return this.guarded((properties) => properties.getProperties());
  }

  get(key: string): string | null {
    return this.guarded((properties) => properties.getProperty(key));
  }

  setAll(entries: Readonly<Record<string, string>>): void {
    this.guarded((properties) => properties.setProperties(entries, false));
  }

  delete(key: string): void {
    this.guarded((properties) => properties.deleteProperty(key));
  }

  clear(): void {
    this.guarded((properties) => properties.deleteAllProperties());
  }

  private guarded<T>(call: (properties: Properties) => T): T {
    try {
      const properties = this.open();
      if (properties === null) throw new Error('There is no store for this document here.');
      return call(properties);
    } catch (error) {
      throw new StoreFault(error instanceof Error ? error.message : String(error));
    }
  }
}

/**
 * A store that keeps what it read in one go: single values are then taken from there, with the writes of this
 * execution. For values that only this user changes; never for what another execution may say meanwhile.
 */
export class RememberedProperties implements KeyValueStore {
  private known: Map<string, string> | null = null;

  constructor(private readonly store: KeyValueStore) {}

  /** Always asks: a long execution must see what happened since. */
  all(): Readonly<Record<string, string>> {
    const entries = this.store.all();
    this.known = new Map(Object.entries(entries));
    return entries;
  }

  get(key: string): string | null {
    return this.known === null ? this.store.get(key) : (this.known.get(key) ?? null);
  }

  setAll(entries: Readonly<Record<string, string>>): void {
    this.store.setAll(entries);
    for (const [key, value] of Object.entries(entries)) this.known?.set(key, value);
  }

  delete(key: string): void {
    this.store.delete(key);
    this.known?.delete(key);
  }

  clear(): void {
    this.store.clear();
    this.known?.clear();
  }
}
