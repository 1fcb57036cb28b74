// Owns the command's own words where the add-on's advice is for a sidebar. Knows codes, not what led to them.
import type { Failure, SheetProblem } from '../../src/rpc/contract';
import { HOST } from '../live/https-transport';

/** `isUnreachable`: no answer came from the vendor's host, so that nothing is known of what it would say. */
export function refusalOf({ code, message }: Failure, isUnreachable: boolean): string {
  if (code !== 'vendor_down') return message;
  return isUnreachable
    ? `${HOST} could not be reached, and nothing was sent. Check this computer’s connection, then run the same command again.`
    : `${HOST} does not answer such questions now, and nothing was sent. Run the same command again in a minute.`;
}

/** Why the file cannot be used. `name` is how the user called it. */
export function problemOf({ code, message }: SheetProblem, name: string): string {
  switch (code) {
    case 'no_header':
    case 'no_identity':
      return `${name} has no usable columns: it needs a row of headers, with a column for the LinkedIn profile, or columns for the name and the company or its website.`;
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
