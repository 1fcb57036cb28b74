// Owns a fix as the person meets it: its page, its words, what was fixed last. Knows no view and no server.
import type { Choice } from '../src/rpc/contract';
import type { Inspection } from '../src/rpc/contract-check';
import type { FixKind, FixPreview, FixReport } from '../src/rpc/contract-fix';
import { counted } from './words';

/** Shows what a fix changes, before it does. */
export interface FixPage {
  readonly kind: 'fix';
  /** What the preview was asked with. */
  readonly choice: Choice;
  readonly preview: FixPreview;
}

/** The verb on its button. */
export function fixVerb(kind: FixKind, rows: number): string {
  switch (kind) {
    case 'split_names':
      return `Split ${counted(rows, 'full name')}`;
    case 'take_domain':
      return `Fill in ${counted(rows, 'website')}`;
  }
}

export function fixMeaning(kind: FixKind): string {
  switch (kind) {
    case 'split_names':
      return 'One cell holds the full name: the first and the last name each get their own cell.';
    case 'take_domain':
      return 'The mapped cell is blank: the website is taken from another column of the same row.';
  }
}

/** What there is to tell about the last fix; `null` when it is neither news nor to be undone. */
export function lastFixOf(inspection: Inspection, fixed: FixReport | null): FixReport | null {
  const { lastFix } = inspection;
  if (lastFix !== null && lastFix.undone === null) return lastFix;
  return fixed !== null && fixed.undone !== null ? fixed : null;
}

export function fixSentence({ cells, undone }: FixReport): string {
  if (undone === null) return `Changed ${counted(cells, 'cell')}.`;
  const { restored, left } = undone;
  const kept =
    left === 0
      ? ''
      : ` ${counted(left, 'cell')} ${left === 1 ? 'was' : 'were'} changed since: left as ${left === 1 ? 'it is' : 'they are'}.`;
  return `Undone: ${counted(restored, 'cell')} ${restored === 1 ? 'is' : 'are'} as before.${kept}`;
}
