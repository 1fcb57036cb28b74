// Owns one store of properties and its size limits. Must not know whose store it is, nor count calls.
import { LIMITS } from './limits';

/** A store as tests and the disk see it: a Map of strings. */
export class PropertyStore extends Map<string, string> {
  /** UTF-8 bytes of all keys and values. */
  bytes(): number {
    let total = 0;
    for (const [key, value] of this) total += bytesOf(key, value);
    return total;
  }

  /**
   * Writes entries in order. What comes before the entry that breaks a limit stays written: Google promises no
   * all-or-nothing, so the runtime has none.
   *
   * @returns the limit that was broken, or `null`
   */
  write(
    entries: Readonly<Record<string, string>>,
  ): 'propertyValueBytes' | 'propertyStoreBytes' | null {
    let total = this.bytes();
    for (const [key, value] of Object.entries(entries)) {
      const size = bytesOf(key, value);
      if (size > LIMITS.propertyValueBytes.value) return 'propertyValueBytes';
      const before = this.get(key);
      const after = total + size - (before === undefined ? 0 : bytesOf(key, before));
      if (after > LIMITS.propertyStoreBytes.value) return 'propertyStoreBytes';
      this.set(key, value);
      total = after;
    }
    return null;
  }
}

const bytesOf = (key: string, value: string): number =>
  Buffer.byteLength(key) + Buffer.byteLength(value);
