// The command with --live against a vendor at a test address, as a process that a test can kill.
import { enrich } from '../../local/cli/command';
import { ProcessTerminal } from '../../local/cli/terminal';

const [root = '', cwd = '', address = '', speed = '', ...words] = process.argv.slice(2);
const addresses = { 'https://api.cleanlist.ai': address };
const places = { root, cwd, test: { addresses, speed: Number(speed) } };
process.exitCode = await enrich(words, process.env, places, new ProcessTerminal());
