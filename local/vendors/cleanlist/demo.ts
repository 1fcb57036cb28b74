// Owns the organisation and the key of the demonstration.
import type { Organization } from '../accounts';

/** Any text that starts with `clapi_` could be a key; this one belongs to the demonstration's organisation. */
export const DEMO_KEY = 'clapi_demo_key';

export const DEMO_ORGANIZATIONS: readonly Organization[] = [
  { id: 'org_demo', name: 'Demo Organisation', keys: [DEMO_KEY], credits: 25_000 },
];
