// Owns the script that makes a fresh Node context look like Apps Script's V8. Must not know any service.
import { Script } from 'node:vm';

/** What a context hands out so that the values that scripts see are of the script's own realm. */
export interface Realm {
  /** A copy of an array, as the realm's Array. */
  array(values: readonly unknown[]): unknown[];
  date(ms: number): unknown;
  parse(json: string): unknown;
  error(name: string, message: string): unknown;
}

/** Date reads without a service call in between after which a script must be waiting for a clock that does not move. */
const BUSY_WAIT_READS = 1_000_000;

/**
 * Runs with `now` (virtual ms) and `random`. Takes away what Apps Script lacks
 * (https://developers.google.com/apps-script/guides/v8-runtime) and what is newer than ES2021, of which Google promises nothing;
 * lets Date and Math.random follow the runtime. Local time
 * is UTC, as the manifest's time zone: any other machine setting would leak in.
 */
const SOURCE = `(now, random) => {
  'use strict';
  for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'Intl', 'FinalizationRegistry', 'WeakRef'])
    delete globalThis[name];
  const newer = [
    [Array.prototype, ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']],
    [String.prototype, ['at', 'isWellFormed', 'toWellFormed']],
    [Object, ['hasOwn', 'groupBy']],
    [Array, ['fromAsync']],
  ];
  for (const [owner, names] of newer) for (const name of names) delete owner[name];
  const RealDate = Date;
  let reads = 0;
  let readAt = -1;
  const read = () => {
    const ms = now();
    reads = ms === readAt ? reads + 1 : 0;
    readAt = ms;
    if (reads > ${BUSY_WAIT_READS}) throw new Error('NotEmulated: waiting for Date.now() to move; use Utilities.sleep');
    return ms;
  };
  const zoned = /(?:Z|GMT|UTC|[+-]\\d\\d:?\\d\\d|^[+-]?\\d{4,6}-\\d\\d(?:-\\d\\d)?)\\s*(?:\\([^)]*\\))?$/i;
  const parse = (text) => {
    const ms = RealDate.parse(text);
    return zoned.test(text) || Number.isNaN(ms) ? ms : ms - new RealDate(ms).getTimezoneOffset() * 60000;
  };
  function VirtualDate(...parts) {
    if (new.target === undefined) return new VirtualDate().toString();
    const [first] = parts;
    const ms = parts.length === 0 ? read()
      : parts.length > 1 ? RealDate.UTC(...parts)
      : typeof first === 'string' ? parse(first)
      : first instanceof RealDate ? first.getTime() : first;
    return Reflect.construct(RealDate, [ms], new.target);
  }
  VirtualDate.prototype = RealDate.prototype;
  RealDate.prototype.constructor = VirtualDate;
  VirtualDate.now = read;
  VirtualDate.parse = parse;
  VirtualDate.UTC = RealDate.UTC;
  Object.defineProperty(VirtualDate, 'name', { value: 'Date' });
  Object.defineProperty(globalThis, 'Date', { value: VirtualDate, writable: true, configurable: true });
  const proto = RealDate.prototype;
  const { toISOString, toUTCString } = proto;
  for (const part of ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']) {
    proto['get' + part] = proto['getUTC' + part];
    if (part !== 'Day') proto['set' + part] = proto['setUTC' + part];
  }
  proto.getTimezoneOffset = () => 0;
  proto.toString = function () {
    if (Number.isNaN(this.getTime())) return 'Invalid Date';
    const [, day, date, month, year, time] = /^(\\w+), (\\d+) (\\w+) (\\d+) ([\\d:]+)/.exec(toUTCString.call(this));
    return day + ' ' + month + ' ' + date + ' ' + year + ' ' + time + ' GMT+0000 (Coordinated Universal Time)';
  };
  proto.toDateString = function () { return this.toString().slice(0, 15); };
  proto.toTimeString = function () { return this.toString().slice(16); };
  const absent = (owner, names) => {
    for (const name of names) {
      owner.prototype[name] = function () { throw new Error('NotEmulated: ' + owner.name + '.' + name); };
    }
  };
  absent(VirtualDate, ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']);
  absent(Number, ['toLocaleString']);
  absent(BigInt, ['toLocaleString']);
  Math.random = random;
  const slice = Array.prototype.slice;
  const fromJson = JSON.parse;
  return {
    array: (values) => slice.call(values),
    date: (ms) => new VirtualDate(ms),
    parse: (json) => fromJson(json),
    error: (name, message) => {
      const error = new Error(message);
      if (name !== 'Error') Object.defineProperty(error, 'name', { value: name, configurable: true });
      return error;
    },
  };
}`;

const script = new Script(SOURCE, { filename: 'prelude.js' });

/** Prepares a fresh context. */
export function prepareRealm(context: object, now: () => number, random: () => number): Realm {
  const prepare = script.runInContext(context) as (
    now: () => number,
    random: () => number,
  ) => Realm;
  return prepare(now, random);
}
