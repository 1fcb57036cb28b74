// Owns the count of remote calls. Must not decide what is remote: each method says so itself.
//
// The rule: remote is what has to ask or change the document, a store, the network or the page. Not remote are building a
// handle (getRange, getRangeList, getActiveSpreadsheet, getDocumentProperties, getUi) and the facts that a handle was made
// with (getRow, getNumRows, getSheetId). So getSheets, getSheetByName, getLastRow, getDisplayValues, getFilter,
// isRowHiddenByFilter, canEdit and getActiveRange are remote reads.

/** Counts at one moment. */
export interface MeterCounts {
  /** By Apps Script global, e.g. `SpreadsheetApp`. */
  readonly services: Readonly<Record<string, number>>;
  /** By method, e.g. `Range.setValues`. */
  readonly methods: Readonly<Record<string, number>>;
  /** Reads by global. */
  readonly reads: Readonly<Record<string, number>>;
  /** Writes by global. */
  readonly writes: Readonly<Record<string, number>>;
}

export class Meter {
  #services: Record<string, number> = {};
  #methods: Record<string, number> = {};
  #reads: Record<string, number> = {};
  #writes: Record<string, number> = {};

  count(service: string, method: string, access: 'read' | 'write'): void {
    add(this.#services, service);
    add(this.#methods, method);
    add(access === 'read' ? this.#reads : this.#writes, service);
  }

  /** All calls of a service, or of all. */
  total(service?: string): number {
    return sumOf(this.#services, service);
  }

  counts(): Record<string, number> {
    return { ...this.#services };
  }

  detail(): Record<string, number> {
    return { ...this.#methods };
  }

  reads(service?: string): number {
    return sumOf(this.#reads, service);
  }

  writes(service?: string): number {
    return sumOf(this.#writes, service);
  }

  snapshot(): MeterCounts {
    return {
      services: { ...this.#services },
      methods: { ...this.#methods },
      reads: { ...this.#reads },
      writes: { ...this.#writes },
    };
  }

  reset(): void {
    this.#services = {};
    this.#methods = {};
    this.#reads = {};
    this.#writes = {};
  }
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

function sumOf(counts: Record<string, number>, key?: string): number {
  if (key !== undefined) return counts[key] ?? 0;
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
