// Owns a copy of one commit in a folder of its own, with packages of its own: nothing that was edited, linked or left over in the
// working tree is in it. Knows no version and no upload.
import { copyFileSync, existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from './clasp-words';
import type { Programs } from './programs';

export interface CleanCopy {
  readonly folder: string;
  readonly programs: Programs;
}

/** A sentence, or `null` when all is well. */
type Fault = string | null;

/** The folder lasts as long as `use` takes. */
export async function inCleanCopy<T>(
  programs: Programs,
  use: (copy: CleanCopy) => Promise<T>,
): Promise<T> {
  // clasp refuses a folder that is reached through a link, as the temporary one is on a Mac.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'contact-enrichment-')));
  try {
    return await use({ folder, programs: programs.at(folder) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param from the repository's folder
 * @param own a file of the working tree that is never committed as it is, and goes into the copy
 */
export function checkOutFault(copy: CleanCopy, from: string, commit: string, own: string): Fault {
  const { folder, programs } = copy;
  const steps = [
    ['clone', '--quiet', '--shared', '--no-checkout', '--', from, folder],
    ['checkout', '--quiet', '--detach', commit],
  ];
  for (const step of steps) {
    const answer = programs.ask('git', step);
    if (answer.status !== 0) return `git ${step[0] ?? ''} did not work. ${lastOf(answer)}`;
  }
  if (existsSync(join(from, own))) copyFileSync(join(from, own), join(folder, own));
  return null;
}

/** Exactly those of package-lock.json, each compared with its checksum there. Those of the last time need no net. */
export function installFault({ programs }: CleanCopy): Fault {
  const answer = programs.ask('npm', [
    'ci',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--fetch-retries=1',
  ]);
  return answer.status === 0 ? null : `npm ci did not work. ${lastOf(answer)}`;
}

/** What a dry run without the net makes do with. */
export function borrowPackages(copy: CleanCopy, from: string): void {
  const packages = join(copy.folder, 'node_modules');
  rmSync(packages, { recursive: true, force: true });
  symlinkSync(join(from, 'node_modules'), packages, 'junction');
}

export function buildFault({ programs }: CleanCopy): Fault {
  const answer = programs.ask('npm', ['run', '--silent', 'build']);
  return answer.status === 0 ? null : `npm run build did not work. ${lastOf(answer)}`;
}

/** npm tells a lot before it tells what is wrong. */
function lastOf({ output, errors }: Answer): string {
  const lines = `${output}\n${errors}`.split('\n').filter((line) => /\berror\b|fatal/i.test(line));
  const words = lines.length > 0 ? lines.slice(0, 4).join(' ') : errors.trim();
  return words === '' ? 'It said nothing.' : `It said: ${words}`;
}
