// Owns the emulated Cleanlist as the page and the command line use it: one key with plenty of credits, one with none.
import { DEMO_KEY, DEMO_ORGANIZATIONS } from '../vendors/cleanlist/demo';
import { CleanlistEmulator } from '../vendors/cleanlist/emulator';
import type { UrlFetchTransport } from '../runtime/url-fetch-transport';

/** Shows what happens without credits. */
const EMPTY_KEY = 'clapi_demo_no_credits';

const ORGANIZATION = DEMO_ORGANIZATIONS[0];

export class EmulatedVendor {
  readonly emulator: CleanlistEmulator;
  readonly transport: UrlFetchTransport;

  constructor(readonly credits: number) {
    const empty = { id: 'org_no_credits', name: 'No Credits', keys: [EMPTY_KEY], credits: 0 };
    const organizations = DEMO_ORGANIZATIONS.map((demo) => ({ ...demo, credits }));
    this.emulator = new CleanlistEmulator({ organizations: [...organizations, empty] });
    this.transport = { fetch: (request, nowMs) => this.emulator.handle(request, nowMs) };
  }

  get demoKey(): string {
    return DEMO_KEY;
  }

  balance(nowMs: number): number {
    return this.emulator.balance(ORGANIZATION?.id ?? '', nowMs);
  }

  setBalance(credits: number): void {
    this.emulator.setBalance(ORGANIZATION?.id ?? '', credits);
  }
}
