// Owns the order of a release: everything is checked before anything leaves, and files change when Google has the version. Knows
// no builder and no console.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseChangelog } from './changelog';
import { readVersion } from './clasp-words';
import { programsIn, type Programs } from './programs';
import { type Build, unlikeFiles } from './reproduced';
import { filesFault, placeholderFault, UPLOADED, uploadFault } from './upload';
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
  const dirt = dirtOf(programs);
  if (dirt !== '') return `Commit or undo what is changed first: ${dirt}`;
  say('Nothing is uncommitted.');
  const early = await buildFault(request, programs);
  if (early !== null) return early;
  say('Two builds are the same, byte for byte.');
  say(`To be uploaded, and nothing else: ${UPLOADED.join(', ')}.`);
  if (request.isTested && !programs.watch('npm', ['test'])) return 'npm test fails.';
  say(request.isTested ? 'All tests pass.' : 'The tests were left out.');
  if (isDry) {
    say('A dry run: nothing was uploaded, no version was made.');
    return null;
  }
  // The tests build, too: what is uploaded is looked at last.
  return (await buildFault(request, programs)) ?? published(request, programs, planned);
}

function published(request: ReleaseRequest, programs: Programs, planned: Planned): string | null {
  const { folder, say } = request;
  const { version, files } = planned;
  const project = join(folder, PROJECT_FILE);
  const upload = uploadFault(programs, project);
  if (upload !== null) return upload;
  say('Uploaded.');
  const made = readVersion(
    programs.ask('clasp', ['create-version', version, '--json', '--project', project]),
  );
  if (made.kind === 'failed') return made.sentence;
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  say(`Google made version ${made.number}. Enter ${made.number} in the Marketplace SDK:`);
  say('App configuration, Sheets add-on, script version (docs/publishing.md, step 5).');
  say(`Then: git commit -m "Release ${version}" ${files.map(([name]) => name).join(' ')}`);
  say(`      git tag v${version}`);
  return null;
}

async function buildFault(request: ReleaseRequest, programs: Programs): Promise<string | null> {
  const unlike = await unlikeFiles(request.build, join(request.folder, 'dist'));
  if (unlike.length > 0) return `Two builds differ in ${unlike.join(', ')}.`;
  return filesFault(programs, join(request.folder, PROJECT_FILE));
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

/** The production script's id stands in its file and is never committed. */
function dirtOf(programs: Programs): string {
  const { status, output, errors } = programs.ask('git', ['status', '--porcelain']);
  if (status !== 0) return errors.trim();
  return output
    .split('\n')
    .filter((line) => line !== '' && line.slice(3) !== PROJECT_FILE)
    .join(', ');
}
