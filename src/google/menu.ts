// Owns the add-on's menu and what its items do with Google's user interface. Knows runs only through one slice of work.
import { type Ports, SheetFault, StoreFault } from '../ports';
import type { DocumentState } from '../run/state/document';
import { progressOf } from '../run/progress';
import { count, counted } from '../run/report/number-words';
import { runSlice } from '../run/slice/slice';
import { requireConsent } from './consent';

const TITLE = 'Contact Enrichment';

/** Works in AuthMode.NONE: nothing but the menu may be touched there. */
export function add(): void {
  SpreadsheetApp.getUi()
    .createAddonMenu()
    .addItem('Open sidebar', 'openSidebar')
    .addItem('Get results now', 'getResultsNow')
    .addSeparator()
    .addItem('Help', 'openHelp')
    .addToUi();
}

/** The sidebar is one file; which view it opens with stands in its root element. */
export function showSidebar(view: 'home' | 'help'): void {
  requireConsent();
  const file = HtmlService.createHtmlOutputFromFile('sidebar');
  const page =
    view === 'home'
      ? file
      : HtmlService.createHtmlOutput(
          file.getContent().replace('data-view="home"', `data-view="${view}"`),
        );
  SpreadsheetApp.getUi().showSidebar(page.setTitle(TITLE));
}

/** One slice, then a word on how the user's runs stand. */
export function getResults(ports: Ports): void {
  requireConsent();
  const word = slice(ports);
  SpreadsheetApp.getActiveSpreadsheet().toast(word, TITLE, SECONDS_SHOWN);
}

const SECONDS_SHOWN = 10;

/** A word also where Google's services fail: an error that is thrown from a menu is a red bar without advice. */
function slice(ports: Ports): string {
  try {
    const result = runSlice(ports);
    switch (result.kind) {
      case 'worked':
        return standing(result.document, result.userTag, ports.clock.now());
      case 'busy':
        return 'Another tab, another user or the hourly look is still working in this spreadsheet. What was bought is safe. Try again in a minute.';
      case 'unavailable':
        return `Google does not let this add-on work alone in this spreadsheet now, and otherwise it does nothing. What was bought is safe. Try again later. Google said: ${result.message}`;
    }
  } catch (error) {
    if (!(error instanceof SheetFault) && !(error instanceof StoreFault)) throw error;
    return `Google did not do it: ${error.message} Nothing that was bought is lost. Try again later.`;
  }
}

function standing(document: DocumentState, tag: string, nowMs: number): string {
  const mine = document.runs().filter((run) => run.user === tag);
  const [last] = document.closedRuns().filter((run) => run.user === tag);
  if (mine.length === 0) {
    if (last === undefined) return 'There is no run yet. Open the sidebar to start one.';
    const { email, phone } = last.tally;
    return `Your last run is finished: ${counted(email, 'e-mail')} and ${counted(phone, 'phone')} found.`;
  }
  return mine
    .map((run) => progressOf(document, run, tag, nowMs))
    .map(
      ({ done, contacts, next }) =>
        `${count(done)} of ${counted(contacts, 'contact')} done. ${next}`,
    )
    .join(' ');
}
