// Owns the files of the page: bundled once when the server starts. Knows no request.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Asset {
  readonly type: string;
  readonly body: string;
}

/** By path of the address. `root` is the folder of this repository. */
export async function pageAssets(root: string): Promise<ReadonlyMap<string, Asset>> {
  const page = join(root, 'local/page');
  const { outputFiles } = await build({
    entryPoints: { page: join(page, 'main.ts'), shim: join(page, 'shim.ts') },
    bundle: true,
    format: 'iife',
    target: 'es2022',
    outdir: page,
    write: false,
  });
  const script = (name: string): Asset => ({
    type: 'text/javascript; charset=utf-8',
    body: outputFiles.find(({ path }) => path.endsWith(`/${name}.js`))?.text ?? '',
  });
  const file = (name: string, type: string): Asset => ({
    type,
    body: readFileSync(join(page, name), 'utf8'),
  });
  return new Map([
    ['/', file('page.html', 'text/html; charset=utf-8')],
    ['/page.css', file('page.css', 'text/css; charset=utf-8')],
    ['/page.js', script('page')],
    ['/shim.js', script('shim')],
  ]);
}
