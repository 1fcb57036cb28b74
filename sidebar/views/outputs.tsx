// Owns where results go: which kinds of value are written, to which column, over which cells.
import { identityColumns, type Mapping } from '../../src/contact/mapping';
import { type Channel, CHANNELS, CONTACT_FIELDS } from '../../src/contact/contact';
import type { OutputChoice, OutputField, Policy } from '../../src/rpc/contract';
import type { ColumnView, Inspection, OutputView } from '../../src/rpc/contract-check';
import type { Actions } from '../actions';
import { Disclosure } from '../parts/disclosure';
import { choiceNow } from '../retry';
import type { State } from '../state';
import { columnName, OUTPUT_NAMES, POLICY_NAMES } from '../words';

interface OutputsProps {
  readonly state: State;
  readonly inspection: Inspection;
  readonly actions: Actions;
  readonly off: boolean;
}

export function Outputs({ state, inspection, actions, off }: OutputsProps) {
  const outputs = offered(state, inspection);
  if (outputs.length === 0) return null;
  const on = outputs.filter(({ isOn }) => isOn);
  return (
    <section aria-labelledby="outputs-title">
      <h2 id="outputs-title">Write to</h2>
      <Disclosure
        id="outputs"
        open={state.outputsOpen}
        onToggle={actions.toggleOutputs}
        summary={
          <span class="summary">
            {on.map((output, at) => (
              <span key={output.field}>
                {at > 0 && ', '}
                {output.header.trim() || OUTPUT_NAMES[output.field]}{' '}
                <span class="quiet unbroken">({placeOf(output, inspection)})</span>
              </span>
            ))}
          </span>
        }
      >
        {outputs.map((output) => (
          <Output
            key={output.field}
            output={output}
            columns={columnsFor(output, outputs, inspection)}
            inspection={inspection}
            actions={actions}
            off={off}
          />
        ))}
      </Disclosure>
    </section>
  );
}

interface OutputProps extends Pick<OutputsProps, 'inspection' | 'actions' | 'off'> {
  readonly output: OutputView;
  readonly columns: readonly ColumnView[];
}

function Output({ output, columns, inspection, actions, off }: OutputProps) {
  const { field, isOn } = output;
  const name = OUTPUT_NAMES[field];
  const choose = (change: Partial<OutputChoice>): void => {
    const { column, policy } = output;
    actions.output(field, { column, policy, ...change });
  };
  return (
    <div class="output" role="group" aria-label={name}>
      {isFixed(field) ? (
        <p class="output-name">{name}</p>
      ) : (
        <label class="output-name">
          <input
            type="checkbox"
            disabled={off}
            checked={isOn}
            onChange={(event) => {
              if (event.currentTarget.checked) choose({});
              else actions.output(field, null);
            }}
          />
          {name}
        </label>
      )}
      {isOn && (
        <div class="output-choices">
          {isChannel(field) ? (
            <p class="quiet">
              {output.column === null
                ? `New column “${output.header}”`
                : columnLabel(output.column, inspection)}
            </p>
          ) : (
            <select
              aria-label={`Column for ${name}`}
              disabled={off}
              value={output.column === null ? '' : String(output.column)}
              onChange={(event) => {
                const { value } = event.currentTarget;
                choose({ column: value === '' ? null : Number(value) });
              }}
            >
              <option value="">
                {output.column === null ? `New: ${output.header}` : 'New column'}
              </option>
              {columns.map((column) => (
                <option key={column.index} value={String(column.index)}>
                  {columnName(column)}
                </option>
              ))}
            </select>
          )}
          {output.hasPolicy && (
            <select
              aria-label={`Which cells for ${name}`}
              disabled={off}
              value={output.policy}
              onChange={(event) => {
                choose({ policy: event.currentTarget.value as Policy });
              }}
            >
              {(Object.keys(POLICY_NAMES) as Policy[]).map((policy) => (
                <option key={policy} value={policy}>
                  {POLICY_NAMES[policy]}
                </option>
              ))}
            </select>
          )}
          {output.policy === 'always' && output.hasPolicy && (
            <p class="guess">{alwaysMeans(field)}</p>
          )}
        </div>
      )}
    </div>
  );
}

/** What the person has picked and the server has perhaps not answered yet stands before what it said last. */
function offered(state: State, { outputs }: Inspection): readonly OutputView[] {
  const { choice } = state;
  const { channels } = choiceNow(state);
  return outputs
    .filter(({ field }) => COMES_WITH[field].some((channel) => channels.includes(channel)))
    .map((output) => {
      const chosen = choice.outputs?.[output.field];
      if (chosen === undefined) return output;
      if (chosen === null) return { ...output, isOn: false };
      const column = isChannel(output.field) ? output.column : chosen.column;
      const isAsSaid = output.field !== 'emailStatus' || column === output.column;
      const hasPolicy = isAsSaid ? output.hasPolicy : column !== null;
      return { ...output, isOn: true, column, policy: chosen.policy, hasPolicy };
    });
}

/** Never one that a contact is read from, nor one that gets another kind of value. */
function columnsFor(
  output: OutputView,
  outputs: readonly OutputView[],
  inspection: Inspection,
): readonly ColumnView[] {
  const mapping = columnsOf(inspection);
  const taken = new Set<number | null | undefined>([
    ...identityColumns(mapping),
    mapping.email,
    mapping.phone,
    ...outputs
      .filter(({ field, isOn }) => isOn && field !== output.field)
      .map(({ column }) => column),
  ]);
  return inspection.columns.filter(({ index }) => index === output.column || !taken.has(index));
}

function columnsOf({ mapping }: Inspection): Mapping {
  return Object.fromEntries(
    CONTACT_FIELDS.flatMap((field) => {
      const mapped = mapping[field];
      return mapped === undefined ? [] : [[field, mapped.column]];
    }),
  );
}

const FREE: readonly Channel[] = ['email', 'phone'];

/** What must be bought for a kind of value to come, one of these. */
const COMES_WITH: Readonly<Record<OutputField, readonly Channel[]>> = {
  email: ['email'],
  phone: ['phone'],
  validity: ['validity'],
  firstName: ['profile'],
  lastName: ['profile'],
  fullName: ['profile'],
  profileTitle: ['profile'],
  profileCompany: ['profile'],
  profileLinkedin: ['profile'],
  emailStatus: ['email'],
  title: FREE,
  company: FREE,
  linkedin: FREE,
  otherEmails: FREE,
  status: CHANNELS,
};

/** Bought, and their column is the mapped one. */
function isChannel(field: OutputField): field is 'email' | 'phone' {
  return field === 'email' || field === 'phone';
}

function isFixed(field: OutputField): boolean {
  return isChannel(field) || field === 'validity' || field === 'status';
}

function placeOf({ column }: OutputView, { columns }: Inspection): string {
  const view = columns.find(({ index }) => index === column);
  return view === undefined ? 'new' : `column ${view.letter}`;
}

function columnLabel(column: number, { columns }: Inspection): string {
  const view = columns.find(({ index }) => index === column);
  return view === undefined ? 'Its own column' : columnName(view);
}

function alwaysMeans(field: OutputField): string {
  const [channel, ...others] = COMES_WITH[field];
  const bought = channel === undefined || others.length > 0 ? undefined : BOUGHT_AGAIN[channel];
  if (bought === undefined || field === 'emailStatus') {
    return 'What stands in these cells is replaced.';
  }
  return `${bought} sent, too: it is bought again, and what stands in the cell is replaced.`;
}

const BOUGHT_AGAIN: Readonly<Record<Channel, string>> = {
  email: 'Contacts that have an e-mail are',
  phone: 'Contacts that have a phone are',
  validity: 'E-mails that have a validity are',
  profile: 'Rows that have a profile are',
};
