// Owns the words and number formats of the sidebar: one name for one thing. Knows no state and no layout.
import type { Channel, ContactField } from '../src/contact/contact';
import type { Operation } from '../src/contact/operation';
import { UNITS } from '../src/contact/operation-words';
import type { OutputField, Policy } from '../src/rpc/contract';
import type { ColumnView, VerdictKind } from '../src/rpc/contract-check';
import type { BatchState, Decision } from '../src/rpc/contract-run';

export const FIELD_NAMES: Readonly<Record<ContactField, string>> = {
  linkedin_url: 'LinkedIn profile',
  first_name: 'First name',
  last_name: 'Last name',
  full_name: 'Full name',
  company_name: 'Company',
  company_domain: 'Website',
  email: 'E-mail',
  phone: 'Phone',
  lead_id: 'LeadLeap id',
};

export const CHANNEL_NAMES: Readonly<Record<Channel, string>> = {
  email: 'E-mail',
  phone: 'Phone',
  validity: 'Validity',
  profile: 'Profile',
};

/** Kinds of value that a run can write. */
export const OUTPUT_NAMES: Readonly<Record<OutputField, string>> = {
  email: 'E-mail',
  phone: 'Phone',
  validity: 'E-mail validity',
  firstName: 'First name',
  lastName: 'Last name',
  fullName: 'Full name',
  profileTitle: 'Job title',
  profileCompany: 'Company',
  profileLinkedin: 'LinkedIn profile',
  emailStatus: 'E-mail status',
  title: 'Job title',
  company: 'Company',
  linkedin: 'LinkedIn profile',
  otherEmails: 'Other e-mails',
  status: 'Enrichment status',
};

export const POLICY_NAMES: Readonly<Record<Policy, string>> = {
  blanks: 'Only blank cells',
  always: 'Always',
};

interface VerdictWords {
  readonly kind: VerdictKind;
  readonly name: string;
  readonly meaning: string;
}

/** As they are told in an operation. */
export function verdictsOf(operation: Operation): readonly VerdictWords[] {
  const { one } = UNITS[operation];
  const own: Partial<Record<VerdictKind, string>> = {
    duplicate: `The same ${one} as another row: sent once, filled in every row.`,
    tried: 'Asked for before, and not found. Not sent.',
    blank: `No ${operation === 'leads' ? FIELD_NAMES.lead_id : 'e-mail'} stands here. Not sent.`,
  };
  return VERDICTS.map((words) =>
    operation === 'find' ? words : { ...words, meaning: own[words.kind] ?? words.meaning },
  );
}

const VERDICTS: readonly VerdictWords[] = [
  { kind: 'ready', name: 'Ready', meaning: 'Sent once you have confirmed the cost.' },
  {
    kind: 'incomplete',
    name: 'Incomplete',
    meaning: 'Not sent. Mend the row, then press Check again.',
  },
  {
    kind: 'duplicate',
    name: 'Duplicate',
    meaning: 'The same contact as another row: bought once, filled in every row.',
  },
  { kind: 'filled', name: 'Already filled', meaning: 'Nothing is missing, so nothing is sent.' },
  {
    kind: 'waiting',
    name: 'In an open run',
    meaning: 'Part of a run that is still open: not sent a second time.',
  },
  {
    kind: 'tried',
    name: 'Tried every way',
    meaning: 'Asked for with all that the row says, and not found. Not sent.',
  },
  { kind: 'blank', name: 'Blank', meaning: 'Nothing here says who the contact is. Not sent.' },
];

export const DECISIONS: Readonly<
  Record<Decision, { readonly verb: string; readonly meaning: string }>
> = {
  send_again: { verb: 'Send again', meaning: 'may be paid twice' },
  leave_out: { verb: 'Give up', meaning: 'no results, counted as charged' },
  look_again: { verb: 'Look again', meaning: 'asks once more, free' },
  place: { verb: 'Place', meaning: 'fills the rows that still fit, free' },
  keep: { verb: 'Keep in the log', meaning: 'fills no row' },
};

export const BATCH_STATES: Readonly<Partial<Record<BatchState, string>>> = {
  unknown: 'No answer',
  stalled: 'No results',
  held: 'Held back',
  refused: 'Refused',
  left_out: 'Not sent',
};

const NUMBERS = new Intl.NumberFormat('en-US');
const DAYS = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

export function count(value: number): string {
  return NUMBERS.format(value);
}

/** `1 contact`, `1,240 contacts`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `14 Nov, 09:05`. */
export function moment(epochMs: number): string {
  return DAYS.format(epochMs);
}

/** Rough on purpose: the vendor's time is not ours to promise. */
export function timeLeft(seconds: number | null): string {
  if (seconds === null) return 'Time left: not known yet';
  if (seconds < 60) return 'Less than a minute left';
  if (seconds < 90 * 60) return `About ${count(Math.round(seconds / 60))} min left`;
  return `About ${count(Math.round(seconds / 3600))} h left`;
}

/** Long enough for real headers, short enough for the drop-down that the browser draws. */
const HEADER_CHARACTERS = 40;

/** `C · Company name`. */
export function columnName(column: ColumnView): string {
  const header = column.header.trim().replace(/\s+/g, ' ');
  const short =
    header.length > HEADER_CHARACTERS ? `${header.slice(0, HEADER_CHARACTERS - 1)}…` : header;
  return `${column.letter} · ${short === '' ? '(no header)' : short}`;
}
