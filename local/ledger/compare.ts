// Owns the comparison of a sheet with the vendors' ledgers: does every bought value stand in the row of the person it was
// bought for? Pure; the ledgers' own lookups decide, not the add-on's memory.
import type { Identity } from '../../src/contact/contact';
import { identityOf } from '../../src/contact/identity';
import { IDENTITY_PARTS, partOf } from '../../src/contact/identity-part';
import type { Mapping } from '../../src/contact/mapping';

/** What the comparison needs of one vendor's ledger. */
export interface Witness {
  readonly purchases: readonly { readonly contact: object }[];
  /** What the vendor sells for a person. May throw for an identity that names nobody. */
  lookup(identity: Identity): Sold;
  lookupContact(contact: object): Sold;
}

export interface Sold {
  readonly email: string;
  readonly phones: readonly string[];
}

export interface Comparison {
  /** Bought values found in the sheet. */
  readonly values: number;
  readonly wrong: readonly WrongValue[];
}

export interface WrongValue {
  /** 1-based row of the sheet. */
  readonly row: number;
  readonly text: string;
}

/** Remembers which values were sold, so that a comparison after each slice stays cheap. */
export class SheetComparison {
  private readonly sold = new Set<string>();
  private readonly seen = new Map<Witness, number>();

  /** A value is right where any of them sells it for the person. */
  constructor(private readonly witnesses: readonly Witness[]) {}

  /** `cells` as displayed; data rows start below `headerRow` (1-based). */
  compare(cells: readonly (readonly string[])[], headerRow: number, mapping: Mapping): Comparison {
    this.learn();
    let values = 0;
    const wrong: WrongValue[] = [];
    cells.slice(headerRow).forEach((row, index) => {
      const bought = row.flatMap((cell) => partsOf(cell).filter((part) => this.sold.has(part)));
      if (bought.length === 0) return;
      values += bought.length;
      const truth = this.truthAbout(row, mapping);
      for (const text of bought) {
        if (!truth.has(text)) wrong.push({ row: headerRow + index + 1, text });
      }
    });
    return { values, wrong };
  }

  private learn(): void {
    for (const witness of this.witnesses) {
      for (const { contact } of witness.purchases.slice(this.seen.get(witness) ?? 0)) {
        const named = new Set<unknown>(Object.values(contact));
        // What the vendor was asked with was not bought.
        const values = valuesOf(witness.lookupContact(contact)).filter((one) => !named.has(one));
        for (const value of values) this.sold.add(value);
      }
      this.seen.set(witness, witness.purchases.length);
    }
  }

  /**
   * What may stand in a row: read without the bought values, which must not speak for themselves. A retry asks with a part of
   * what the row says, and the vendor may know another address of the person by that.
   */
  private truthAbout(row: readonly string[], mapping: Mapping): ReadonlySet<string> {
    const own = row.map((cell) => (partsOf(cell).some((part) => this.sold.has(part)) ? '' : cell));
    const read = identityOf(own, mapping);
    if (read.kind !== 'identified') return new Set();
    const asked = IDENTITY_PARTS.flatMap((part) => partOf(read.identity, part) ?? []);
    return new Set(
      this.witnesses.flatMap((witness) => asked.flatMap((part) => valuesOf(witness.lookup(part)))),
    );
  }
}

function valuesOf({ email, phones }: Sold): string[] {
  return [email, ...phones].filter((value) => value !== '');
}

/** A cell may hold several numbers. */
function partsOf(cell: string): string[] {
  return /[@\d]/.test(cell)
    ? cell.split(/[,;\n]/).map((part) => part.trim().replace(/^'/, ''))
    : [];
}
