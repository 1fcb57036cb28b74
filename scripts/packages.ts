// Owns whose code a bundle holds, from esbuild's metafile: each package's bytes, and where the package lies. Knows no bundle.
import type { Metafile } from 'esbuild';

export interface Package {
  readonly name: string;
  /** Where its package.json is, from where esbuild ran. */
  readonly folder: string;
  /** In the bundle, minified. */
  readonly bytes: number;
}

const INSIDE = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/;

/** By name. A package of which nothing is left is left out. */
export function packagesIn(metafile: Metafile): readonly Package[] {
  const packages = new Map<string, Package>();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const [folder, name] = INSIDE.exec(path) ?? [];
      if (folder === undefined || name === undefined || bytesInOutput === 0) continue;
      const bytes = (packages.get(name)?.bytes ?? 0) + bytesInOutput;
      packages.set(name, { name, folder, bytes });
    }
  }
  return [...packages.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

export function bytesIn(metafile: Metafile): number {
  return Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
}
