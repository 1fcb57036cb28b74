// Owns drawing the grid: only the rows and columns in sight are in the page, however many there are. Knows no server.
import { columnLetters, ROW_HEIGHT, type SheetModel } from './model';
import { areaOf, contains, type Cell, type Selection } from './selection';

const HEAD_WIDTH = 46;
/** Rows drawn beyond the edges, so that scrolling shows no gaps. */
const SPARE_ROWS = 6;
const FLASH_MS = 1600;

/** Where on the grid something happened. */
export type Target =
  | ({ readonly kind: 'cell' } & Cell)
  | { readonly kind: 'row'; readonly row: number }
  | { readonly kind: 'column'; readonly column: number }
  | { readonly kind: 'corner' };

export class GridView {
  readonly element: HTMLElement;
  private readonly sizer: HTMLElement;
  private readonly head: HTMLElement;
  private readonly body: HTMLElement;
  private readonly flashes = new Map<string, number>();
  private model: SheetModel | null = null;
  private selection: Selection | null = null;
  private frame = 0;

  constructor(element: HTMLElement) {
    this.element = element;
    this.sizer = make('presentation', 'grid-sizer', element);
    this.head = make('rowgroup', 'grid-head', this.sizer);
    this.body = make('rowgroup', 'grid-body', this.sizer);
    element.addEventListener('scroll', () => {
      this.redraw();
    });
    new ResizeObserver(() => {
      this.redraw();
    }).observe(element);
  }

  show(model: SheetModel): void {
    const isOther = this.model?.id !== model.id;
    this.model = model;
    if (isOther) {
      this.flashes.clear();
      this.element.scrollTo(0, 0);
    }
    this.redraw();
  }

  select(selection: Selection): void {
    this.selection = selection;
    this.redraw();
  }

  flash(row: number, column: number): void {
    this.flashes.set(`${row},${column}`, performance.now());
  }

  /** Draws once in the next frame, however often it is asked. */
  redraw(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  /** Scrolls as little as shows the cell. */
  reveal({ row, column }: Cell): void {
    const { model, element } = this;
    if (!model) return;
    const headHeight = this.headHeight(model);
    if (row > model.frozenRows) {
      const top = model.placeOf(row) * ROW_HEIGHT;
      const visible = element.clientHeight - headHeight;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + ROW_HEIGHT > element.scrollTop + visible) {
        // A row far away comes to the middle, where what is around it can be seen.
        const isFar = top > element.scrollTop + 2 * visible;
        element.scrollTop = top + ROW_HEIGHT - (isFar ? visible / 2 : visible);
      }
    }
    const left = model.left(column);
    const width = element.clientWidth - HEAD_WIDTH;
    if (left < element.scrollLeft) element.scrollLeft = left;
    else if (left + model.columnWidth(column) > element.scrollLeft + width) {
      element.scrollLeft = left + model.columnWidth(column) - width;
    }
  }

  /** Frozen rows are always in sight, so revealing one does not scroll. */
  toTop(): void {
    this.element.scrollTop = 0;
  }

  /** The rows that fit on one page. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.element.clientHeight / ROW_HEIGHT) - 2);
  }

  targetAt(x: number, y: number): Target | null {
    const { model, element } = this;
    if (!model) return null;
    const box = element.getBoundingClientRect();
    const inside = { x: x - box.left, y: y - box.top };
    const column =
      inside.x < HEAD_WIDTH ? 0 : model.columnAt(inside.x - HEAD_WIDTH + element.scrollLeft);
    const row = this.rowAt(model, inside.y);
    if (row === 0) return column === 0 ? { kind: 'corner' } : { kind: 'column', column };
    return column === 0 ? { kind: 'row', row } : { kind: 'cell', row, column };
  }

  /** The cell's rectangle inside the scrolled content, for an editor to be put there. */
  place(parent: HTMLElement, { row, column }: Cell): void {
    const { model } = this;
    if (!model) return;
    const isFrozen = row <= model.frozenRows;
    const top = isFrozen
      ? ROW_HEIGHT * row + this.element.scrollTop
      : this.headHeight(model) + model.placeOf(row) * ROW_HEIGHT;
    parent.style.top = `${top}px`;
    parent.style.left = `${HEAD_WIDTH + model.left(column)}px`;
    parent.style.minWidth = `${model.columnWidth(column)}px`;
    this.sizer.append(parent);
  }

  private headHeight(model: SheetModel): number {
    return ROW_HEIGHT * (1 + model.frozenRows);
  }

  private rowAt(model: SheetModel, y: number): number {
    const line = Math.floor(y / ROW_HEIGHT);
    if (line <= model.frozenRows) return Math.max(0, line);
    const place = Math.floor((y - this.headHeight(model) + this.element.scrollTop) / ROW_HEIGHT);
    return model.shownRows[place] ?? model.shownRows.at(-1) ?? model.rowCount;
  }

  private draw(): void {
    const { model, element } = this;
    if (!model) return;
    this.forgetOldFlashes();
    const headHeight = this.headHeight(model);
    this.sizer.style.width = `${HEAD_WIDTH + model.width}px`;
    this.sizer.style.height = `${headHeight + model.shownRows.length * ROW_HEIGHT}px`;
    const columns = this.columnsInSight(model);
    const frozen = Array.from({ length: model.frozenRows }, (_, index) =>
      this.row(model, index + 1, columns, 'frozen'),
    );
    this.head.replaceChildren(this.letters(model, columns), ...frozen);
    const first = Math.max(0, Math.floor(element.scrollTop / ROW_HEIGHT) - SPARE_ROWS);
    const count = Math.ceil(element.clientHeight / ROW_HEIGHT) + 2 * SPARE_ROWS;
    const rows = model.shownRows
      .slice(first, first + count)
      .map((row) => this.row(model, row, columns, ''));
    this.body.style.transform = `translateY(${first * ROW_HEIGHT}px)`;
    this.body.replaceChildren(...rows);
  }

  private columnsInSight(model: SheetModel): { readonly from: number; readonly to: number } {
    const { scrollLeft, clientWidth } = this.element;
    return {
      // A text may reach over from blank cells' left neighbours.
      from: Math.max(1, model.columnAt(scrollLeft) - 3),
      to: model.columnAt(scrollLeft + clientWidth),
    };
  }

  private letters(model: SheetModel, columns: { from: number; to: number }): HTMLElement {
    const line = make('row', 'grid-row letters');
    line.append(make('presentation', 'row-head corner'));
    const area = this.selection ? areaOf(this.selection) : null;
    for (let column = columns.from; column <= columns.to; column += 1) {
      const letter = make('columnheader', 'letter', line);
      letter.textContent = columnLetters(column);
      position(letter, model, column);
      if (area && column >= area.column && column < area.column + area.columns) {
        letter.classList.add('in-selection');
      }
    }
    return line;
  }

  private row(
    model: SheetModel,
    row: number,
    columns: { from: number; to: number },
    kind: string,
  ): HTMLElement {
    const line = make('row', `grid-row ${kind}`);
    line.dataset['row'] = `${row}`;
    line.ariaRowIndex = `${row}`;
    const area = this.selection ? areaOf(this.selection) : null;
    const head = make('rowheader', 'row-head', line);
    head.textContent = `${row}`;
    if (area && row >= area.row && row < area.row + area.rows) head.classList.add('in-selection');
    for (let column = columns.from; column <= columns.to; column += 1) {
      line.append(this.cell(model, row, column));
    }
    return line;
  }

  private cell(model: SheetModel, row: number, column: number): HTMLElement {
    const cell = make('gridcell', 'cell');
    const text = model.text(row, column);
    position(cell, model, column);
    cell.dataset['column'] = `${column}`;
    if (text !== '') {
      cell.textContent = text.replace(/\s*\n\s*/g, ' ');
      cell.classList.add('filled');
      if (model.text(row, column + 1) === '' && column < model.columnCount) {
        cell.classList.add('spilling');
      }
    }
    if (this.selection) {
      if (contains(areaOf(this.selection), row, column)) cell.classList.add('in-selection');
      const { anchor } = this.selection;
      if (anchor.row === row && anchor.column === column) cell.classList.add('active');
    }
    const flashedAt = this.flashes.get(`${row},${column}`);
    if (flashedAt !== undefined) {
      cell.classList.add('flash');
      // Redrawn in the middle of its flash, a cell goes on where it was.
      cell.style.animationDelay = `${flashedAt - performance.now()}ms`;
    }
    return cell;
  }

  private forgetOldFlashes(): void {
    const oldest = performance.now() - FLASH_MS;
    for (const [key, at] of this.flashes) if (at < oldest) this.flashes.delete(key);
  }
}

function position(element: HTMLElement, model: SheetModel, column: number): void {
  element.style.left = `${HEAD_WIDTH + model.left(column)}px`;
  element.style.width = `${model.columnWidth(column)}px`;
}

function make(role: string, className: string, parent?: HTMLElement): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.setAttribute('role', role);
  parent?.append(element);
  return element;
}
