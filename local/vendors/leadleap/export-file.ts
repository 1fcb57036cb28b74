// Owns the file that `POST /leads/export` answers with, as CSV or JSON. Decides no cost.
import type { HttpAnswer } from '../http';
import type { AnswerMode } from './answer-mode';
import type { Format } from './body';
import type { Body } from './lead-body';

export interface Counts {
  readonly total: number;
  readonly unlocked: number;
  readonly cached: number;
}

/** The fields in a file are not documented; these are the unlock's. https://leadleap.net/docs/api */
export function exportFile(
  items: readonly Body[],
  format: Format,
  counts: Counts,
  mode: AnswerMode,
): HttpAnswer {
  const kind = mode.file ?? format;
  return {
    status: 200,
    headers: {
      'content-type': kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
      'content-disposition': `attachment; filename="leads-export.${kind}"`,
      'x-total-leads': String(counts.total),
      'x-new-unlocks': String(counts.unlocked),
      'x-cached-unlocks': String(counts.cached),
    },
    body: kind === 'csv' ? csv(items) : JSON.stringify(wrapped(items, mode)),
  };
}

function wrapped(items: readonly Body[], mode: AnswerMode): unknown {
  return mode.wrapped === undefined ? items : { [mode.wrapped]: items };
}

/** https://www.rfc-editor.org/rfc/rfc4180 */
function csv(items: readonly Body[]): string {
  const names = Object.keys(items[0] ?? {});
  const rows = items.map((item) => names.map((name) => String(item[name] ?? '')));
  return [names, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
