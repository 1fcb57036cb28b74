// Owns the grid as a person uses it: mouse, keys, clipboard. Every change is handed on as an edit; nothing changes here.
import type { Area, Edit } from '../protocol';
import { cellsToText, textToCells } from './clipboard';
import { CellEditor, type Onward } from './editor';
import type { SheetModel } from './model';
import * as sel from './selection';
import { GridView, type Target } from './view';

export interface GridEvents {
  readonly edit: (edit: Edit) => void;
  /** The selection moved; also told to the server, in time, as an edit. */
  readonly selected: (area: Area) => void;
  readonly menu: (target: Target, x: number, y: number) => void;
}

export class Grid {
  readonly view: GridView;
  private readonly editor: CellEditor;
  private model: SheetModel | null = null;
  private selection: sel.Selection = sel.HOME;
  private cut: { readonly area: Area; readonly text: string } | null = null;
  private tellTimer = 0;

  constructor(
    private readonly element: HTMLElement,
    private readonly events: GridEvents,
  ) {
    element.tabIndex = 0;
    this.view = new GridView(element);
    this.editor = new CellEditor(() => {
      this.focus();
    });
    this.listen();
  }

  show(model: SheetModel): void {
    this.model = model;
    this.view.show(model);
    this.view.select(this.selection);
  }

  /** Selects from outside; nobody is told again. */
  select(area: Area): void {
    if (sameArea(area, this.area)) return;
    this.selection = sel.selectionOf(area);
    this.view.select(this.selection);
    this.view.reveal(this.selection.anchor);
    this.events.selected(area);
  }

  get area(): Area {
    return sel.areaOf(this.selection);
  }

  /** The cell that is typed into. */
  get activeCell(): sel.Cell {
    return this.selection.anchor;
  }

  /** Types into the active cell, e.g. from the formula bar. */
  type(text: string): void {
    const { row, column } = this.selection.anchor;
    if (text !== this.model?.entry(row, column)) {
      this.events.edit({ kind: 'type', row, column, text });
    }
  }

  focus(): void {
    this.element.focus({ preventScroll: true });
  }

  private listen(): void {
    const { element } = this;
    element.addEventListener('mousedown', (event) => {
      this.onMouseDown(event);
    });
    element.addEventListener('dblclick', (event) => {
      if (this.view.targetAt(event.clientX, event.clientY)?.kind === 'cell') this.openEditor(null);
    });
    element.addEventListener('contextmenu', (event) => {
      this.onContextMenu(event);
    });
    element.addEventListener('keydown', (event) => {
      this.onKey(event);
    });
    for (const kind of ['copy', 'cut', 'paste'] as const) {
      document.addEventListener(kind, (event) => {
        if (document.activeElement !== element) return;
        event.preventDefault();
        if (kind === 'paste') this.paste(event.clipboardData?.getData('text/plain') ?? '');
        else this.copy(event, kind);
      });
    }
  }

  private onMouseDown(event: MouseEvent): void {
    // The scroll bars are part of the element, and no cell.
    const box = this.element.getBoundingClientRect();
    const isScrollBar =
      event.clientX - box.left > this.element.clientWidth ||
      event.clientY - box.top > this.element.clientHeight;
    if (event.button !== 0 || isScrollBar || this.isInEditor(event.target)) return;
    event.preventDefault();
    this.focus();
    const start = this.view.targetAt(event.clientX, event.clientY);
    if (!start) return;
    this.pointAt(start, event.shiftKey);
    const drag = (moved: MouseEvent): void => {
      const target = this.view.targetAt(moved.clientX, moved.clientY);
      if (target?.kind === start.kind) this.pointAt(target, true);
    };
    document.addEventListener('mousemove', drag);
    document.addEventListener(
      'mouseup',
      () => {
        document.removeEventListener('mousemove', drag);
      },
      { once: true },
    );
  }

  private pointAt(target: Target, extend: boolean): void {
    const { extent } = this;
    const { anchor } = this.selection;
    switch (target.kind) {
      case 'cell': {
        const { row, column } = target;
        this.moveTo({ anchor: extend ? anchor : { row, column }, head: { row, column } });
        break;
      }
      case 'row':
        this.moveTo(sel.wholeRows(extend ? anchor.row : target.row, target.row, extent), false);
        break;
      case 'column': {
        const from = extend ? anchor.column : target.column;
        this.moveTo(sel.wholeColumns(from, target.column, extent), false);
        break;
      }
      case 'corner':
        this.moveTo(sel.everything(extent), false);
    }
  }

  private onContextMenu(event: MouseEvent): void {
    const target = this.view.targetAt(event.clientX, event.clientY);
    if (!target || this.isInEditor(event.target)) return;
    event.preventDefault();
    if (!this.isSelected(target)) this.pointAt(target, false);
    this.events.menu(target, event.clientX, event.clientY);
  }

  private isSelected(target: Target): boolean {
    const { area, extent } = this;
    if (target.kind === 'cell') return sel.contains(area, target.row, target.column);
    if (target.kind === 'row') {
      return area.columns === extent.columnCount && sel.contains(area, target.row, 1);
    }
    return (
      target.kind === 'column' &&
      area.rows === extent.rowCount &&
      sel.contains(area, 1, target.column)
    );
  }

  private onKey(event: KeyboardEvent): void {
    const command = event.ctrlKey || event.metaKey;
    const step = STEPS[event.key];
    const options = { extend: event.shiftKey, far: command };
    if (step) this.moveTo(sel.move(this.selection, step, this.extent, options));
    else if (event.key === 'PageDown' || event.key === 'PageUp') {
      const page = { extend: event.shiftKey, far: false, times: this.view.pageRows };
      const way = event.key === 'PageDown' ? 'down' : 'up';
      this.moveTo(sel.move(this.selection, way, this.extent, page));
    } else if (event.key === 'Home') {
      const row = command ? 1 : this.selection.anchor.row;
      if (command) this.view.toTop();
      this.moveTo(sel.at({ row, column: 1 }));
    } else if (event.key === 'End' && this.model) {
      const used = this.model.used();
      const row = command ? used.rows : this.selection.anchor.row;
      this.moveTo(sel.at({ row: Math.max(1, row), column: Math.max(1, used.columns) }));
    } else if (event.key === 'Tab') this.go(event.shiftKey ? 'left' : 'right');
    else if (event.key === 'Enter' || event.key === 'F2') this.openEditor(null);
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      this.events.edit({ kind: 'clear', area: this.area });
    } else if (command && event.key.toLowerCase() === 'a') {
      this.moveTo(sel.everything(this.extent), false);
    } else if (event.key.length === 1 && !command && !event.altKey) this.openEditor(event.key);
    else return;
    event.preventDefault();
  }

  /** `null` edits what is there; a letter starts anew. */
  private openEditor(letter: string | null): void {
    if (!this.model) return;
    const { row, column } = this.selection.anchor;
    this.view.reveal({ row, column });
    this.editor.open(
      letter ?? this.model.entry(row, column),
      (input) => {
        this.view.place(input, { row, column });
      },
      (text, onward) => {
        this.type(text);
        this.go(onward);
        if (onward !== 'stay') this.focus();
      },
    );
  }

  private go(onward: Onward): void {
    if (onward === 'stay') return;
    this.moveTo(
      sel.move(sel.at(this.selection.anchor), onward, this.extent, { extend: false, far: false }),
    );
  }

  private copy(event: ClipboardEvent, kind: 'copy' | 'cut'): void {
    const { area, model } = this;
    if (!model) return;
    const used = model.used();
    const lastRow = Math.min(area.row + area.rows - 1, Math.max(used.rows, area.row));
    const lastColumn = Math.min(
      area.column + area.columns - 1,
      Math.max(used.columns, area.column),
    );
    const rows: string[][] = [];
    for (let row = area.row; row <= lastRow; row += 1) {
      const line: string[] = [];
      for (let column = area.column; column <= lastColumn; column += 1)
        line.push(model.text(row, column));
      rows.push(line);
    }
    const text = cellsToText(rows);
    event.clipboardData?.setData('text/plain', text);
    this.cut =
      kind === 'cut'
        ? { area: { ...area, rows: rows.length, columns: rows[0]?.length ?? 1 }, text }
        : null;
  }

  /** What was cut here moves with all that belongs to it; anything else is typed in, cell by cell. */
  private paste(text: string): void {
    if (text === '') return;
    const { row, column } = this.area;
    if (this.cut?.text === text) {
      this.events.edit({ kind: 'move', area: this.cut.area, row, column });
      this.cut = null;
      return;
    }
    const rows = textToCells(text);
    this.events.edit({ kind: 'paste', row, column, rows });
    const columns = rows.reduce((most, line) => Math.max(most, line.length), 1);
    this.moveTo(sel.selectionOf({ row, column, rows: rows.length, columns }), false);
  }

  private moveTo(selection: sel.Selection, reveal = true): void {
    this.selection = selection;
    this.view.select(selection);
    if (reveal) this.view.reveal(selection.head);
    this.events.selected(this.area);
    clearTimeout(this.tellTimer);
    this.tellTimer = window.setTimeout(() => {
      this.events.edit({ kind: 'select', area: this.area });
    }, 120);
  }

  private isInEditor(target: EventTarget | null): boolean {
    return target instanceof HTMLElement && target.classList.contains('cell-editor');
  }

  private get extent(): sel.Extent {
    const { model } = this;
    return {
      rowCount: model?.rowCount ?? 1,
      columnCount: model?.columnCount ?? 1,
      nextRow: (row, direction) => (model ? nextShown(model, row, direction) : row),
      isFilled: (row, column) => (model?.text(row, column) ?? '') !== '',
    };
  }
}

const STEPS: Readonly<Record<string, sel.Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

function nextShown(model: SheetModel, row: number, direction: 1 | -1): number {
  if (direction === -1 && row - 1 <= model.frozenRows) return Math.max(1, row - 1);
  if (direction === 1 && row < model.frozenRows) return row + 1;
  const place = model.placeOf(row);
  const isShown = model.shownRows[place] === row;
  const next = direction === 1 && !isShown ? place : place + direction;
  return (
    model.shownRows[next] ?? (direction === -1 && model.frozenRows > 0 ? model.frozenRows : row)
  );
}

function sameArea(a: Area, b: Area): boolean {
  return a.row === b.row && a.column === b.column && a.rows === b.rows && a.columns === b.columns;
}
