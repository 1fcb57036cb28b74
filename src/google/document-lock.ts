// Owns the Lock port over the document lock. Every way in which Google can withhold the lock is "nothing may be done".
import type { Lock, LockResult } from '../ports';

export class DocumentLock implements Lock {
  private held: GoogleAppsScript.Lock.Lock | null = null;

  acquire(milliseconds: number): LockResult {
    try {
      const lock = LockService.getDocumentLock() as GoogleAppsScript.Lock.Lock | null;
      if (lock === null) {
        return { kind: 'unavailable', message: 'Google gives no lock for this document here.' };
      }
      if (!lock.tryLock(milliseconds)) return { kind: 'busy' };
      this.held = lock;
      return { kind: 'held' };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { kind: 'unavailable', message };
    }
  }

  /** Google takes the lock back at the end of the execution anyway: what was done stays done when it will not now. */
  release(): void {
    try {
      this.held?.releaseLock();
    } catch {
      // Nothing is left to be done.
    }
    this.held = null;
  }
}
