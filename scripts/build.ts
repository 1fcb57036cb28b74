// Builds dist/: server.js, sidebar.html and appsscript.json, the three files that Apps Script gets.
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lateSuffixes } from './late-suffixes';
import { noticesOf } from './notices';
import { buildSidebar } from './sidebar-html';

const root = fileURLToPath(new URL('..', import.meta.url));
const MAIN = join(root, 'src/main.ts');

const serverOptions = {
  bundle: true,
  // Private fields and static class fields are parse errors in Apps Script.
  target: 'es2020',
  charset: 'ascii',
  // All of it is loaded on every execution. Lines are short enough for a stack trace to tell the place.
  minify: true,
  lineLimit: 320,
  // Those of the packages are at its head.
  legalComments: 'none',
  plugins: [lateSuffixes],
  write: false,
} satisfies BuildOptions;

/** What is in the server's bundle, and which functions it exports. */
export async function serverMetafile(): Promise<Metafile> {
  const { metafile } = await build({
    ...serverOptions,
    entryPoints: [MAIN],
    format: 'esm',
    metafile: true,
    outfile: 'server.js',
  });
  return metafile;
}

/** The functions that `src/main.ts` exports: what Google, and nobody else, may call. */
function publicFunctions({ outputs }: Metafile): string[] {
  return Object.values(outputs)
    .flatMap((output) => output.exports)
    .sort();
}

/**
 * The server bundle. Apps Script lists only functions declared at top level, so each export gets a stub of
 * its own; everything else stays inside the bundle's function scope.
 */
async function buildServer(): Promise<string> {
  const metafile = await serverMetafile();
  const { outputFiles } = await build({
    ...serverOptions,
    entryPoints: [MAIN],
    format: 'iife',
    globalName: 'Addon_',
  });
  const stubs = publicFunctions(metafile).map(
    (name) => `function ${name}() { return Addon_.${name}.apply(this, arguments); }\n`,
  );
  const notices = `/*\n${noticesOf(metafile)}\n*/\n`;
  return inAscii(notices + (outputFiles[0]?.text ?? '')) + stubs.join('');
}

/**
 * What stays beyond ASCII is inside of regular expressions, where an escape means the same, and of names in notices. V8 keeps such a script in one byte a
 * character, and reads it in half the time, on every execution.
 */
function inAscii(script: string): string {
  return script.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Writes the three files into `folder` (default `dist/`), and nothing else. */
export async function buildAddon(folder = join(root, 'dist')): Promise<void> {
  const [server, sidebar] = await Promise.all([buildServer(), buildSidebar()]);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(join(folder, 'server.js'), server),
    writeFile(join(folder, 'sidebar.html'), sidebar),
    copyFile(join(root, 'appsscript.json'), join(folder, 'appsscript.json')),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAddon();
