// Owns what a user wants written, and where: what was said now, else what the sheet remembers, else what is usual. Pure; whether a
// column holds a formula is decided at the plan.
import { type Channel, CHANNELS, type ContactField } from '../../contact/contact';
import type { Mapping } from '../../contact/mapping';
import type { Cells } from '../../contact/table';
import { columnName, type SheetProblem } from '../plan/sheet-problem';
import {
  channelOf,
  fieldsOf,
  OUTPUT_FIELDS,
  type OutputField,
  type Outputs,
} from '../state/output-fields';
import type { OutputWish, OutputWishes } from '../state/sheet-memory';
import { type ColumnUse, disturbedBy } from './column-uses';
import { NEW_HEADERS, onlyColumn } from './outputs';
import { saysMoreThan, usualColumn } from './usual-column';

export interface WantedOutput {
  readonly isOn: boolean;
  /** An existing column, 0-based; `null`: the mapped one, or one of this add-on's own. */
  readonly column: number | null;
  /** Filled cells may be written, too. */
  readonly always: boolean;
}

/** Without the fields that cannot be written as nothing of theirs is bought. */
export type WantedOutputs = Readonly<Partial<Record<OutputField, WantedOutput>>>;

export interface OutputSituation {
  readonly headers: readonly string[];
  readonly cells: Cells;
  readonly headerRow: number;
  readonly mapping: Mapping;
  /** Also the columns that the operation does not read: a profile goes where names, company and profile stand. */
  readonly everyField: Mapping;
  readonly channels: readonly Channel[];
  /** The columns that this add-on made on the sheet. */
  readonly made: Outputs;
  /** Whoever else reads and writes columns of the sheet. */
  readonly uses: readonly ColumnUse[];
}

/** What is wanted; `problem`: what was asked for now and cannot be, which then is as if it had not been asked for. */
export function wantedOutputs(
  asked: OutputWishes,
  remembered: OutputWishes,
  situation: OutputSituation,
): { readonly wanted: WantedOutputs; readonly problem: SheetProblem | null } {
  const wanted: Partial<Record<OutputField, WantedOutput>> = {};
  const wishes = { ...remembered, ...asked };
  let problem: SheetProblem | null = null;
  for (const field of fieldsFor(situation)) {
    const wish = wishes[field];
    const isOn = isWritten(field, wish);
    const always = field !== 'status' && wish?.policy === 'always';
    const column = wish?.column ?? (wish ? null : usualPlace(field, wishes, wanted, situation));
    const why = isOn ? whyNot({ field, column, always }, wanted, situation) : '';
    if (why !== '' && asked[field] !== undefined) problem ??= { code: 'bad_output', message: why };
    const can = why === '';
    wanted[field] = {
      ...{ isOn, always: always && can },
      column: can && takesColumn(field) ? column : null,
    };
  }
  return { wanted, problem };
}

/** The channels whose filled cells are bought again and replaced. */
export function overwritten(wanted: WantedOutputs): readonly Channel[] {
  return CHANNELS.filter((channel) =>
    fieldsOf(channel).some((field) => wanted[field]?.always === true),
  );
}

/**
 * The 0-based columns in which the values of a channel stand, -1 for one that is still to be made.
 *
 * @param isOf which of its fields are asked about
 */
export function placesOf(
  channel: Channel,
  wanted: WantedOutputs,
  { headers, mapping, made }: Pick<OutputSituation, 'headers' | 'mapping' | 'made'>,
  isOf: (want: WantedOutput) => boolean = () => true,
): readonly number[] {
  return fieldsOf(channel).flatMap((field) => {
    const want = wanted[field];
    if (want?.isOn !== true || !isOf(want)) return [];
    if (field === 'email' || field === 'phone') return [mapping[field] ?? -1];
    const own = made[field];
    return [want.column ?? (own === undefined ? -1 : onlyColumn(headers, own.ref.header))];
  });
}

/**
 * Columns that results were or are to be written into: nobody is identified by them, whatever their headers and cells
 * look like, unless the user says so.
 */
export function resultColumns(
  headers: readonly string[],
  made: Outputs,
  remembered: OutputWishes,
): ReadonlySet<number> {
  const columns = OUTPUT_FIELDS.filter((field) => !isAboutWho(field)).flatMap((field) => [
    remembered[field]?.column ?? -1,
    made[field] === undefined ? -1 : onlyColumn(headers, made[field].ref.header),
  ]);
  // In a copy of a sheet nothing is remembered; these names are nobody else's.
  headers.forEach((text, column) => {
    if (OWN_HEADER.test(text.trim())) columns.push(column);
  });
  return new Set(columns.filter((column) => column >= 0));
}

/** E-mails, phones and profiles may say who a contact is, whoever wrote them. */
function isAboutWho(field: OutputField): boolean {
  const channel = channelOf(field);
  return channel !== null && channel !== 'validity';
}

const OWN_HEADER = new RegExp(`^(?:${NEW_HEADERS.company}|${NEW_HEADERS.linkedin})(?: \\d+)?$`);

/** A column of the user's own that is plainly meant for the field, and that nothing else uses; `null`: there is none. */
function usualPlace(
  field: OutputField,
  wishes: OutputWishes,
  earlier: WantedOutputs,
  situation: OutputSituation,
): number | null {
  const { headers, cells, headerRow, mapping, everyField, made } = situation;
  const known = PROFILE_PLACES[field];
  const column = (known && everyField[known]) ?? usualColumn(field, headers);
  const hasOwn = made[field] !== undefined && onlyColumn(headers, made[field].ref.header) >= 0;
  if (column === null || hasOwn) return null;
  if (OUTPUT_FIELDS.some((other) => wishes[other]?.column === column)) return null;
  const isAboutEmails = field === 'emailStatus';
  if (isAboutEmails && earlier.email?.always === true) return null;
  if (isAboutEmails && saysMoreThan(mapping.email, column, cells, headerRow)) return null;
  return whyNot({ field, column, always: false }, earlier, situation) === '' ? column : null;
}

/** Where the parts of a profile stand in a sheet that has them. */
const PROFILE_PLACES: Readonly<Partial<Record<OutputField, ContactField>>> = {
  firstName: 'first_name',
  lastName: 'last_name',
  fullName: 'full_name',
  profileCompany: 'company_name',
  profileLinkedin: 'linkedin_url',
};

const SAID_BY_PROFILE: readonly OutputField[] = ['title', 'company', 'linkedin'];

/** The fields that buying these channels may write, in the order of new columns. */
function fieldsFor({ channels, mapping, everyField }: OutputSituation): OutputField[] {
  const hasTwoNames = everyField.first_name !== undefined && everyField.last_name !== undefined;
  return OUTPUT_FIELDS.filter((field) => {
    const channel = channelOf(field);
    if (field === 'fullName' && hasTwoNames) return false;
    if ((field === 'firstName' || field === 'lastName') && !hasTwoNames) return false;
    if (channel !== null) return channels.includes(channel);
    // What comes free comes with an e-mail or a phone.
    // What is known under a vendor's own id comes without a word on its e-mail.
    if (field === 'emailStatus') return channels.includes('email') && mapping.lead_id === undefined;
    // A profile that is bought says these itself.
    if (SAID_BY_PROFILE.includes(field) && channels.includes('profile')) return false;
    return field === 'status' || channels.includes('email') || channels.includes('phone');
  });
}

function isWritten(field: OutputField, wish: OutputWish | null | undefined): boolean {
  switch (field) {
    case 'email':
    case 'phone':
    case 'validity':
    case 'status':
      return true;
    case 'firstName':
    case 'lastName':
    case 'fullName':
    case 'profileTitle':
    case 'profileCompany':
    case 'profileLinkedin':
    case 'emailStatus':
      return wish !== null;
    case 'title':
    case 'company':
    case 'linkedin':
    case 'otherEmails':
      return wish !== null && wish !== undefined;
  }
}

/** E-mail and phone go where they are mapped; the enrichment status has a column of its own. */
function takesColumn(field: OutputField): boolean {
  return field !== 'email' && field !== 'phone' && field !== 'status';
}

/** Why a field cannot be written as wished, in words; `''` when it can. */
function whyNot(
  { field, column, always }: { field: OutputField; column: number | null; always: boolean },
  earlier: WantedOutputs,
  { headers, mapping, made, uses }: OutputSituation,
): string {
  if (field === 'email' && always) return whyNotReplaced(headers, mapping, uses);
  if (column === null || !takesColumn(field)) return '';
  const what = `“${NEW_HEADERS[field]}”`;
  if (column >= headers.length) {
    return `The column chosen for ${what} is not in this sheet any more. Choose another.`;
  }
  const name = columnName(headers, column);
  const instead = `${what} cannot be written there. Choose another column, or a new one.`;
  if (Object.values(mapping).includes(column)) {
    return `${name} says who the contacts are, or holds their e-mails or phones: ${instead}`;
  }
  const reader = disturbedBy({ column, field, always, mapping }, uses);
  if (reader !== null)
    return `${name} tells ${readerName(reader)} who the contacts are: ${instead}`;
  const isTaken =
    OUTPUT_FIELDS.some((other) => other !== field && earlier[other]?.column === column) ||
    OUTPUT_FIELDS.some(
      (other) =>
        other !== field &&
        made[other] !== undefined &&
        onlyColumn(headers, made[other].ref.header) === column,
    );
  return isTaken ? `${name} is taken by other results: ${instead}` : '';
}

/** E-mails may be all that tells somebody else the company of their contacts. */
function whyNotReplaced(
  headers: readonly string[],
  mapping: Mapping,
  uses: readonly ColumnUse[],
): string {
  const column = mapping.email;
  if (column === undefined) return '';
  const reader = disturbedBy({ column, field: 'email', always: true, mapping }, uses);
  return reader === null
    ? ''
    : `${columnName(headers, column)} tells ${readerName(reader)} who the contacts are: its e-mails cannot be replaced now. Choose “Only blank cells”.`;
}

function readerName({ by }: ColumnUse): string {
  return by === 'run' ? 'a run that is still open' : 'Automatic';
}
