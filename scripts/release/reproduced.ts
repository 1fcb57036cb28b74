// Owns the proof that the build is the same each time, byte for byte. Knows no builder.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes the built files into a folder. */
export type Build = (folder: string) => Promise<void>;

/** Builds into `dist`, and once more elsewhere. Returns the files that differ. */
export async function unlikeFiles(build: Build, dist: string): Promise<string[]> {
  const again = await mkdtemp(join(tmpdir(), 'contact-enrichment-'));
  try {
    await build(dist);
    await build(again);
    const names = new Set([...(await readdir(dist)), ...(await readdir(again))]);
    const unlike = await Promise.all(
      [...names].map(async (name) => {
        const [one, other] = await Promise.all([bytes(dist, name), bytes(again, name)]);
        return one.equals(other) ? [] : [name];
      }),
    );
    return unlike.flat().sort();
  } finally {
    await rm(again, { recursive: true, force: true });
  }
}

/** A file that is not there is unlike any that is: none that is built is empty. */
async function bytes(folder: string, name: string): Promise<Buffer> {
  return readFile(join(folder, name)).catch(() => Buffer.alloc(0));
}
