// Owns what can go wrong as the person sees it: a code and a sentence. Knows no view and no call.
import type { Failure, FailureCode } from '../src/rpc/contract';

/** What the server refused, or what kept its answer from coming. */
export interface Trouble {
  readonly code: FailureCode | 'no_answer' | 'several_accounts';
  /** What happened and what to do; untrusted text. */
  readonly message: string;
  /** The id of the vendor that it is about, where it is about one. */
  readonly vendor?: string;
  /** Of too many contacts: how many, the first ones, could be sent now. */
  readonly first?: number;
}

/** Google's two ways to say that the browser's accounts are mixed up, or that the permission is gone. */
const ACCOUNT_SIGNS = /PERMISSION_DENIED|Authorization/i;

/** What Google's failure handler said, in our words. */
export function troubleOfGoogle(error: unknown): Trouble {
  const said = error instanceof Error ? error.message : String(error);
  if (ACCOUNT_SIGNS.test(said)) {
    return {
      code: 'several_accounts',
      message: 'Google did not let this sidebar reach the sheet. Nothing was sent by this click.',
    };
  }
  return {
    code: 'no_answer',
    message: `Google Sheets did not answer (${said.slice(0, 200)}). Check your connection, then try again: what was started goes on, and nothing is sent or paid twice.`,
  };
}

export function troubleOfFailure({ code, message, vendor, first }: Failure): Trouble {
  return {
    ...{ code, message },
    ...(vendor === undefined ? {} : { vendor }),
    ...(first === undefined ? {} : { first }),
  };
}

/** What has happened, in a few words. `vendor`: the one that it is about, where that is known. */
export function troubleTitle(code: Trouble['code'], vendor = 'The vendor'): string {
  switch (code) {
    case 'no_key':
      return 'No key is connected';
    case 'key_refused':
      return `${vendor} refused the key`;
    case 'vendor_down':
      return `${vendor} cannot be asked now`;
    case 'vendor_blocked':
      return `${vendor} is blocked`;
    case 'out_of_credits':
      return 'Not enough credits';
    case 'busy':
      return 'This spreadsheet is busy';
    case 'changed':
      return 'The sheet has changed';
    case 'already_started':
      return 'This run has started already';
    case 'nothing_to_send':
      return 'There is nothing to send';
    case 'too_many':
      return 'Too many contacts';
    case 'sheet_problem':
      return 'This sheet cannot be used as it is';
    case 'not_yours':
      return 'This is another user’s run';
    case 'over_limit':
      return 'Over your limit for a run';
    case 'gone':
      return 'This run is not kept any more';
    case 'refused':
      return 'This is not possible now';
    case 'authorisation':
      return 'A permission is missing';
    case 'several_accounts':
      return 'Google refused this account';
    case 'no_answer':
      return 'No answer from Google Sheets';
    case 'bad_request':
    case 'internal':
      return 'Something went wrong';
  }
}
