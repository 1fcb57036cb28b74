// Owns how git, npm and clasp are run: in one folder, to their end. Knows none of their words.
import { spawnSync } from 'node:child_process';
import type { Answer } from './clasp-words';

export interface Programs {
  /** What it said is kept. */
  readonly ask: (program: string, args: readonly string[]) => Answer;
  /** What it says is seen while it works. Returns whether it ended well. */
  readonly watch: (program: string, args: readonly string[]) => boolean;
  /** The same, run in another folder. */
  readonly at: (folder: string) => Programs;
}

/** clasp asks nothing where its output is no terminal. */
export function programsIn(folder: string, env: NodeJS.ProcessEnv = process.env): Programs {
  // On Windows, npm and clasp are scripts of its shell, and a folder's name may hold a space.
  const shell = process.platform === 'win32';
  const spell = (args: readonly string[]): string[] =>
    args.map((arg) => (shell ? `"${arg}"` : arg));
  const common = { cwd: folder, env, shell };
  return {
    ask: (program, args) => {
      const { status, stdout, stderr, error } = spawnSync(program, spell(args), {
        ...common,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      if (error) throw new Error(`${program} could not be run: ${error.message}`, { cause: error });
      return { status: status ?? 1, output: stdout, errors: stderr };
    },
    watch: (program, args) => {
      const { status } = spawnSync(program, spell(args), {
        ...common,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      return status === 0;
    },
    at: (other) => programsIn(other, env),
  };
}
