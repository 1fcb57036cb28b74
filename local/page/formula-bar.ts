// Owns the line above the grid: the selected cells' name, and the whole entry of the active cell.
import { byId, setText } from './elements';
import { columnLetters } from './grid/model';
import type { Area } from './protocol';

export class FormulaBar {
  private readonly input = byId('formula', HTMLInputElement);
  private entry = '';

  constructor(type: (text: string) => void, done: () => void) {
    this.input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') type(this.input.value);
      else if (event.key === 'Escape') this.input.value = this.entry;
      else return;
      event.preventDefault();
      done();
    });
    this.input.addEventListener('blur', () => {
      this.input.value = this.entry;
    });
  }

  show(area: Area, entry: string): void {
    setText('name-box', nameOf(area));
    this.entry = entry;
    if (document.activeElement !== this.input) this.input.value = entry;
  }
}

function nameOf({ row, column, rows, columns }: Area): string {
  const first = `${columnLetters(column)}${row}`;
  if (rows === 1 && columns === 1) return first;
  return `${first}:${columnLetters(column + columns - 1)}${row + rows - 1}`;
}
