// Owns whether an address can be delivered to. Made up, but always the same for the same address; knows no answer.
import { chance } from '../seeded';

export interface Verdict {
  readonly valid: boolean;
  /** `null` for a valid address, and where the vendor gives none. */
  readonly reason: string | null;
}

export interface VerdictOptions {
  readonly seed: string;
  /** Of the addresses that are well formed, 0 to 1. */
  readonly valid: number;
  /** For those that are not valid; other words than `invalid_format` are not documented. */
  readonly reasons: readonly string[];
}

/** Well formed is what has a name, a host and a dot in it: https://leadleap.net/docs/api calls the rest `invalid_format`. */
const ADDRESS = /^[^\s@,;<>"()]+@(?:[^\s@.,;<>"()]+\.)+[^\s@.,;<>"()]{2,}$/;

export function verdictOn(email: string, { seed, valid, reasons }: VerdictOptions): Verdict {
  if (!ADDRESS.test(email)) return { valid: false, reason: 'invalid_format' };
  const key = `${seed}|validity|${email.toLowerCase()}`;
  if (chance(key) < valid) return { valid: true, reason: null };
  const reason = reasons[Math.floor(chance(`${key}|reason`) * reasons.length)];
  return { valid: false, reason: reason ?? null };
}
