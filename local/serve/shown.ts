// Owns what the add-on shows beside the cells: its menu, the sidebar, a dialog. Knows no page.
import type { MenuEntry, PageState } from '../page/protocol';
import type { UiEvent, UiRecord, MenuEntry as AddonEntry } from '../runtime/ui-record';

/** The name under which the add-on's own menu stands; Google takes it from the add-on's listing. */
const ADDON_NAME = 'Contact Enrichment';
const DIALOG = { width: 500, height: 360 };

export class Shown {
  menu: readonly MenuEntry[] = [];
  sidebar: { readonly title: string; readonly html: string; readonly generation: number } | null =
    null;
  dialog: (NonNullable<PageState['dialog']> & { readonly html: string }) | null = null;
  private generation = 0;

  constructor(private readonly toast: (title: string, text: string) => void) {}

  /** Another document's add-on is heard from now on. */
  listen(ui: UiRecord): void {
    this.menu = [];
    this.sidebar = null;
    this.dialog = null;
    ui.onShow((event) => {
      this.hear(event);
    });
  }

  private hear(event: UiEvent): void {
    switch (event.kind) {
      case 'menu': {
        const caption = event.caption === '' ? ADDON_NAME : event.caption;
        this.menu = [{ caption, entries: event.items.map(entryOf) }];
        break;
      }
      case 'sidebar':
        this.generation += 1;
        this.sidebar = { title: event.title, html: event.html, generation: this.generation };
        break;
      case 'dialog':
        this.generation += 1;
        this.dialog = {
          title: event.title,
          html: event.html,
          width: event.width ?? DIALOG.width,
          height: event.height ?? DIALOG.height,
          generation: this.generation,
        };
        break;
      case 'toast':
        this.toast(event.title, event.message);
    }
  }
}

function entryOf(entry: AddonEntry): MenuEntry {
  switch (entry.kind) {
    case 'item':
      return { caption: entry.caption, run: entry.fn };
    case 'menu':
      return { caption: entry.caption, entries: entry.items.map(entryOf) };
    case 'separator':
      return { caption: '', isSeparator: true };
  }
}
