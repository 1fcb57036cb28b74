// Owns the command's arguments: what they mean, and one sentence for each way they can be wrong. Knows no file and no
// add-on.
import type { Channel } from '../../src/contact/contact';
import {
  channelsOfOperation,
  type Operation,
  OPERATIONS,
  usualChannels,
} from '../../src/contact/operation';
import { VENDORS } from '../../src/provider/vendors';
import type { RowChoice } from '../../src/rpc/contract';
import {
  keyVariable,
  readVendors,
  sellerNames,
  type Seller,
  type VendorChoice,
} from './vendor-choice';

export interface Options extends VendorChoice {
  readonly input: string;
  readonly output: string;
  readonly operation: Operation;
  readonly channels: readonly Channel[];
  readonly rows: RowChoice;
  readonly live: boolean;
  /** Approves runs that can cost up to this; `null`: asked for, or not needed. */
  readonly maxCredits: number | null;
  /** What to do with batches of which nobody knows whether they were bought; `null`: stop and say so. */
  readonly unknown: 'resend' | 'leave' | null;
  readonly json: boolean;
}

export type Arguments =
  | { readonly kind: 'run'; readonly options: Options }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string };

const IDS = VENDORS.map(({ id }) => id);

export const HELP = `Fills in the missing e-mails and phones of the contacts in a CSV file, or does one of the other operations on it.

  npm run enrich -- IN.csv --out OUT.csv [options]

  --out FILE              where the enriched file is written (needed)
  --operation NAME        what is done (default: find):
                          find      e-mails and phones of the contacts
                          validate  whether the e-mails in the file can be delivered to
                          lookup    who is behind the e-mails: name, title, company, LinkedIn profile
                          leads     what ${sellerNames('leads', VENDORS)} knows under its ids in the file
  --channels LIST         with find: email, phone or email,phone (default: email)
                          with leads: some of email,phone,profile (default: all)
  --rows CHOICE           all, new (never tried) or first:N (default: all)
  --provider ID           the vendor that is asked: ${IDS.join(', ')}
                          (default: the first one that sells it, with --live the first one
                          of them whose key is given)
  --waterfall ID,ID[,ID]  several vendors in this order: each is asked only for what those before it
                          did not find
  --max-credits N         send, without being asked, what costs at most N credits at each vendor
  --json                  print the numbers of the run as JSON, in the last line
  --help                  this text

Without --live nothing leaves this machine: the vendors are emulated, and every result is made up.

  --live                  send the contacts to the vendors; shows what it costs at most, and asks first
  --key KEY               the API key of the first vendor; --key ID=KEY that of any, once for each.
                          Better put them into variables: ${IDS.map(keyVariable).join(', ')}
  --unknown resend|leave  for contacts of which nobody knows whether a vendor took them: send them
                          again (may be paid twice), or give them up

With --live the state is kept beside the output, in OUT.csv.run, without the keys; the same command goes on
where it stopped. Exit code: 0 finished, 1 could not be done, 2 paused or waiting for a decision (--live).
`;

const VALUE_OPTIONS = [
  '--out',
  '--operation',
  '--channels',
  '--rows',
  '--provider',
  '--waterfall',
  '--key',
  '--max-credits',
  '--unknown',
];

/** `environment` serves the keys only; `vendors` are those that there are. */
export function readArguments(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  vendors: readonly Seller[] = VENDORS,
): Arguments {
  if (words.includes('--help') || words.includes('-h')) return { kind: 'help' };
  const split = splitWords(words);
  if (typeof split === 'string') return { kind: 'wrong', message: split };
  const { values, keys, flags, files } = split;
  const operation = readOperation(values.get('--operation'));
  if (operation instanceof Wrong) return { kind: 'wrong', message: operation.message };
  const read = {
    channels: readChannels(values.get('--channels'), operation),
    rows: readRows(values.get('--rows') ?? 'all'),
    maxCredits: readMaxCredits(values.get('--max-credits')),
    unknown: readUnknown(values.get('--unknown')),
    files: readFiles(files, values.get('--out')),
  };
  const wrong = Object.values(read).find((value) => value instanceof Wrong);
  if (wrong) return { kind: 'wrong', message: wrong.message };
  const { channels, rows, maxCredits, unknown, files: paths } = read as Right<typeof read>;
  const live = flags.has('--live');
  const provider = values.get('--provider');
  const waterfall = values.get('--waterfall');
  const chosen = readVendors(
    { provider, waterfall, keys, live },
    { operation, channels },
    environment,
    vendors,
  );
  if (typeof chosen === 'string') return { kind: 'wrong', message: chosen };
  const json = flags.has('--json');
  return {
    kind: 'run',
    options: { ...paths, ...chosen, operation, channels, rows, live, maxCredits, unknown, json },
  };
}

/** A value that could not be read. */
class Wrong {
  constructor(readonly message: string) {}
}

type Right<T> = { readonly [K in keyof T]: Exclude<T[K], Wrong> };

interface Split {
  readonly values: ReadonlyMap<string, string>;
  /** What was given with `--key`, which may be given for each vendor. */
  readonly keys: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly files: readonly string[];
}

/** The words sorted into options and files, or the sentence that says what is wrong. */
function splitWords(words: readonly string[]): Split | string {
  const values = new Map<string, string>();
  const keys: string[] = [];
  const flags = new Set<string>();
  const files: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const name = equals === -1 ? word : word.slice(0, equals);
    if (VALUE_OPTIONS.includes(name)) {
      const value = equals === -1 ? words[(at += 1)] : word.slice(equals + 1);
      if (value === undefined || (equals === -1 && value.startsWith('--'))) {
        return `${name} needs a value. --help lists the options.`;
      }
      if (name === '--key') keys.push(value);
      else if (values.has(name)) return `${name} is given twice.`;
      else values.set(name, value);
    } else if (word === '--live' || word === '--json') flags.add(word);
    else if (word.startsWith('-') && word !== '-') {
      return `There is no option ${name}. --help lists the options.`;
    } else files.push(word);
  }
  return { values, keys, flags, files };
}

function readFiles(
  files: readonly string[],
  output: string | undefined,
): Wrong | { readonly input: string; readonly output: string } {
  const [input, further] = files;
  if (input === undefined) {
    return new Wrong('Which file should be enriched? npm run enrich -- IN.csv --out OUT.csv');
  }
  if (further !== undefined) return new Wrong(`One file at a time: ${input} or ${further}?`);
  if (output === undefined || output === '') {
    return new Wrong('Say where the enriched file should go: --out OUT.csv');
  }
  return { input, output };
}

function readOperation(text: string | undefined): Wrong | Operation {
  if (text === undefined) return 'find';
  const operation = OPERATIONS.find((one) => one === text.trim().toLowerCase());
  return operation ?? new Wrong(`--operation takes ${ANY_OPERATION}, not “${text}”.`);
}

const ANY_OPERATION = 'find, validate, lookup or leads';

function readChannels(text: string | undefined, operation: Operation): Wrong | readonly Channel[] {
  if (text === undefined) return usualChannels(operation);
  if (operation === 'validate' || operation === 'lookup') {
    return new Wrong(
      `--channels says what is found, and --operation ${operation} finds only one thing: leave it out.`,
    );
  }
  const words = text.split(',').map((word) => word.trim().toLowerCase());
  const chosen = channelsOfOperation(operation).filter((channel) => words.includes(channel));
  if (chosen.length === words.length) return chosen;
  const takes =
    operation === 'find' ? 'email, phone or email,phone' : 'some of email,phone,profile';
  return new Wrong(`--channels takes ${takes}, not “${text}”.`);
}

function readRows(text: string): Wrong | RowChoice {
  if (text === 'all' || text === 'new') return { kind: text };
  const count = wholeNumber(/^first:(.*)$/.exec(text)?.[1]);
  if (count !== null && count > 0) return { kind: 'first', count };
  return new Wrong(`--rows takes all, new or first:N (for example first:10), not “${text}”.`);
}

function readMaxCredits(text: string | undefined): Wrong | number | null {
  if (text === undefined) return null;
  return (
    wholeNumber(text) ?? new Wrong(`--max-credits takes a whole number of credits, not “${text}”.`)
  );
}

function readUnknown(text: string | undefined): Wrong | Options['unknown'] {
  if (text === undefined) return null;
  if (text === 'resend' || text === 'leave') return text;
  return new Wrong(`--unknown takes resend or leave, not “${text}”.`);
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
