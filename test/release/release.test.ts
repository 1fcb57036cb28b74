// The release of a small repository of its own, with git, npm and clasp as programs: the real clasp where no account is needed,
// else one that says what the real one would.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { release, type ReleaseRequest } from '../../scripts/release/release';
import { placeholderFault } from '../../scripts/release/upload';

const ROOT = join(__dirname, '../..');
const BIN = join(ROOT, 'node_modules/.bin');
const DIST = process.env.ADDON_DIST ?? join(ROOT, 'dist');

/** Made up. */
const SOME_ID = '1aBcDeFgHiJkLmNoPqRsTuVwXyZ-0123456789_abcdefghijklmnopq';
const PLACEHOLDER = 'REPLACE_WITH_YOUR_SCRIPT_ID';
const CHANGELOG = '# Changelog\n\n## [Unreleased]\n\n- New\n';
const THREE = ['dist/appsscript.json', 'dist/server.js', 'dist/sidebar.html'];
/** Before the tests and after them, as they build, too. */
const LOOKS = ['show-file-status', 'show-file-status'];
const CLASP = {
  'show-file-status': JSON.stringify({ filesToPush: THREE, untrackedFiles: [] }),
  push: JSON.stringify(THREE, null, 2),
  'create-version': JSON.stringify({ versionNumber: 7 }, null, 2),
};

class Repository {
  readonly folder = mkdtempSync(join(tmpdir(), 'release-'));
  private readonly bin = mkdtempSync(join(tmpdir(), 'clasp-'));
  readonly said: string[] = [];

  constructor() {
    this.write('package.json', manifest('1.2.3'));
    this.write('package-lock.json', manifest('1.2.3'));
    this.write('CHANGELOG.md', CHANGELOG);
    this.write('.clasp.json', project(PLACEHOLDER));
    this.write('.gitignore', '/dist/\n/asked.log\n');
    this.program('npm', '');
    this.git('init', '--quiet');
    this.commit();
  }

  /** A clasp that answers so to each command, and writes down what it was asked. */
  clasp(answers: Readonly<Record<string, string>> = CLASP): void {
    this.program(
      'clasp',
      `const { appendFileSync } = require('node:fs');
      const words = process.argv.slice(2);
      appendFileSync('asked.log', words.join(' ') + '\\n');
      process.stdout.write(${JSON.stringify(answers)}[words[0]]);`,
    );
  }

  /** Stands before the real one on the path. */
  program(name: string, script: string): void {
    writeFileSync(join(this.bin, name), `#!/usr/bin/env node\n${script}`);
    chmodSync(join(this.bin, name), 0o755);
  }

  /** Each command that clasp got. */
  get asked(): string[] {
    if (!existsSync(join(this.folder, 'asked.log'))) return [];
    return this.read('asked.log')
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0] ?? '');
  }

  release(request: Partial<ReleaseRequest> = {}): Promise<string | null> {
    return release({
      folder: this.folder,
      wanted: 'minor',
      isDry: false,
      isTested: true,
      today: '2026-02-03',
      build: (folder) => {
        cpSync(DIST, folder, { recursive: true });
        return Promise.resolve();
      },
      say: (line) => this.said.push(line),
      env: { ...process.env, PATH: [this.bin, BIN, process.env.PATH ?? ''].join(delimiter) },
      ...request,
    });
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  commit(): void {
    this.git('add', '--all');
    this.git('-c', 'user.name=A', '-c', 'user.email=a@b.example', 'commit', '--quiet', '-m', 'A');
  }

  status(): string {
    return this.git('status', '--porcelain');
  }

  private git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.folder, encoding: 'utf8' });
  }

  remove(): void {
    for (const folder of [this.folder, this.bin]) rmSync(folder, { recursive: true, force: true });
  }
}

function manifest(version: string): string {
  return `${JSON.stringify({ name: 'a', version }, null, 2)}\n`;
}

function project(scriptId: string, rootDir = 'dist'): string {
  return `${JSON.stringify({ scriptId, rootDir }, null, 2)}\n`;
}

let repository: Repository;

beforeEach(() => {
  repository = new Repository();
});

afterEach(() => {
  repository.remove();
});

describe('a dry run', () => {
  const DRY = { isDry: true, isTested: false };

  test('asks the real clasp which files would be uploaded, and changes nothing', async () => {
    expect(await repository.release(DRY)).toBeNull();
    expect(repository.said.join('\n')).toContain(`nothing else: ${THREE.join(', ')}`);
    expect(repository.status()).toBe('');
    expect(repository.read('package.json')).toBe(manifest('1.2.3'));
  });

  test('fails when the real clasp would upload a fourth file', async () => {
    const build = async (folder: string): Promise<void> => {
      cpSync(DIST, folder, { recursive: true });
      writeFileSync(join(folder, 'more.js'), '// more');
      return Promise.resolve();
    };
    expect(await repository.release({ ...DRY, build })).toContain('dist/more.js');
  });

  test('fails when the real clasp would upload another folder', async () => {
    repository.write('.clasp.json', project(PLACEHOLDER, '.'));
    repository.write('more.js', '// more');
    repository.commit();
    expect(await repository.release(DRY)).toContain('more.js');
  });

  test('fails when one of the three would not be uploaded', async () => {
    repository.clasp({ 'show-file-status': JSON.stringify({ filesToPush: THREE.slice(1) }) });
    expect(await repository.release(DRY)).toContain('dist/appsscript.json');
  });

  test('fails when something is uncommitted', async () => {
    repository.write('new.ts', '');
    expect(await repository.release(DRY)).toContain('new.ts');
  });

  test('fails when two builds differ', async () => {
    let builds = 0;
    const build = (folder: string): Promise<void> => {
      cpSync(DIST, folder, { recursive: true });
      builds += 1;
      writeFileSync(join(folder, 'server.js'), `// ${builds}`);
      return Promise.resolve();
    };
    expect(await repository.release({ ...DRY, build })).toContain('differ in server.js');
  });

  test('fails when the tests fail', async () => {
    repository.program('npm', "process.exit(process.argv[2] === 'test' ? 1 : 0)");
    repository.clasp();
    expect(await repository.release({ isDry: true })).toBe('npm test fails.');
  });

  test('fails when the changelog says nothing', async () => {
    repository.write('CHANGELOG.md', '# Changelog\n\n## [Unreleased]\n');
    repository.commit();
    expect(await repository.release(DRY)).toContain('CHANGELOG.md');
  });

  test('uploads nothing and makes no version', async () => {
    repository.clasp();
    expect(await repository.release(DRY)).toBeNull();
    expect(repository.asked).toEqual(['show-file-status']);
  });
});

describe('a release', () => {
  beforeEach(() => {
    // Its id is written into the file and never committed: this is no dirt.
    repository.write('.clasp.json', project(SOME_ID));
  });

  test('uploads, makes a version, says its number, and only then writes version and changelog', async () => {
    repository.clasp();
    expect(await repository.release()).toBeNull();
    expect(repository.asked).toEqual([...LOOKS, 'push', 'create-version']);
    expect(repository.said.join('\n')).toContain('Enter 7 in the Marketplace SDK');
    expect(repository.read('package.json')).toBe(manifest('1.3.0'));
    expect(repository.read('package-lock.json')).toBe(manifest('1.3.0'));
    expect(repository.read('CHANGELOG.md')).toContain('## [1.3.0] - 2026-02-03\n\n- New\n');
  });

  test.each([
    [
      'an id that is a placeholder',
      () => {
        repository.write('.clasp.json', project(PLACEHOLDER));
      },
      PLACEHOLDER,
    ],
    [
      'something uncommitted',
      () => {
        repository.write('new.ts', '');
      },
      'new.ts',
    ],
  ])('is refused with %s, before clasp is asked anything', async (_, spoil, words) => {
    repository.clasp();
    spoil();
    expect(await repository.release()).toContain(words);
    expect(repository.asked).toEqual([]);
  });

  test.each([
    ['push says that it skipped', { ...CLASP, push: 'Skipping push.\n' }, 'Skipping push.'],
    ['push says nothing', { ...CLASP, push: '' }, 'clasp skipped the upload'],
    [
      'push uploaded a fourth file',
      { ...CLASP, push: JSON.stringify([...THREE, 'dist/b.js']) },
      'dist/b.js',
    ],
    [
      'push left one out',
      { ...CLASP, push: JSON.stringify(THREE.slice(1)) },
      'dist/appsscript.json',
    ],
  ])('makes no version when %s', async (_, answers, words) => {
    repository.clasp(answers);
    expect(await repository.release()).toContain(words);
    expect(repository.asked).toEqual([...LOOKS, 'push']);
    expect(repository.read('package.json')).toBe(manifest('1.2.3'));
  });

  test('goes on after one that had uploaded and got no number', async () => {
    repository.clasp({ ...CLASP, 'create-version': '{"versionNumber":0}' });
    expect(await repository.release()).toContain('create-version');
    expect(repository.read('CHANGELOG.md')).toBe(CHANGELOG);
    repository.clasp({ ...CLASP, push: '[]\n' });
    expect(await repository.release()).toBeNull();
  });
});

test('a draft of one’s own wants its own file, and says how it is made', () => {
  expect(placeholderFault(repository.folder, '.clasp.dev.json')).toContain(
    'copy .clasp.dev.example.json',
  );
  repository.write('.clasp.dev.json', project(SOME_ID));
  expect(placeholderFault(repository.folder, '.clasp.dev.json')).toBeNull();
});

test.each(['', '{', '{}', '{"scriptId": 7}'])('%j in place of a project file has no id', (text) => {
  repository.write('.clasp.dev.json', text);
  expect(placeholderFault(repository.folder, '.clasp.dev.json')).toContain('no script');
});

test('no script’s id is committed', () => {
  // What is in the file may be a person's own: what is committed counts.
  const committed = execFileSync('git', ['show', ':.clasp.json'], { cwd: ROOT, encoding: 'utf8' });
  const example = readFileSync(join(ROOT, '.clasp.dev.example.json'), 'utf8');
  expect(committed).toBe(project(PLACEHOLDER));
  expect(example).toBe(project(PLACEHOLDER));
});
