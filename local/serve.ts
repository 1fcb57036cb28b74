// Owns starting the local page with `npm start`. Everything it does is in serve/ and page/.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FolderInUse, StateFolder } from './live/state-folder';
import { pageAssets } from './serve/assets';
import { readServeArguments, SERVE_HELP, type ServeOptions } from './serve/options';
import { PageServer } from './serve/server';
import { EmulatedWorld, LiveWorld } from './serve/world';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

async function start({ port, state }: ServeOptions): Promise<void> {
  const folder =
    state === null ? null : StateFolder.open(resolve(process.env['INIT_CWD'] ?? '.', state));
  const world = folder ? new LiveWorld(root, dist, folder) : new EmulatedWorld(dist);
  const server = new PageServer(world, await pageAssets(root));
  const address = await server.listen(port);
  console.log(`Contact Enrichment is open at ${address}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close();
      folder?.close();
      process.exit(0);
    });
  }
}

const read = readServeArguments(process.argv.slice(2));
if (read.kind === 'help') console.log(SERVE_HELP.trimEnd());
else if (read.kind === 'wrong') {
  console.error(read.message);
  process.exitCode = 1;
} else {
  try {
    await start(read.options);
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
