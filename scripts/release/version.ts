// Owns the version's number: the next one, and its places in package.json and package-lock.json. Knows no file and no script.

const STEPS = ['major', 'minor', 'patch'] as const;
type Step = (typeof STEPS)[number];

const NUMBER = /^(\d+)\.(\d+)\.(\d+)$/;

export type NextVersion =
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'refused'; readonly sentence: string };

/** @param wanted `major`, `minor`, `patch`, or a number that is higher than `current` */
export function nextVersion(current: string, wanted: string): NextVersion {
  const now = partsOf(current);
  if (now === null) return refused(`The version in package.json is "${current}", not 1.2.3.`);
  if (isStep(wanted)) return { kind: 'version', version: stepped(now, wanted).join('.') };
  const next = partsOf(wanted);
  if (next === null)
    return refused(`"${wanted}" is not major, minor, patch or a number like 1.2.3.`);
  if (compare(next, now) <= 0) return refused(`${wanted} is not higher than ${current}.`);
  return { kind: 'version', version: wanted };
}

/** The text of package.json, or of package-lock.json, which names the version twice: before any dependency's own. */
export function withVersion(json: string, version: string): string {
  const parsed = JSON.parse(json) as Versioned;
  const own = parsed.packages?.[''];
  const changed: Versioned = { ...parsed, version };
  if (own !== undefined) changed.packages = { ...parsed.packages, '': { ...own, version } };
  return `${JSON.stringify(changed, null, 2)}\n`;
}

interface Versioned {
  version: string;
  packages?: Record<string, { version?: string }>;
}

type Parts = readonly [major: number, minor: number, patch: number];

function partsOf(version: string): Parts | null {
  const [, major, minor, patch] = NUMBER.exec(version) ?? [];
  return major === undefined ? null : [Number(major), Number(minor), Number(patch)];
}

function isStep(wanted: string): wanted is Step {
  return (STEPS as readonly string[]).includes(wanted);
}

function stepped([major, minor, patch]: Parts, step: Step): Parts {
  switch (step) {
    case 'major':
      return [major + 1, 0, 0];
    case 'minor':
      return [major, minor + 1, 0];
    case 'patch':
      return [major, minor, patch + 1];
  }
}

function compare(one: Parts, other: Parts): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

function refused(sentence: string): NextVersion {
  return { kind: 'refused', sentence };
}
