// Owns *Undo run*: which cells still hold what a closed run wrote, and what they get back. Pure; `change-ended.ts` acts.
import type { Fingerprint } from '../../contact/contact';
import { channelsOfOperation } from '../../contact/operation';
import type { Change, Situation } from './change-ended';
import { isOfValue, type LoggedLine, type LogLine, printsOf } from '../log/log-line';
import { readSentNote } from '../log/sent-note';
import type { CellWrite } from '../sheet/cell-write';
import { isKept, type Rows } from '../sheet/rows';
import { channelsOf } from '../state/batch';
import type { OutputField } from '../state/output-fields';
import type { ClosedRun } from '../state/run';
import { type StatusWords, wordsFor, wordsIn } from '../sheet/status-text';
import { isWritten, writtenCells } from './written-cells';

/**
 * Every cell gets back what it held before, by fingerprint, where it still shows what the run wrote and no later
 * run wrote it. The rest is left alone and counted. What *Undo* of an execution that died did counts as done.
 */
export function decideUndo({ run, rows, formulas, log }: Situation): Change {
  const { undoing, ...ended } = run;
  const writes: CellWrite[] = [];
  const lines = new Map<number, LogLine[]>();
  const report = { restored: 0, changed: 0, gone: 0, later: 0 };
  let untold = 0;
  const owners = lastWriters(log);
  const undone = new Set(
    log.filter(({ run: id, event }) => id === run.id && event === 'undone').map(cellKey),
  );
  /** Rows in which something of the run stays. */
  const kept = new Set<number>();
  /** By row whose e-mail goes, what was noted about it. */
  const emptied = new Map<number, string>();
  /** Rows whose e-mail status the log tells of. */
  const worded = new Set<number>();
  const keep = (row: number, field: OutputField): void => {
    if (isOfValue({ field })) kept.add(row);
  };
  for (const cell of writtenCells(run.id, log, rows)) {
    const { line } = cell;
    const field = line.field as OutputField;
    const column = rows.columns.outputs[field];
    if (cell.kind === 'gone' || column === undefined) {
      report.gone++;
      if (cell.kind === 'found') keep(cell.row, field);
      continue;
    }
    if (cell.kind === 'untold') {
      untold++;
      for (const row of cell.rows) {
        keep(row, field);
        if (field === 'emailStatus') worded.add(row);
      }
      continue;
    }
    const { row } = cell;
    if (field === 'emailStatus') worded.add(row);
    const text = rows.text(row, column);
    const isOurs = text === line.after && !formulas.has(column);
    const owner = owners.get(valueKey(line, line.after)) ?? run.id;
    if (isOurs && owner === run.id) {
      report.restored++;
      if (field === 'email') emptied.set(row, line.note);
      const value = line.number === null ? {} : { value: line.number };
      writes.push({ row, field, text: line.before, ...value, contact: [line.contact] });
      note(line, row);
    } else if (text === line.before && (undone.has(cellKey(line)) || undoing === true)) {
      report.restored++;
      if (field === 'email') emptied.set(row, line.note);
      note(line, row);
    } else {
      report[isOurs ? 'later' : 'changed']++;
      keep(row, field);
    }
  }
  writes.push(...statusWrites(run, log, rows, formulas, kept, emptied, worded));
  const after = (refused: readonly CellWrite[]): ClosedRun => {
    const restored = report.restored - refused.length;
    const left = {
      ...(refused.length === 0 ? {} : { refused: refused.length }),
      ...(untold === 0 ? {} : { untold }),
    };
    return { ...ended, undone: { ...report, restored, ...left } };
  };
  const begun: ClosedRun = undoing === true ? run : { ...run, undoing: true };
  return { writes, lines, logged: 'when_done', begun, after };

  function note({ batch, contact, field, before, after: text }: LoggedLine, row: number): void {
    const cell = { contact, row: row + 1, field: field as OutputField } as const;
    const line = { ...cell, before: text, after: before, note: '', credits: null } as const;
    lines.set(batch, [...(lines.get(batch) ?? []), { ...line, event: 'undone' }]);
  }
}

/** The run that wrote a value to a contact last, and has not been undone. */
function lastWriters(log: readonly LoggedLine[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const line of log) {
    if (isWritten(line)) owners.set(valueKey(line, line.after), line.run);
    const key = valueKey(line, line.before);
    if (line.event === 'undone' && owners.get(key) === line.run) owners.delete(key);
  }
  return owners;
}

/** What the run said beside its values goes with them; not in rows that keep something, nor where a later run spoke. */
function statusWrites(
  { id: runId, channels }: ClosedRun,
  log: readonly LoggedLine[],
  rows: Rows,
  formulas: ReadonlySet<number>,
  kept: ReadonlySet<number>,
  emptied: ReadonlyMap<number, string>,
  worded: ReadonlySet<number>,
): CellWrite[] {
  const words = wordsFor(channels);
  const lastSent = new Map<Fingerprint, string>();
  for (const line of log) {
    if (line.event !== 'sent') continue;
    // What other sorts of runs said since stands there in words of their own.
    if (line.run !== runId && wordsOf(line) !== words) continue;
    for (const print of printsOf(line)) lastSent.set(print, line.run);
  }
  const earlier = earlierOutcomes(runId, log, words);
  const writes: CellWrite[] = [];
  for (const [print, run] of lastSent) {
    if (run !== runId) continue;
    for (const row of rows.of([print])) {
      if (kept.has(row)) continue;
      for (const field of ['emailStatus', 'status'] as const) {
        if (field === 'emailStatus' && (worded.has(row) || isKept(field, rows.columns))) continue;
        const column = rows.columns.outputs[field];
        const text = rows.text(row, column);
        if (column === undefined || formulas.has(column) || text === '') continue;
        // What a person wrote there, and the word on an address that stays, are not this run's.
        if (!(field === 'status' ? wordsIn(text) === words : isWordOf(emptied.get(row), text)))
          continue;
        const before = field === 'status' ? (earlier.get(print) ?? '') : '';
        if (text === before) continue;
        writes.push({ row, field, text: before, contact: [print] });
      }
    }
  }
  return writes;
}

/** What other runs found of a contact, and was not undone. */
function earlierOutcomes(
  runId: string,
  log: readonly LoggedLine[],
  words: StatusWords,
): ReadonlyMap<string, string> {
  const outcomes = new Map<string, string>();
  const alike = new Set(
    log.filter((line) => line.event === 'sent' && wordsOf(line) === words).map((line) => line.run),
  );
  for (const line of log) {
    if (line.run === runId || !alike.has(line.run)) continue;
    for (const print of printsOf(line)) {
      if (line.event === 'sent') outcomes.set(print, words.notFound);
      else if (isWritten(line) && isOfValue(line)) outcomes.set(print, words.found);
      else if (line.event === 'undone' && isOfValue(line)) outcomes.delete(print);
      else if (line.event === 'not sent') outcomes.delete(print);
    }
  }
  return outcomes;
}

/** In which words a run told of whom it sent. */
function wordsOf({ note }: LoggedLine): StatusWords {
  const type = readSentNote(note)?.type;
  return wordsFor(type === undefined ? channelsOfOperation('find') : channelsOf(type));
}

/** Whether a text is the vendor's word on an address, as its line notes it. */
function isWordOf(note: string | undefined, text: string): boolean {
  return note !== undefined && (note.startsWith(text) || note.startsWith('Placed again.'));
}

function cellKey({ contact, field }: LoggedLine): string {
  return `${contact} ${field}`;
}

function valueKey({ contact, field }: LoggedLine, value: string): string {
  return JSON.stringify([contact, field, value]);
}
