// The release of a small repository of its own, with git, npm and clasp as programs: the real clasp where no account is needed,
// else one that says what the real one would.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { release, type ReleaseRequest } from '../../scripts/release/release';
import { placeholderFault } from '../../scripts/release/upload';

const ROOT = join(__dirname, '../..');
const BIN = join(ROOT, 'node_modules/.bin');
const DIST = process.env.ADDON_DIST ?? join(ROOT, 'dist');

/** Made up. */
const SOME_ID = '1aBcDeFgHiJkLmNoPqRsTuVwXyZ-0123456789_abcdefghijklmnopq';
const PLACEHOLDER = 'REPLACE_WITH_YOUR_SCRIPT_ID';
const CHANGELOG = '# Changelog\n\n## [Unreleased]\n\n- New\n';
const NAMES = ['appsscript.json', 'server.js', 'sidebar.html'];
const THREE = NAMES.map((name) => `dist/${name}`);
const BUILD = `mkdir -p dist && cp '${DIST}'/* dist/`;

/** What it asks in this order, as far as it comes. */
const WAY = ['show-authorized-user', 'show-file-status', 'push', 'pull', 'create-version'];

/**
 * Does what clasp 3.4.1 does, with a folder in place of Google's script: `push` looks whether the script has the local files, and only
 * when it has not, puts them in place of all that it holds; `pull` writes all of them. Answers given for a command come instead.
 */
const CLASP = `
  const { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } = require('node:fs');
  const { dirname, join, relative } = require('node:path');
  const words = process.argv.slice(2);
  appendFileSync(join(HOME, 'asked.log'), words.join(' ') + '\\n');
  const say = (value) => console.log(JSON.stringify(value, null, 2));
  const script = join(HOME, 'script');
  const project = words[words.indexOf('--project') + 1];
  const dist = words.includes('--project') ? join(dirname(project), JSON.parse(readFileSync(project, 'utf8')).rootDir) : '';
  const here = (name) => relative(process.cwd(), join(dist, name));
  const same = (name) => existsSync(join(script, name)) && readFileSync(join(script, name)).equals(readFileSync(join(dist, name)));
  const commands = {
    'show-authorized-user': () => say({ loggedIn: true, email: 'a@b.example' }),
    'show-file-status': () => console.log(JSON.stringify({ filesToPush: readdirSync(dist).map(here), untrackedFiles: [] })),
    push: () => {
      if (readdirSync(dist).every(same)) return say([]);
      rmSync(script, { recursive: true, force: true });
      cpSync(dist, script, { recursive: true });
      say(readdirSync(dist).sort().map(here));
    },
    pull: () => {
      cpSync(script, dist, { recursive: true });
      say({ pulledFiles: readdirSync(script).map(here), deletedFiles: [] });
    },
    'create-version': () => say({ versionNumber: 7 }),
  };
  const answer = ANSWERS[words[0]];
  if (answer === undefined) commands[words[0]]();
  else process.stdout.write(answer);
`;

class Repository {
  readonly folder = mkdtempSync(join(tmpdir(), 'release-'));
  private readonly bin = mkdtempSync(join(tmpdir(), 'clasp-'));
  readonly said: string[] = [];

  constructor() {
    this.write('package.json', manifest('1.2.3'));
    this.write('package-lock.json', manifest('1.2.3'));
    this.write('CHANGELOG.md', CHANGELOG);
    this.write('.clasp.json', project(PLACEHOLDER));
    this.write('.gitignore', '/dist/\n/node_modules/\n');
    this.write('old.ts', '');
    this.npm({});
    this.git('init', '--quiet');
    this.commit();
  }

  /** What `npm ci`, `npm run build` and `npm test` do in the shell, in the folder that they are run in; `$here` is this one. */
  npm(does: Readonly<Partial<Record<'ci' | 'run' | 'test', string>>>): void {
    const all = { ci: ':', run: BUILD, test: ':', ...does };
    const cases = Object.entries(all).map(([word, script]) => `${word}) ${script} ;;`);
    const script = `here='${this.folder}'\ncase $1 in\n${cases.join('\n')}\nesac`;
    this.program('npm', `#!/bin/sh\n${script}`);
  }

  clasp(answers: Readonly<Record<string, string>> = {}): void {
    const known = `const HOME = ${JSON.stringify(this.bin)}, ANSWERS = ${JSON.stringify(answers)};`;
    this.program('clasp', `#!/usr/bin/env node\n${known}${CLASP}`);
  }

  /** What Google has, by name. */
  script(files: Readonly<Record<string, string>>): void {
    mkdirSync(join(this.bin, 'script'), { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(this.bin, 'script', name), text);
    }
  }

  /** Stands before the real one on the path. */
  private program(name: string, script: string): void {
    writeFileSync(join(this.bin, name), script);
    chmodSync(join(this.bin, name), 0o755);
  }

  /** Each command that clasp got. */
  get asked(): string[] {
    if (!existsSync(join(this.bin, 'asked.log'))) return [];
    return readFileSync(join(this.bin, 'asked.log'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0] ?? '');
  }

  private get env(): NodeJS.ProcessEnv {
    return { ...process.env, PATH: [this.bin, BIN, process.env.PATH ?? ''].join(delimiter) };
  }

  /** What `npm run push` says with the project file of this folder, once all is built. */
  push(): string {
    const project = relative(ROOT, join(this.folder, '.clasp.json'));
    const args = ['--import', 'tsx', 'scripts/push.ts', project];
    return spawnSync(process.execPath, args, { cwd: ROOT, env: this.env, encoding: 'utf8' }).stderr;
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
      env: this.env,
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

  git(...args: string[]): string {
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
    repository.npm({ run: `${BUILD} && echo '// more' > dist/more.js` });
    const build = async (folder: string): Promise<void> => {
      cpSync(DIST, folder, { recursive: true });
      writeFileSync(join(folder, 'more.js'), '// more\n');
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

  test.each<readonly [string, () => void, string]>([
    [
      'something is uncommitted',
      () => {
        repository.write('old.ts', '// changed');
      },
      'old.ts',
    ],
    [
      'a file is new, though git was told not to show new files',
      () => {
        repository.git('config', 'status.showUntrackedFiles', 'no');
        repository.write('new.ts', '');
      },
      'new.ts',
    ],
    [
      'a file was changed that git was told to take as unchanged',
      () => {
        repository.git('update-index', '--assume-unchanged', 'old.ts');
        repository.write('old.ts', '// changed');
      },
      'not to look at old.ts',
    ],
    [
      'a file was changed that git was told to skip',
      () => {
        repository.git('update-index', '--skip-worktree', 'old.ts');
        repository.write('old.ts', '// changed');
      },
      'not to look at old.ts',
    ],
  ])('fails when %s', async (_, spoil, words) => {
    spoil();
    expect(await repository.release(DRY)).toContain(words);
  });

  test('fails when a build from packages of its own differs from the one here', async () => {
    const build = (folder: string): Promise<void> => {
      cpSync(DIST, folder, { recursive: true });
      writeFileSync(join(folder, 'server.js'), '// of a linked package');
      return Promise.resolve();
    };
    expect(await repository.release({ ...DRY, build })).toContain('differ in server.js');
  });

  test('says without the net what it could not do, and goes on with the packages that are here', async () => {
    repository.clasp();
    repository.npm({ ci: "echo 'npm error code ENOTCACHED' >&2; exit 1" });
    expect(await repository.release(DRY)).toBeNull();
    expect(repository.said.join('\n')).toMatch(/npm ci .*ENOTCACHED.* a release would be refused/);
  });

  test('fails when the tests fail', async () => {
    repository.npm({ test: 'exit 1' });
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
    repository.clasp();
  });

  test('uploads, makes a version, says its number, and only then writes version and changelog', async () => {
    expect(await repository.release()).toBeNull();
    expect(repository.asked).toEqual(WAY);
    expect(repository.said).toContain('Uploaded.');
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
    spoil();
    expect(await repository.release()).toContain(words);
    expect(repository.asked).toEqual([]);
  });

  test('is refused without a login before anything is built', async () => {
    repository.clasp({ 'show-authorized-user': '{"loggedIn":false}' });
    repository.npm({ ci: 'exit 1' });
    expect(await repository.release()).toContain('npx clasp login');
    expect(repository.asked).toEqual(WAY.slice(0, 1));
  });

  test('is refused without packages of its own', async () => {
    repository.npm({ ci: 'exit 1' });
    expect(await repository.release()).toContain('npm ci');
  });

  test.each([
    ['edited', 'echo edited > "$here/old.ts"', 'old.ts'],
    [
      'committed',
      'cd "$here" && git -c user.name=A -c user.email=a@b.example commit --quiet --allow-empty -m B',
      'Committed',
    ],
    ['built anew', 'echo "// of the tests" > dist/server.js', 'server.js'],
  ])('uploads nothing when something was %s during the tests', async (_, script, words) => {
    repository.npm({ test: script });
    expect(await repository.release()).toContain(words);
    expect(repository.asked).toEqual(WAY.slice(0, 2));
  });

  test.each([
    ['push says that it skipped', { push: 'Skipping push.\n' }, 'Skipping push.'],
    ['push says nothing', { push: '' }, 'clasp skipped the upload'],
    ['push uploaded a fourth file', { push: JSON.stringify([...THREE, 'dist/b.js']) }, 'dist/b.js'],
    ['push left one out', { push: JSON.stringify(THREE.slice(1)) }, 'dist/appsscript.json'],
  ])('makes no version when %s', async (_, answers, words) => {
    repository.clasp(answers);
    expect(await repository.release()).toContain(words);
    expect(repository.asked).toEqual(WAY.slice(0, 3));
    expect(repository.read('package.json')).toBe(manifest('1.2.3'));
  });

  const HELD = Object.fromEntries(
    NAMES.map((name) => [name, readFileSync(join(DIST, name), 'utf8')]),
  );

  test('goes on after one that had uploaded and got no number', async () => {
    repository.clasp({ 'create-version': '{"versionNumber":0}' });
    expect(await repository.release()).toContain('create-version');
    expect(repository.read('CHANGELOG.md')).toBe(CHANGELOG);
    repository.clasp();
    expect(await repository.release()).toBeNull();
    expect(repository.said).toContain('The script holds these files already.');
  });

  test('makes no version of a script that holds a file of its editor, too', async () => {
    repository.script({ ...HELD, 'extra.js': '// added' });
    expect(await repository.release()).toContain('more than the three files: dist/extra.js');
    expect(repository.asked).toEqual(WAY.slice(0, 4));
    expect(repository.read('package.json')).toBe(manifest('1.2.3'));
  });

  test('makes no version of a script that does not hold what was uploaded', async () => {
    repository.script({ ...HELD, 'server.js': '// edited' });
    repository.clasp({ push: JSON.stringify(THREE) });
    expect(await repository.release()).toContain('server.js');
    expect(repository.asked).toEqual(WAY.slice(0, 4));
  });
});

describe('an upload without a release', () => {
  beforeEach(() => {
    repository.write('.clasp.json', project(SOME_ID));
  });

  test('is refused without a login, and says how to log in', () => {
    repository.clasp({ 'show-authorized-user': '{"loggedIn":false}' });
    expect(repository.push()).toContain('Log in to Google first: npx clasp login');
    expect(repository.asked).toEqual(WAY.slice(0, 1));
  });

  test('goes on with one', () => {
    repository.clasp({ 'show-file-status': JSON.stringify({ filesToPush: THREE }), push: '' });
    expect(repository.push()).toContain('clasp skipped the upload');
    expect(repository.asked).toEqual(WAY.slice(0, 3));
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
