// Owns the command's own words where the add-on's advice is for a sidebar. Knows codes, not what led to them.
import type { Failure, SheetProblem } from '../../src/rpc/contract';
import type { Operation } from '../../src/contact/operation';
import { VENDORS } from '../../src/provider/vendors';
import type { CountingTransport } from '../session/counting-transport';
import type { Options } from './options';
import { sellerNames } from './vendor-choice';

/** `failed`: the call that led to it. Where no answer came, nothing is known of what the host would say. */
export function refusalOf(
  { code, message }: Failure,
  failed: CountingTransport['failure'],
): string {
  if (code !== 'vendor_down' || failed === null) return message;
  return failed.isAnswered
    ? `${failed.host} does not answer such questions now, and nothing was sent. Run the same command again in a minute.`
    : `${failed.host} could not be reached, and nothing was sent. Check this computer’s connection, then run the same command again.`;
}

/** Why the file cannot be used. */
export function problemOf(
  { code, message }: SheetProblem,
  { input: name, operation }: Pick<Options, 'input' | 'operation'>,
): string {
  switch (code) {
    case 'no_header':
    case 'no_identity':
      return `${name} has no usable columns: it needs a row of headers, with ${NEEDED[operation]}.`;
    case 'empty':
      return `${name} is empty.`;
    case 'not_a_contact_sheet':
    case 'nothing_selected':
    case 'nothing_to_retry':
    case 'columns_moved':
    case 'bad_output':
    case 'no_such_row':
    case 'nothing_wanted':
      return message;
  }
}

const NEEDED: Readonly<Record<Operation, string>> = {
  find: 'a column for the LinkedIn profile, or columns for the name and the company or its website',
  validate: 'a column for the e-mail',
  lookup: 'a column for the e-mail',
  leads: `a column for the ${sellerNames('leads', VENDORS)} id`,
};
