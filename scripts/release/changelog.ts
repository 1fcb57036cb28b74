// Owns the form of CHANGELOG.md (https://keepachangelog.com/en/1.1.0/): what is not released yet, and its move under a number.
// Knows no file.

const UNRELEASED = '## [Unreleased]';

export type Released =
  | { readonly kind: 'released'; readonly changelog: string }
  | { readonly kind: 'refused'; readonly sentence: string };

/** @param date as 2026-11-22 */
export function releaseChangelog(changelog: string, version: string, date: string): Released {
  const at = changelog.indexOf(`${UNRELEASED}\n`);
  if (at < 0) return refused(`CHANGELOG.md has no line "${UNRELEASED}".`);
  if (changelog.includes(`\n## [${version}]`))
    return refused(`CHANGELOG.md has ${version} already.`);
  const after = changelog.slice(at + UNRELEASED.length);
  const next = after.indexOf('\n## [');
  const notes = (next < 0 ? after : after.slice(0, next)).trim();
  if (!notes.split('\n').some((line) => /^[-*] \S/.test(line))) {
    return refused('CHANGELOG.md lists nothing under Unreleased: say what is different, for whom.');
  }
  const older = next < 0 ? '' : `\n${after.slice(next).trimStart()}`;
  return {
    kind: 'released',
    changelog: `${changelog.slice(0, at)}${UNRELEASED}\n\n## [${version}] - ${date}\n\n${notes}\n${older}`,
  };
}

function refused(sentence: string): Released {
  return { kind: 'refused', sentence };
}
