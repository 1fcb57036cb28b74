// Owns the organisation and the key of the demonstration.
import type { Organization } from '../accounts';

/** `ll_` and 64 hex digits: https://leadleap.net/docs/api */
export const DEMO_KEY = `ll_${'de30'.repeat(16)}`;

export const DEMO_ORGANIZATIONS: readonly Organization[] = [
  { id: 'leap_demo', name: 'Demo Organisation', keys: [DEMO_KEY], credits: 5_000 },
];
