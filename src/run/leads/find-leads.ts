// Owns *Find leads*: under the lock, pages of a search into a tab of their own. A tab is made only when there is something to write,
// is called unfinished until that is written, and is found again by the same search, whatever died in between. Buys nothing.
import type { Book, Ports, Sheet } from '../../ports';
import type { LeadFilters, LeadSearch } from '../../provider/lead-search';
import type { Provider } from '../../provider/provider';
import { PATIENCE_MS } from '../plan/start';
import { addRows, finishName, isHeaded, justMade } from '../sheet/own-tab';
import { VendorLine } from '../slice/vendor-line';
import { type DocumentState, openDocument } from '../state/document';
import { readUser } from '../state/user';
import { type Fetched, fetchLeads } from './fetch-leads';
import { headersOf, rowOf } from './lead-columns';
import {
  forgetTab,
  makingOf,
  makingText,
  searchOf,
  type TabRecord,
  tabsOf,
  tabText,
} from './lead-records';

const NAME = 'Leads';
/** While nothing is in it, and after a death. */
const UNFINISHED_NAME = 'Leads (unfinished)';

export interface LeadWish {
  readonly vendor: Provider & { readonly search: LeadSearch };
  readonly filters: LeadFilters;
  /** Leads to fetch, at most a page more. */
  readonly count: number;
  /** More for the tab that the search has. */
  readonly more: boolean;
}

export type FindLeadsResult =
  | {
      readonly kind: 'found';
      readonly sheetId: number;
      readonly name: string;
      /** Leads in the tab. */
      readonly rows: number;
      /** By this call. */
      readonly added: number;
      readonly total: number | null;
      readonly hasMore: boolean;
      /** The tab was there, and nothing was fetched. */
      readonly isEarlier: boolean;
      readonly stopped: Fetched['stopped'];
    }
  /** No lead fits: no tab is made. */
  | { readonly kind: 'none' }
  /** The user has changed the columns of the tab: nothing was fetched or written. */
  | { readonly kind: 'changed'; readonly name: string }
  | { readonly kind: 'failed'; readonly stopped: NonNullable<Fetched['stopped']> }
  | { readonly kind: 'no_key' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'unavailable'; readonly message: string };

/** Throws `SheetFault`, `StoreFault`; the same search again then goes on. */
export function findLeads(ports: Ports, wish: LeadWish): FindLeadsResult {
  const lock = ports.lock.acquire(PATIENCE_MS);
  if (lock.kind !== 'held') return lock;
  try {
    const user = readUser(ports.userStore, ports.newId);
    if (user.connection(wish.vendor.id) === null) return { kind: 'no_key' };
    const document = openDocument(ports);
    const line = new VendorLine(wish.vendor, user, document, ports.clock);
    return new Search(ports, document, ports.openBook(), line, wish).run();
  } finally {
    ports.lock.release();
  }
}

class Search {
  private readonly search: string;
  private readonly headers: readonly string[];

  constructor(
    private readonly ports: Ports,
    private readonly document: DocumentState,
    private readonly book: Book,
    private readonly line: VendorLine,
    private readonly wish: LeadWish,
  ) {
    this.search = searchOf(wish.vendor.id, wish.filters);
    this.headers = headersOf(wish.vendor.name);
  }

  run(): FindLeadsResult {
    const tab = this.findTab();
    if (tab?.record.isWritten === true) return this.goOn(tab.sheet, tab.record);
    const fetched = this.fetch(1);
    if (fetched.leads.length === 0) return this.nothing(fetched);
    return this.write(tab?.sheet ?? this.makeTab(), fetched);
  }

  /** A tab of this search that is written: shown, and with more where more was asked for. */
  private goOn(sheet: Sheet, record: TabRecord): FindLeadsResult {
    if (!this.wish.more || record.next === null) {
      this.book.bringToFront(sheet);
      const rows = Math.max(0, sheet.usedRows() - 1);
      return this.found(sheet, record, { rows, added: 0, stopped: null, isEarlier: true });
    }
    if (!this.isHeaded(sheet)) return { kind: 'changed', name: sheet.name() };
    const fetched = this.fetch(record.next);
    const { leads, stopped, total } = fetched;
    if (leads.length === 0 && stopped !== null) return this.nothing(fetched);
    return this.write(sheet, { ...fetched, total: total ?? record.total });
  }

  private fetch(first: number): Fetched {
    const { vendor, filters, count } = this.wish;
    return fetchLeads(this.ports, this.line, vendor.search, filters, { first, count });
  }

  private nothing({ stopped }: Fetched): FindLeadsResult {
    this.document.save({ texts: this.line.paceText() });
    return stopped === null ? { kind: 'none' } : { kind: 'failed', stopped };
  }

  /** In one write. A lead that is there already, because a death kept the record from saying so, is not written again. */
  private write(sheet: Sheet, { leads, next, total, stopped }: Fetched): FindLeadsResult {
    const { rows, added } = addRows(this.book, sheet, this.headers, leads.map(rowOf));
    // Only now: until then its name says that it is not finished.
    if (this.isUnfinished(sheet)) finishName(this.book, sheet, UNFINISHED_NAME, NAME);
    const record: TabRecord = { search: this.search, next, total, isWritten: true };
    this.document.save({ texts: { ...this.line.paceText(), ...tabText(sheet.id, record) } });
    this.book.bringToFront(sheet);
    return this.found(sheet, record, { rows, added, stopped, isEarlier: false });
  }

  /** The tab of this search; else one that nothing was written to yet, whatever it was meant for. */
  private findTab(): Tab | null {
    const tabs = this.tabs();
    const own = tabs.filter(({ record }) => record.search === this.search);
    const written = own.find(({ record }) => record.isWritten);
    if (written !== undefined) return written;
    const unfinished = own.find(({ sheet }) => sheet.usedRows() === 0 || this.isHeaded(sheet));
    if (unfinished !== undefined) return unfinished;
    const blank = tabs.find(({ sheet, record }) => !record.isWritten && sheet.usedRows() === 0);
    const sheet = blank?.sheet ?? this.justMade();
    return sheet === null ? null : { sheet, record: this.noteMade(sheet) };
  }

  private tabs(): readonly Tab[] {
    return tabsOf(this.document).flatMap(({ sheetId, record }) => {
      const sheet = this.book.sheet(sheetId);
      if (sheet === null) forgetTab(this.document, sheetId);
      return sheet === null ? [] : [{ sheet, record }];
    });
  }

  private justMade(): Sheet | null {
    const making = makingOf(this.document);
    return making === null ? null : justMade(this.book, making.name);
  }

  private makeTab(): Sheet {
    const name = this.book.freeName(UNFINISHED_NAME);
    this.document.save({ texts: { ...this.line.paceText(), ...makingText({ name }) } });
    const sheet = this.book.addBlankSheet(name);
    this.noteMade(sheet);
    return sheet;
  }

  private noteMade(sheet: Sheet): TabRecord {
    const record: TabRecord = { search: this.search, next: 1, total: null, isWritten: false };
    this.document.save({ texts: tabText(sheet.id, record) });
    return record;
  }

  private isUnfinished(sheet: Sheet): boolean {
    return tabsOf(this.document).some(
      ({ sheetId, record }) => sheetId === sheet.id && !record.isWritten,
    );
  }

  private isHeaded(sheet: Sheet): boolean {
    return isHeaded(this.book, sheet, this.headers);
  }

  private found(
    sheet: Sheet,
    { next, total }: TabRecord,
    how: Pick<Found, 'rows' | 'added' | 'stopped' | 'isEarlier'>,
  ): Found {
    const { id: sheetId } = sheet;
    return { kind: 'found', sheetId, name: sheet.name(), total, hasMore: next !== null, ...how };
  }
}

interface Tab {
  readonly sheet: Sheet;
  readonly record: TabRecord;
}

type Found = Extract<FindLeadsResult, { readonly kind: 'found' }>;
