// Uploads dist/ to the script of a project file, `.clasp.json` unless another is named. Makes no version.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesIn } from './release/built';
import { readLogin } from './release/clasp-words';
import { programsIn, type Programs } from './release/programs';
import {
  filesFault,
  placeholderFault,
  type Upload,
  upload,
  UPLOAD_WORDS,
  UPLOADED,
} from './release/upload';

const folder = fileURLToPath(new URL('..', import.meta.url));
const [projectFile = '.clasp.json'] = process.argv.slice(2);
const project = join(folder, projectFile);
const programs = programsIn(folder);
const fault =
  placeholderFault(folder, projectFile) ?? loginFault(programs) ?? filesFault(programs, project);
const came: Upload =
  fault === null
    ? upload(programs, project, filesIn(join(folder, 'dist')))
    : { kind: 'refused', sentence: fault };
if (came.kind === 'refused') {
  console.error(`Not uploaded. ${came.sentence}`);
  process.exitCode = 1;
} else {
  console.log(`${UPLOAD_WORDS[came.kind]} ${UPLOADED.join(', ')}.`);
}

function loginFault({ ask }: Programs): string | null {
  const login = readLogin(ask('clasp', ['show-authorized-user', '--json']));
  return login.kind === 'failed' ? login.sentence : null;
}
