// Owns starting the command `npm run enrich`. Everything it does is in cli/.
import { fileURLToPath } from 'node:url';
import { enrich } from './cli/command';
import { ProcessTerminal } from './cli/terminal';

process.exitCode = await enrich(
  process.argv.slice(2),
  process.env,
  {
    root: fileURLToPath(new URL('..', import.meta.url)),
    // npm changes into this repository; files are named from where the user stands.
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
  },
  new ProcessTerminal(),
);
