// Owns the choice of an ended run's contacts to be asked for again: its words, and when it is dropped. Knows no view.
import type { Channel } from '../src/contact/contact';
import { type Operation, usualChannels } from '../src/contact/operation';
import { UNITS } from '../src/contact/operation-words';
import type { Choice, Home, RowChoice } from '../src/rpc/contract';
import type { Inspection } from '../src/rpc/contract-check';
import type { RetryCount, RunView } from '../src/rpc/contract-run';
import { OPERATION_WORDS, operationOf } from './operations';
import { count, counted } from './words';
import { creditsText } from './credits';

export type RetryChoice = Extract<RowChoice, { readonly run: string }>;

/** The other choices: rows of the sheet, whatever was done with them. */
export type SheetChoice = Exclude<RowChoice, RetryChoice>;

/** What was chosen of a sheet: it stays as it is while a retry goes on beside it. */
export type SheetWish = Omit<Choice, 'rows'> & { readonly rows: SheetChoice };

/** A retry under way: what it asks for, instead of what is chosen of the sheet. */
export interface Retry {
  readonly rows: RetryChoice;
  /** That of its run. */
  readonly operation: Operation;
  readonly channels: readonly Channel[];
}

/** What was wanted last in each operation, and of whom. */
export type Orders = Home['orders'];

/** What became of the contacts: `Not found`. */
export function retryTitle(kind: RetryChoice['kind'], operation: Operation): string {
  return kind === 'failed' ? 'Not sent or failed' : OPERATION_WORDS[operation].notFound;
}

/** At the confirm: which contacts these are. */
export function retryAbout(kind: RetryChoice['kind'], operation: Operation): string {
  if (kind === 'failed') return `${UNITS[operation].many} that certainly were not bought then`;
  return `${UNITS[operation].many} that were ${whatOf(kind, operation)} then, asked for in another way`;
}

/** `Retry not found`, before it is known whom it would be about. */
export function retryName(kind: RetryChoice['kind'], operation: Operation): string {
  return `Retry ${whatOf(kind, operation)}`;
}

/** `Retry 40 not found`. */
export function retryVerb(
  kind: RetryChoice['kind'],
  operation: Operation,
  contacts: number,
): string {
  return `Retry ${count(contacts)} ${whatOf(kind, operation)}`;
}

export function whatOf(kind: RetryChoice['kind'], operation: Operation): string {
  return retryTitle(kind, operation).toLowerCase();
}

/** Which other way there is. */
export function otherWays(operation: Operation): string {
  return operation === 'find'
    ? 'in another way where a row has one: by name and company instead of the LinkedIn profile, or the reverse'
    : 'where another vendor is first in your order now';
}

/** Whom a retry is about, and what becomes of the others. `all`: the contacts that the run left so; `untied`: results not matched. */
export function retrySentences(
  { rows: { kind }, operation }: Retry,
  all: number,
  { contacts, maximumCredits, tried }: RetryCount,
  untied: number,
): readonly string[] {
  const rest = Math.max(0, all - contacts - tried);
  const cost = contacts === 0 ? '' : `, for at most ${creditsText(maximumCredits)}`;
  return [
    `${count(contacts)} of ${count(all)} can be ${kind === 'failed' ? 'sent now' : 'asked for in another way'}${cost}.`,
    tried === 0
      ? ''
      : `${count(tried)} of them ${tried === 1 ? 'was' : 'were'} tried every way. ${operation === 'find' ? 'A LinkedIn profile or a website added to a row makes it ready again, among all rows.' : 'Only another vendor may know more.'}`,
    rest === 0
      ? ''
      : `${counted(rest, 'other is', 'others are')} in no row as then: deleted, changed, filled since, or in an open run${untied > 0 ? '; or something that was not matched may be theirs' : ''}.`,
  ].filter((sentence) => sentence !== '');
}

export function isSameRetry(one: Retry, other: Retry): boolean {
  const isSameRun = one.rows.kind === other.rows.kind && one.rows.run === other.rows.run;
  return isSameRun && one.channels.join() === other.channels.join();
}

export function isRetry(rows: RowChoice): rows is RetryChoice {
  return rows.kind === 'not_found' || rows.kind === 'failed';
}

/** What is asked for now. */
export function choiceNow({
  choice,
  retry,
  orders,
}: {
  readonly choice: SheetWish;
  readonly retry: Retry | null;
  readonly orders: Orders;
}): Choice {
  if (retry === null) return choice;
  const { operation, rows, channels } = retry;
  return { ...inOperation(choice, operation, orders), rows, channels };
}

/** What is chosen of a sheet, in another operation: where results go is as the sheet remembers. */
export function inOperation(choice: SheetWish, operation: Operation, orders: Orders): SheetWish {
  if (operationOf(choice) === operation) return choice;
  const own: readonly string[] = OF_OPERATION;
  const kept = Object.entries(choice).filter(([name]) => !own.includes(name));
  return {
    ...(Object.fromEntries(kept) as Omit<SheetWish, (typeof OF_OPERATION)[number]>),
    ...(operation === 'find' ? {} : { operation }),
    ...(orders[operation] ?? { channels: usualChannels(operation) }),
  };
}

const OF_OPERATION = ['operation', 'channels', 'route', 'outputs'] as const;

/** With what is chosen now, to come back to. */
export function withOrder(orders: Orders, choice: Choice): Orders {
  const { channels, route } = choice;
  const order = { channels, ...(route === undefined ? {} : { route }) };
  return { ...orders, [operationOf(choice)]: order };
}

/** A retry is of a run that has ended, on its own sheet. */
export function isRetryOf(
  { rows }: Retry,
  sheet: Inspection['sheet'],
  runs: readonly RunView[],
): boolean {
  const run = runs.find(({ id }) => id === rows.run);
  return run?.state === 'closed' && run.sheetId === sheet.id;
}
