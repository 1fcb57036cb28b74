// Owns what somebody passes to the suite of disturbances, and what follows from it: the list of vendors says most. Disturbs nothing.
import { emulate, type EmulatorId, type Emulators } from '../../local/vendors/emulators';
import type { Endpoint } from '../../local/vendors/ledger';
import type { Channel } from '../../src/contact/contact';
import type { Operation } from '../../src/contact/operation';
import type { Service } from '../../src/provider/provider';
import { serviceOf, vendorOf } from '../../src/provider/vendors';
import { channelsOf, vendorIdOf } from '../../src/run/state/batch';
import { QUICK, type Setup } from '../crash/stage';
import type { AddonOptions } from '../support/addon';
import { HEADERS, person } from '../support/people';

/** A service to be disturbed, or several that are asked one after another: ids of the list of vendors, and what it does not say. */
export interface UnderTest {
  /** In the order in which they are asked for what is still missing. */
  readonly services: readonly string[];
  /** How many are looked up. Default 3. A vendor that answers at once where one is asked for is passed with 1 as well. */
  readonly people?: number;
  /** Default: by the operation. */
  readonly sheet?: SheetOfPeople;
  /** Default: all that the services sell. */
  readonly channels?: readonly Channel[];
  /** Default: everybody is found, after half a minute. */
  readonly emulators?: Pick<AddonOptions, 'emulator' | 'emulators'>;
  /** What the vendors do in every story. */
  readonly always?: (vendors: Emulators) => void;
  /** They sell what they do not give. */
  readonly hides?: true;
  /** What the emulators call a request to them. Default: `submit`, which may cost something. */
  readonly endpoint?: Endpoint;
  /** Several that are refused because of one (situation H) go again in halves: nothing is seen of it. */
  readonly refusedApart?: true;
  /** It stands for all of them where they do not differ: the start is disturbed too, and every call, not one of each kind. */
  readonly isThorough?: true;
}

export interface SheetOfPeople {
  readonly headers: readonly string[];
  /** Person number `index`, who lacks what is sold. */
  readonly row: (index: number) => readonly string[];
  /** Further rows: of somebody who lacks nothing, or of whom nobody knows anything. */
  readonly others?: readonly (readonly string[])[];
}

export interface Subject {
  readonly title: string;
  /** Each once. */
  readonly vendors: readonly EmulatorId[];
  readonly sheet: SheetOfPeople;
  readonly people: number;
  readonly setup: Setup;
  readonly always?: (vendors: Emulators) => void;
  readonly hides: boolean;
  readonly isThorough: boolean;
  readonly endpoint: Endpoint;
  readonly refusedApart: boolean;
  /** Whether the vendor sells the same thing again for nothing: then nothing of its is ever in doubt. */
  readonly repeatsFree: (vendor: EmulatorId) => boolean;
  /** All of them do: nobody is ever asked. */
  readonly isNeverInDoubt: boolean;
}

export function subjectOf(under: UnderTest): Subject {
  const { services, people = 3, isThorough = false, endpoint = 'submit' } = under;
  const { refusedApart = false, always, hides = false } = under;
  const found = services.map(serviceOf);
  const [first] = found;
  if (first === undefined) throw new Error('No service is passed.');
  const { operation } = first;
  const channels = under.channels ?? [...new Set(found.flatMap(channelsSold))];
  const sellers = (channel: Channel): EmulatorId[] =>
    vendorsOf(found.filter((service) => channelsSold(service).includes(channel)));
  const route = Object.fromEntries(channels.map((channel) => [channel, sellers(channel)]));
  const sheet = under.sheet ?? SHEETS[operation];
  const rows = Array.from({ length: people }, (_, index) => sheet.row(index));
  const vendors = vendorsOf(found);
  const names = vendors.map((id) => vendorOf(id).name).join(', then ');
  return {
    title: `${names} (${services.join(', ')}; ${people === 1 ? 'one contact' : `${people} contacts`})`,
    ...{ vendors, sheet, people, isThorough, endpoint, refusedApart, hides },
    ...(always === undefined ? {} : { always }),
    setup: {
      rows: [sheet.headers, ...rows, ...(sheet.others ?? [])],
      ...FOUND,
      ...under.emulators,
      choice: { operation, channels, route },
    },
    repeatsFree: (vendor) =>
      found.filter((one) => ofVendor(one) === vendor).every(({ repeatsFree }) => repeatsFree),
    isNeverInDoubt: found.every(({ repeatsFree }) => repeatsFree),
  };
}

function channelsSold({ types }: Service): readonly Channel[] {
  return types.flatMap(channelsOf);
}

function vendorsOf(services: readonly Service[]): EmulatorId[] {
  return [...new Set(services.map(ofVendor))];
}

function ofVendor({ id }: Service): EmulatorId {
  return vendorIdOf({ service: id }) as EmulatorId;
}

const FOUND: Pick<AddonOptions, 'emulator' | 'emulators'> = {
  emulator: QUICK,
  emulators: { enrich: QUICK, leadleap: { shares: QUICK.shares } },
};

function profile(index: number): string {
  return `https://www.linkedin.com/in/sample-${(person(index)[0] ?? '').toLowerCase()}`;
}

const BY_NAME: SheetOfPeople = {
  headers: [...HEADERS, 'LinkedIn'],
  row: (index) => [...person(index), profile(index)],
  others: [[...person(30, { email: 'own@home.example', phone: '+49 30 5550100' }), profile(30)]],
};

const BY_EMAIL: SheetOfPeople = {
  headers: ['Email', 'Note'],
  row: (index) => {
    const [first = '', last = '', , domain = ''] = person(index);
    return [`${first}.${last}@${domain}`.toLowerCase(), `note ${index}`];
  },
};

/** LeadLeap alone knows which leads there are. */
const BY_LEAD: SheetOfPeople = {
  headers: ['LeadLeap ID', 'Email', 'Phone', 'Full name'],
  row: (index) => [LEADS[index] ?? '', '', '', ''],
};

const LEADS = emulate({ leadleap: FOUND.emulators?.leadleap }).leadleap.leadIds(40);

const SHEETS: Readonly<Record<Operation, SheetOfPeople>> = {
  find: BY_NAME,
  validate: BY_EMAIL,
  lookup: BY_EMAIL,
  leads: BY_LEAD,
};
