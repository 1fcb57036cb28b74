// Owns what a person is told of a list: why the vendor does not take a call about it, and what may have happened. Knows no sheet.
import type { Provider, VendorError } from '../../provider/provider';
import { LOG_NAME } from '../log/log-line';
import { isOfPurchases, rightAdvice } from '../report/right-words';
import { keptWords } from '../report/kept-words';
import { count, counted } from '../report/number-words';

type Named = Pick<Provider, 'name' | 'portal' | 'keyPlace'>;

/** An outcome of a call that gave nothing, and that certainly bought nothing. */
export interface Declined {
  readonly kind:
    | 'rate_limited'
    | 'out_of_credits'
    | 'key_refused'
    | 'not_found'
    | 'refused'
    | 'quote_refused'
    | 'unreadable';
  readonly error: VendorError;
}

/** What it means, and what to do. Not whether something was bought. */
export function declinedText({ kind, error }: Declined, vendor: Named): string {
  const { name, portal } = vendor;
  const said = keptWords(` ${name} said: `, error.message);
  switch (kind) {
    case 'not_found':
      return `${name} knows no list of this id for the connected key. Copy the id again from the list at ${portal}, and look whether the key belongs to the same organisation.`;
    case 'out_of_credits':
      return `${name} says that the credits do not cover it. Top up, then estimate again.${said}`;
    case 'key_refused':
      return error.httpStatus === 403
        ? `${name} does not allow this key to do that. ${rightAdvice(error, vendor)}${said}`
        : `${name} does not accept the key: connect a valid one.${said}`;
    case 'rate_limited':
      return `${name} had too many requests with this key and asks for a pause. Try again in a minute.`;
    case 'quote_refused':
      return error.code === 'spend_cap_exceeded'
        ? `${name} says that it would cost more than the estimate, or than the limit that is set there: the list may have grown. Estimate again.${said}`
        : `${name} does not take this estimate any more. Estimate again.${said}`;
    case 'refused':
      return error.code === 'list_protected'
        ? `This list is protected at ${name}: it cannot be changed with this key. Make a copy of it at ${portal}, or choose another list.`
        : `${name} did not take it.${said} Look at the list at ${portal}, then estimate again.`;
    case 'unreadable':
      return `${name} gave no usable answer. Try again in a minute.${said}`;
  }
}

/** Whether it is about what is asked for, so that no other key helps but one with more rights. */
export function isAboutRights({ kind, error }: Declined): boolean {
  return kind === 'key_refused' && isOfPurchases(error);
}

const MAY_BE_BOUGHT = 'the list may have been bought';

export function diedText(): string {
  return `Google ended the script while the purchase was being sent: ${MAY_BE_BOUGHT}.`;
}

export function unknownText(error: VendorError, { name }: Named): string {
  const said = keptWords(` ${error.httpStatus === 0 ? 'Google' : name} said: `, error.message);
  return `${name} gave no certain answer to the purchase: ${MAY_BE_BOUGHT}.${said}`;
}

/** @param isUsed the vendor says so; else the same estimate, once more, was refused */
export function spentText(isUsed: boolean, error: VendorError, { name, portal }: Named): string {
  const said = keptWords(` ${name} said: `, error.message);
  return isUsed
    ? `${name} says that this estimate was used: ${MAY_BE_BOUGHT}, and its results then come onto the list there. Look at ${portal}, or read the list into a new sheet, before you estimate it again.${said}`
    : `${name} does not take this estimate any more, so nothing was bought by this click. Whether the list was bought before, nobody says: look at ${portal}, or read the list into a new sheet, before you estimate it again.${said}`;
}

/** Asked once more with the same estimate, and refused for another reason. */
export function stillUnknownText(declined: Declined, vendor: Named): string {
  return `Nothing was bought by this click. ${declinedText(declined, vendor)} Of the click before, ${MAY_BE_BOUGHT}.`;
}

export function dearerText(credits: number, maximum: number): string {
  return `Nothing was bought: the estimate is ${counted(credits, 'credit')} now, and you confirmed at most ${count(maximum)}. Look at the new numbers and confirm again.`;
}

export function shortText(credits: number, balance: number, { name }: Named): string {
  return `Nothing was bought: your balance at ${name} (${count(balance)}) does not cover ${counted(credits, 'credit')}. Top up, then estimate again.`;
}

/** @param day UTC, as `2026-11-21`; `''`: nobody knows */
export function boughtBeforeText(day: string): string {
  const when = day === '' ? '' : ` on ${day}`;
  return `This list was, or may have been, bought${when} already: enriched again, it is paid for again.`;
}

export function inOpenRunsText(contacts: number): string {
  return contacts === 1
    ? '1 contact of this list is in an open run. Wait until that has ended, or it is paid for by both.'
    : `${count(contacts)} contacts of this list are in an open run. Wait until that has ended, or they are paid for by both.`;
}

export function onOtherListsText(contacts: number): string {
  return contacts === 1
    ? '1 contact of this list is on another list that was, or may have been, bought: what was found for it is paid for again.'
    : `${count(contacts)} contacts of this list are on another list that was, or may have been, bought: what was found for them is paid for again.`;
}

export function sentText(contacts: number): string {
  return contacts === 1
    ? 'A run has sent 1 contact of this list already: what was found for it is paid for again.'
    : `Runs have sent ${count(contacts)} contacts of this list already: what was found for them is paid for again.`;
}

export const LINES_GONE = `Lines of the sheet “${LOG_NAME}” are gone that said who is on a list: contacts that were paid for with one may be paid for again. The lines come back with File ▸ Version history.`;

/** Somebody was paid for since the user looked. */
export const TOLD_ANEW =
  'Nothing was bought: what is known of the contacts on this list has changed since the estimate. Read the warning, then confirm again.';

export function lostText({ name, portal }: Named): string {
  return `${name} does not know this enrichment any more, though it took it. Look again, or look at ${portal}.`;
}

export function endlessText({ name, portal }: Named): string {
  return `${name} has shown no end of it for a day. Look again, or look at ${portal}.`;
}

export function listGoneText({ name, portal }: Named): string {
  return `The list is not there any more, so that its rows cannot be read. What was found may be at ${portal}. ${name} says: not found.`;
}
