// Owns the faults that tests ask for. Must not know how a call is made.

/** One fault: which call fails, when, and with what. */
export interface Fault {
  /** `Range.setValues`, or `*` for any remote call. */
  readonly method: string;
  /** Which matching call from now on fails, from 1. Absent: the next one. */
  readonly nth?: number;
  /** Every matching call from the nth on, not only that one. */
  readonly always?: boolean;
  /** `before` (default): the call has no effect. `after`: it did what it was asked, and fails all the same. */
  readonly when?: 'before' | 'after';
  /** English text; `{id}` is the document's id. Absent: Spreadsheets timed out. */
  readonly message?: string;
}

/** Conditions that last until they are changed. */
export interface Conditions {
  /** What a document lock is: there, refused by tryLock, `null` from getDocumentLock, or throwing. */
  documentLock: 'works' | 'refused' | 'null' | 'throws';
  /** In time triggers only: what has not been confirmed to work there. */
  triggerSpreadsheet: 'works' | 'null';
  triggerDocumentProperties: 'works' | 'null';
  triggerDocumentLock: 'works' | 'null';
  activeSpreadsheet: 'works' | 'null';
  /** Whether ScriptApp.getUserTriggers lists clock triggers: its documentation does not say. */
  userTriggers: 'listed' | 'empty';
  /** Whether UrlFetchApp obeys timeoutSeconds; if not, it waits up to six minutes. */
  timeoutSeconds: 'honoured' | 'ignored';
  documentProperties: 'works' | 'null';
  /** Hosts that an administrator does not permit. */
  readonly blockedHosts: Set<string>;
}

export class Faults {
  readonly #faults: { fault: Fault; seen: number; spent: boolean }[] = [];
  readonly conditions: Conditions = {
    documentLock: 'works',
    triggerSpreadsheet: 'works',
    triggerDocumentProperties: 'works',
    triggerDocumentLock: 'works',
    activeSpreadsheet: 'works',
    userTriggers: 'listed',
    timeoutSeconds: 'honoured',
    documentProperties: 'works',
    blockedHosts: new Set(),
  };

  add(fault: Fault): void {
    this.#faults.push({ fault, seen: 0, spent: false });
  }

  clear(): void {
    this.#faults.length = 0;
  }

  /** The fault that this call meets, if any. Asked once a remote call. */
  meet(method: string): Fault | null {
    let met: Fault | null = null;
    for (const entry of this.#faults) {
      const { fault } = entry;
      if (entry.spent || (fault.method !== '*' && fault.method !== method)) continue;
      entry.seen++;
      if (entry.seen < (fault.nth ?? 1)) continue;
      entry.spent = fault.always !== true;
      met ??= fault;
    }
    return met;
  }
}
