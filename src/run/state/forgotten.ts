// Owns what stays of ended runs whose lines of history gave way to newer ones: how many they were and what they cost. Knows no store.
import { type Credits, creditsOf, together } from './credits';
import type { ClosedRun } from './run';

/** The key of its record. */
export const FORGOTTEN = 'forgotten';

export interface Forgotten {
  readonly runs: number;
  readonly credits: Credits;
}

interface ForgottenText extends Forgotten {
  /** The runs that were counted last: their lines may still be there. */
  readonly last: readonly string[];
}

export function decodeForgotten(record: string | null): Forgotten {
  const { runs, credits } = read(record);
  return { runs, credits };
}

/** The record when these runs are forgotten, too; what it has counted already, counts once. */
export function addForgotten(record: string | null, runs: readonly ClosedRun[]): string {
  const known = read(record);
  const added = runs.filter(({ id }) => !known.last.includes(id));
  const text: ForgottenText = {
    runs: known.runs + added.length,
    credits: added.reduce(
      (sum, { costs }) => together(sum, creditsOf(costs.map(({ id, charged }) => [id, charged]))),
      known.credits,
    ),
    last: runs.map(({ id }) => id),
  };
  return JSON.stringify(text);
}

function read(record: string | null): ForgottenText {
  try {
    const { runs, credits, last } = JSON.parse(record ?? '') as ForgottenText;
    return { runs, credits, last };
  } catch {
    return { runs: 0, credits: {}, last: [] };
  }
}
