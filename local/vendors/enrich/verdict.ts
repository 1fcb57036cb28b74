// Owns what Enrich says of an e-mail address. Made up: it follows from the address and the seed.
import { chance } from '../seeded';

export interface Verdict {
  readonly result: 'valid' | 'invalid' | 'risky';
  readonly confidence: 'definitive' | 'high' | 'medium' | 'low' | 'temporary' | 'none';
  readonly isCatchAll: boolean;
}

/** Shares of addresses, 0 to 1; the rest is risky. */
export interface VerdictShares {
  readonly valid: number;
  readonly invalid: number;
}

export const VERDICT_SHARES: VerdictShares = { valid: 0.62, invalid: 0.14 };

export function verdictOf(
  email: string,
  seed: string,
  shares: VerdictShares = VERDICT_SHARES,
): Verdict {
  const key = `${seed}|verdict|${email.toLowerCase()}`;
  const share = chance(key);
  const second = chance(`${key}|confidence`);
  if (share < shares.valid) {
    const confidence = second < 0.5 ? 'definitive' : second < 0.85 ? 'high' : 'medium';
    return { result: 'valid', confidence, isCatchAll: false };
  }
  if (share < shares.valid + shares.invalid) {
    const confidence = second < 0.8 ? 'definitive' : 'high';
    return { result: 'invalid', confidence, isCatchAll: false };
  }
  if (second < 0.6) return { result: 'risky', confidence: 'low', isCatchAll: true };
  return { result: 'risky', confidence: second < 0.85 ? 'temporary' : 'none', isCatchAll: false };
}
