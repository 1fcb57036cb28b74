// The command with --live against a vendor at a test address, as a process that a test can kill.
import { enrich } from '../../local/cli/command';
import { ProcessTerminal } from '../../local/cli/terminal';

const [root = '', cwd = '', address = '', speed = '', ...words] = process.argv.slice(2);
const places = { root, cwd, test: { address, speed: Number(speed) } };
process.exitCode = await enrich(words, process.env, places, new ProcessTerminal());
