// Owns the menu bar: what can be done to the file and the sheet, and the add-on's own menu as it built it.
import { openMenu, type Entry } from './popup-menu';
import type { MenuEntry, PageState } from './protocol';

export interface Commands {
  readonly openFile: () => void;
  readonly openSample: () => void;
  readonly download: () => void;
  readonly runAddon: (fn: string) => void;
  readonly openSheet: (sheet: number) => void;
  readonly hideSheet: (sheet: number) => void;
  readonly insertRows: (below: boolean) => void;
  readonly deleteRows: () => void;
  readonly insertColumns: (right: boolean) => void;
  readonly deleteColumns: () => void;
  readonly sort: (ascending: boolean) => void;
  readonly hideRows: () => void;
  readonly showRows: () => void;
  readonly filter: () => void;
  readonly removeFilter: () => void;
}

export class MenuBar {
  private state: PageState | null = null;
  private hasFilter = false;

  constructor(
    element: HTMLElement,
    private readonly commands: Commands,
  ) {
    const menus: readonly (readonly [string, () => readonly Entry[]])[] = [
      ['File', () => this.file()],
      ['View', () => this.view()],
      ['Insert', () => this.insert()],
      ['Data', () => this.data()],
      ['Extensions', () => this.extensions()],
    ];
    for (const [caption, entries] of menus) element.append(this.button(caption, entries));
  }

  show(state: PageState): void {
    this.state = state;
  }

  showFilter(hasFilter: boolean): void {
    this.hasFilter = hasFilter;
  }

  /** The menu of the grid's right mouse button. */
  forCells(): readonly Entry[] {
    return [
      ...this.insert(),
      { kind: 'line' },
      command('Delete rows', this.commands.deleteRows),
      command('Delete columns', this.commands.deleteColumns),
      { kind: 'line' },
      ...this.data(),
    ];
  }

  private button(caption: string, entries: () => readonly Entry[]): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = caption;
    button.setAttribute('aria-haspopup', 'menu');
    button.addEventListener('click', () => {
      const box = button.getBoundingClientRect();
      button.classList.add('open');
      openMenu(entries(), box.left, box.bottom + 2, () => {
        button.classList.remove('open');
      });
    });
    return button;
  }

  private file(): readonly Entry[] {
    const { commands, state } = this;
    return [
      command('Open a CSV file…', commands.openFile),
      command('Download as CSV', commands.download),
      ...(state?.live === true
        ? []
        : [{ kind: 'line' } as const, command('Start over with the sample', commands.openSample)]),
    ];
  }

  private view(): readonly Entry[] {
    const sheets = this.state?.sheets ?? [];
    const hidden = sheets.filter((sheet) => sheet.hidden);
    const shown = sheets.filter((sheet) => !sheet.hidden);
    const active = this.state?.activeSheet;
    return [
      ...hidden.map((sheet) =>
        command(`Show “${sheet.name}”`, () => {
          this.commands.openSheet(sheet.id);
        }),
      ),
      ...(hidden.length === 0 ? [{ kind: 'note', caption: 'No hidden sheets' } as const] : []),
      ...(shown.length > 1 && active !== undefined
        ? [
            command('Hide this sheet', () => {
              this.commands.hideSheet(active);
            }),
          ]
        : []),
    ];
  }

  private insert(): readonly Entry[] {
    const { commands } = this;
    return [
      command('Insert rows above', () => {
        commands.insertRows(false);
      }),
      command('Insert rows below', () => {
        commands.insertRows(true);
      }),
      command('Insert columns left', () => {
        commands.insertColumns(false);
      }),
      command('Insert columns right', () => {
        commands.insertColumns(true);
      }),
    ];
  }

  private data(): readonly Entry[] {
    const { commands } = this;
    return [
      command('Sort sheet A → Z by this column', () => {
        commands.sort(true);
      }),
      command('Sort sheet Z → A by this column', () => {
        commands.sort(false);
      }),
      { kind: 'line' },
      command('Filter: only rows like this cell', commands.filter),
      ...(this.hasFilter ? [command('Remove the filter', commands.removeFilter)] : []),
      command('Hide rows', commands.hideRows),
      command('Show hidden rows', commands.showRows),
    ];
  }

  private extensions(): readonly Entry[] {
    const menu = this.state?.menu ?? [];
    if (menu.length === 0) return [{ kind: 'note', caption: 'The add-on has built no menu' }];
    return menu.map((entry) => this.addonEntry(entry));
  }

  private addonEntry(entry: MenuEntry): Entry {
    if (entry.isSeparator === true) return { kind: 'line' };
    if (entry.entries) {
      const entries = entry.entries.map((inner) => this.addonEntry(inner));
      return { kind: 'menu', caption: entry.caption, entries };
    }
    return command(entry.caption, () => {
      this.commands.runAddon(entry.run ?? '');
    });
  }
}

function command(caption: string, run: () => void): Entry {
  return { kind: 'command', caption, run };
}
