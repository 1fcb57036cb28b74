// Owns the confirm: what was asked, what it may cost, and which part of it the person takes. Knows no server, no DOM.
import type { Operation } from '../src/contact/operation';
import { UNITS } from '../src/contact/operation-words';
import { ENRICHMENT_TYPES } from '../src/provider/provider';
import type { Choice, Quote } from '../src/rpc/contract';
import { creditsAt } from './credits';
import { count, counted } from './words';

/** `all` where the balance covers it; else the first contacts that it covers, or all with a pause when it is used up. */
export type Plan = 'all' | 'first' | 'pause';

/** All contacts that were chosen; the first so many of them; the first that cost at most so many credits. */
export type Part =
  | { readonly kind: 'whole' }
  | { readonly kind: 'first'; readonly count: number }
  | { readonly kind: 'cap'; readonly credits: number };

export const WHOLE: Part = { kind: 'whole' };

/** Enough to judge the results by, cheap enough to try. */
export const TRY_COUNT = 10;

/** What the server reads as a number of credits at most. */
const CREDITS_LIMIT = 10_000_000;

export interface Confirm {
  readonly kind: 'confirm';
  /** What was chosen before the confirm. */
  readonly choice: Choice;
  readonly part: Part;
  /** Of the part. */
  readonly quote: Quote;
  /** The quote of the first contacts that the balance covers; `null` until asked for. */
  readonly limited: Quote | null;
  /** `null` until the person has chosen, where there is a choice. */
  readonly plan: Plan | null;
  /** How much at most, as typed and not in force yet; `null`: what is in force is shown. */
  readonly cap: { readonly text: string; readonly hint: string } | null;
}

export type ConfirmEvent =
  | { readonly kind: 'planned'; readonly plan: Plan | null }
  | { readonly kind: 'limited'; readonly limited: Quote }
  | { readonly kind: 'cap_typed'; readonly text: string }
  | { readonly kind: 'cap_refused'; readonly hint: string }
  | { readonly kind: 'cap_dropped' };

/** Numbers that were just asked for, before the person has said anything about them. */
export function confirmOf(choice: Choice, part: Part, quote: Quote): Confirm {
  const plan = quote.affordable === null ? 'all' : null;
  return { kind: 'confirm', choice, part, quote, limited: null, plan, cap: null };
}

export function reduceConfirm(confirm: Confirm, event: ConfirmEvent): Confirm {
  switch (event.kind) {
    case 'planned':
      return { ...confirm, plan: event.plan };
    case 'limited':
      return { ...confirm, limited: event.limited };
    case 'cap_typed': {
      const isSame = event.text === capInForce(confirm);
      return { ...confirm, cap: isSame ? null : { text: event.text, hint: '' } };
    }
    case 'cap_refused': {
      const text = confirm.cap?.text ?? capInForce(confirm);
      return { ...confirm, cap: { text, hint: event.hint } };
    }
    case 'cap_dropped':
      return { ...confirm, cap: null };
  }
}

/** Whether the numbers in view are those that would be sent. */
export function isPlanned({ plan, limited }: Confirm): boolean {
  return plan !== null && (plan !== 'first' || limited !== null);
}

/** A number that was typed and is not in force must not be taken for one that is. */
export function canSend(confirm: Confirm): boolean {
  return isPlanned(confirm) && confirm.cap === null && quoteInView(confirm).canBeSent;
}

/** What is on offer, given the plan. */
export function quoteInView(confirm: Confirm): Quote {
  return confirm.plan === 'first' && confirm.limited !== null ? confirm.limited : confirm.quote;
}

/** What the quote in view was asked with: what `start` must be given back. */
export function choiceInView(confirm: Confirm): Choice {
  const { affordable, runLimit } = confirm.quote;
  const part = partOf(confirm.choice, confirm.part);
  // Said, and not left to the limit as it will be: a higher one must not change what was confirmed.
  const asked = runLimit?.isReached === true ? { ...part, maximum: runLimit.credits } : part;
  return confirm.plan === 'first' && affordable !== null ? { ...asked, limit: affordable } : asked;
}

/** The person's own limit for a run, where it leaves contacts out of what is on offer. */
export function limitInForce(confirm: Confirm): number | null {
  const { runLimit } = quoteInView(confirm);
  return runLimit?.isReached === true ? runLimit.credits : null;
}

/** All that were chosen, as far as the person's own limit for a run is sure to let them pass; else `null`. */
export function wholeCount(confirm: Confirm): number | null {
  const { contacts, left, maximumCredits, creditsPerContact, runLimit } = quoteInView(confirm);
  const { rows, limit, channels } = confirm.choice;
  const all = contacts.total + left;
  const whole = Math.min(all, limit ?? all, rows.kind === 'first' ? rows.count : all);
  if (runLimit === null) return whole;
  const { partial = [], phone_only = [], ...together } = creditsPerContact;
  const isWithin = maximumCredits.every(({ vendor, credits }) => {
    const [email, phone] = [creditsAt(partial, vendor), creditsAt(phone_only, vendor)];
    const others = Object.values(together).map((each) => creditsAt(each, vendor));
    const both = Math.max(0, ...others, email + phone);
    const dearest = channels[0] === 'email' && channels.length === 1 ? email : both;
    return credits + (whole - contacts.total) * dearest <= runLimit.credits;
  });
  return isWithin ? whole : null;
}

export function partOf(choice: Choice, part: Part): Choice {
  switch (part.kind) {
    case 'whole':
      return choice;
    case 'first':
      return { ...choice, limit: Math.min(part.count, choice.limit ?? part.count) };
    case 'cap':
      return { ...choice, maximum: part.credits };
  }
}

/** What the person may limit: the credits of the one vendor that is asked; of several, whose credits are no sum, the contacts. */
export function limitedBy({ maximumCredits }: Quote): 'credits' | 'contacts' {
  return maximumCredits.length > 1 ? 'contacts' : 'credits';
}

/** What the person may limit, in words. */
export function unitName(quote: Quote, operation: Operation): string {
  const unit = limitedBy(quote);
  return unit === 'credits' ? unit : UNITS[operation].many;
}

/** How much at most, as the field shows it: what was typed last if it left contacts out, else what everything is. */
export function capInForce(confirm: Confirm): string {
  const quote = quoteInView(confirm);
  const { left, runLimit, contacts } = quote;
  if (limitedBy(quote) === 'contacts') return String(contacts.total);
  const { part } = confirm;
  const typed = part.kind === 'cap' && left > 0 ? part.credits : mostOf(quote);
  return String(Math.min(typed, runLimit?.credits ?? typed));
}

type CapReading =
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'refused'; readonly hint: string };

/** What a typed number asks for. */
export function readCap(text: string, quote: Quote, operation: Operation = 'find'): CapReading {
  const typed = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isInteger(typed) || typed < 1) {
    return refused(`Enter a whole number of ${unitName(quote, operation)}: 1 or more.`);
  }
  if (limitedBy(quote) === 'contacts') return readContacts(typed, quote);
  return readCredits(typed, quote, UNITS[operation].one);
}

function readContacts(typed: number, { contacts, left }: Quote): CapReading {
  const isWhole = typed >= contacts.total + left;
  return { kind: 'part', part: isWhole ? WHOLE : { kind: 'first', count: typed } };
}

function readCredits(credits: number, quote: Quote, one: string): CapReading {
  const { left, runLimit } = quote;
  const cheapest = cheapestContact(quote);
  if (credits < cheapest) {
    return refused(`One ${one} may cost ${counted(cheapest, 'credit')}: enter that or more.`);
  }
  if (left === 0 && credits >= mostOf(quote)) return { kind: 'part', part: WHOLE };
  if (runLimit !== null && credits > runLimit.credits) {
    return refused(`Your limit for a run is ${counted(runLimit.credits, 'credit')}.`);
  }
  if (credits > CREDITS_LIMIT) {
    return refused(`Enter ${count(CREDITS_LIMIT)} or less.`);
  }
  return { kind: 'part', part: { kind: 'cap', credits } };
}

/** At the one vendor that is asked. */
function mostOf({ maximumCredits }: Quote): number {
  return maximumCredits[0]?.credits ?? 0;
}

function refused(hint: string): CapReading {
  return { kind: 'refused', hint };
}

function cheapestContact({
  contacts,
  creditsPerContact,
}: Pick<Quote, 'contacts' | 'creditsPerContact'>): number {
  return Math.min(
    ...ENRICHMENT_TYPES.filter((type) => (contacts[type] ?? 0) > 0).map(
      (type) => creditsPerContact[type]?.[0]?.credits ?? 0,
    ),
  );
}
