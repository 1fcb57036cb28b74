// Owns which contacts of a sheet are new to a schedule: read with its own columns, ready, and with nothing in their status cells.
// What the log knows of them is decided elsewhere. Reads the sheet, writes nothing.
import { checkRows, type ReadyContact } from '../../contact/check';
import { refer } from '../../contact/column';
import {
  CONTACT_FIELDS,
  type Channel,
  type Contact,
  type ContactField,
  type Identity,
} from '../../contact/contact';
import { byEmail, identityOf } from '../../contact/identity';
import type { Mapping } from '../../contact/mapping';
import { cellText } from '../../contact/table';
import type { Sheet } from '../../ports';
import { isUntried } from '../plan/choose-rows';
import { sourceOf } from '../plan/terms';
import { alikeOn, lackFor } from '../plan/route';
import { waitingRows } from '../plan/waiting-rows';
import { fixedCells } from '../sheet/held-values';
import { onlyColumn, replaceOutputs } from '../sheet/outputs';
import { findColumns, type FoundColumns } from '../sheet/rows';
import type { DocumentState } from '../state/document';
import {
  OUTPUT_FIELDS,
  type OutputColumn,
  type OutputField,
  type Outputs,
} from '../state/output-fields';
import type { Source } from '../state/run';
import type { Schedule } from './schedule';

/** What a schedule buys: it finds, and nothing else. */
const FOUND = ['email', 'phone'] as const;

export type NewContacts =
  | {
      readonly kind: 'read';
      readonly headers: readonly string[];
      /** How the columns of a run of these contacts are found again. */
      readonly source: Source;
      readonly outputs: Outputs;
      /** In the order of their first rows. */
      readonly contacts: readonly ReadyContact[];
      /** Whom a contact's rows name, also while an e-mail's domain was all that told the company. */
      readonly identitiesOf: (contact: Contact) => readonly Identity[];
    }
  /** A column cannot be told any more; `message` says which. */
  | { readonly kind: 'lost'; readonly message: string };

/** Two reads. Throws `SheetFault`. */
export function newContacts(
  sheet: Sheet,
  document: DocumentState,
  schedule: Schedule,
): NewContacts {
  const cells = sheet.displayed();
  const earlier = lastOutputs(document, schedule);
  const found = findColumns(cells, schedule.source, earlier);
  if (found.kind === 'lost') return lost(found.header);
  const { columns } = found;
  const headers = cells[columns.headerRow] ?? [];
  const doubtful = doubtfulHeader(headers, columns, schedule, earlier);
  if (doubtful !== null) return doubtful;
  const outputs = outputsNow(headers, columns, earlier);

  const mapping = withOwnColumns(columns, schedule.channels);
  const { overwrite } = schedule;
  const replaced = FOUND.filter((one) => overwrite.includes(one)).flatMap(
    (channel) => mapping[channel] ?? [],
  );
  const { ready } = checkRows({
    ...{ cells, headerRow: columns.headerRow, mapping, selected: () => true },
    ...{ channels: schedule.channels, overwrite },
    isFixed: fixedCells(sheet, cells, columns.headerRow, mapping, replaced),
    isWaiting: waitingRows(document, sheet.id, cells, mapping),
    lackFor: (identity, channel, isAlike) => lackFor(identity, channel, schedule.route, isAlike),
    ...alikeOn(schedule.route),
  });
  const isNew = isUntried(cells, columns.headerRow);
  const identitiesOf = ({ rows }: Contact): readonly Identity[] =>
    rows.flatMap((row) => {
      const read = identityOf(cells[row] ?? [], mapping);
      if (read.kind !== 'identified') return [];
      const before = byEmail(read.identity, cellText(cells, row, mapping.email ?? -1));
      return before === null ? [read.identity] : [read.identity, before];
    });
  return {
    ...{ kind: 'read', headers, outputs, identitiesOf },
    source: sourceOf({ sheet, cells, headerRow: columns.headerRow, mapping }, outputs),
    contacts: ready.filter(({ contact }) => contact.rows.every(isNew)),
  };
}

/** How many columns have the headers that a source names. */
export function namesakesOf(headers: readonly string[], source: Source): number {
  const texts = headers.map((text) => text.trim());
  return CONTACT_FIELDS.reduce((sum, field) => {
    const header = source.columns[field]?.header ?? '';
    return header === '' ? sum : sum + texts.filter((text) => text === header).length;
  }, 0);
}

/** The columns that its last run wrote in the end: others may have had to take the place of those that it began with. */
export function lastOutputs(document: DocumentState, schedule: Schedule): Outputs {
  const last = document
    .closedRuns()
    .find(({ schedule: id, startedAt }) => id === schedule.id && startedAt > schedule.termsSince);
  return last?.place?.outputs ?? schedule.outputs;
}

/** As they stand now; new ones for the user's own that are gone. */
function outputsNow(
  headers: readonly string[],
  { outputs: found }: FoundColumns,
  earlier: Outputs,
): Outputs {
  const now: Partial<Record<OutputField, OutputColumn>> = {};
  const gone: OutputField[] = [];
  for (const field of OUTPUT_FIELDS) {
    const output = earlier[field];
    const column = found[field];
    if (output === undefined) continue;
    now[field] = column === undefined ? output : { ...output, ref: refer(headers, column) };
    if (column === undefined && !output.ours) gone.push(field);
  }
  return gone.length === 0 ? now : replaceOutputs(now, gone, headers);
}

/**
 * A run goes on without its e-mail or phone column; a schedule would take every row for one without a value. And where
 * there are more or fewer columns of a name than there were, nobody knows which is meant.
 */
function doubtfulHeader(
  headers: readonly string[],
  { mapping, outputs: found }: FoundColumns,
  { source, namesakes }: Schedule,
  outputs: Outputs,
): NewContacts | null {
  for (const field of CONTACT_FIELDS) {
    const ref = source.columns[field];
    if (ref !== undefined && mapping[field] === undefined) return lost(ref.header);
  }
  for (const channel of FOUND) {
    const header = outputs[channel]?.ref.header ?? '';
    const isOurs = mapping[channel] === undefined && found[channel] !== undefined;
    if (isOurs && onlyColumn(headers, header) < 0) return namesake(header);
  }
  if (namesakesOf(headers, source) === namesakes) return null;
  return { kind: 'lost', message: 'There are more, or fewer, columns with the same header.' };
}

function lost(header: string): NewContacts {
  const name = header === '' ? 'A column without a header' : `The column “${header}”`;
  return { kind: 'lost', message: `${name} is gone or was renamed.` };
}

function namesake(header: string): NewContacts {
  return { kind: 'lost', message: `There is more than one column “${header}”.` };
}

/** What earlier runs found, or people typed, in columns that this add-on made since is there, too. */
function withOwnColumns({ mapping, outputs }: FoundColumns, channels: readonly Channel[]): Mapping {
  const own: Partial<Record<ContactField, number>> = { ...mapping };
  for (const channel of FOUND.filter((one) => channels.includes(one))) {
    const column = outputs[channel];
    const isTaken = Object.values(own).includes(column ?? -1);
    if (own[channel] === undefined && column !== undefined && !isTaken) own[channel] = column;
  }
  return own;
}
