// Owns which vendors the command asks for what, in which order and with which keys, and one sentence for each way that can be
// wrong. Knows no file and no add-on.
import type { Channel } from '../../src/contact/contact';
import { type Operation, OPERATIONS } from '../../src/contact/operation';
import type { Provider } from '../../src/provider/provider';
import type { Route } from '../../src/run/plan/route';
import { channelsOf } from '../../src/run/state/batch';
import { listed } from './listed';

/** What is read of a vendor. */
export type Seller = Pick<Provider, 'id' | 'name'> & {
  readonly services: readonly Pick<Provider['services'][number], 'operation' | 'types'>[];
};

export interface VendorChoice {
  readonly route: Route;
  /** By vendor id; where there is none, only the emulation has one of its own. */
  readonly keys: Readonly<Record<string, string>>;
}

export interface VendorWords {
  readonly provider: string | undefined;
  readonly waterfall: string | undefined;
  /** Each `KEY` or `ID=KEY`. */
  readonly keys: readonly string[];
  readonly live: boolean;
}

/** The variable that holds a vendor's key. */
export function keyVariable(id: string): string {
  return `${id.toUpperCase()}_API_KEY`;
}

/** The names of those that sell something in an operation. */
export function sellerNames(operation: Operation, vendors: readonly Seller[]): string {
  return listed(
    sellersOf(operation, vendors).map(({ name }) => name),
    'or',
  );
}

/** What is to be bought. */
export interface Wanted {
  readonly operation: Operation;
  readonly channels: readonly Channel[];
}

/** The choice, or the sentence that says what is wrong. */
export function readVendors(
  words: VendorWords,
  wanted: Wanted,
  environment: Readonly<Record<string, string | undefined>>,
  vendors: readonly Seller[],
): VendorChoice | string {
  const named = readKeys(words.keys, vendors);
  if (typeof named === 'string') return named;
  // A key of the real vendor means nothing to the emulated ones.
  const kept = new Map(
    (words.live ? vendors : []).flatMap(({ id }): [string, string][] => {
      const key = environment[keyVariable(id)]?.trim() ?? '';
      return key === '' ? [] : [[id, key]];
    }),
  );
  const likely = (id: string): boolean => named.byId.has(id) || kept.has(id);
  const asked = readAsked(words, wanted, vendors, likely);
  if (typeof asked === 'string') return asked;
  const [first] = asked;
  if (first !== undefined && named.bare !== null) {
    if (named.byId.has(first.id)) return `--key is given twice for ${first.id}.`;
    named.byId.set(first.id, named.bare);
  }
  const stray = [...named.byId.keys()].find((id) => asked.every((vendor) => vendor.id !== id));
  if (stray !== undefined) {
    return `--key has a key of ${stray}, which is not asked: name it with --provider or --waterfall.`;
  }
  const keys = new Map(
    asked.flatMap(({ id }): [string, string][] => {
      const key = named.byId.get(id) ?? kept.get(id);
      return key === undefined ? [] : [[id, key]];
    }),
  );
  const lacking = words.live ? asked.find(({ id }) => !keys.has(id)) : undefined;
  if (lacking !== undefined) return whyNoKey(lacking, asked.length);
  const { operation, channels } = wanted;
  const route = channels.map((channel) => {
    const sellers = asked.filter((vendor) => sells(vendor, operation, channel));
    return [channel, sellers.map(({ id }) => id)] as const;
  });
  return { route: Object.fromEntries(route), keys: Object.fromEntries(keys) };
}

function readAsked(
  { provider, waterfall }: VendorWords,
  wanted: Wanted,
  vendors: readonly Seller[],
  hasKey: (id: string) => boolean,
): readonly Seller[] | string {
  if (provider !== undefined && waterfall !== undefined) {
    return 'Give --provider for one vendor or --waterfall for several, not both.';
  }
  if (provider === undefined && waterfall === undefined) {
    const { operation, channels } = wanted;
    const able = vendors.filter((vendor) =>
      channels.every((channel) => sells(vendor, operation, channel)),
    );
    const usual = able.find(({ id }) => hasKey(id)) ?? able[0];
    return usual === undefined ? whyNobody(wanted, vendors) : [usual];
  }
  if (provider !== undefined) return readProvider(provider, wanted, vendors);
  return readWaterfall(waterfall ?? '', wanted, vendors);
}

function whyNobody({ operation, channels }: Wanted, vendors: readonly Seller[]): string {
  const isKnown = sellersOf(operation, vendors).length > 0;
  if (!isKnown) return `No vendor of this version sells anything for --operation ${operation}.`;
  return `No vendor sells ${wordsOf(operation, channels)}: choose one of them with --channels.`;
}

function readProvider(
  text: string,
  { operation, channels }: Wanted,
  vendors: readonly Seller[],
): readonly Seller[] | string {
  const vendor = find(text, vendors);
  if (vendor === undefined) {
    const more = text.includes(',') ? ' Several vendors are for --waterfall.' : '';
    return `--provider takes ${eitherOf(sellersOf(operation, vendors))}, not “${text}”.${more}`;
  }
  const lacking = channels.find((channel) => !sells(vendor, operation, channel));
  return lacking === undefined ? [vendor] : doesNotSell(vendor, operation, [lacking], vendors);
}

function readWaterfall(
  text: string,
  { operation, channels }: Wanted,
  vendors: readonly Seller[],
): readonly Seller[] | string {
  const asked: Seller[] = [];
  for (const word of text.split(',')) {
    const vendor = find(word, vendors);
    if (vendor === undefined) {
      return `--waterfall takes ${eitherOf(sellersOf(operation, vendors))}, with commas between them, not “${word.trim()}”.`;
    }
    if (asked.includes(vendor)) return `--waterfall has ${vendor.id} twice.`;
    if (!channels.some((channel) => sells(vendor, operation, channel))) {
      return doesNotSell(vendor, operation, channels, vendors);
    }
    asked.push(vendor);
  }
  const unsold = channels.find(
    (channel) => !asked.some((vendor) => sells(vendor, operation, channel)),
  );
  if (unsold === undefined) return asked;
  return `None of the vendors of --waterfall sells ${wordsOf(operation, [unsold])}.`;
}

interface NamedKeys {
  readonly byId: Map<string, string>;
  /** The key without a vendor's id. */
  readonly bare: string | null;
}

function readKeys(words: readonly string[], vendors: readonly Seller[]): NamedKeys | string {
  const byId = new Map<string, string>();
  let bare: string | null = null;
  for (const word of words) {
    // No key begins so: there is a `_` in front of what is secret in it.
    const [, id, named] = /^([A-Za-z]+)=(.*)$/.exec(word.trim()) ?? [];
    const key = (named ?? word).trim();
    if (id !== undefined && find(id, vendors) === undefined) {
      return `--key takes KEY or ID=KEY with ${eitherOf(vendors)} for ID, not “${id}”.`;
    }
    const isTwice = id === undefined ? bare !== null : byId.has(id.toLowerCase());
    if (isTwice) return `--key is given twice${id === undefined ? '' : ` for ${id}`}.`;
    if (key === '') continue;
    if (id === undefined) bare = key;
    else byId.set(id.toLowerCase(), key);
  }
  return { byId, bare };
}

function whyNoKey({ id, name }: Seller, asked: number): string {
  const option = asked === 1 ? '--key' : `--key ${id}=KEY`;
  const whose = asked === 1 ? 'an API key' : `an API key of ${name}`;
  return `--live needs ${whose}: put it into the variable ${keyVariable(id)}, or give it with ${option}.`;
}

const WORDS: Readonly<Record<Channel, string>> = {
  email: 'e-mails',
  phone: 'phones',
  validity: 'the validity of e-mails',
  profile: 'profiles',
};

function find(text: string, vendors: readonly Seller[]): Seller | undefined {
  return vendors.find(({ id }) => id === text.trim().toLowerCase());
}

function sells({ services }: Seller, wanted: Operation, channel: Channel): boolean {
  return services.some(
    ({ operation, types }) =>
      operation === wanted && types.some((type) => channelsOf(type).includes(channel)),
  );
}

function sellersOf(wanted: Operation, vendors: readonly Seller[]): readonly Seller[] {
  return vendors.filter(({ services }) => services.some(({ operation }) => operation === wanted));
}

/** And who does; what a vendor is for that finds nobody. */
function doesNotSell(
  { name, services }: Seller,
  operation: Operation,
  channels: readonly Channel[],
  vendors: readonly Seller[],
): string {
  const sentence = `${name} does not sell ${wordsOf(operation, channels)}`;
  const others = vendors.filter((vendor) =>
    channels.some((channel) => sells(vendor, operation, channel)),
  );
  if (others.length === 0) return `${sentence}.`;
  if (operation !== 'find') {
    return `${sentence}: --operation ${operation} asks ${eitherOf(others)}.`;
  }
  const own = OPERATIONS.filter(
    (one) => one !== operation && services.some((service) => service.operation === one),
  );
  const itself = own.length === 0 ? '' : `, or ${name} with --operation ${listed(own, 'or')}`;
  return `${sentence}: ask ${eitherOf(others)} for them${itself}.`;
}

function wordsOf(operation: Operation, channels: readonly Channel[]): string {
  return operation === 'leads' ? 'leads' : listed(channels.map((channel) => WORDS[channel]));
}

function eitherOf(vendors: readonly Seller[]): string {
  return listed(
    vendors.map(({ id }) => id),
    'or',
  );
}
