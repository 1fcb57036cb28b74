// Owns the built files as they are compared: by name and byte. Knows no builder, and not where they go.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes the built files into a folder. */
export type Build = (folder: string) => Promise<void>;

/** Contents by name. */
export type Files = ReadonlyMap<string, Buffer>;

/** What lies in a folder, but for folders. */
export function filesIn(folder: string): Files {
  return new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, readFileSync(join(folder, name))]),
  );
}

/** The names of files that differ, or are on one side only. */
export function unlikeFiles(one: Files, other: Files): string[] {
  const names = new Set([...one.keys(), ...other.keys()]);
  return [...names]
    .filter((name) => !(one.get(name)?.equals(other.get(name) ?? NONE) ?? false))
    .sort();
}

/** Like no file that is built: none is empty. */
const NONE = Buffer.alloc(0);
