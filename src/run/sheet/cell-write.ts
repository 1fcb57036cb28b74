// Owns what a cell is to hold: whoever decides it and whoever writes it agree on this. Types only.
import type { BatchContact } from '../state/batch';
import type { OutputField } from '../state/output-fields';

export interface CellWrite {
  readonly row: number;
  readonly field: OutputField;
  readonly text: string;
  /** What goes into the cell where that is no text: a number, which shows as `text`. */
  readonly value?: number;
  /** Whose row it is: what must still be there when the write is done. */
  readonly contact: BatchContact;
}
