// Owns asking before money is spent. Nothing is sent without a yes, or a ceiling given beforehand.
import { UNITS } from '../../src/contact/operation-words';
import type { Quote } from '../../src/rpc/contract';
import { count, counted } from '../../src/run/report/number-words';
import { creditsText, largest } from './credits';
import type { Options } from './options';
import type { Terminal } from './terminal';

/** Why the run must not start, or `null`. */
export async function refuseStart(
  quote: Quote,
  { operation, live, maxCredits }: Options,
  terminal: Terminal,
): Promise<string | null> {
  const { contacts, maximumCredits, affordable } = quote;
  const { one, many } = UNITS[operation];
  const all = counted(contacts.total, one, many);
  const most = creditsText(maximumCredits);
  const balance = creditsText(quote.balances ?? []);
  const names = maximumCredits.map(({ name }) => name).join(' and ');
  if (maxCredits !== null && largest(maximumCredits) > maxCredits) {
    return `This could cost ${most}, more than --max-credits ${maxCredits}: raise it, or send fewer rows with --rows first:N.`;
  }
  if (largest(maximumCredits) > 0 && affordable === 0) {
    return `There are no credits: ${all} can cost at most ${most}, and the balance is ${balance}. Top up at ${names}, then run the same command again.`;
  }
  if (!live) return null;
  terminal.say(
    `${all}, at most ${most}; the balance is ${balance}, at least ${creditsText(quote.balancesAfterAtWorst ?? [])} afterwards.`,
  );
  for (const warning of quote.warnings) terminal.say(warning);
  if (affordable !== null) {
    terminal.say(
      `The balance covers the first ${count(affordable)} in any case; the run pauses when the credits are used up.`,
    );
  }
  return confirm(`Send them to ${names}? [y/N] `, maxCredits !== null, terminal);
}

/** What contacts cost at most that are sent a second time. */
export interface Resend {
  /** Its name. */
  readonly vendor: string;
  /** The run's at this vendor afterwards, in credits. */
  readonly maximum: number;
  readonly more: number;
}

/** Why contacts must not be sent a second time, or `null`. */
export async function refuseResend(
  { vendor, maximum, more }: Resend,
  { live, maxCredits }: Options,
  terminal: Terminal,
): Promise<string | null> {
  if (maxCredits !== null && maximum > maxCredits) {
    return `Sending them to ${vendor} again could bring the run to ${counted(maximum, `${vendor} credit`)}, more than --max-credits ${maxCredits}.`;
  }
  const question = `Send them to ${vendor} again for at most ${counted(more, 'more credit')}? [y/N] `;
  return live ? confirm(question, maxCredits !== null, terminal) : null;
}

async function confirm(
  question: string,
  isApproved: boolean,
  terminal: Terminal,
): Promise<string | null> {
  if (isApproved) return null;
  const answer = await terminal.ask(question);
  return /^y(es)?$/i.test(answer)
    ? null
    : 'Nothing was sent: answer y, or approve the cost with --max-credits N.';
}
