// Turns TypeScript, and the few ES-module packages, into what Jest loads.
const { transformSync } = require('esbuild');
const { extname } = require('node:path');

const LOADERS = { '.ts': 'ts', '.tsx': 'tsx', '.mjs': 'js', '.js': 'js' };

module.exports = {
  process(source, path) {
    const { code } = transformSync(source, {
      loader: LOADERS[extname(path)],
      format: 'cjs',
      target: 'node20',
      sourcemap: 'inline',
      sourcefile: path,
      jsx: 'automatic',
      jsxImportSource: 'preact',
    });
    return { code };
  },
};
