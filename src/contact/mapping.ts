// Owns the mapping: which column of a sheet holds which contact field. Knows no cell and no header text.
import { CONTACT_FIELDS, type ContactField } from './contact';

/** The 0-based column of each mapped field. */
export type Mapping = Readonly<Partial<Record<ContactField, number>>>;

export type MappingProblem =
  /** Two fields name one column. */
  | {
      readonly kind: 'shared_column';
      readonly column: number;
      readonly fields: readonly ContactField[];
    }
  /** No combination of the mapped columns can tell who a contact is. */
  | { readonly kind: 'no_identity' }
  | { readonly kind: 'no_such_column'; readonly field: ContactField; readonly column: number };

/** Everything that is wrong with a mapping on a sheet of `columns` columns; empty when it can be used. */
export function mappingProblems(mapping: Mapping, columns: number): readonly MappingProblem[] {
  const problems: MappingProblem[] = [];
  const fieldsOf = new Map<number, ContactField[]>();
  for (const field of CONTACT_FIELDS) {
    const column = mapping[field];
    if (column === undefined) continue;
    if (!Number.isInteger(column) || column < 0 || column >= columns) {
      problems.push({ kind: 'no_such_column', field, column });
    }
    fieldsOf.set(column, [...(fieldsOf.get(column) ?? []), field]);
  }
  for (const [column, fields] of fieldsOf) {
    if (fields.length > 1) problems.push({ kind: 'shared_column', column, fields });
  }
  if (!canIdentify(mapping)) problems.push({ kind: 'no_identity' });
  return problems;
}

/**
 * The mapping with the user's choices in place of the found columns: a column, or `null` for "none". A found
 * field gives way when the user gives its column to another field.
 */
export function override(
  mapping: Mapping,
  choices: Readonly<Partial<Record<ContactField, number | null>>>,
): Mapping {
  const chosen = new Set(Object.values(choices));
  const result: Partial<Record<ContactField, number>> = {};
  for (const field of CONTACT_FIELDS) {
    const choice = choices[field];
    const found = mapping[field];
    if (typeof choice === 'number') result[field] = choice;
    else if (choice === undefined && found !== undefined && !chosen.has(found)) {
      result[field] = found;
    }
  }
  return result;
}

/**
 * The columns that a run must never write into: those that identity is read from, ascending. The e-mail
 * column is not one of them; a row that leans on its e-mail is protected by itself.
 */
export function identityColumns(mapping: Mapping): readonly number[] {
  const columns = IDENTITY_FIELDS.map((field) => mapping[field]);
  return [...new Set(columns.filter((column) => column !== undefined))].sort((a, b) => a - b);
}

/** Whether nothing but the e-mail can tell who a contact is. */
export function isByEmail(mapping: Mapping): boolean {
  return (
    mapping.email !== undefined && IDENTITY_FIELDS.every((field) => mapping[field] === undefined)
  );
}

/** Whether everybody whom `one` names has the same identity by `other`. */
export function readsAlike(one: Mapping, other: Mapping): boolean {
  return (
    IDENTITY_FIELDS.every((field) => one[field] === other[field]) &&
    (one.email === undefined || one.email === other.email)
  );
}

const IDENTITY_FIELDS: readonly ContactField[] = CONTACT_FIELDS.filter(
  (field) => field !== 'email' && field !== 'phone',
);

function canIdentify(mapping: Mapping): boolean {
  return canName(mapping) || mapping.email !== undefined || mapping.lead_id !== undefined;
}

/** Whether more than an e-mail can tell who a contact is: beside a name the e-mail's domain may stand for the company. */
export function canName(mapping: Mapping): boolean {
  const has = (field: ContactField): boolean => mapping[field] !== undefined;
  const hasName = has('full_name') || (has('first_name') && has('last_name'));
  const hasCompany = has('company_domain') || has('company_name') || has('email');
  return has('linkedin_url') || (hasName && hasCompany);
}
