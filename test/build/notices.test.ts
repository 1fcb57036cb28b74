// Owns what is said of the packages inside the bundles: their licence asks for its words, and for whose they are, in every copy.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const DIST = process.env.ADDON_DIST ?? join(ROOT, 'dist');
const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

/** What comes before any code, with the escapes of a script read. */
function headOf(file: string, end: string): string {
  const [head = ''] = readFileSync(join(DIST, file), 'utf8').split(end);
  return head.replace(/\\u([0-9a-f]{4})/g, (_, unit: string) =>
    String.fromCharCode(parseInt(unit, 16)),
  );
}

const HEADS = [headOf('server.js', '*/'), headOf('sidebar.html', '-->')];
/** `tldts-core` is of `tldts-icann`. */
const SHIPPED = [...Object.keys(dependencies), 'tldts-core'];

function licenceOf(name: string): { readonly version: string; readonly text: string } {
  const folder = join(ROOT, 'node_modules', name);
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one)) ?? '';
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return { version, text: readFileSync(join(folder, file), 'utf8') };
}

function wordsOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

test.each(SHIPPED)('a bundle with %s says whose it is, and under which words', (name) => {
  const { version, text } = licenceOf(name);
  const copyright = text.split('\n').find((line) => line.startsWith('Copyright')) ?? '';
  const heads = HEADS.filter((one) => one.includes(`\n${name} ${version}. ${copyright}. https:`));
  expect(heads).toHaveLength(1);
  const permission = text.slice(text.indexOf('Permission is hereby granted'));
  expect(wordsOf(heads[0] ?? '')).toContain(wordsOf(permission));
});
