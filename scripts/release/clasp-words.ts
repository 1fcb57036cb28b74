// Owns what clasp 3.4 prints with `--json`, read into values. Runs nothing. Its answers are in build/src/commands/ of its package.

/** What a program answered. */
export interface Answer {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

export type Listed =
  | { readonly kind: 'files'; readonly files: readonly string[] }
  | { readonly kind: 'failed'; readonly sentence: string };

export type Pushed =
  | { readonly kind: 'pushed'; readonly files: readonly string[] }
  /** The script holds these very files already, and perhaps more: clasp looks for its own files there, not the other way round. */
  | { readonly kind: 'up-to-date' }
  | { readonly kind: 'skipped'; readonly sentence: string }
  | { readonly kind: 'failed'; readonly sentence: string };

export type LoggedIn =
  | { readonly kind: 'logged-in'; readonly email: string }
  | { readonly kind: 'failed'; readonly sentence: string };

export type Versioned =
  | { readonly kind: 'version'; readonly number: number }
  | { readonly kind: 'failed'; readonly sentence: string };

/**
 * `clasp show-authorized-user --json`. It ends with 0 also when nobody is. It asks Google who it is and names no e-mail when Google
 * does not say: the login is no longer good, or the net is away.
 */
export function readLogin(answer: Answer): LoggedIn {
  const { loggedIn, email } = (jsonOf(answer) ?? {}) as { loggedIn?: unknown; email?: unknown };
  if (answer.status !== 0 || typeof loggedIn !== 'boolean') {
    return failed('show-authorized-user', answer);
  }
  if (!loggedIn) return { kind: 'failed', sentence: 'Log in to Google first: npx clasp login' };
  if (typeof email === 'string' && email !== '') return { kind: 'logged-in', email };
  const sentence = 'Google does not say who is logged in: npx clasp login, with the net there.';
  return { kind: 'failed', sentence };
}

/** `clasp show-file-status --json`: which files a push would upload. */
export function readFileStatus(answer: Answer): Listed {
  const { filesToPush } = (jsonOf(answer) ?? {}) as { filesToPush?: unknown };
  if (answer.status !== 0 || !isTexts(filesToPush)) return failed('show-file-status', answer);
  return { kind: 'files', files: sorted(filesToPush) };
}

/**
 * `clasp push --force --json`. It ends with 0 also when it uploaded nothing: when the manifest's change was not confirmed it says
 * nothing at all, or, without `--json`, "Skipping push."; a symbolic link is left out with a warning.
 */
export function readPush(answer: Answer): Pushed {
  if (answer.status !== 0) return failed('push', answer);
  const words = `${answer.output}\n${answer.errors}`;
  if (/\bskipping\b/i.test(words) || answer.output.trim() === '') {
    return { kind: 'skipped', sentence: `clasp skipped the upload. ${said(answer)}` };
  }
  const files = jsonOf(answer);
  if (!isTexts(files)) return failed('push', answer);
  return files.length === 0 ? { kind: 'up-to-date' } : { kind: 'pushed', files: sorted(files) };
}

/** `clasp pull --json`: every file that the script has, also one that was added in its editor. */
export function readPull(answer: Answer): Listed {
  const { pulledFiles } = (jsonOf(answer) ?? {}) as { pulledFiles?: unknown };
  if (answer.status !== 0 || !isTexts(pulledFiles)) return failed('pull', answer);
  return { kind: 'files', files: sorted(pulledFiles) };
}

/** `clasp create-version --json`. It says 0 where Google named no number. */
export function readVersion(answer: Answer): Versioned {
  const { versionNumber } = (jsonOf(answer) ?? {}) as { versionNumber?: unknown };
  const isNumber = Number.isInteger(versionNumber) && (versionNumber as number) > 0;
  if (answer.status !== 0 || !isNumber) return failed('create-version', answer);
  return { kind: 'version', number: versionNumber as number };
}

function jsonOf({ output }: Answer): unknown {
  try {
    return JSON.parse(output) as unknown;
  } catch {
    return null;
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

/** Windows has another separator. */
function sorted(files: readonly string[]): string[] {
  return files.map((file) => file.replaceAll('\\', '/')).sort();
}

function failed(
  command: string,
  answer: Answer,
): { readonly kind: 'failed'; readonly sentence: string } {
  return { kind: 'failed', sentence: `"clasp ${command}" did not work. ${said(answer)}` };
}

function said({ output, errors }: Answer): string {
  const words = [errors, output].map((text) => text.trim()).filter((text) => text !== '');
  return words.length === 0 ? 'It said nothing.' : `It said: ${words.join(' ')}`;
}
