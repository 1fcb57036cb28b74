// Owns the emulated vendors and their ledgers as the page shows them, beside what stands in the sheet. Knows no page and no
// execution.
import { findHeaderRow } from '../../src/contact/find-header-row';
import { mappingOf, matchHeaders } from '../../src/contact/match-headers';
import { SheetComparison, type Comparison } from '../ledger/compare';
import type { LedgerView, VendorView } from '../page/protocol';
import type { Workbook } from '../runtime/workbook';
import type { EmulatedVendors } from '../session/emulated-vendors';
import type { Ledger } from '../vendors/ledger';

/** The page lists a few; more help nobody. */
const MOST_WRONG_ROWS = 50;

/** Comparing ten thousand rows takes a tenth of a second: not after every key press. */
const FRESH_MS = 500;

export class LedgerDesk {
  private readonly comparison: SheetComparison;
  private workbook: Workbook | null = null;
  private compared: Comparison = { values: 0, wrong: [] };
  private comparedAt = 0;
  private isStale = true;

  private readonly ledgers: readonly Ledger[];

  constructor(private readonly vendors: EmulatedVendors) {
    this.ledgers = vendors.offered.map(({ ledger }) => ledger);
    this.comparison = new SheetComparison(this.ledgers);
  }

  /** Every row of this document's first sheet is compared: the others are the add-on's own. */
  follow(workbook: Workbook): void {
    this.workbook = workbook;
    this.isStale = true;
    workbook.onChange((sheetId) => {
      if (sheetId !== null) this.isStale = true;
    });
  }

  /** Compares at once what was not compared yet. */
  refresh(): void {
    if (this.isStale) this.compare();
  }

  /** Whether the view would say something newer than the last one. */
  get isDue(): boolean {
    return this.isStale && Date.now() - this.comparedAt >= FRESH_MS;
  }

  view(): LedgerView {
    if (this.isDue) this.compare();
    const sum = (count: (ledger: Ledger) => number): number =>
      this.ledgers.reduce((all, ledger) => all + count(ledger), 0);
    return {
      contactsBought: sum(({ purchases }) => purchases.length),
      paidTwice: sum((ledger) => ledger.paidTwice().length),
      valuesInSheet: this.compared.values,
      wrongRows: this.compared.wrong.slice(0, MOST_WRONG_ROWS),
      submits: sum(({ requests }) => requests.submit),
    };
  }

  /** `kept`: what the add-on keeps for who sits at the page. */
  vendorViews(kept: readonly string[], nowMs: number): readonly VendorView[] {
    return this.vendors.offered.map((vendor) => ({
      id: vendor.id,
      name: vendor.name,
      demoKey: vendor.demoKey,
      ...(vendor.demoList === undefined ? {} : { demoList: vendor.demoList }),
      isConnected: kept.some((text) => text.includes(vendor.demoKey)),
      balance: this.vendors.balance(vendor, nowMs),
      bought: vendor.ledger.purchases.length,
    }));
  }

  private compare(): void {
    const cells = this.workbook?.sheets[0]?.displayed() ?? [];
    const header = findHeaderRow(cells);
    const mapping = mappingOf(matchHeaders(cells, header));
    const headerRow = header.kind === 'found' ? header.row + 1 : 0;
    this.compared = this.comparison.compare(cells, headerRow, mapping);
    this.comparedAt = Date.now();
    this.isStale = false;
  }
}
