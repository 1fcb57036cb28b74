// Owns the global Utilities. Must not know the spreadsheet.
// https://developers.google.com/apps-script/reference/utilities/utilities
import { createHash } from 'node:crypto';
import { EnumType, type EnumValue } from '../enum-value';
import type { Execution } from '../execution';
import { LIMITS } from '../limits';
import { TEXTS } from '../messages';
import { Handle, methodsOf, surface } from '../method';
import { uuid } from '../random';
import { NotEmulated } from '../service-error';
import { formatDate } from '../time-zone';

const DIGEST_ALGORITHM = new EnumType('DigestAlgorithm', [
  'MD5',
  'SHA_1',
  'SHA_256',
  'SHA_384',
  'SHA_512',
]);
const CHARSET = new EnumType('Charset', ['US_ASCII', 'UTF_8']);

export class Utilities extends Handle {
  readonly surface = UTILITIES;
  readonly execution: Execution;

  constructor(execution: Execution) {
    super();
    this.execution = execution;
  }
}

/** Java's bytes are signed. Text without a charset must be ASCII: what Google makes of other letters is not documented. */
function bytesOf(value: string | readonly number[], charset?: EnumValue): Buffer {
  if (typeof value !== 'string') return Buffer.from(value.map((byte) => byte & 0xff));
  if (charset?.name !== 'UTF_8' && /[^\x00-\x7f]/.test(value)) {
    throw new NotEmulated('non-ASCII text without Utilities.Charset.UTF_8');
  }
  return Buffer.from(value, 'utf8');
}

type Data = string | readonly number[];

const { local, write } = methodsOf<Utilities>();
const BYTES_OR_TEXT = 's|s,h|a';

const UTILITIES = surface(
  'Utilities',
  'Utilities',
  {
    sleep: write(
      'i',
      ({ execution }, ms: number) => {
        if (ms > LIMITS.sleepMs.value) execution.fail(LIMITS.sleepMs.text);
        if (ms < 0) execution.fail(TEXTS.invalidArgument, 'milliseconds');
        execution.charge(ms);
        return null;
      },
      { cost: 0 },
    ),
    getUuid: local('', ({ execution }) => uuid(execution.env.random)),
    computeDigest: local(
      'h,s|h,s,h|h,a',
      (_, algorithm: EnumValue, value: Data, charset?: EnumValue) => {
        const name = algorithm.name.toLowerCase().replace('_', '');
        const digest = createHash(name).update(bytesOf(value, charset)).digest();
        return Array.from(new Int8Array(digest));
      },
    ),
    base64Encode: local(BYTES_OR_TEXT, (_, data: Data, charset?: EnumValue) =>
      bytesOf(data, charset).toString('base64'),
    ),
    base64EncodeWebSafe: local(BYTES_OR_TEXT, (_, data: Data, charset?: EnumValue) =>
      bytesOf(data, charset).toString('base64').replace(/\+/g, '-').replace(/\//g, '_'),
    ),
    formatDate: local('d,s,s', (_, date: Date, timeZone: string, pattern: string) => {
      const text = formatDate(date.getTime(), timeZone, pattern);
      if (text === null) throw new NotEmulated(`Utilities.formatDate pattern ${pattern}`);
      return text;
    }),
  },
  { DigestAlgorithm: DIGEST_ALGORITHM, Charset: CHARSET },
);
