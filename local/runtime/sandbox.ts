// Owns the loading of the built add-on into a fresh context, and which of its functions may be called from outside.
// Must not know any service.
import gas from 'gas-local';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { constants, createContext } from 'node:vm';
import { prepareRealm, type Realm } from './prelude';
import { isPrivate } from './script-run';

const SERVER = 'server.js';

/** One fresh context, as Apps Script makes one for every execution. */
export class Sandbox {
  readonly realm: Realm;
  /** An ordinary global object: one with interceptors, Node's default, makes each use of `Math` or `JSON` a hundred times slower. */
  readonly #globals = createContext(constants.DONT_CONTEXTIFY) as Record<string, unknown>;
  readonly #dist: string;

  constructor(dist: string, now: () => number, random: () => number) {
    this.#dist = dist;
    this.realm = prepareRealm(this.#globals, now, random);
  }

  /** Puts the services in place and runs the top-level code. */
  load(services: Readonly<Record<string, unknown>>): void {
    Object.assign(this.#globals, services);
    gas.require(this.#dist, this.#globals, {
      filter: (path) => path === `${this.#dist}/${SERVER}`,
    });
  }

  /** Calls a public function; the arguments are JSON text, so that they are of the script's own realm. */
  run(name: string, argumentsJson: string, event: unknown): unknown {
    const target = this.#globals[name];
    if (typeof target !== 'function') throw new TypeError(`${name} is not a function`);
    const args = this.realm.parse(argumentsJson) as unknown[];
    return Reflect.apply(target, undefined, event === undefined ? args : [event, ...args]);
  }
}

const known = new Map<string, { readonly mtimeMs: number; readonly names: ReadonlySet<string> }>();

/**
 * The functions that Google would list: declared at top level, name not ending in `_`. A function that is only assigned, or
 * lives in an object, is none. https://developers.google.com/apps-script/guides/html/communication
 */
export function publicFunctions(dist: string): ReadonlySet<string> {
  const path = join(dist, SERVER);
  const { mtimeMs } = statSync(path);
  const cached = known.get(path);
  if (cached?.mtimeMs === mtimeMs) return cached.names;
  const names = new Set<string>();
  for (const [, name = ''] of readFileSync(path, 'utf8').matchAll(
    /^function\s+([A-Za-z_$][\w$]*)\s*\(/gm,
  )) {
    if (!isPrivate(name)) names.add(name);
  }
  known.set(path, { mtimeMs, names });
  return names;
}
