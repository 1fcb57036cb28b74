// Owns the three ways in which an emulated call can fail. Must not know which call it was, nor any text of Google's.

/** A failure as Google would report it; the script may catch it. */
export class ServiceError extends Error {
  override readonly name = 'Exception';
}

/** Google may know this; the emulator does not, and says so instead of guessing. */
export class NotEmulated extends Error {
  override readonly name = 'NotEmulated';

  constructor(what: string) {
    super(`NotEmulated: ${what}`);
  }
}

export type KillReason = 'deadline' | 'hook' | 'scopes';

/** The execution is over. Whatever the script still does, it has no effect. */
export class ExecutionKilled extends Error {
  override readonly name = 'Error';
  readonly reason: KillReason;

  constructor(reason: KillReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
