// Owns asking before money is spent. Nothing is sent without a yes, or a ceiling given beforehand.
import type { Quote } from '../../src/rpc/contract';
import type { Options } from './options';
import { counted } from './report';
import type { Terminal } from './terminal';

/** Why the run must not start, or `null`. */
export async function refuseStart(
  quote: Quote,
  { live, maxCredits }: Options,
  terminal: Terminal,
): Promise<string | null> {
  const { contacts, maximumCredits, balance, affordable } = quote;
  if (maxCredits !== null && maximumCredits > maxCredits) {
    return `This could cost ${counted(maximumCredits, 'credit')}, more than --max-credits ${maxCredits}: raise it, or send fewer rows with --rows first:N.`;
  }
  if (maximumCredits > 0 && affordable === 0) {
    return `There are no credits: ${counted(contacts.total, 'contact')} can cost up to ${counted(maximumCredits, 'credit')}, and the balance is ${balance}. Buy credits at Cleanlist, then run the same command again.`;
  }
  if (!live) return null;
  terminal.say(
    `${counted(contacts.total, 'contact')}, at most ${counted(maximumCredits, 'credit')}; the balance is ${balance}, at worst ${quote.balanceAfterAtWorst} afterwards.`,
  );
  for (const warning of quote.warnings) terminal.say(warning);
  if (affordable !== null) {
    terminal.say(
      `At worst the balance covers only the first ${affordable}; the run pauses when it is used up.`,
    );
  }
  return confirm('Send them to Cleanlist? [y/N] ', maxCredits !== null, terminal);
}

/** Why contacts must not be sent a second time, or `null`. `maximum` is the run's afterwards. */
export async function refuseResend(
  maximum: number,
  more: number,
  { live, maxCredits }: Options,
  terminal: Terminal,
): Promise<string | null> {
  if (maxCredits !== null && maximum > maxCredits) {
    return `Sending them again could bring the run to ${maximum} credits, more than --max-credits ${maxCredits}.`;
  }
  const question = `Send them again for up to ${more} more credits? [y/N] `;
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
