// Owns turning what the engine knows into what the sidebar shows. Pure; sends nothing that is not meant to be seen.
import { explainIncomplete } from '../contact/identity';
import { markHeaderRow } from '../contact/column';
import { columnLetter } from '../contact/column-letter';
import { CONTACT_FIELDS, type ContactField } from '../contact/contact';
import type { Check, Verdict } from '../contact/check';
import type { Operation } from '../contact/operation';
import { UNITS } from '../contact/operation-words';
import type { EnrichmentType } from '../provider/provider';
import { atEach, firstThatCost, type Route, typeOf, worstCosts } from '../run/plan/route';
import { OF_NO_TYPE } from '../run/plan/plan';
import { chooseOutputs } from '../run/sheet/outputs';
import { OUTPUT_FIELDS, type OutputField } from '../run/state/output-fields';
import type { Prepared, Wish } from '../run/plan/prepare';
import { isReadElsewhere } from '../run/plan/terms';
import { creditsView } from './credits-view';
import type { CheckedRow, CheckView, Inspection, MappedField, OutputView } from './contract-check';

/** Rows sent for each verdict: a sidebar shows no more, and the answer stays small. */
const ROWS_SHOWN = 200;

/**
 * @param runLimit credits that one run of this user may cost; `null`: no such limit
 * @param about what records and formulas say of the sheet
 */
export function inspectionView(
  prepared: Prepared,
  { operation, route }: Pick<Wish, 'operation' | 'route'>,
  runLimit: number | null,
  about: Pick<Inspection, 'isSample' | 'fixes' | 'lastFix'>,
): Inspection {
  const { sheet, cells, headerRow, match, view, problem, check } = prepared;
  return {
    sheet: {
      id: sheet.id,
      name: sheet.name(),
      rows: Math.max(0, cells.length - headerRow - 1),
    },
    headerRow: headerRow + 1,
    headerMark: headerRow < 0 ? '' : markHeaderRow(cells[headerRow] ?? [], []),
    columns: match.columns.map(({ column, header, samples }) => ({
      index: column,
      letter: columnLetter(column),
      header,
      samples,
    })),
    mapping: mappingView(prepared),
    outputs: outputViews(prepared),
    ...about,
    hasFilter: view.hasFilter(),
    check: check === null ? null : checkView(check, operation, route, runLimit),
    problem,
  };
}

function mappingView({ everyField: mapping, choices, match }: Prepared): Inspection['mapping'] {
  const fields: Partial<Record<ContactField, MappedField>> = {};
  for (const field of CONTACT_FIELDS) {
    const column = mapping[field];
    if (column === undefined) continue;
    const isChosen = choices[field] === column;
    fields[field] = {
      column,
      certainty: isChosen ? 'chosen' : (match.fields[field]?.certainty ?? 'chosen'),
    };
  }
  return fields;
}

/** Nothing is read for it: a column that holds formulas is found at the confirm. */
function outputViews(prepared: Prepared): OutputView[] {
  const { wanted, made, mapping, cells, headerRow, problem } = prepared;
  if (problem !== null && problem.code !== 'bad_output') return [];
  const headers = cells[headerRow] ?? [];
  const isOn = { isOn: true } as const;
  const all = Object.entries(wanted).map(([field, want]) => [field, { ...want, ...isOn }] as const);
  const isUnfit = (column: number, field: OutputField): boolean =>
    isReadElsewhere(prepared, column, field);
  const outputs = chooseOutputs(headers, mapping, Object.fromEntries(all), made, isUnfit);
  return OUTPUT_FIELDS.flatMap((field): OutputView[] => {
    const want = wanted[field];
    const output = outputs[field];
    if (want === undefined || output === undefined) return [];
    const { header, position } = output.ref;
    const column = position < headers.length ? position : null;
    const policy = want.always ? 'always' : 'blanks';
    const hasPolicy = field !== 'status' && (field !== 'emailStatus' || !output.ours);
    return [{ field, isOn: want.isOn, column, header, policy, hasPolicy }];
  });
}

function checkView(
  check: Check,
  operation: Operation,
  route: Route,
  runLimit: number | null,
): CheckView {
  const limits = runLimit === null ? {} : atEach(route, runLimit);
  const sent = check.ready.slice(0, firstThatCost(check.ready, route, limits));
  const byType = { ...OF_NO_TYPE };
  for (const { missing } of sent) byType[typeOf(missing)]++;
  const contacts = { total: sent.length, ...byType };
  const maximumCredits = creditsView(worstCosts(sent, route));
  const left = check.ready.length - contacts.total;
  const limit = runLimit === null || left === 0 ? null : { credits: runLimit, left };
  const shown = new Map<Verdict['kind'], number>();
  const rows: CheckedRow[] = [];
  for (const { row, verdict } of check.verdicts) {
    const count = (shown.get(verdict.kind) ?? 0) + 1;
    if (count > ROWS_SHOWN) continue;
    shown.set(verdict.kind, count);
    rows.push({ row: row + 1, kind: verdict.kind, text: verdictText(verdict, operation) });
  }
  const { replaced } = check;
  return { counts: check.counts, contacts, maximumCredits, limit, replaced, rows };
}

/** One sentence on a row; `''` where there is nothing to tell. */
function verdictText(verdict: Verdict, operation: Operation): string {
  const { one } = UNITS[operation];
  switch (verdict.kind) {
    case 'ready':
      return BOUGHT[typeOf(verdict.missing)];
    case 'blank':
      return '';
    case 'waiting':
      return 'Already in a run that is still open.';
    case 'duplicate':
      return operation === 'validate'
        ? `The same e-mail as row ${verdict.of + 1}: checked once, written to both.`
        : `The same ${one} as row ${verdict.of + 1}: bought once, written to both.`;
    case 'filled':
      if (verdict.from === null) return FILLED[operation];
      return `The same ${one} as row ${verdict.from + 1}, which has the value: copied from there, free, when a run starts.`;
    case 'incomplete':
      return explainIncomplete(verdict.reason);
    case 'tried':
      return TRIED[operation];
  }
}

const FILLED: Readonly<Record<Operation, string>> = {
  find: 'Nothing is missing here.',
  validate: 'This e-mail has its validity already.',
  lookup: 'Who this is stands here already.',
  leads: 'Nothing is missing here.',
};

const TRIED: Readonly<Record<Operation, string>> = {
  find: 'Nothing was found with all that this row says: add the LinkedIn profile or the company’s website, or look for the phone too.',
  validate: 'This e-mail was asked about already: nothing more is known.',
  lookup: 'This e-mail was asked about already: nothing more is known.',
  leads: 'This id was asked for before, and nothing was found.',
};

const BOUGHT: Readonly<Record<EnrichmentType, string>> = {
  partial: 'E-mail: bought if it is found.',
  phone_only: 'Phone: bought if it is found.',
  full: 'E-mail and phone: each bought if it is found.',
  validity: 'Its e-mail is checked.',
  profile: 'Who it is: bought if that is found.',
  lead: 'All that is known under its id.',
};
