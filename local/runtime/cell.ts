// Owns what one cell holds. Must not know where the cell is, nor how its content was entered.

/** A number may be a date: then the cell's format says so, and the number counts days since 30 December 1899. */
export type Scalar = string | number | boolean;

export interface Cell {
  /** `''` is blank. A formula's result is not kept here: the grid computes it. */
  readonly value: Scalar;
  /** Begins with `=`. */
  readonly formula?: string;
  /** A number format; absent is automatic. `@` keeps what is entered as text. */
  readonly format?: string;
  readonly note?: string;
  readonly bold?: boolean;
  readonly background?: string;
  readonly wrap?: boolean;
}

/** Plain text in automatic format is kept as the bare string: nearly all cells of a contact list are. */
export type Stored = string | Cell | undefined;

export function valueOf(stored: Stored): Scalar {
  return typeof stored === 'object' ? stored.value : (stored ?? '');
}

export function formatOf(stored: Stored): string {
  return (typeof stored === 'object' ? stored.format : undefined) ?? '';
}

export function formulaOf(stored: Stored): string {
  return (typeof stored === 'object' ? stored.formula : undefined) ?? '';
}

export function isBlank(stored: Stored): boolean {
  return valueOf(stored) === '' && formulaOf(stored) === '';
}

/** The cell with another content; its decoration stays, and its format unless the content brings one. */
export function withContent(
  stored: Stored,
  content: { value: Scalar; formula?: string; format?: string },
): Stored {
  if (typeof stored !== 'object') {
    if (content.formula === undefined && content.format === undefined) {
      if (content.value === '') return undefined;
      if (typeof content.value === 'string') return content.value;
    }
    return content;
  }
  const decoration: { -readonly [K in keyof Cell]?: Cell[K] } = { ...stored };
  delete decoration.formula;
  return tidy({ ...decoration, ...content });
}

/** The cell with another format or decoration. */
export function withDecoration(
  stored: Stored,
  decoration: Omit<Cell, 'value' | 'formula'>,
): Stored {
  const cell: Cell = typeof stored === 'object' ? stored : { value: stored ?? '' };
  return tidy({ ...cell, ...decoration });
}

/** The cell without its content. */
export function cleared(stored: Stored): Stored {
  return typeof stored === 'object' ? withContent(stored, { value: '' }) : undefined;
}

function tidy(cell: Cell): Stored {
  if (Object.keys(cell).length > 1 || typeof cell.value !== 'string') return cell;
  return cell.value === '' ? undefined : cell.value;
}
