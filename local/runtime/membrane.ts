// Owns the border between the host and one script context: proxies out, handles in, errors of the script's own realm.
// Must not know what any method does.
import { Handle, isDate, type Surface } from './method';
import type { Realm } from './prelude';
import { NotEmulated } from './service-error';

/** Runs one call of a script. */
export type Gate = (handle: Handle, method: string, args: unknown[]) => unknown;

export class Membrane {
  readonly #realm: Realm;
  readonly #gate: Gate;
  readonly #proxies = new WeakMap<Handle, object>();
  readonly #handles = new WeakMap<object, Handle>();

  constructor(realm: Realm, gate: Gate) {
    this.#realm = realm;
    this.#gate = gate;
  }

  /** What the script gets to see of a host value. */
  toScript(value: unknown): unknown {
    if (value instanceof Handle) return this.wrap(value);
    if (Array.isArray(value)) return this.#array(value);
    if (isDate(value)) return this.#realm.date(value.getTime());
    if (typeof value === 'object' && value !== null) {
      return this.#realm.parse(JSON.stringify(value));
    }
    return value;
  }

  #array(values: readonly unknown[]): unknown[] {
    const copy = this.#realm.array(values);
    for (let index = 0; index < copy.length; index++) {
      if (typeof copy[index] === 'object') copy[index] = this.toScript(copy[index]);
    }
    return copy;
  }

  /** What a service gets to see of a script's value: handles where the script held proxies. */
  fromScript(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    return this.#handles.get(value) ?? value;
  }

  /** An error of the script's own realm. */
  errorFor(error: unknown): unknown {
    if (error instanceof Error) return this.#realm.error(error.name, error.message);
    return this.#realm.error('Error', String(error));
  }

  /** The proxy of a handle: always the same one, so that enums compare. */
  wrap(handle: Handle): object {
    const known = this.#proxies.get(handle);
    if (known) return known;
    const { surface } = handle;
    const proxy = new Proxy(Object.create(null) as object, {
      get: (_, key) => this.#member(handle, surface, key),
      has: (_, key) => typeof key === 'string' && key in surface.methods,
      set: (_, key) => {
        throw this.errorFor(new NotEmulated(`setting ${surface.name}.${String(key)}`));
      },
      ownKeys: () => [],
    });
    this.#proxies.set(handle, proxy);
    this.#handles.set(proxy, handle);
    return proxy;
  }

  #member(handle: Handle, surface: Surface, key: string | symbol): unknown {
    const named = Object.hasOwn(surface.methods, 'toString');
    if (key === Symbol.toPrimitive && !named) return () => surface.name;
    if (typeof key === 'symbol') return undefined;
    if (Object.hasOwn(surface.methods, key)) {
      return (...args: unknown[]) => {
        try {
          return this.toScript(
            this.#gate(
              handle,
              key,
              args.map((argument) => this.fromScript(argument)),
            ),
          );
        } catch (error) {
          throw this.errorFor(error);
        }
      };
    }
    if (Object.hasOwn(surface.members, key)) return this.toScript(surface.members[key]);
    if (key === 'toString') return () => surface.name;
    throw this.errorFor(new NotEmulated(`${surface.name}.${key}`));
  }
}
