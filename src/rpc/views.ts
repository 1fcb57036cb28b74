// Owns turning what the engine knows into what the sidebar shows. Pure; sends nothing that is not meant to be seen.
import { explainIncomplete } from '../contact/identity';
import { markHeaderRow } from '../contact/column';
import { columnLetter } from '../contact/column-letter';
import { CONTACT_FIELDS, type ContactField } from '../contact/contact';
import type { Check, Verdict } from '../contact/check';
import type { Provider } from '../provider/provider';
import { creditsPerContact } from '../run/state/batch';
import { typeOf } from '../run/plan/plan';
import { chooseOutputs } from '../run/sheet/outputs';
import { OUTPUT_FIELDS } from '../run/state/run';
import type { Prepared } from '../run/plan/prepare';
import type { CheckView, Inspection, MappedField, OutputView, ProblemRow } from './contract';

/** Problem rows sent for each verdict: a sidebar shows no more, and the answer stays small. */
const ROWS_SHOWN = 200;

/** @param about what records and formulas say of the sheet */
export function inspectionView(
  prepared: Prepared,
  provider: Provider,
  about: Pick<Inspection, 'isSample' | 'fixes' | 'lastFix'>,
): Inspection {
  const { sheet, cells, headerRow, match, view, problem, check } = prepared;
  return {
    sheet: {
      id: sheet.id,
      name: sheet.name(),
      rows: headerRow < 0 ? 0 : Math.max(0, cells.length - headerRow - 1),
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
    check: check === null ? null : checkView(check, provider),
    problem,
  };
}

function mappingView({ mapping, choices, match }: Prepared): Inspection['mapping'] {
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
function outputViews({ wanted, made, mapping, cells, headerRow, problem }: Prepared): OutputView[] {
  if (problem !== null && problem.code !== 'bad_output') return [];
  const headers = cells[headerRow] ?? [];
  const isOn = { isOn: true } as const;
  const all = Object.entries(wanted).map(([field, want]) => [field, { ...want, ...isOn }] as const);
  const outputs = chooseOutputs(headers, mapping, Object.fromEntries(all), made, () => false);
  return OUTPUT_FIELDS.flatMap((field): OutputView[] => {
    const want = wanted[field];
    const output = outputs[field];
    if (want === undefined || output === undefined) return [];
    const { header, position } = output.ref;
    const column = position < headers.length ? position : null;
    const policy = want.always ? 'always' : 'blanks';
    return [{ field, isOn: want.isOn, column, header, policy }];
  });
}

function checkView(check: Check, provider: Provider): CheckView {
  const contacts = { total: check.ready.length, partial: 0, phone_only: 0, full: 0 };
  let maximumCredits = 0;
  for (const { missing } of check.ready) {
    const type = typeOf(missing);
    contacts[type]++;
    maximumCredits += creditsPerContact(type, provider);
  }
  const shown = new Map<Verdict['kind'], number>();
  const problems: ProblemRow[] = [];
  for (const { row, verdict } of check.verdicts) {
    const text = verdictText(verdict);
    const count = (shown.get(verdict.kind) ?? 0) + 1;
    if (text === '' || count > ROWS_SHOWN) continue;
    shown.set(verdict.kind, count);
    problems.push({ row: row + 1, kind: verdict.kind, text });
  }
  const { replaced } = check;
  return { counts: check.counts, contacts, maximumCredits, replaced, problems };
}

/** One sentence on a row that is not ready; `''` for those that need none. */
function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'ready':
    case 'blank':
      return '';
    case 'waiting':
      return 'Already in a run that is still open.';
    case 'duplicate':
      return `The same contact as row ${verdict.of + 1}: bought once, written to both.`;
    case 'filled':
      return verdict.from === null
        ? 'Nothing is missing here.'
        : `The same contact as row ${verdict.from + 1}, which has the value: copied from there, free, when a run starts.`;
    case 'incomplete':
      return explainIncomplete(verdict.reason);
  }
}
