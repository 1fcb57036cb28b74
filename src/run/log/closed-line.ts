// Owns the line of an attempt whose results nobody waits for any more: it may have been bought. Knows no sheet.
import type { Batch } from '../state/batch';
import type { LogLine } from './log-line';

export function closedLine(batch: Batch, what: 'Given up' | 'To be sent again'): LogLine {
  const blank = { contact: '', row: null, field: '', before: '', credits: null } as const;
  const where =
    batch.workflowId === ''
      ? 'It may have been bought: look at the vendor around the time of its “sent” lines.'
      : 'With this id its results can be found at the vendor.';
  const note = `${what} without its results: ${batch.contacts.length} contacts, ${batch.state}. ${where}`;
  return { ...blank, event: 'closed', after: batch.workflowId, note };
}
