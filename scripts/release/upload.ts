// Owns the way of the built files into a script: which script, which files, and proof that they arrived. Knows no version.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFileStatus, readPush } from './clasp-words';
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

export function uploadFault(programs: Programs, project: string): Fault {
  const pushed = readPush(
    programs.ask('clasp', ['push', '--force', '--json', '--project', project]),
  );
  switch (pushed.kind) {
    case 'failed':
    case 'skipped':
      return pushed.sentence;
    case 'up-to-date':
      return null;
    case 'pushed':
      return othersFault(pushed.files);
  }
}

function othersFault(files: readonly string[]): Fault {
  const more = files.filter((file) => !UPLOADED.includes(file));
  const missing = UPLOADED.filter((file) => !files.includes(file));
  if (more.length > 0) return `More than the three files: ${more.join(', ')}.`;
  if (missing.length > 0) return `Fewer than the three files, without ${missing.join(', ')}.`;
  return null;
}
