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
