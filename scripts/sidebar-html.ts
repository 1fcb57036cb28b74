// Owns the sidebar's one HTML file: Apps Script serves no other assets. Knows nothing of the server's bundle.
import { build, type Metafile } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { noticesOf } from './notices';

const MAIN = fileURLToPath(new URL('../sidebar/main.tsx', import.meta.url));

/** Seen only when the script is kept from running; the script puts its own view in its place. */
const STATIC_HINT =
  'If nothing more appears here, several Google accounts may be signed in to this browser. Use one account, ' +
  'a Chrome profile of its own, or an incognito window, then open the sidebar again.';

interface SidebarBundle {
  readonly outputFiles: readonly { readonly path: string; readonly text: string }[];
  readonly metafile: Metafile;
}

export async function bundleSidebar(): Promise<SidebarBundle> {
  return build({
    entryPoints: [MAIN],
    bundle: true,
    format: 'iife',
    target: 'es2020',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    charset: 'ascii',
    // Those of the packages are at the file's head.
    legalComments: 'none',
    // HtmlService strips what looks like a comment inside template literals.
    supported: { 'template-literal': false },
    outdir: 'out',
    write: false,
    metafile: true,
  });
}

/** `data-view` is replaced by the server when another view is to open first. */
export async function buildSidebar(): Promise<string> {
  const { outputFiles, metafile } = await bundleSidebar();
  const text = (ending: string): string =>
    outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
  const script = text('.js')
    .replace(/<\/(script)/gi, '<\\/$1')
    .replace(/<!--/g, '<\\!--');
  return [
    '<!DOCTYPE html>',
    `<!--\n${noticesOf(metafile)}\n-->`,
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<base target="_blank">',
    '<title>Contact Enrichment</title>',
    '<link rel="stylesheet" href="https://ssl.gstatic.com/docs/script/css/add-ons1.css">',
    `<style>${text('.css').trim()}</style>`,
    '</head>',
    '<body>',
    `<div id="app" data-view="home"><p class="static-hint">${STATIC_HINT}</p></div>`,
    `<script>${script.trim()}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
