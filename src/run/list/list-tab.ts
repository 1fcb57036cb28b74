// Owns writing the rows of a list into a tab of their own, page by page. The tab is called unfinished until all of them stand there; a
// death in between makes no second tab and writes no row twice. Buys nothing.
import type { Sheet } from '../../ports';
import type { ListLead, ListOutcome, ListPage } from '../../provider/lists';
import type { Work } from '../slice/work';
import { addRows, finishName, isHeaded, justMade } from '../sheet/own-tab';
import { nextReadAt } from '../state/pace';
import { MOST_ROWS } from './approve-list';
import { headersOf, rowOf } from './list-columns';
import { entered, type ListRun, type ListTab, listText, NO_TAB } from './list-run';
import type { ListVendor } from './list-vendor';
import { declinedText, listGoneText } from './list-words';

/** Reads of a page that failed in a row before a person is asked: with their intervals, some hours. */
const MOST_FAILURES = 15;

interface Fetched {
  /** Each once, in the vendor's order. */
  readonly leads: readonly ListLead[];
  /** Where the next page begins, `''` for the first; `null`: there is none. */
  readonly next: string | null;
  /** What ended it before the last page; `null`: nothing but time. */
  readonly stopped: Exclude<ListOutcome<ListPage>, { readonly kind: 'ok' }> | null;
}

/** Reads pages until `end`, in epoch milliseconds, writes them, and saves how far it has come. Throws `SheetFault`, `StoreFault`. */
export function readRows(work: Work, vendor: ListVendor, run: ListRun, end: number): void {
  const { leads, next, stopped } = fetchPages(work, vendor, run, end);
  const isWhole = next === null;
  if (leads.length === 0 && !(isWhole && run.tab.sheet !== null)) {
    const after = isWhole ? ended(run, run.tab, work) : afterStop(work, run, vendor, stopped);
    work.save({ texts: listText(after) });
    return;
  }
  const { noted, sheet } = tabOf(work, vendor, run);
  if (noted.tab.from !== run.tab.from) {
    // Another tab than that of the pages before: it begins with the first of them.
    work.save({ texts: listText(noted) });
    return;
  }
  const { rows } = addRows(work.book, sheet, headersOf(vendor.name), leads.map(rowOf));
  const tab = { ...noted.tab, from: next ?? '', rows };
  if (isWhole || rows >= MOST_ROWS) {
    finishName(work.book, sheet, unfinishedName(vendor), `${vendor.name} list`);
    work.save({ texts: listText(ended(noted, tab, work)) });
    return;
  }
  const on = { ...noted, tab, faults: 0, reads: 0, due: work.now() };
  work.save({ texts: listText(stopped === null ? on : afterStop(work, on, vendor, stopped)) });
}

/** A page that brings no row that the others did not bring is the last: vendors may forget to say so. */
function fetchPages(work: Work, vendor: ListVendor, { list, tab }: ListRun, end: number): Fetched {
  const line = work.line(vendor.id);
  const leads = new Map<string, ListLead>();
  let from = tab.from;
  for (;;) {
    const so = (next: string | null, stopped: Fetched['stopped'] = null): Fetched => ({
      ...{ leads: [...leads.values()], next, stopped },
    });
    const isOver = work.now() >= end || line.requestsLeft() === 0;
    if (isOver || leads.size >= MOST_ROWS) return so(from);
    line.countRequests(1);
    const request = vendor.lists.page(line.key(), list, from);
    const outcome = vendor.lists.readPage(work.ports.http.send(request), work.now());
    work.noteTrouble(request, outcome, null);
    if (outcome.kind !== 'ok') {
      if (outcome.kind === 'rate_limited') line.silence(outcome.error.retryAfterSeconds);
      return so(from, outcome);
    }
    const before = leads.size;
    for (const lead of outcome.value.leads) if (!leads.has(lead.id)) leads.set(lead.id, lead);
    if (outcome.value.next === '' || leads.size === before) return so(null);
    from = outcome.value.next;
  }
}

/** The tab of this reading, made where there is none; noted before anything is written to it. */
function tabOf(
  work: Work,
  vendor: ListVendor,
  run: ListRun,
): { readonly noted: ListRun; readonly sheet: Sheet } {
  const { book } = work;
  const { tab } = run;
  const known = tab.sheet === null ? null : book.sheet(tab.sheet);
  const isOurs =
    known !== null && (known.usedRows() === 0 || isHeaded(book, known, headersOf(vendor.name)));
  if (known !== null && isOurs) return { noted: run, sheet: known };
  const left = tab.making === '' ? null : justMade(book, tab.making);
  const sheet = left ?? makeTab(work, vendor, run);
  const fresh = tab.sheet === null ? tab : { ...NO_TAB, then: tab.then };
  const noted = { ...run, tab: { ...fresh, sheet: sheet.id, making: '' } };
  work.save({ texts: listText(noted) });
  return { noted, sheet };
}

function makeTab(work: Work, vendor: ListVendor, run: ListRun): Sheet {
  const { book } = work;
  const name = book.freeName(unfinishedName(vendor));
  work.save({ texts: listText({ ...run, tab: { ...run.tab, making: name } }) });
  // A new sheet becomes the open one, and nobody has asked for it just now.
  const open = book.openView().sheet;
  const sheet = book.addBlankSheet(name);
  book.bringToFront(open);
  return sheet;
}

function unfinishedName({ name }: ListVendor): string {
  return `${name} list (unfinished)`;
}

/** What was known before the rows were read by hand is as it was. */
function ended(run: ListRun, tab: ListTab, work: Work): ListRun {
  const { note } = run;
  return entered(run, tab.then, work.now(), { note, tab: { ...tab, from: '' } });
}

function afterStop(
  work: Work,
  run: ListRun,
  vendor: ListVendor,
  stopped: Fetched['stopped'],
): ListRun {
  if (stopped === null) return run;
  const reads = run.reads + 1;
  const due = nextReadAt(reads, 1, vendor.requestsPerMinute, work.now()) * 1000;
  switch (stopped.kind) {
    case 'rate_limited':
      return run;
    case 'key_refused':
      return { ...run, reads, pause: declinedText(stopped, vendor) };
    case 'not_found':
      return { ...run, reads, pause: listGoneText(vendor) };
    case 'refused':
      // The vendor may not know its own cursor any more: from the first page once more, and nothing is written twice.
      if (run.tab.from !== '') return { ...run, reads, due, tab: { ...run.tab, from: '' } };
      return { ...run, reads, pause: declinedText(stopped, vendor) };
    case 'out_of_credits':
    case 'unreadable': {
      const isEndless = reads >= MOST_FAILURES;
      return { ...run, reads, due, ...(isEndless ? { pause: declinedText(stopped, vendor) } : {}) };
    }
  }
}
