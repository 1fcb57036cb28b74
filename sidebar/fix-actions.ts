// Owns what the clicks of a fix do: show what it changes, change it, undo it. Knows no view.
import type { FixKind, FixReport } from '../src/rpc/contract-fix';
import type { Perform, World } from './perform';
import { choiceNow } from './retry';

export interface FixActions {
  /** Opens the page that shows what a fix would change. */
  readonly previewFix: (kind: FixKind) => void;
  /** Changes what the page in view shows. */
  readonly applyFix: () => void;
  readonly undoFix: () => void;
}

/** @param recheck the sheet is another one afterwards */
export function createFixActions(
  { state, dispatch }: World,
  perform: Perform,
  recheck: () => void,
): FixActions {
  const hear = (report: FixReport): void => {
    dispatch({ kind: 'fixed', report });
    recheck();
  };
  return {
    previewFix: (kind) => {
      const choice = choiceNow(state());
      if (state().checking) return;
      void perform(`preview ${kind}`, 'previewFix', { choice, kind }, (preview) => {
        dispatch({ kind: 'previewed', page: { kind: 'fix', choice, preview } });
      });
    },
    applyFix: () => {
      const { screen } = state();
      if (screen.kind !== 'fix') return;
      const { choice, preview } = screen;
      const { kind, digest } = preview;
      void perform('applyFix', 'applyFix', { choice, kind, digest }, hear);
    },
    undoFix: () => {
      const sheet = state().inspection?.sheet.id;
      if (sheet !== undefined) void perform('undoFix', 'undoFix', { sheet }, hear);
    },
  };
}
