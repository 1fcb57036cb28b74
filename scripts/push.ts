// Uploads dist/ to the script of a project file, `.clasp.json` unless another is named. Makes no version.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programsIn } from './release/programs';
import { filesFault, placeholderFault, UPLOADED, uploadFault } from './release/upload';

const folder = fileURLToPath(new URL('..', import.meta.url));
const [projectFile = '.clasp.json'] = process.argv.slice(2);
const project = join(folder, projectFile);
const programs = programsIn(folder);
const fault =
  placeholderFault(folder, projectFile) ??
  filesFault(programs, project) ??
  uploadFault(programs, project);
if (fault === null) {
  console.log(`Uploaded: ${UPLOADED.join(', ')}.`);
} else {
  console.error(`Not uploaded. ${fault}`);
  process.exitCode = 1;
}
