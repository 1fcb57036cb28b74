// Owns the words after `npm run release --`. Knows no file.

export type Asked =
  | {
      readonly kind: 'asked';
      readonly wanted: string;
      readonly isDry: boolean;
      readonly isTested: boolean;
    }
  | { readonly kind: 'refused'; readonly sentence: string };

const USAGE = 'npm run release -- [major | minor | patch | 1.2.3] [--dry-run [--no-tests]]';

export function readRequest(words: readonly string[]): Asked {
  const flags = words.filter((word) => word.startsWith('-'));
  const [wanted = 'patch', ...more] = words.filter((word) => !word.startsWith('-'));
  const unknown = [...flags.filter((flag) => !FLAGS.includes(flag)), ...more];
  if (unknown.length > 0) return refused(`${unknown.join(' ')}: not known. ${USAGE}`);
  const isDry = flags.includes('--dry-run');
  const isTested = !flags.includes('--no-tests');
  if (!isDry && !isTested)
    return refused('Nothing is released untested. --no-tests goes with --dry-run.');
  return { kind: 'asked', wanted, isDry, isTested };
}

const FLAGS = ['--dry-run', '--no-tests'];

function refused(sentence: string): Asked {
  return { kind: 'refused', sentence };
}
