// Owns which of all the points at which something could happen are tried. `CRASH_ALL=1` takes every one.
import type { HookCall } from '../../local/runtime/environment';
import { type Death, deathsAt } from '../crash/stage';

export const ALL = process.env.CRASH_ALL !== undefined;

/**
 * Ends of executions that leave something else behind than those before them: what is left changes with each call that writes or
 * asks a vendor, and with no other one. So an execution ends before, in the middle of and after each of these, and once before
 * each kind of call that only reads. What is not flushed is lost and applied in turn.
 *
 * @param from calls that are not disturbed: the first ones
 */
export function tellingDeaths(calls: readonly HookCall[], from: number): Death[] {
  if (ALL) return deathsAt(calls, true).filter(({ nth }) => nth > from);
  const seen = new Set<string>();
  const deaths = deathsAt(calls).filter(({ nth, when }) => {
    const call = calls[nth - 1];
    if (nth <= from || call === undefined) return false;
    if (when !== 'before') return when === 'in the middle of' || isTelling(call);
    const before = calls[nth - 2];
    const isNew = !seen.has(call.method);
    seen.add(call.method);
    return isNew || (before?.execution === call.execution && isTelling(before));
  });
  return deaths.filter(({ nth, when, pending }) => {
    const isTwice = deaths.some(
      (other) => other.nth === nth && other.when === when && other.pending !== pending,
    );
    return !isTwice || (nth % 2 === 0) === (pending === 'lost');
  });
}

/** Of these one of each kind of call, another one in each line. */
export function oneOfEachKind(
  deaths: readonly Death[],
  calls: readonly HookCall[],
  offset: number,
): Death[] {
  if (ALL) return [...deaths];
  const kinds = new Map<string, Death[]>();
  for (const death of deaths) {
    const kind = `${death.when} ${calls[death.nth - 1]?.method}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), death]);
  }
  return [...kinds.values()].flatMap((same) => same[offset % same.length] ?? []);
}

/** So many of the points, at even distances; all lines together take others of them. */
export function someOf<T>(points: readonly T[], count: number, offset: number): T[] {
  if (ALL || points.length <= count) return [...points];
  const step = points.length / count;
  return Array.from({ length: count }, (_, index) => {
    const at = Math.floor(index * step) + (offset % Math.max(1, Math.floor(step)));
    return points[at];
  }).filter((point) => point !== undefined);
}

function isTelling({ access, service }: HookCall): boolean {
  return access === 'write' || service === 'UrlFetchApp';
}
