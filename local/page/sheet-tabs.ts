// Owns the tabs of the sheets that are shown. Knows no cells.
import { byId } from './elements';
import type { PageState } from './protocol';

export class SheetTabs {
  constructor(private readonly open: (sheet: number) => void) {}

  show({ sheets, activeSheet }: PageState): void {
    const tabs = sheets
      .filter((sheet) => !sheet.hidden)
      .map((sheet) => {
        const tab = this.button(sheet.id, sheet.name);
        tab.setAttribute('role', 'tab');
        tab.setAttribute('aria-selected', String(sheet.id === activeSheet));
        return tab;
      });
    const hidden = sheets
      .filter((sheet) => sheet.hidden)
      .map((sheet) => {
        const button = this.button(sheet.id, `Show “${sheet.name}”`);
        button.title = 'This sheet is hidden: show it';
        return button;
      });
    byId('tabs').replaceChildren(...tabs);
    byId('hidden-sheets').replaceChildren(...hidden);
  }

  private button(sheet: number, caption: string): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = caption;
    button.addEventListener('click', () => {
      this.open(sheet);
    });
    return button;
  }
}
