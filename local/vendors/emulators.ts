// Owns which emulated vendors there are. Adding one is an entry here. Knows nothing of what they do.
import type { Organization } from './accounts';
import { DEMO_ORGANIZATIONS as CLEANLIST_DEMO } from './cleanlist/demo';
import { CleanlistEmulator } from './cleanlist/emulator';
import { endpointOf as cleanlistEndpoint } from './cleanlist/routes';
import type { EmulatedApi } from './emulated-api';
import { DEMO_ORGANIZATIONS as ENRICH_DEMO } from './enrich/demo';
import { EnrichEmulator } from './enrich/emulator';
import { endpointOf as enrichEndpoint, routeOf as enrichRoute } from './enrich/routes';
import type { VendorRequest } from './http';
import { DEMO_ORGANIZATIONS as LEADLEAP_DEMO } from './leadleap/demo';
import { endpointOf as leadleapEndpoint, LeadleapEmulator } from './leadleap/emulator';
import type { Endpoint } from './ledger';
import type { Shares } from './results';

type Call = Pick<VendorRequest, 'method' | 'url'>;

interface Entry {
  readonly Api: new (options?: { readonly organizations?: readonly Organization[] }) => EmulatedApi;
  /** The organisations that it has when none are named; the demo key belongs to the first. */
  readonly organizations: readonly Organization[];
  /** Credits for e-mails and phones of the whole sample sheet, twice. */
  readonly plenty: number;
  /** What a call to it is for. */
  readonly endpointOf: (call: Call) => Endpoint;
}

const EMULATORS = {
  cleanlist: {
    Api: CleanlistEmulator,
    organizations: CLEANLIST_DEMO,
    plenty: 25_000,
    endpointOf: cleanlistEndpoint,
  },
  enrich: {
    Api: EnrichEmulator,
    organizations: ENRICH_DEMO,
    plenty: 1_100_000,
    endpointOf: (call) => enrichEndpoint(enrichRoute(call)),
  },
  leadleap: {
    Api: LeadleapEmulator,
    organizations: LEADLEAP_DEMO,
    plenty: 25_000,
    endpointOf: leadleapEndpoint,
  },
} as const satisfies Readonly<Record<string, Entry>>;

export type EmulatorId = keyof typeof EMULATORS;
export type Emulators = {
  readonly [Id in EmulatorId]: InstanceType<(typeof EMULATORS)[Id]['Api']>;
};
export type EmulatorOptions = {
  readonly [Id in EmulatorId]?: ConstructorParameters<(typeof EMULATORS)[Id]['Api']>[0];
};

const EMULATOR_IDS = Object.keys(EMULATORS) as readonly EmulatorId[];

/** All of them, each as strict as by itself. */
export function emulate(options: EmulatorOptions = {}): Emulators {
  const made = EMULATOR_IDS.map((id) => [id, make(id, options[id])] as const);
  // Each id was made by its own entry.
  return Object.fromEntries(made) as unknown as Emulators;
}

/** The demonstration's organisations of a vendor, with other credits: `plenty`, or so many. */
export function demoOrganizations(id: EmulatorId, credits?: number): readonly Organization[] {
  const { organizations, plenty } = EMULATORS[id];
  return organizations.map((demo) => ({ ...demo, credits: credits ?? plenty }));
}

/** All of them with the demonstration's organisations, and further ones where they are named. */
export function emulateDemo(
  credits: number | undefined,
  further: Readonly<Partial<Record<EmulatorId, readonly Organization[]>>>,
  shares: Shares,
): Emulators {
  const options = EMULATOR_IDS.map((id) => {
    const organizations = [...demoOrganizations(id, credits), ...(further[id] ?? [])];
    return [id, { organizations, shares }] as const;
  });
  return emulate(Object.fromEntries(options));
}

/** What a call to any of them is for: whether it may cost something, or reads what was bought. */
export function endpointOf(call: Call): Endpoint {
  const endpoints = EMULATOR_IDS.map((id) => EMULATORS[id].endpointOf(call));
  return endpoints.find((endpoint) => endpoint !== 'other') ?? 'other';
}

function make(id: EmulatorId, options: object | undefined): EmulatedApi {
  const { Api }: Entry = EMULATORS[id];
  return new Api(options);
}
