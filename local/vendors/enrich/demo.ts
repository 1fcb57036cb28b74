// Owns the organisation and the key of the demonstration.
import type { Organization } from '../accounts';

/** Any text that starts with `sk_` could be a key; this one belongs to the demonstration's organisation. */
export const DEMO_KEY = 'sk_demo_key';

/** As many credits as 200 phones cost. */
export const DEMO_ORGANIZATIONS: readonly Organization[] = [
  { id: 'org_enrich_demo', name: 'Demo Organisation', keys: [DEMO_KEY], credits: 100_000 },
];
