// Owns what the log says of a batch's results, line by line and in words; and which text of an item is a channel's value. Pure.
import { CHANNELS, type Channel, type Fingerprint } from '../../contact/contact';
import type { Item } from '../../provider/provider';
import { vendorOf } from '../../provider/vendors';
import { type Batch, type BatchContact, creditsFor } from '../state/batch';
import { ALSO, type LogLine } from '../log/log-line';
import { type BoughtField, fieldsOf, type OutputField } from '../state/output-fields';
import { markOf } from '../sheet/row-content';
import type { Rows } from '../sheet/rows';
import { holdsValue } from './match';

/** Sheets takes 50,000 characters in a cell (https://support.google.com/drive/answer/37603), one of them the mark for text. */
const CELL_CHARACTERS = 49_999;

/** What is written into a cell of a contact's row, with all that *Undo* needs to give back what it held. */
export function cellLine(
  row: number,
  field: OutputField,
  text: string,
  rows: Rows,
  contact: BatchContact,
  said: Pick<LogLine, 'event' | 'before' | 'note' | 'credits'>,
): LogLine {
  const print = rows.printAt(row) ?? contact[0];
  const held = rows.heldAt(row, rows.columns.outputs[field] ?? -1);
  const among = markOf(row, rows);
  return {
    ...{ ...said, contact: print, row: row + 1, field, after: text },
    ...(typeof held === 'number' && said.before !== '' ? { number: held } : {}),
    ...(among === null ? {} : { among }),
  };
}

export function failedLine(contact: BatchContact, error: string): LogLine {
  const blank = { row: null, field: '', before: '', after: '' } as const;
  const note = error.slice(0, 1_000);
  return { ...blank, event: 'failed', contact: contact.join(' '), note, credits: 0 };
}

export function unplacedLine(
  contact: BatchContact,
  field: OutputField,
  value: string,
  /** The vendor's word for an e-mail; *Place again* reads it back. */
  status: string,
  cell: { readonly row: number; readonly before: string } | null,
  /** Why the cell did not take it; `null` when it was not tried. */
  refusal: string | null,
  credits: number,
): LogLine {
  const why =
    cell === null
      ? 'The row was deleted, or its contact changed.'
      : (refusal ?? 'The cell was filled meanwhile; it was left as it is.');
  return {
    event: 'unplaced',
    contact: contact.join(' '),
    row: cell === null ? null : cell.row + 1,
    field,
    before: cell?.before ?? '',
    after: value,
    note: status === '' ? why : `${status}; ${why}`,
    credits,
  };
}

/** What of an item goes into a field's cell; `''` when it holds nothing. */
export function valueOf(item: Item, field: BoughtField): string {
  return textOf(item, field).slice(0, CELL_CHARACTERS);
}

function textOf({ email, phones, validity, profile }: Item, field: BoughtField): string {
  switch (field) {
    case 'email':
      return email;
    case 'phone':
      return phones[0]?.number ?? '';
    case 'validity':
      return validity;
    case 'firstName':
    case 'lastName':
    case 'fullName':
      return profile?.[field] ?? '';
    case 'profileTitle':
      return profile?.title ?? '';
    case 'profileCompany':
      return profile?.company ?? '';
    case 'profileLinkedin':
      return profile?.linkedin ?? '';
  }
}

export function holds(item: Item, channel: Channel): boolean {
  return fieldsOf(channel).some((field) => valueOf(item, field) !== '');
}

/** Credits for the values of these channels, as far as the answer does not say what all of it cost. */
export function costOf(item: Item | null, batch: Batch, found: readonly Channel[]): number {
  return item?.isFree === true ? 0 : creditsFor(batch, found);
}

export function noteOf(item: Item | null, channel: Channel): string {
  switch (channel) {
    case 'email':
      return item?.emailStatus ?? '';
    case 'phone': {
      const type = item?.phones[0]?.type ?? '';
      return [type, othersOf(item, channel)].filter((part) => part !== '').join('; ');
    }
    case 'validity':
    case 'profile':
      return '';
  }
}

/** The numbers beside the one that has a cell. */
export function othersOf(item: Item | null, channel: Channel): string {
  const others =
    channel === 'phone' && item !== null ? item.phones.slice(1).map((phone) => phone.number) : [];
  return others.length === 0 ? '' : `${ALSO}${others.join(', ')}`.slice(0, 1_000);
}

/** The vendor counts more than it gave: nobody knows whose, but it may have been paid for. */
export function missingLine(missing: number, batch: Batch): LogLine {
  const blank = { contact: '', row: null, field: '', before: '', after: '', credits: 0 } as const;
  const note = `${vendorOf(batch.service).name} counts ${missing} more values found than its answer holds. Look for them there, under the id ${batch.workflowId}.`;
  return { ...blank, event: 'unplaced', note };
}

/** What the vendor says of the credits, as it stands: this sheet is the user's own. */
export function noticeLine(notice: string, charged: number | null, batch: Batch): LogLine {
  const blank = { contact: '', row: null, field: '', before: '', after: batch.workflowId } as const;
  const note = `${vendorOf(batch.service).name} says: ${notice}`;
  return { ...blank, event: 'notice', note, credits: charged };
}

/** @param mayBe whom it may be about: they are not asked for again as if nothing had been found */
export function untiedLines(item: Item, mayBe: readonly Fingerprint[], batch: Batch): LogLine[] {
  if (!holdsValue(item)) return [];
  return CHANNELS.flatMap((channel) => {
    const words = [othersOf(item, channel), describe(item)].filter((part) => part !== '');
    const fields = fieldsOf(channel).filter((field) => valueOf(item, field) !== '');
    return fields.map((field, index) => ({
      event: 'unplaced' as const,
      contact: '',
      row: null,
      field,
      before: '',
      after: valueOf(item, field),
      note: `Nothing ties it to a contact. ${words.join('; ')}`.trim(),
      credits: index === 0 ? costOf(item, batch, [channel]) : 0,
      mayBe,
    }));
  });
}

/** Whom the vendor says an item is, for a person to look at. */
function describe(item: Item): string {
  const said = item.echo ?? item.identity;
  if (said === null) return '';
  // An id says to nobody who it is.
  const who = said.leadId === undefined ? said : (item.identity ?? said);
  const { firstName, lastName, companyName, companyDomain, linkedinUrl } = who;
  const { email = '', leadId = '' } = said;
  return [firstName, lastName, companyName || companyDomain, linkedinUrl, email, leadId]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 300);
}
