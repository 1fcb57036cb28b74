// Owns the part of a service that awaits results, for one that gives them with the answer to the purchase: nothing is ever awaited.
import type { Service } from './provider';
import { noAnswer, unusable } from './vendor-error';

const NOTHING = 'Nothing is awaited here: results come with the answer to the purchase.';

export const AT_ONCE: Pick<Service, 'answersAtOnce' | 'poll' | 'readPoll'> = {
  answersAtOnce: Infinity,
  /** @throws Error as no workflow of such a service can be known. */
  poll: () => {
    throw new Error(NOTHING);
  },
  readPoll: (result) => ({
    kind: 'not_found',
    error: result.kind === 'failed' ? noAnswer(result.message) : unusable(result.response, NOTHING),
  }),
};
