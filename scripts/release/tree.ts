// Owns whether a working tree is its commit, whatever git was told to overlook. Changes nothing.
import type { Programs } from './programs';

export type Tree =
  | { readonly kind: 'clean'; readonly commit: string }
  | { readonly kind: 'refused'; readonly sentence: string };

/** `H`: an ordinary file. Other letters are of files that git was told not to look at (https://git-scm.com/docs/git-ls-files). */
const ORDINARY = 'H';

/** @param own may be changed, and is never committed: the file that holds the production script's id. */
export function treeOf(programs: Programs, own: string): Tree {
  const head = programs.ask('git', ['rev-parse', 'HEAD']);
  // A setting of its own may hide new files.
  const status = programs.ask('git', ['status', '--porcelain', '--untracked-files=all']);
  const tagged = programs.ask('git', ['ls-files', '-v']);
  const failed = [head, status, tagged].find((answer) => answer.status !== 0);
  if (failed !== undefined) return refused(`git did not work. It said: ${failed.errors.trim()}`);
  const changed = linesOf(status.output).filter((line) => line.slice(3) !== own);
  if (changed.length > 0) {
    return refused(`Commit or undo what is changed first: ${changed.join(', ')}`);
  }
  const hidden = linesOf(tagged.output)
    .filter((line) => !line.startsWith(`${ORDINARY} `))
    .map((line) => line.slice(2))
    .filter((path) => path !== own);
  if (hidden.length > 0) {
    return refused(
      `git was told not to look at ${hidden.join(', ')}: git update-index --no-assume-unchanged --no-skip-worktree, with these names, lets it.`,
    );
  }
  return { kind: 'clean', commit: head.output.trim() };
}

function linesOf(output: string): string[] {
  return output.split('\n').filter((line) => line !== '');
}

function refused(sentence: string): Tree {
  return { kind: 'refused', sentence };
}
