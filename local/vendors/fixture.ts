// Owns what a named situation is, and those that are the same at every emulated vendor. Knows no vendor.
import type { Faults } from './faults';

/** Disturbs the next call, or the next few, and nothing after them. */
export interface Fixture<Api> {
  readonly about: string;
  readonly apply: (emulator: Api) => void;
}

export function fixture<Api>(about: string, apply: (emulator: Api) => void): Fixture<Api> {
  return { about, apply };
}

/** By the letters of the list of situations that a client must cope with. */
export function situations<Api extends { readonly faults: Pick<Faults, 'next'> }>(): Readonly<
  Record<'I' | 'J' | 'K' | 'S', Fixture<Api>>
> {
  return {
    I: fixture<Api>('out of credits, with 402 and then with 400', (e) => {
      e.faults.next('submit', '402');
      e.faults.next('submit', '400 insufficient_credits');
    }),
    J: fixture<Api>('429 with and without Retry-After', (e) => {
      e.faults.next('submit', '429 seconds');
      e.faults.next('submit', '429 date');
      e.faults.next('submit', '429');
    }),
    K: fixture<Api>('times out after it was accepted', (e) => {
      e.faults.next('submit', 'timeout after');
    }),
    S: fixture<Api>('502 as a web page', (e) => {
      e.faults.next('submit', '502 page');
    }),
  };
}
