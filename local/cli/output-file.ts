// Owns the command's output file: where it may be, and writing it whole or not at all. Knows no contact.
import { existsSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Why the output cannot be written there, or `null`. */
export function outputProblem(path: string, name: string, inputPath: string): string | null {
  if (existsSync(path)) {
    if (statSync(path).isDirectory()) return `${name} is a folder: name a file for --out.`;
    if (existsSync(inputPath) && realpathSync(path) === realpathSync(inputPath)) {
      return '--out is the input file itself: name another file, so that the original stays.';
    }
  }
  return existsSync(dirname(path)) ? null : `There is no folder for --out ${name}: make it first.`;
}

export function writeOutput(path: string, bytes: Uint8Array): void {
  const unfinished = `${path}.new`;
  writeFileSync(unfinished, bytes);
  renameSync(unfinished, path);
}
