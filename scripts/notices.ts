// Owns what a bundle says of the packages inside it: their licence asks that its words and their copyright go with every copy.
// Everything is read from the packages themselves.
import type { Metafile } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Package, packagesIn } from './packages';

const FIRST_WORDS = 'Permission is hereby granted';

interface Notice {
  /** Name, version, whose it is, where it is from. */
  readonly line: string;
  /** The same for all, but for where its lines end. */
  readonly permission: string;
}

/** Plain lines, which a comment may hold. Throws when a package is there under another licence: it then needs words of its own. */
export function noticesOf(metafile: Metafile): string {
  const notices = packagesIn(metafile).map(noticeOf);
  const [first] = notices;
  if (first === undefined) return '';
  const other = notices.find(({ permission }) => wordsOf(permission) !== wordsOf(first.permission));
  if (other !== undefined) throw new Error(`Another licence: ${other.line}`);
  const lines = notices.map(({ line }) => line);
  return ['Holds, under the MIT License:', ...lines, '', first.permission].join('\n');
}

function noticeOf({ name, folder }: Package): Notice {
  const { version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Manifest;
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  const copyright = /^Copyright .*$/m.exec(text)?.[0];
  const start = text.indexOf(FIRST_WORDS);
  if (license !== 'MIT' || copyright === undefined || start < 0) {
    throw new Error(`${name} has no MIT licence: its notice must be written otherwise.`);
  }
  return {
    line: `${name} ${version}. ${copyright}. https://www.npmjs.com/package/${name}`,
    permission: text.slice(start),
  };
}

interface Manifest {
  readonly version: string;
  readonly license: string;
}

function wordsOf(text: string): string {
  return text.replace(/\s+/g, ' ');
}
