// Owns what a schedule says: what happened, that nothing was sent, what to do. Decides nothing.
import type { Provider, VendorError } from '../../provider/provider';
import { LOG_NAME } from '../log/log-line';
import { keptGoogleWords, keptWords } from '../report/kept-words';
import { creditWords } from '../report/credit-words';
import { count, counted } from '../report/number-words';
import { rightAdvice } from '../report/right-words';
import type { Credits } from '../state/credits';
import type { SchedulePause } from './schedule';

type Vendor = Pick<Provider, 'id' | 'name'>;

const BOUGHT_AGAIN =
  'If you resume all the same, contacts that were sent before can be bought again where their cells are blank.';

export function noKey({ id, name }: Vendor): SchedulePause {
  const message = `No ${name} key is connected. Nothing was sent. Connect one of the same organisation, then resume.`;
  return { vendor: id, reason: 'key', message };
}

export function otherOrganization({ id, name }: Vendor): SchedulePause {
  const message = `The connected key belongs to another ${name} organisation than the one with which Automatic was switched on. Nothing was sent. Connect a key of that one and resume, or switch Automatic off and on again.`;
  return { vendor: id, reason: 'key', message };
}

export function keyRefused(error: VendorError, vendor: Provider): SchedulePause {
  const { id, name } = vendor;
  const said = quoted(` ${name} said: `, error);
  const message =
    error.httpStatus === 403
      ? `${name} does not allow this key to be used. Nothing was sent. ${rightAdvice(error, vendor)} Then resume.${said}`
      : `${name} does not accept the key any more. Nothing was sent. Connect a valid key, then resume.${said}`;
  return { vendor: id, reason: 'key', message };
}

export function vendorSilent(error: VendorError, { id, name }: Vendor): SchedulePause {
  const message = `${name} could not be asked. Nothing was sent. It is tried again at the next look.${quoted(' What came instead: ', error)}`;
  return { vendor: id, reason: 'vendor', message };
}

function quoted(before: string, { message }: VendorError): string {
  const words = keptWords('', message);
  return words === '' ? '' : `${before}“${words}”.`;
}

export function vendorBusy({ id, name }: Vendor): SchedulePause {
  const message = `${name} asks for a pause. Nothing was sent. It is tried again at the next look.`;
  return { vendor: id, reason: 'vendor', message };
}

export function logOff(): SchedulePause {
  const message = `The log is switched off: nobody knows what was sent before. Nothing was sent. Switch it on in Settings, then resume. ${BOUGHT_AGAIN}`;
  return { reason: 'log', message };
}

export function logGone(): SchedulePause {
  const message = `The sheet “${LOG_NAME}” was deleted, and with it the memory of what was sent. Nothing was sent now. Bring it back with File ▸ Version history, then resume. ${BOUGHT_AGAIN}`;
  return { reason: 'log', message };
}

export function logCut(): SchedulePause {
  const message = `Lines of the sheet “${LOG_NAME}” are gone, and with them the memory of what was sent. Nothing was sent now. Bring them back with File ▸ Version history, then resume. ${BOUGHT_AGAIN}`;
  return { reason: 'log', message };
}

export function logLacks(): SchedulePause {
  const message = `The sheet “${LOG_NAME}” does not name everybody who was sent: lines were taken out of it, by hand or while the log was switched off. Nothing was sent now. Lines that you miss come back with File ▸ Version history; then resume. ${BOUGHT_AGAIN}`;
  return { reason: 'log', message };
}

export function sheetGone(): SchedulePause {
  const message =
    'The sheet was deleted. Nothing was sent. Bring it back and resume, or switch Automatic off.';
  return { reason: 'sheet', message };
}

export function sheetRefuses(words: string, times: number): SchedulePause {
  const message = `Google Sheets failed ${times} times${keptGoogleWords(': ', words) || '.'} Nothing was sent by the last look. Resume to try again.`;
  return { reason: 'sheet', message };
}

export function sheetFailed(words: string): string {
  return `Google Sheets failed${keptGoogleWords(': ', words) || '.'} Nothing was sent. It is tried again at the next look.`;
}

export function columnsLost(words: string): SchedulePause {
  const message = `${words} Nothing was sent. Put the headers back and resume, or switch Automatic off and on again.`;
  return { reason: 'columns', message };
}

export function notAllowed(place: string): SchedulePause {
  const message = `You may not edit ${place}: it is protected. Nothing was sent. Ask its owner, or remove the protection, then resume.`;
  return { reason: 'permission', message };
}

export function notAuthorised(): SchedulePause {
  const message =
    'Google says that a permission of this add-on was taken back. Nothing was sent. Open the menu Contact Enrichment and give it again, then resume.';
  return { reason: 'permission', message };
}

export function noRoom(): SchedulePause {
  const message =
    'This spreadsheet has no room to keep track of another run. Nothing was sent. Wait until an open run has ended, then resume.';
  return { reason: 'room', message };
}

export function ceilingReached(
  fresh: number,
  sent: number,
  spent: Credits,
  ceiling: Credits,
): SchedulePause {
  const rest = waiting(fresh, sent);
  const message = `${rest} until tomorrow: today’s runs may cost ${spentOfCeiling(spent, ceiling)} a day, and no more is sent today.`;
  return { reason: 'ceiling', message };
}

export function balanceTooLow(fresh: number, sent: number, balances: Credits): SchedulePause {
  const rest = waiting(fresh, sent);
  const message = `${rest}: your balance was ${creditWords(balances)}. Top up; it is tried again at the next look.`;
  return { reason: 'balance', message };
}

export function creditsUsedUp({ id, name }: Vendor): SchedulePause {
  const message = `${name} says that your credits are used up. Nothing was sent. Top up; it is tried again at the next look.`;
  return { vendor: id, reason: 'balance', message };
}

/** `3 of at most 5 credits`. */
function spentOfCeiling(spent: Credits, ceiling: Credits): string {
  const each = Object.entries(ceiling).map(([vendor, most]) => {
    return `${count(spent[vendor] ?? 0)} of at most ${creditWords({ [vendor]: most })}`;
  });
  const isOne = each.length === 1;
  return isOne ? (each[0] ?? '') : `${creditWords(spent)} of at most ${creditWords(ceiling)}`;
}

export function runLimitTooLow(fresh: number, limit: number): SchedulePause {
  const message = `${waiting(fresh, 0)}: one of them can cost more than ${counted(limit, 'credit')}, your limit for a run. Raise it in Settings. It is tried again tomorrow.`;
  return { reason: 'ceiling', message };
}

export function stillOpen(isWaiting: boolean): string {
  return isWaiting
    ? 'Its last run waits for you. Nothing new is sent before that run has ended.'
    : 'Its last run is not finished yet. Nothing new is sent before that run has ended.';
}

export const NOTHING_NEW = 'There was nothing new to send.';

export function started(contacts: number, credits: Credits): string {
  return `${newContacts(contacts)} sent, for at most ${creditWords(credits)}.`;
}

function waiting(fresh: number, sent: number): string {
  const rest = fresh - sent;
  const verb = rest === 1 ? 'waits' : 'wait';
  return sent === 0
    ? `Nothing was sent: ${newContacts(rest)} ${verb}`
    : `${newContacts(sent)} sent; ${count(rest)} ${verb}`;
}

function newContacts(contacts: number): string {
  return `${count(contacts)} new ${contacts === 1 ? 'contact' : 'contacts'}`;
}
