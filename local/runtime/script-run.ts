// Owns what may cross between a page and the server through google.script.run. Must not run anything.
// Rules: https://developers.google.com/apps-script/guides/html/communication#parameters_and_return_values
import { LIMITS } from './limits';

/** Calls that a page may have under way at once; further ones wait. Obeying it is the page's business. */
export const CONCURRENT_CALLS = LIMITS.concurrentScriptRuns.value;

/**
 * The arguments as JSON text, in which the server gets them.
 *
 * @throws TypeError with Google's words for a date, function, DOM node, circular reference or any object of a class
 */
export function argumentsToJson(args: readonly unknown[]): string {
  args.forEach((argument, index) => {
    const path = illegalPath(argument, String(index), []);
    if (path !== null) throw new TypeError(`Failed due to illegal value in property: ${path}`);
  });
  return JSON.stringify(args);
}

/**
 * What the success handler gets. A date anywhere makes the whole answer `null`, silently; so does here anything else that
 * is not plain data, which is at least as strict.
 */
export function returnedToPage(value: unknown): unknown {
  if (value === undefined || illegalPath(value, '', []) !== null) return null;
  return JSON.parse(JSON.stringify(value)) as unknown;
}

/** What the failure handler gets as `error.message`: no name, no stack, no fields. */
export function failureMessage(error: { readonly name: string; readonly message: string }): string {
  return `${error.name}: ${error.message}`;
}

/** Why `google.script.run` refuses to call a function, or `null`. */
export function isPrivate(name: string): boolean {
  return name.endsWith('_');
}

function illegalPath(value: unknown, path: string, parents: readonly object[]): string | null {
  if (value === null || value === undefined) return null;
  if (['string', 'number', 'boolean'].includes(typeof value)) return null;
  if (typeof value !== 'object' || parents.includes(value) || !isPlain(value)) return path;
  const inside = [...parents, value];
  for (const [key, item] of Object.entries(value)) {
    const found = illegalPath(item, key, inside);
    if (found !== null) return found;
  }
  return null;
}

/** Plain objects and arrays of any realm. */
function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
