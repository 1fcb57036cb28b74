// Owns the text for a vendor's support: what was asked, what came, and the shape of the body. Pure; holds no key, name, address
// or number.
import type { BatchProgress } from '../progress';
import type { Refused } from '../state/run';
import { logTime } from '../log/log-line';
import { redact, redactId, redactReadably, TAKEN_OUT } from './redact';
import type { VendorTrouble } from './vendor-trouble';

export interface SupportFacts {
  readonly vendor: string;
  readonly nowMs: number;
  readonly trouble: VendorTrouble | null;
  /** The run in view, its batches that need a look, and what was refused of it; `null`: none. */
  readonly run: {
    readonly id: string;
    readonly batches: readonly BatchProgress[];
    readonly refused: Refused | null;
  } | null;
  /** What the sidebar showed. */
  readonly shown: { readonly code: string; readonly message: string } | null;
  /** Texts of contacts whom that may name; `null`: nobody knows. */
  readonly known: readonly string[] | null;
}

export function supportText(facts: SupportFacts): string {
  const { vendor, nowMs, trouble, run, shown, known } = facts;
  const clean = (text: string): string =>
    known === null ? redact(text, []) : redactReadably(text, known);
  const lines = ['Contact Enrichment for Google Sheets', `Time (UTC): ${toSecond(nowMs)}`];
  if (trouble !== null) lines.push('', ...troubleLines(trouble, vendor));
  else lines.push('', `No call to ${vendor} has failed yet.`);
  if (run !== null) {
    lines.push('', `Run in view: ${run.id}`);
    if (run.refused !== null) {
      lines.push(`Refused: ${run.refused.contacts} contacts`, `  ${clean(run.refused.message)}`);
    }
    for (const { number, state, contacts, workflowId, message } of run.batches) {
      const workflow = workflowId === '' ? 'no workflow id' : `workflow ${redactId(workflowId)}`;
      lines.push(`Batch ${number}: ${state}, ${contacts} contacts, ${workflow}`);
      if (message !== '') lines.push(`  ${clean(message)}`);
    }
  }
  if (shown !== null) {
    lines.push('', `Shown in the sidebar: ${redact(shown.code, [])}`);
    lines.push(`  ${clean(shown.message)}`);
  }
  lines.push('', `Keys, names and addresses are taken out (${TAKEN_OUT}).`);
  return lines.join('\n');
}

function toSecond(ms: number): string {
  return logTime(ms).slice(0, 19);
}

function troubleLines(trouble: VendorTrouble, vendor: string): string[] {
  const { at, method, path, status, code, message, workflowId, run, batch, contacts } = trouble;
  return [
    `Last call to ${vendor} that failed (UTC): ${toSecond(at)}`,
    `Request: ${method} ${path}`,
    `HTTP status: ${status === 0 ? 'no answer' : status}`,
    ...(code === '' ? [] : [`Code: ${code}`]),
    `Message: ${message}`,
    ...(workflowId === '' ? [] : [`Workflow id: ${workflowId}`]),
    ...(run === ''
      ? []
      : [`Run ${run}, batch ${batch}: ${contacts} contacts, enrichment type ${trouble.type}`]),
    ...(trouble.shape === '' ? [] : [`Body: ${trouble.shape}`]),
  ];
}
