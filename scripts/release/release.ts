// Owns the order of a release: everything is checked before anything leaves, and files change when Google has the version. Knows
// no builder and no console.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseChangelog } from './changelog';
import { type Build, type Files, filesIn, unlikeFiles } from './built';
import { readLogin, readVersion } from './clasp-words';
import {
  borrowPackages,
  buildFault,
  checkOutFault,
  type CleanCopy,
  inCleanCopy,
  installFault,
} from './clean-copy';
import { programsIn, type Programs } from './programs';
import { treeOf } from './tree';
import { filesFault, placeholderFault, upload, UPLOAD_WORDS, UPLOADED } from './upload';
import { nextVersion, withVersion } from './version';

const PROJECT_FILE = '.clasp.json';

export interface ReleaseRequest {
  /** Of the repository. */
  readonly folder: string;
  /** `major`, `minor`, `patch`, or a number. */
  readonly wanted: string;
  readonly isDry: boolean;
  /** Only a dry run may do without. */
  readonly isTested: boolean;
  /** As 2026-11-22. */
  readonly today: string;
  readonly build: Build;
  readonly say: (line: string) => void;
  readonly env?: NodeJS.ProcessEnv;
}

/** A sentence that says why there is no release, or `null`. A dry run changes nothing but `dist/`. */
export async function release(request: ReleaseRequest): Promise<string | null> {
  const { folder, isDry, say } = request;
  const programs = programsIn(folder, request.env);
  const planned = plan(request);
  if (planned.kind === 'refused') return planned.sentence;
  say(`The version will be ${planned.version}.`);
  const id = isDry ? null : placeholderFault(folder, PROJECT_FILE);
  if (id !== null) return id;
  const tree = treeOf(programs, PROJECT_FILE);
  if (tree.kind === 'refused') return tree.sentence;
  say('Nothing is uncommitted.');
  if (!isDry) {
    const login = readLogin(programs.ask('clasp', ['show-authorized-user', '--json']));
    if (login.kind === 'failed') return login.sentence;
    say(`Logged in to Google as ${login.email}.`);
  }
  return inCleanCopy(programs, async (copy) => {
    const early = checkOutFault(copy, folder, tree.commit, PROJECT_FILE);
    if (early !== null) return early;
    const made = await build(request, copy);
    if (made.kind === 'refused') return made.sentence;
    if (request.isTested && !copy.programs.watch('npm', ['test'])) return 'npm test fails.';
    say(request.isTested ? 'All tests pass.' : 'The tests were left out.');
    // Tests take long, and build, too.
    const late = changedSince(tree.commit, programs, copy, made.built);
    if (late !== null) return late;
    if (!isDry) return published(request, copy, made.built, planned);
    say('A dry run: nothing was uploaded, no version was made.');
    return null;
  });
}

type Made =
  | { readonly kind: 'built'; readonly built: Files }
  | { readonly kind: 'refused'; readonly sentence: string };

/** In the copy, and once more here: what is uploaded is the copy's. */
async function build(request: ReleaseRequest, copy: CleanCopy): Promise<Made> {
  const { folder, isDry, say } = request;
  const install = installFault(copy);
  if (install !== null && !isDry) return { kind: 'refused', sentence: install };
  if (install !== null) {
    say(`${install} The packages in this folder are used; a release would be refused.`);
    borrowPackages(copy, folder);
  }
  const fault = buildFault(copy);
  if (fault !== null) return { kind: 'refused', sentence: fault };
  const dist = join(folder, 'dist');
  await request.build(dist);
  const built = filesIn(join(copy.folder, 'dist'));
  const unlike = unlikeFiles(built, filesIn(dist));
  if (unlike.length > 0) {
    const sentence = `Two builds differ in ${unlike.join(', ')}: one of this folder, one of a fresh copy of its commit with packages of its own. After npm link or an old install, npm ci mends it.`;
    return { kind: 'refused', sentence };
  }
  say('Built here and from a fresh copy: the same, byte for byte.');
  const files = filesFault(copy.programs, join(copy.folder, PROJECT_FILE));
  if (files !== null) return { kind: 'refused', sentence: files };
  say(`To be uploaded, and nothing else: ${UPLOADED.join(', ')}.`);
  return { kind: 'built', built };
}

function changedSince(
  commit: string,
  programs: Programs,
  copy: CleanCopy,
  built: Files,
): string | null {
  const tree = treeOf(programs, PROJECT_FILE);
  if (tree.kind === 'refused') return `Changed while this ran. ${tree.sentence}`;
  if (tree.commit !== commit) return 'Committed while this ran: the new commit is not tested.';
  const unlike = unlikeFiles(built, filesIn(join(copy.folder, 'dist')));
  return unlike.length === 0 ? null : `The tests left another ${unlike.join(', ')} behind.`;
}

function published(
  request: ReleaseRequest,
  { folder, programs }: CleanCopy,
  built: Files,
  { version, files }: Planned,
): string | null {
  const { say } = request;
  const project = join(folder, PROJECT_FILE);
  const came = upload(programs, project, built);
  if (came.kind === 'refused') return came.sentence;
  say(UPLOAD_WORDS[came.kind]);
  const made = readVersion(
    programs.ask('clasp', ['create-version', version, '--json', '--project', project]),
  );
  if (made.kind === 'failed') return made.sentence;
  for (const [name, text] of files) writeFileSync(join(request.folder, name), text);
  say(`Google made version ${made.number}. Enter ${made.number} in the Marketplace SDK:`);
  say('App configuration, Sheets add-on, script version (docs/publishing.md, step 5).');
  say(`Then: git commit -m "Release ${version}" ${files.map(([name]) => name).join(' ')}`);
  say(`      git tag v${version}`);
  return null;
}

interface Planned {
  readonly kind: 'planned';
  readonly version: string;
  readonly files: readonly (readonly [name: string, text: string])[];
}

type Plan = Planned | { readonly kind: 'refused'; readonly sentence: string };

/** What the release will write, before anything is done that cannot be taken back. */
function plan({ folder, wanted, today }: ReleaseRequest): Plan {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const manifest = read('package.json');
  const next = nextVersion((JSON.parse(manifest) as { version: string }).version, wanted);
  if (next.kind === 'refused') return next;
  const { version } = next;
  const released = releaseChangelog(read('CHANGELOG.md'), version, today);
  if (released.kind === 'refused') return released;
  return {
    kind: 'planned',
    version,
    files: [
      ['package.json', withVersion(manifest, version)],
      ['package-lock.json', withVersion(read('package-lock.json'), version)],
      ['CHANGELOG.md', released.changelog],
    ],
  };
}
