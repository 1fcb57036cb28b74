// Owns how an emulated method is described: its signature, whether it is remote, what it does. Must not run it.
import { COSTS } from './costs';
import { ServiceError, NotEmulated } from './service-error';
import { say, TEXTS, type Language } from './messages';

/**
 * `local` calls build handles or tell facts that a handle was made with. `read` and `write` ask or change the document or a
 * store: they are remote, cost time, and are counted.
 */
export type Access = 'local' | 'read' | 'write';

export interface Method {
  /** One string an overload, as in `methodsOf`. */
  readonly signatures: readonly string[];
  readonly access: Access;
  /** Virtual ms. */
  readonly cost: (self: never, args: readonly unknown[]) => number;
  /** Any of these scopes must be in the manifest and granted. */
  readonly scopes: readonly string[];
  /** The least authorisation; `null` is the service's own. */
  readonly mode: AuthMode | null;
  readonly run: (self: never, ...args: never[]) => unknown;
}

/** https://developers.google.com/workspace/add-ons/concepts/editor-auth-lifecycle */
export type AuthMode = 'NONE' | 'LIMITED' | 'FULL';

/** All methods of one emulated class. What is not in it throws NotEmulated. */
export interface Surface {
  /** As Google documents it, e.g. `Sheet`. */
  readonly name: string;
  /** The Apps Script global that it is reached through, e.g. `SpreadsheetApp`; `''` for enums. */
  readonly service: string;
  readonly methods: Readonly<Record<string, Method>>;
  /** Enums and other plain members. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** A host object that scripts may hold. */
export abstract class Handle {
  abstract readonly surface: Surface;
}

interface Options<S> {
  readonly cost?: number | ((self: S, args: readonly unknown[]) => number);
  readonly scopes?: readonly string[];
  readonly mode?: AuthMode;
}

type Define<S> = <A extends unknown[]>(
  signature: string,
  run: (self: S, ...args: A) => unknown,
  options?: Options<S>,
) => Method;

/**
 * Builders for the methods of handles of type `S`. A signature is a list of overloads (`|`) of argument types (`,`):
 * `n` number, `i` whole number, `s` string, `b` boolean, `a` array, `o` object, `d` date, `h` handle, `x` anything, `*` any
 * number of anything.
 */
export function methodsOf<S>(): Readonly<Record<Access, Define<S>>> {
  const define =
    (access: Access): Define<S> =>
    (signature, run, options = {}) => {
      const { cost = access === 'local' ? 0 : COSTS.call, scopes = [], mode = null } = options;
      return {
        signatures: signature.split('|'),
        access,
        cost: typeof cost === 'number' ? () => cost : cost,
        scopes,
        run: run as unknown as Method['run'],
        mode,
      };
    };
  return { local: define('local'), read: define('read'), write: define('write') };
}

export function surface(
  name: string,
  service: string,
  methods: Readonly<Record<string, Method>>,
  members: Readonly<Record<string, unknown>> = {},
): Surface {
  return { name, service, methods, members };
}

/** @throws ServiceError when the arguments fit no overload. */
export function checkArguments(
  owner: Surface,
  name: string,
  method: Method,
  args: readonly unknown[],
  language: Language,
): void {
  if (method.signatures.some((signature) => fits(signature, args))) return;
  const full = owner.name === owner.service ? name : `${owner.name}.${name}`;
  throw new ServiceError(
    say(language, TEXTS.signature, args.map(typeName).join(','), `${owner.service}.${full}`),
  );
}

function fits(signature: string, args: readonly unknown[]): boolean {
  if (signature === '*') return true;
  const types = signature === '' ? [] : signature.split(',');
  return types.length === args.length && types.every((type, index) => isOf(type, args[index]));
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'n':
      return typeof value === 'number' && Number.isFinite(value);
    case 'i':
      return Number.isInteger(value);
    case 's':
      return typeof value === 'string';
    case 'b':
      return typeof value === 'boolean';
    case 'a':
      return Array.isArray(value);
    case 'd':
      return isDate(value);
    case 'h':
      return value instanceof Handle;
    case 'o':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'x':
      return true;
    default:
      throw new NotEmulated(`signature ${type}`);
  }
}

/** Dates of any realm. */
export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]';
}

function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'number[]';
  if (value instanceof Handle) return `${value.surface.service}.${value.surface.name}`;
  const type = typeof value;
  return type === 'string' ? 'String' : type === 'number' ? 'number' : type;
}
