// Owns how the sheet's columns are read: the header row, and which column is which field, with its samples.
import { useRef, useState } from 'preact/hooks';
import type { ContactField } from '../../src/contact/contact';
import { channelsOfOperation } from '../../src/contact/operation';
import type { ColumnView, Inspection } from '../../src/rpc/contract-check';
import type { Actions } from '../actions';
import { fieldsBeside, fieldsThatMatter, guesses, isMappingCertain } from '../identity';
import { OPERATION_WORDS, operationOf } from '../operations';
import { Button } from '../parts/button';
import { Disclosure } from '../parts/disclosure';
import { choiceNow } from '../retry';
import type { State } from '../state';
import { columnName, counted, FIELD_NAMES } from '../words';

interface ChangeProps {
  readonly inspection: Inspection;
  readonly actions: Actions;
  readonly off: boolean;
}

interface HeaderRowProps extends ChangeProps {
  /** What the person has said, where the sheet has no such row. */
  readonly said: number | undefined;
}

function HeaderRow({ inspection, said, actions, off }: HeaderRowProps) {
  const shown = String(inspection.headerRow || (said ?? ''));
  return (
    <div class="headers">
      <label for="header-row">Headers in row</label>
      <input
        id="header-row"
        type="number"
        min={1}
        class="short"
        disabled={off}
        value={shown}
        onChange={(event) => {
          const row = event.currentTarget.valueAsNumber;
          if (Number.isInteger(row) && row > 0) actions.choose({ headerRow: row });
          else event.currentTarget.value = shown;
        }}
      />
    </div>
  );
}

interface MappingProps extends ChangeProps {
  readonly state: State;
}

export function Mapping({ state, inspection, actions, off }: MappingProps) {
  const { mapping } = inspection;
  const [isBesideOpen, setBesideOpen] = useState(false);
  const operation = operationOf(choiceNow(state));
  const bought = channelsOfOperation(operation);
  const fields = fieldsThatMatter(operation);
  const beside = fieldsBeside(operation, mapping);
  const open = state.mappingOpen ?? !isMappingCertain(mapping, operation);
  const mapped = fields.filter((field) => mapping[field] !== undefined);
  const unsure = guesses(mapping, operation).length;
  const fieldsOf = (some: readonly ContactField[]) =>
    some.map((field) => (
      <Field
        key={field}
        field={field}
        isFilled={bought.some((channel) => channel === field)}
        inspection={inspection}
        chosen={state.choice.mapping?.[field]}
        actions={actions}
        off={off}
      />
    ));
  return (
    <section aria-labelledby="mapping-title">
      <div class="titled">
        <h2 id="mapping-title">Columns</h2>
        <HeaderRow
          inspection={inspection}
          said={state.choice.headerRow}
          actions={actions}
          off={off}
        />
      </div>
      <Disclosure
        id="mapping"
        open={open}
        onToggle={actions.toggleMapping}
        summary={
          <span class="summary">
            {mapped.length === 0
              ? 'No column is mapped yet'
              : mapped.map((field, at) => (
                  <span key={field}>
                    {at > 0 && ', '}
                    <span class="unbroken">{FIELD_NAMES[field]}</span>
                  </span>
                ))}
            {unsure > 0 && <b class="guess"> · {counted(unsure, 'guess', 'guesses')}</b>}
          </span>
        }
      >
        <p class="quiet">{OPERATION_WORDS[operation].needs}</p>
        {fieldsOf(fields)}
        {beside.length > 0 && (
          <Disclosure
            id="mapping-beside"
            open={isBesideOpen}
            onToggle={setBesideOpen}
            summary={<span class="summary">Other columns</span>}
          >
            <p class="quiet">Not read now. Two fields cannot share a column.</p>
            {fieldsOf(beside)}
          </Disclosure>
        )}
      </Disclosure>
    </section>
  );
}

interface FieldProps extends ChangeProps {
  readonly field: ContactField;
  /** Results go there. */
  readonly isFilled: boolean;
  /** What the person has picked and the server has perhaps not answered yet. */
  readonly chosen: number | null | undefined;
}

function Field({ field, isFilled, inspection, chosen, actions, off }: FieldProps) {
  const mapped = inspection.mapping[field];
  const column = chosen === undefined ? (mapped?.column ?? null) : chosen;
  const view = inspection.columns.find(({ index }) => index === column);
  const certainty = mapped?.column === column ? mapped.certainty : undefined;
  const select = useRef<HTMLSelectElement>(null);
  return (
    <div class="field">
      <label for={`map-${field}`}>{FIELD_NAMES[field]}</label>
      <select
        ref={select}
        id={`map-${field}`}
        aria-describedby={`about-${field}`}
        disabled={off}
        title={view?.header}
        value={column === null ? '' : String(column)}
        onChange={(event) => {
          const { value } = event.currentTarget;
          actions.map(field, value === '' ? null : Number(value));
        }}
      >
        <option value="">not mapped</option>
        {inspection.columns.map((option) => (
          <option key={option.index} value={String(option.index)}>
            {columnName(option)}
          </option>
        ))}
      </select>
      <div id={`about-${field}`} class="about">
        <Samples isFilled={isFilled} view={view} />
        {certainty === 'learned' && <p class="quiet">As you chose on another sheet.</p>}
        {certainty === 'guess' && (
          <p class="guess">
            Guess — please look.{' '}
            <Button
              look="link"
              off={off}
              onPress={() => {
                // The button goes with the guess.
                select.current?.focus();
                actions.map(field, column);
              }}
            >
              Keep it
            </Button>
          </p>
        )}
      </div>
    </div>
  );
}

interface SamplesProps {
  readonly isFilled: boolean;
  readonly view: ColumnView | undefined;
}

function Samples({ isFilled, view }: SamplesProps) {
  if (view === undefined) {
    return isFilled ? <p class="quiet">Results go to a new column.</p> : null;
  }
  const samples = view.samples.filter((sample) => sample.trim() !== '');
  if (samples.length === 0) return <p class="quiet">No values yet.</p>;
  return (
    <p class="quiet clip" title={samples.join('\n')}>
      {samples.join(' · ')}
    </p>
  );
}
