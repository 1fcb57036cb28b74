// Releases the add-on: checks, upload, version, changelog. The words after `npm run release --` are those of release/request.ts.
import { fileURLToPath } from 'node:url';
import { buildAddon } from './build';
import { release } from './release/release';
import { readRequest } from './release/request';

const asked = readRequest(process.argv.slice(2));
const fault =
  asked.kind === 'refused'
    ? asked.sentence
    : await release({
        ...asked,
        folder: fileURLToPath(new URL('..', import.meta.url)),
        today: new Date().toISOString().slice(0, 10),
        build: buildAddon,
        say: console.log,
      });
if (fault !== null) {
  console.error(`Not released. ${fault}`);
  process.exitCode = 1;
}
