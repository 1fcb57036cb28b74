// Owns counting credits of several vendors side by side: they are never one sum, as a phone costs 10 at one and 500 at another. Pure.

/** By vendor id. */
export type Credits = Readonly<Record<string, number>>;

/** @param parts may name a vendor more than once */
export function creditsOf(parts: readonly (readonly [vendor: string, credits: number])[]): Credits {
  const sums: Record<string, number> = {};
  for (const [vendor, credits] of parts) sums[vendor] = (sums[vendor] ?? 0) + credits;
  return sums;
}

/** What is left of the first, nowhere below 0. */
export function less(one: Credits, other: Credits): Credits {
  const left = Object.entries(one).map(
    ([vendor, credits]) => [vendor, Math.max(0, credits - (other[vendor] ?? 0))] as const,
  );
  return creditsOf(left);
}

/** Of each vendor the larger number. */
export function most(one: Credits, other: Credits): Credits {
  const vendors = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return creditsOf(vendors.map((id) => [id, Math.max(one[id] ?? 0, other[id] ?? 0)]));
}

export function together(one: Credits, other: Credits): Credits {
  return creditsOf([...Object.entries(one), ...Object.entries(other)]);
}
