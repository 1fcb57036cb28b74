// Owns the page: puts its parts together and passes on what happens. Holds no cell and no rule of its own.
import { byId, setText } from './elements';
import { FormulaBar } from './formula-bar';
import { Grid } from './grid/grid';
import { SheetModel } from './grid/model';
import { MenuBar } from './menu-bar';
import { clearToasts, DialogFrame, toast } from './notices';
import { openMenu } from './popup-menu';
import type { Deed, Edit, PageState, ServerEvent } from './protocol';
import { Refusal, ServerLink } from './server-link';
import { SheetTabs } from './sheet-tabs';
import { SidebarFrame } from './sidebar-frame';
import { Strip } from './strip';

let model: SheetModel | null = null;
let reading = false;
let readAgain = false;
let selectionMoves = 0;

const server = new ServerLink(onEvent, (isLost) => {
  const { classList } = document.body;
  if (!isLost && classList.contains('lost')) void readSheet();
  classList.toggle('lost', isLost);
});
const grid = new Grid(byId('grid'), {
  edit,
  selected: showEntry,
  menu: (_target, x, y) => {
    openMenu(menuBar.forCells(), x, y);
  },
});
const formulaBar = new FormulaBar(
  (text) => {
    grid.type(text);
  },
  () => {
    grid.focus();
  },
);
const menuBar = new MenuBar(byId('menu-bar'), {
  openFile: () => {
    byId('file').click();
  },
  openSample: () => {
    clearToasts();
    attempt(server.openSample());
  },
  download: () => {
    location.assign('/download');
  },
  runAddon: (fn) => {
    attempt(server.runMenu(fn));
  },
  openSheet,
  hideSheet: (sheet) => {
    edit({ kind: 'hideSheet', sheet });
  },
  insertRows: (below) => {
    const { row, rows } = grid.area;
    edit({ kind: 'insertRows', at: below ? row + rows : row, count: rows });
  },
  deleteRows: () => {
    edit({ kind: 'deleteRows', at: grid.area.row, count: grid.area.rows });
  },
  insertColumns: (right) => {
    const { column, columns } = grid.area;
    edit({ kind: 'insertColumns', at: right ? column + columns : column, count: columns });
  },
  deleteColumns: () => {
    edit({ kind: 'deleteColumns', at: grid.area.column, count: grid.area.columns });
  },
  sort: (ascending) => {
    edit({ kind: 'sort', column: grid.activeCell.column, ascending });
  },
  hideRows: () => {
    edit({ kind: 'hideRows', from: grid.area.row, count: grid.area.rows });
  },
  showRows: () => {
    edit({ kind: 'showRows' });
  },
  filter: () => {
    edit({ kind: 'filterBy', ...grid.activeCell });
  },
  removeFilter: () => {
    edit({ kind: 'removeFilter' });
  },
});
const sidebar = new SidebarFrame(() => {
  deed('closeSidebar');
});
const dialog = new DialogFrame(() => {
  attempt(server.closeDialog());
});
const tabs = new SheetTabs(openSheet);
const strip = new Strip(deed, (row) => {
  grid.select({ row, column: 1, rows: 1, columns: model?.columnCount ?? 1 });
});

acceptFiles();
void readSheet();

function onEvent(event: ServerEvent): void {
  switch (event.kind) {
    case 'state':
      showState(event.state);
      break;
    case 'cells':
      if (model?.id === event.sheet && model.version === event.version - 1) {
        model.apply(event.cells, event.formulas, event.version);
        if (event.cause === 'addon')
          for (const [row, column] of event.cells) grid.view.flash(row, column);
        grid.view.redraw();
        showEntry();
      } else void readSheet();
      break;
    case 'sheet':
      void readSheet();
      break;
    case 'toast':
      toast(event.title, event.text, event.isProblem);
  }
}

/** Reads the whole sheet; what changes meanwhile leads to one more reading. */
async function readSheet(): Promise<void> {
  readAgain = true;
  if (reading) return;
  reading = true;
  try {
    while (readAgain) {
      readAgain = false;
      model = new SheetModel(await server.sheet(), model);
    }
  } finally {
    reading = false;
  }
  if (!model) return;
  grid.show(model);
  menuBar.showFilter(model.hasFilter);
  showEntry();
  const { rows } = model.used();
  setText('size', rows === 1 ? '1 row' : `${rows.toLocaleString('en-GB')} rows`);
  byId('blank').hidden = rows > 0;
}

function showState(state: PageState): void {
  setText('file-name', state.fileName);
  document.title = `${state.fileName} – Contact Enrichment`;
  menuBar.show(state);
  tabs.show(state);
  sidebar.show(state.sidebar);
  dialog.show(state.dialog);
  strip.show(state);
  if (state.selectionMoves !== selectionMoves) {
    selectionMoves = state.selectionMoves;
    grid.select(state.selection);
  }
}

function showEntry(): void {
  const { row, column } = grid.activeCell;
  formulaBar.show(grid.area, model?.entry(row, column) ?? '');
}

function edit(change: Edit): void {
  attempt(server.edit(change));
}

function openSheet(sheet: number): void {
  edit({ kind: 'openSheet', sheet });
}

function deed(what: Deed): void {
  attempt(server.deed(what));
}

function attempt(work: Promise<void>): void {
  work.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    toast('', error.message, true);
  });
}

/** From the menu's dialog, or dropped onto the window. */
function acceptFiles(): void {
  const input = byId('file', HTMLInputElement);
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (!file) return;
    clearToasts();
    attempt(server.openFile(file));
  };
  input.addEventListener('change', () => {
    take(input.files);
    input.value = '';
  });
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    document.body.classList.add('dropping');
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) document.body.classList.remove('dropping');
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    document.body.classList.remove('dropping');
    take(event.dataTransfer?.files);
  });
}
