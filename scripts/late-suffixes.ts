// Owns when the list of public suffixes is read: with the first name that needs it, not on every execution.
import type { Plugin } from 'esbuild';

const TABLE = /^\.\/src\/suffix-trie$/;

/**
 * `tldts-icann` hashes its 10,000 labels at load, which takes longer than all the other top-level code together. Most names need none
 * of them: the package's own fast path knows their ends, or they end in a name that is reserved
 * (https://www.rfc-editor.org/rfc/rfc6761), for which the list's default rule holds (https://publicsuffix.org/list/).
 */
export const lateSuffixes: Plugin = {
  name: 'late-suffixes',
  setup(build) {
    build.onResolve({ filter: TABLE }, ({ path, kind, resolveDir }) =>
      kind === 'require-call' ? null : { path, namespace: 'late', pluginData: resolveDir },
    );
    build.onLoad({ filter: TABLE, namespace: 'late' }, ({ path, pluginData }) => ({
      contents: `
        import { fastPathLookup } from 'tldts-core';
        let table;
        export default function suffixLookup(host, options, out) {
          if (fastPathLookup(host, options, out)) return;
          const reserved = /\\.(example|test|invalid|localhost)$/.exec(host);
          if (reserved !== null) out.publicSuffix = reserved[1];
          else (table ??= require('${path}')).default(host, options, out);
        }`,
      resolveDir: pluginData as string,
    }));
  },
};
