// Owns the add-on's sidebar at the right: 300 pixels wide, as Google shows it. Knows nothing of what is inside.
import { byId, setText } from './elements';
import type { PageState } from './protocol';

export class SidebarFrame {
  private generation = -1;

  constructor(close: () => void) {
    byId('sidebar-close').addEventListener('click', close);
  }

  show(sidebar: PageState['sidebar']): void {
    const panel = byId('sidebar');
    panel.hidden = sidebar === null;
    const generation = sidebar?.generation ?? -1;
    if (generation === this.generation) return;
    this.generation = generation;
    const frame = byId('sidebar-frame', HTMLIFrameElement);
    setText('sidebar-title', sidebar?.title ?? '');
    frame.src = sidebar ? `/sidebar?generation=${generation}` : 'about:blank';
  }
}
