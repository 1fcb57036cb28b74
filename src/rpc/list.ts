// Owns the answers about lists that are kept at a vendor: making one of a sheet's rows, the estimate, the purchase, how it stands.
import type { Provider } from '../provider/provider';
import { vendorOf } from '../provider/vendors';
import {
  buyList as buy,
  decideList as decide,
  type ListResult,
  MOST_ROWS,
  quoteList as quote,
} from '../run/list/approve-list';
import { type ListRun, listRunOf } from '../run/list/list-run';
import { listVendorOf } from '../run/list/list-vendor';
import { type Declined, declinedText, isAboutRights } from '../run/list/list-words';
import { type Left, makeList as make, type MadeList, MOST_CONTACTS } from '../run/list/make-list';
import { count, counted } from '../run/report/number-words';
import { runSlice } from '../run/slice/slice';
import { openDocument } from '../run/state/document';
import { readUser } from '../run/state/user';
import type { Failure, Reply } from './contract';
import type { ListChannels, ListView, MadeListView } from './contract-list';
import type { Desk } from './desk';
import { failure, noLock } from './failure';
import { wishOf } from './inspect';
import { CHANNELS_OF, listView } from './list-view';
import { callFailure, missingPermission } from './permission';
import type { Arguments } from './requests';

export function list(_: Arguments<'list'>, desk: Desk): Reply<'list'> {
  return { ok: true, value: viewNow(desk) };
}

/** Without the vendor's key nothing is read or sent. */
export function makeList(
  { vendor: id, choice, channels }: Arguments<'makeList'>,
  desk: Desk,
): Reply<'makeList'> {
  const vendor = listVendorOf(id);
  const { ports } = desk;
  const user = readUser(ports.userStore, ports.newId);
  const route = Object.fromEntries(channels.map((channel) => [channel, [id]]));
  const { sheet, headerRow, headerMark, mapping, rows } = choice;
  const asked = { sheet, headerRow, headerMark, mapping, rows, channels, route };
  const wish = wishOf({ ...asked, operation: 'find' }, user);
  const result = make(ports, id, wish);
  switch (result.kind) {
    case 'made':
      return { ok: true, value: madeView(result.made, vendor) };
    case 'problem':
      return failure('sheet_problem', `${result.problem.message} Nothing was sent.`);
    case 'nobody':
      return failure(
        'nothing_to_send',
        `No contact of these rows lacks all that you chose, so no list was made and nothing was sent.${leftTexts(result.left).join('')}`,
      );
    case 'log_off':
      return failure(
        'refused',
        'The Enrichment log is switched off: nobody would know who is on the list, and they could be paid for twice. Nothing was sent. Switch it on in Settings, then make the list.',
      );
    case 'too_many':
      return failure(
        'refused',
        `These are ${counted(result.contacts, 'contact')}; a list is made of ${count(MOST_CONTACTS)} at most. Nothing was sent. Choose fewer rows.`,
      );
    case 'part':
      return failure(
        'vendor_down',
        `A part of the contacts is on the list at ${vendor.name}; it lets itself be asked only so often. Nothing was bought. Press again in a minute: the same list is filled.`,
      );
    case 'declined':
      return declinedFailure(result.declined, vendor, desk);
    case 'no_key':
      return noKey(vendor);
    case 'busy':
    case 'unavailable':
      return noLock(result);
  }
}

export function quoteList(
  { vendor: id, list: typed, channels }: Arguments<'quoteList'>,
  desk: Desk,
): Reply<'quoteList'> {
  const vendor = listVendorOf(id);
  const wanted = typed.trim();
  if (!vendor.lists.isListId(wanted)) {
    return failure(
      'refused',
      `This is no id of a list at ${vendor.name}, and it was sent to nobody. An id has no spaces and is no address: copy it from the list at ${vendor.portal}.`,
    );
  }
  const result = quote(desk.ports, { vendor: id, list: wanted, type: typeOf(channels) });
  return replyWith(result, vendor, desk);
}

export function buyList({ id, maximum }: Arguments<'buyList'>, desk: Desk): Reply<'buyList'> {
  const missing = missingPermission(desk, 'Nothing was bought.');
  if (missing !== null) return missing;
  const vendor = vendorNow(desk);
  if (vendor === null) return failure('changed', CHANGED);
  return replyWith(buy(desk.ports, id, maximum), vendor, desk);
}

export function workList(_: Arguments<'workList'>, desk: Desk): Reply<'workList'> {
  const result = runSlice(desk.ports);
  return result.kind === 'unavailable' ? noLock(result) : list(null, desk);
}

export function decideList(
  { id, decision }: Arguments<'decideList'>,
  desk: Desk,
): Reply<'decideList'> {
  const vendor = vendorNow(desk);
  if (vendor === null) return failure('changed', CHANGED);
  const result = decide(desk.ports, id, decision);
  if (result.kind === 'done') return list(null, desk);
  return resultFailure(result, vendor, desk);
}

function replyWith(result: ListResult, vendor: Provider, desk: Desk): Reply<'quoteList'> {
  if (result.kind !== 'done') return resultFailure(result, vendor, desk);
  const value = viewNow(desk);
  return value === null ? failure('changed', CHANGED) : { ok: true, value };
}

function viewNow({ ports }: Desk): ListView | null {
  const document = openDocument(ports);
  return listView(ports, document, readUser(ports.userStore, ports.newId), ports.openBook());
}

/** Of the list that is known; `null`: none is. */
function vendorNow({ ports }: Desk): Provider | null {
  const run = listRunOf(openDocument(ports));
  return run === null ? null : vendorOf(run.vendor);
}

function typeOf(channels: ListChannels): ListRun['type'] {
  const wanted = [...channels].sort().join();
  const types = Object.keys(CHANNELS_OF) as ListRun['type'][];
  const type = types.find((one) => CHANNELS_OF[one].join() === wanted);
  if (type === undefined) throw new Error(`Nothing sells ${wanted}.`);
  return type;
}

const CHANGED =
  'This estimate is not the last one any more. Nothing was bought by this click. Look at the list as it stands now.';

function resultFailure(
  result: Exclude<ListResult, { readonly kind: 'done' }>,
  vendor: Provider,
  desk: Desk,
): Failure {
  const { name, portal } = vendor;
  switch (result.kind) {
    case 'declined':
      return declinedFailure(result.declined, vendor, desk);
    case 'under_way':
      return failure(
        'refused',
        result.isMine
          ? 'A list is being enriched in this spreadsheet: one at a time. Wait for its rows, or decide about it.'
          : 'Another user is enriching a list in this spreadsheet: one at a time. Wait until theirs has ended.',
      );
    case 'changed':
      return failure('changed', CHANGED);
    case 'not_yours':
      return failure(
        'not_yours',
        'Another user started this: only they can do that. Nothing was changed or bought.',
      );
    case 'empty':
      return failure(
        'refused',
        `This list has no rows at ${name}, so that there is nothing to enrich. Fill it at ${portal}, or make a list of this sheet’s rows.`,
      );
    case 'too_long':
      return failure(
        'refused',
        `This list has ${counted(result.rows, 'row')}; at most ${count(MOST_ROWS)} are read back into a sheet. Nothing was bought. Split it at ${portal}.`,
      );
    case 'over_limit':
      return failure(
        'over_limit',
        `Your limit for a run is ${counted(result.limit, 'credit')}, and this may cost more. Nothing was bought. Raise the limit in Settings, or confirm less.`,
      );
    case 'pace':
      return failure(
        'vendor_down',
        `${name} lets itself be asked only so often a minute. Nothing was bought by this click. Try again in a minute.`,
        vendor.id,
      );
    case 'no_key':
      return noKey(vendor);
    case 'other_organization':
      return failure(
        'no_key',
        `The connected key belongs to another ${name} organisation than this list. Nothing was bought by this click. Connect a key of the first one.`,
        vendor.id,
      );
    case 'busy':
    case 'unavailable':
      return noLock(result);
  }
}

/** Only of free calls: nothing was bought. */
function declinedFailure(declined: Declined, vendor: Provider, desk: Desk): Failure {
  const { kind, error } = declined;
  const isOfKey = kind === 'key_refused' && !isAboutRights(declined);
  if (isOfKey || kind === 'rate_limited' || (kind === 'unreadable' && error.httpStatus === 0)) {
    return callFailure({ kind, error }, vendor, desk);
  }
  const code = kind === 'out_of_credits' ? 'out_of_credits' : 'refused';
  return failure(code, `Nothing was bought. ${declinedText(declined, vendor)}`, vendor.id);
}

function noKey({ id, name }: Provider): Failure {
  return failure(
    'no_key',
    `Connect your ${name} key first: lists are enriched with it. Nothing was bought by this click.`,
    id,
  );
}

function madeView(
  { list: id, name, contacts, rows, skipped, left }: MadeList,
  vendor: Provider,
): MadeListView {
  const told = Object.entries(skipped).map(([word, number]) => {
    const why = SKIPPED[word] ?? `${vendor.name} says “${word.replace(/_/g, ' ')}”`;
    return `${counted(number, 'row')} not taken by ${vendor.name}: ${why}.`;
  });
  const some = leftTexts(left).map((text) => text.trim());
  return { list: id, name, contacts, rows, left: [...told, ...some] };
}

/** https://github.com/Cleanlist-ai/cleanlist-python-client , csv-import */
const SKIPPED: Readonly<Record<string, string>> = {
  missing_required: 'too little is said of who it is',
  duplicate_email: 'the e-mail is on the list already',
  duplicate_linkedin: 'the LinkedIn profile is on the list already',
  row_cap_exceeded: 'there are too many in one file',
};

function leftTexts({ inPart, bought }: Left): string[] {
  const have = inPart === 1 ? '1 contact has' : `${count(inPart)} contacts have`;
  const are = bought === 1 ? '1 contact is' : `${count(bought)} contacts are`;
  return [
    ...(inPart === 0
      ? []
      : [
          ` ${have} one of the two already, and a list is bought whole: choose only what they lack.`,
        ]),
    ...(bought === 0
      ? []
      : [
          ` ${are} on a list that was, or may have been, bought: what was found stands in that list’s sheet.`,
        ]),
  ];
}
