// Owns what the sidebar shows of the enrichment of a list. Reads records; changes nothing.
import type { Book, Ports } from '../ports';
import { type ListRun, decisionsOf, isUnderWay, listGoesOn, listRunOf } from '../run/list/list-run';
import { isClosable } from '../run/list/approve-list';
import { listVendorOf } from '../run/list/list-vendor';
import type { DocumentState } from '../run/state/document';
import type { User } from '../run/state/user';
import type { ListChannels, ListView } from './contract-list';

/** The sidebar's loop: not faster than this, however soon there is work; not slower, because people look at it. */
const SHORTEST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

export const CHANNELS_OF: Readonly<Record<ListRun['type'], ListChannels>> = {
  partial: ['email'],
  phone_only: ['phone'],
  full: ['email', 'phone'],
};

/** `null`: none is known. */
export function listView(
  { clock }: Pick<Ports, 'clock'>,
  document: DocumentState,
  user: User,
  book: Book,
): ListView | null {
  const run = listRunOf(document);
  if (run === null) return null;
  const { id: vendor, name: vendorName, portal } = listVendorOf(run.vendor);
  const mine = run.user === user.tag;
  const now = clock.now();
  const { quote, type, pause, note, due, tab, ...rest } = run;
  const { id, state, list, maximum, workflowId, warning } = rest;
  const { reserved, charged, refunded, emails, phones, processed, total } = rest;
  const { word, isBroken, notice } = rest;
  const wait = Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, due - now));
  const closable = !mine && isClosable(run, now);
  return {
    ...{ id, state, isUnderWay: isUnderWay(run), mine, closable, vendor, vendorName, portal },
    ...{ list, warning },
    channels: CHANNELS_OF[type],
    ...{ rows: quote.rows, credits: quote.credits, balance: quote.balance },
    ...{ isSufficient: quote.isSufficient, runLimit: mine ? user.runLimit : null },
    ...{ maximum, workflowId, reserved, charged, refunded, emails, phones, processed, total },
    ...{ word, isBroken, notice },
    message: pause === '' ? note : pause,
    isPaused: pause !== '',
    decisions: mine ? decisionsOf(run) : closable ? ['close'] : [],
    tab: tabView(tab, book),
    callAgainInMs: mine && listGoesOn(run) ? wait : null,
  };
}

function tabView({ sheet: id, rows }: ListRun['tab'], book: Book): ListView['tab'] {
  const sheet = id === null ? null : book.sheet(id);
  return sheet === null ? null : { sheet: sheet.id, name: sheet.name(), rows };
}
