// Owns the way of the built files into a script: which script, which files, and proof that they arrived. Knows no version.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesIn, type Files, unlikeFiles } from './built';
import { readFileStatus, readPull, readPush } from './clasp-words';
import type { Programs } from './programs';

/** Apps Script gets these and no other. */
export const UPLOADED = ['dist/appsscript.json', 'dist/server.js', 'dist/sidebar.html'];

/** Ids have 57 characters; a placeholder is shorter, or is no word of theirs. */
const SCRIPT_ID = /^[\w-]{40,}$/;

/** A sentence, or `null` when all is well. */
type Fault = string | null;

/** @param projectFile `.clasp.json` or `.clasp.dev.json` */
export function placeholderFault(folder: string, projectFile: string): Fault {
  const path = join(folder, projectFile);
  if (!existsSync(path)) {
    return `There is no ${projectFile}: copy .clasp.dev.example.json, and enter your script's id.`;
  }
  const scriptId = idIn(readFileSync(path, 'utf8'));
  if (SCRIPT_ID.test(scriptId)) return null;
  return `${projectFile} has no script's id but "${scriptId}": copy the id from Project settings in the script's editor.`;
}

function idIn(project: string): string {
  try {
    const { scriptId } = JSON.parse(project) as { scriptId?: unknown };
    return typeof scriptId === 'string' ? scriptId : '';
  } catch {
    return '';
  }
}

/** Needs no account. `project` is the whole path of the project file: clasp takes a short one amiss. */
export function filesFault(programs: Programs, project: string): Fault {
  const listed = readFileStatus(
    programs.ask('clasp', ['show-file-status', '--json', '--project', project]),
  );
  if (listed.kind === 'failed') return listed.sentence;
  return othersFault(listed.files);
}

export type Upload =
  | { readonly kind: 'uploaded' }
  /** Nothing had to be. */
  | { readonly kind: 'held' }
  | { readonly kind: 'refused'; readonly sentence: string };

/** Said of what came of it. */
export const UPLOAD_WORDS = {
  uploaded: 'Uploaded.',
  held: 'The script holds these files already.',
} as const;

/** @param built what the script must hold afterwards, and nothing else: a version takes whatever is there. */
export function upload(programs: Programs, project: string, built: Files): Upload {
  const pushed = readPush(
    programs.ask('clasp', ['push', '--force', '--json', '--project', project]),
  );
  switch (pushed.kind) {
    case 'failed':
    case 'skipped':
      return { kind: 'refused', sentence: pushed.sentence };
    case 'up-to-date':
      return uploadOf('held', heldFault(programs, project, built));
    case 'pushed': {
      const fault = othersFault(pushed.files) ?? heldFault(programs, project, built);
      return uploadOf('uploaded', fault);
    }
  }
}

function uploadOf(kind: 'uploaded' | 'held', fault: Fault): Upload {
  return fault === null ? { kind } : { kind: 'refused', sentence: fault };
}

/** Compares byte for byte, as clasp does when it says that nothing is new. */
function heldFault(programs: Programs, project: string, built: Files): Fault {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'script-')));
  try {
    const pulled = join(folder, 'dist');
    const own = join(folder, '.clasp.json');
    mkdirSync(pulled);
    writeFileSync(
      own,
      JSON.stringify({ scriptId: idIn(readFileSync(project, 'utf8')), rootDir: 'dist' }),
    );
    const listed = readPull(programs.at(folder).ask('clasp', ['pull', '--json', '--project', own]));
    if (listed.kind === 'failed') return listed.sentence;
    const more = listed.files.filter((file) => !UPLOADED.includes(file));
    if (more.length > 0) {
      return `The script holds more than the three files: ${more.join(', ')}. Delete this in the script's editor, and start again.`;
    }
    const unlike = unlikeFiles(filesIn(pulled), built);
    if (unlike.length === 0) return null;
    return `The script does not hold what was to be uploaded: ${unlike.join(', ')}. Somebody may be editing it; start again.`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function othersFault(files: readonly string[]): Fault {
  const more = files.filter((file) => !UPLOADED.includes(file));
  const missing = UPLOADED.filter((file) => !files.includes(file));
  if (more.length > 0) return `More than the three files: ${more.join(', ')}.`;
  if (missing.length > 0) return `Fewer than the three files, without ${missing.join(', ')}.`;
  return null;
}
