// Owns what a check becomes once a user wants it: the plan, and how the columns that are read and written are found again. Buys
// nothing; writes no cell.
import type { Check } from '../../contact/check';
import { type ColumnRef, markHeaderRow, refer } from '../../contact/column';
import { CONTACT_FIELDS, type ContactField } from '../../contact/contact';
import { keepsLog } from '../log/keep-log';
import { disturbedBy } from '../sheet/column-uses';
import { columnsWithFormulas } from '../sheet/formula-columns';
import { chooseOutputs } from '../sheet/outputs';
import { overwritten } from '../sheet/wanted-outputs';
import type { DocumentState } from '../state/document';
import { OUTPUT_FIELDS, type OutputField, type Outputs } from '../state/output-fields';
import type { Source } from '../state/run';
import type { User } from '../state/user';
import { makePlan, type Plan, type PlanResult } from './plan';
import type { Prepared, Wish } from './prepare';
import { type Route, vendorsOf } from './route';

/** The plan of a checked sheet. `formulas` decide which columns may be written: one read. */
export function planOf(
  prepared: Prepared & { readonly check: Check },
  document: DocumentState,
  wish: Wish,
  user: User,
): PlanResult {
  return makePlan(
    prepared.check.ready,
    {
      ...termsOf(prepared, document, wish),
      ...{ replaced: prepared.check.replaced, keepsLog: keepsLog(document) },
      boughtOnLists: prepared.boughtOnLists.length,
      givenUp: prepared.givenUp.length,
      unplacedBefore: prepared.unplacedBefore,
      webhooks: webhooksOf(wish.route, user.webhookHash),
    },
    { bytes: document.bytes(), contacts: document.openContacts() },
  );
}

/** By vendor, what the document may know of the user's address there. */
export function webhooksOf(
  route: Route,
  hashOf: User['webhookHash'],
): Readonly<Record<string, string>> {
  const hashes = vendorsOf(route).map((id) => [id, hashOf(id)] as const);
  return Object.fromEntries(hashes.filter(([, hash]) => hash !== ''));
}

/** How the columns that are read and written are found again, and what is bought: one read. */
export function termsOf(
  prepared: Prepared,
  document: DocumentState,
  wish: Wish,
): Pick<Plan, 'operation' | 'source' | 'outputs' | 'channels' | 'route' | 'overwrite'> {
  const { sheet, cells, headerRow, mapping, wanted, made } = prepared;
  const headers = cells[headerRow] ?? [];
  const formulas = columnsWithFormulas(sheet, cells, headerRow, writable(prepared));
  const isUnfit = (column: number, field: OutputField): boolean =>
    formulas.has(column) || isReadElsewhere(prepared, column, field);
  const outputs = chooseOutputs(headers, mapping, wanted, made, isUnfit);
  const source = sourceOf(prepared, outputs);
  const { operation, channels, route } = wish;
  return { operation, source, outputs, channels, route, overwrite: overwritten(wanted) };
}

/** Whether somebody else reads who the contacts are from a column that a kind of value would be written to. */
export function isReadElsewhere(
  { wanted, mapping, uses }: Prepared,
  column: number,
  field: OutputField,
): boolean {
  const always = wanted[field]?.always === true;
  return disturbedBy({ column, field, always, mapping }, uses) !== null;
}

/** The columns of the sheet that a run may write. */
function writable({ cells, headerRow, mapping, wanted, made }: Prepared): readonly number[] {
  const headers = cells[headerRow] ?? [];
  return [
    mapping.email,
    mapping.phone,
    ...OUTPUT_FIELDS.filter((field) => wanted[field]?.isOn === true).flatMap((field) => [
      wanted[field]?.column ?? -1,
      headers.findIndex((text) => text.trim() === made[field]?.ref.header),
    ]),
  ].filter((column): column is number => column !== undefined && column >= 0);
}

/** How the run's columns are found again. */
export function sourceOf(
  { sheet, cells, headerRow, mapping }: Pick<Prepared, 'sheet' | 'cells' | 'headerRow' | 'mapping'>,
  outputs: Outputs,
): Source {
  const headers = cells[headerRow] ?? [];
  const columns: Partial<Record<ContactField, ColumnRef>> = {};
  for (const field of CONTACT_FIELDS) {
    const column = mapping[field];
    if (column !== undefined) columns[field] = refer(headers, column);
  }
  const own = Object.values(outputs).filter(({ ours }) => !ours);
  const written = own.map(({ ref }) => ref.position);
  const headerHash = markHeaderRow(headers, [...Object.values(mapping), ...written]);
  return { sheetId: sheet.id, headerRow, columns, headerHash };
}
