// Owns the vendor's ledger as the page shows it, beside what stands in the sheet. Knows no page and no execution.
import { findHeaderRow } from '../../src/contact/find-header-row';
import { mappingOf, matchHeaders } from '../../src/contact/match-headers';
import { SheetComparison } from '../ledger/compare';
import type { LedgerView } from '../page/protocol';
import type { Workbook } from '../runtime/workbook';
import type { EmulatedVendor } from '../session/emulated-vendor';

/** The page lists a few; more help nobody. */
const MOST_WRONG_ROWS = 50;

export class LedgerDesk {
  private readonly comparison: SheetComparison;

  constructor(private readonly vendor: EmulatedVendor) {
    this.comparison = new SheetComparison(vendor.emulator.ledger);
  }

  /** Every row of the document's first sheet is compared: the others are the add-on's own. */
  view(workbook: Workbook, nowMs: number): LedgerView {
    const { ledger } = this.vendor.emulator;
    const cells = workbook.sheets[0]?.displayed() ?? [];
    const header = findHeaderRow(cells);
    const mapping = mappingOf(matchHeaders(cells, header));
    const headerRow = header.kind === 'found' ? header.row + 1 : 0;
    const { values, wrong } = this.comparison.compare(cells, headerRow, mapping);
    return {
      contactsBought: ledger.purchases.length,
      boughtTwice: ledger.boughtTwice().length,
      valuesInSheet: values,
      wrongRows: wrong.slice(0, MOST_WRONG_ROWS),
      balance: this.vendor.balance(nowMs),
      submits: ledger.requests.submit,
    };
  }
}
