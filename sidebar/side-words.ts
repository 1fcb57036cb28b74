// Owns the sentences that screen readers hear on the pages beside the way of a run. Knows no view.
import { leadsSentence } from './leads';
import { listSentence } from './list';
import type { State } from './state';
import { counted } from './words';
import { isConnected } from './vendors';

/** `''` on other pages, and until there is something to say. */
export function sideSentence({
  screen,
  side,
  schedules,
  inspection,
  accounts,
  leads,
  list,
}: State): string {
  switch (screen.kind) {
    case 'history':
      return side.history === null ? '' : `${counted(side.history.runs.length, 'run')}.`;
    case 'automatic': {
      const here = schedules.find(({ mine, sheetId }) => mine && sheetId === inspection?.sheet.id);
      if (here === undefined) return 'Automatic is off for this sheet.';
      return `Automatic is ${here.pause === null ? 'on' : 'paused'} for this sheet.`;
    }
    case 'leads':
      return leadsSentence(leads.step);
    case 'list':
      return listSentence(list);
    case 'settings':
      if (side.deleted) return 'Everything was deleted.';
      return [
        isConnected(accounts) ? '' : 'No key is connected.',
        side.settings === null ? '' : `The log is ${side.settings.keepsLog ? 'on' : 'off'}.`,
      ].join(' ');
    case 'loading':
    case 'closed':
    case 'home':
    case 'connect':
    case 'confirm':
    case 'fix':
    case 'run':
    case 'help':
      return '';
  }
}
