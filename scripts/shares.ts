// Prints how much of each bundle is whose, as CONTRIBUTING.md tells it: minified, without the notices and the page around the scripts.
import type { Metafile } from 'esbuild';
import { serverMetafile } from './build';
import { bytesIn, packagesIn } from './packages';
import { bundleSidebar } from './sidebar-html';

const PARTS = 1_000;

function linesOf(file: string, metafile: Metafile): string[] {
  const all = bytesIn(metafile);
  const packages = packagesIn(metafile);
  const own = all - packages.reduce((sum, { bytes }) => sum + bytes, 0);
  const kilobytes = (bytes: number): string => `${(bytes / PARTS).toFixed(1)} KB`;
  const share = (name: string, bytes: number): string =>
    `${name}: ${kilobytes(bytes)} of ${kilobytes(all)} of ${file}, ${((bytes / all) * 100).toFixed(1)} %`;
  return [...packages.map(({ name, bytes }) => share(name, bytes)), share('our own', own)];
}

const { metafile } = await bundleSidebar();
for (const line of [
  ...linesOf('server.js', await serverMetafile()),
  ...linesOf('sidebar.html', metafile),
]) {
  console.log(line);
}
