// Owns how keys look within a text, so that none is ever shown, logged or kept. What a vendor's look like, its own files say; the
// list of vendors cannot be asked here: whoever reads an answer of theirs needs this.
import { KEYS as cleanlist } from './cleanlist/call';
import { KEYS as enrich } from './enrich/call';
import { KEYS as leadleap } from './leadleap/call';

/** All that can stand in a key, also as a URL spells it: better a word too many than a part of a key. */
export const KEYS: readonly RegExp[] = [...cleanlist, ...enrich, ...leadleap];
