// What clasp prints, the version's number, the changelog's form and the words after the command, as tables. The outputs are those
// of clasp 3.4.1.
import { releaseChangelog } from '../../scripts/release/changelog';
import {
  readFileStatus,
  readLogin,
  readPull,
  readPush,
  readVersion,
} from '../../scripts/release/clasp-words';
import { readRequest } from '../../scripts/release/request';
import { nextVersion, withVersion } from '../../scripts/release/version';

const answer = (output: string, errors = '', status = 0) => ({ output, errors, status });

const NO_ACCOUNT = answer('', 'No credentials found.\n', 1);

describe('clasp show-file-status --json', () => {
  test('lists the files, in whatever order clasp found them', () => {
    const printed =
      '{"filesToPush":["dist/appsscript.json","dist/sidebar.html","dist/server.js"],"untrackedFiles":[]}\n';
    expect(readFileStatus(answer(printed))).toEqual({
      kind: 'files',
      files: ['dist/appsscript.json', 'dist/server.js', 'dist/sidebar.html'],
    });
  });

  test('lists them with slashes on Windows, too', () => {
    const printed = '{"filesToPush":["dist\\\\server.js"],"untrackedFiles":[]}';
    expect(readFileStatus(answer(printed))).toEqual({ kind: 'files', files: ['dist/server.js'] });
  });

  test.each([
    ['words', answer('Tracked files:\n└─ dist/server.js\n')],
    ['nothing', answer('')],
    ['an error', answer('', 'Script ID is not set, unable to continue.\n', 1)],
    ['files and an error', answer('{"filesToPush":[],"untrackedFiles":[]}', 'Oh', 1)],
  ])('is not believed when it prints %s', (_, said) => {
    expect(readFileStatus(said).kind).toBe('failed');
  });
});

describe('clasp push --force --json', () => {
  test('names what it uploaded', () => {
    const printed = '[\n  "dist/appsscript.json",\n  "dist/server.js",\n  "dist/sidebar.html"\n]\n';
    expect(readPush(answer(printed))).toEqual({
      kind: 'pushed',
      files: ['dist/appsscript.json', 'dist/server.js', 'dist/sidebar.html'],
    });
  });

  test('says with an empty list that the script holds these files already', () => {
    expect(readPush(answer('[]\n'))).toEqual({ kind: 'up-to-date' });
  });

  test.each([
    ['says so', answer('Skipping push.\n')],
    ['says nothing at all', answer('')],
    [
      'leaves a file out',
      answer(
        '["dist/server.js"]',
        'Security Warning: Skipping symbolic link dist/sidebar.html. Symbolic links are not supported.',
      ),
    ],
  ])('skipped, though it ended well, when it %s', (_, said) => {
    expect(readPush(said).kind).toBe('skipped');
  });

  test.each([
    ['there is no account', NO_ACCOUNT, 'No credentials found.'],
    ['words come', answer('Pushed 3 files at 10:00:00.\n'), 'Pushed 3 files'],
    ['Google refuses', answer('', 'Syntax error: Unexpected token line: 1\n', 1), 'Syntax error'],
  ])('failed, with clasp’s words, when %s', (_, said, words) => {
    expect(readPush(said)).toMatchObject({
      kind: 'failed',
      sentence: expect.stringContaining(words) as string,
    });
  });
});

describe('clasp pull --json', () => {
  test('names all that the script holds', () => {
    const printed =
      '{\n  "pulledFiles": [\n    "dist/server.js",\n    "dist/extra.js"\n  ],\n  "deletedFiles": []\n}\n';
    expect(readPull(answer(printed))).toEqual({
      kind: 'files',
      files: ['dist/extra.js', 'dist/server.js'],
    });
  });

  test.each([
    ['there is no account', NO_ACCOUNT],
    ['words come', answer('└─ dist/server.js\nPulled one file.\n')],
  ])('is not believed when %s', (_, said) => {
    expect(readPull(said).kind).toBe('failed');
  });
});

describe('clasp show-authorized-user --json', () => {
  test('says who is logged in', () => {
    const printed = '{\n  "loggedIn": true,\n  "email": "a@b.example",\n  "clientId": "1"\n}\n';
    expect(readLogin(answer(printed))).toEqual({ kind: 'logged-in', email: 'a@b.example' });
  });

  test.each([
    ['nobody is', answer('{\n  "loggedIn": false\n}\n'), 'Log in to Google first'],
    ['Google does not know the login', answer('{"loggedIn":true}'), 'does not say who'],
    ['words come', answer('Not logged in.\n'), 'Not logged in.'],
  ])('fails when %s', (_, said, words) => {
    expect(readLogin(said)).toMatchObject({
      kind: 'failed',
      sentence: expect.stringContaining(words) as string,
    });
  });
});

describe('clasp create-version --json', () => {
  test('gives the number', () => {
    expect(readVersion(answer('{\n  "versionNumber": 7\n}\n'))).toEqual({
      kind: 'version',
      number: 7,
    });
  });

  test.each([
    ['Google named none', answer('{\n  "versionNumber": 0\n}\n')],
    ['there is no account', NO_ACCOUNT],
    ['words come', answer('Created version 7\n')],
  ])('gives none when %s', (_, said) => {
    expect(readVersion(said).kind).toBe('failed');
  });
});

describe('the next version', () => {
  test.each([
    ['patch', '1.2.4'],
    ['minor', '1.3.0'],
    ['major', '2.0.0'],
    ['1.2.10', '1.2.10'],
    ['10.0.0', '10.0.0'],
  ])('of 1.2.3 by %s is %s', (wanted, version) => {
    expect(nextVersion('1.2.3', wanted)).toEqual({ kind: 'version', version });
  });

  test.each(['1.2.3', '1.2.2', '0.9.9', '2', 'v2.0.0', '2.0.0-beta', ''])(
    'of 1.2.3 is never %j',
    (wanted) => {
      expect(nextVersion('1.2.3', wanted).kind).toBe('refused');
    },
  );

  test('stands in package.json and twice in its lock, and in no dependency', () => {
    const lock = {
      name: 'a',
      version: '1.2.3',
      packages: { '': { name: 'a', version: '1.2.3' }, 'node_modules/b': { version: '1.2.3' } },
    };
    const text = `${JSON.stringify(lock, null, 2)}\n`;
    const changed = withVersion(text, '1.2.4');
    expect(changed.split('\n').filter((line, at) => line !== text.split('\n')[at])).toHaveLength(2);
    expect(JSON.parse(changed)).toEqual({
      name: 'a',
      version: '1.2.4',
      packages: { '': { name: 'a', version: '1.2.4' }, 'node_modules/b': { version: '1.2.3' } },
    });
  });
});

describe('the changelog', () => {
  const HEAD = '# Changelog\n\nWords.\n\n';
  const OLD = '## [0.1.0] - 2026-01-01\n\n- Old\n';

  test.each([
    ['the first release', '', ''],
    ['a later release', `\n${OLD}`, `\n${OLD}`],
  ])('of %s gets what was unreleased under its number', (_, before, after) => {
    const changelog = `${HEAD}## [Unreleased]\n\n### Added\n\n- New\n${before}`;
    expect(releaseChangelog(changelog, '0.2.0', '2026-02-03')).toEqual({
      kind: 'released',
      changelog: `${HEAD}## [Unreleased]\n\n## [0.2.0] - 2026-02-03\n\n### Added\n\n- New\n${after}`,
    });
  });

  test.each([
    ['nothing is unreleased', `${HEAD}## [Unreleased]\n\n${OLD}`],
    ['there is only a heading', `${HEAD}## [Unreleased]\n\n### Added\n\n${OLD}`],
    ['the part is missing', `${HEAD}${OLD}`],
    ['the number is there', `${HEAD}## [Unreleased]\n\n- New\n\n## [0.2.0] - 2026-01-01\n`],
  ])('is refused when %s', (_, changelog) => {
    expect(releaseChangelog(changelog, '0.2.0', '2026-02-03').kind).toBe('refused');
  });
});

describe('the words after npm run release --', () => {
  test.each([
    [[], { wanted: 'patch', isDry: false, isTested: true }],
    [['minor'], { wanted: 'minor', isDry: false, isTested: true }],
    [['--dry-run'], { wanted: 'patch', isDry: true, isTested: true }],
    [['2.0.0', '--dry-run', '--no-tests'], { wanted: '2.0.0', isDry: true, isTested: false }],
  ])('%j', (words, asked) => {
    expect(readRequest(words)).toEqual({ kind: 'asked', ...asked });
  });

  test.each([[['--no-tests']], [['--dryrun']], [['minor', 'major']]])(
    'are refused: %j',
    (words) => {
      expect(readRequest(words).kind).toBe('refused');
    },
  );
});
