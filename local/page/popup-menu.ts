// Owns menus that pop up: from the menu bar and from the grid. Knows no command: each entry brings its own.

export type Entry =
  | {
      readonly kind: 'command';
      readonly caption: string;
      readonly hint?: string;
      readonly run: () => void;
    }
  | { readonly kind: 'menu'; readonly caption: string; readonly entries: readonly Entry[] }
  | { readonly kind: 'note'; readonly caption: string }
  | { readonly kind: 'line' };

let close: (() => void) | null = null;

function closeMenu(): void {
  close?.();
}

/** Opens at a point of the window; one menu at a time. `closed` hears when it is gone. */
export function openMenu(
  entries: readonly Entry[],
  x: number,
  y: number,
  closed: () => void = () => undefined,
): void {
  closeMenu();
  const menu = build(entries);
  document.body.append(menu);
  const box = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(4, Math.min(x, innerWidth - box.width - 8))}px`;
  menu.style.top = `${Math.max(4, Math.min(y, innerHeight - box.height - 8))}px`;
  const before = document.activeElement;
  const onPress = (event: Event): void => {
    if (!menu.contains(event.target as Node)) closeMenu();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') closeMenu();
    else if (event.key === 'ArrowDown') step(menu, 1);
    else if (event.key === 'ArrowUp') step(menu, -1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  close = () => {
    close = null;
    menu.remove();
    document.removeEventListener('mousedown', onPress, true);
    document.removeEventListener('keydown', onKey, true);
    removeEventListener('blur', closeMenu);
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    closed();
  };
  document.addEventListener('mousedown', onPress, true);
  document.addEventListener('keydown', onKey, true);
  addEventListener('blur', closeMenu);
  menu.querySelector('button')?.focus();
}

function build(entries: readonly Entry[]): HTMLElement {
  const menu = document.createElement('div');
  menu.className = 'menu';
  menu.setAttribute('role', 'menu');
  for (const entry of entries) menu.append(buildEntry(entry));
  return menu;
}

function buildEntry(entry: Entry): HTMLElement {
  switch (entry.kind) {
    case 'line': {
      const line = document.createElement('hr');
      return line;
    }
    case 'note': {
      const note = document.createElement('p');
      note.textContent = entry.caption;
      return note;
    }
    case 'command': {
      const button = item(entry.caption, entry.hint ?? '');
      button.addEventListener('click', () => {
        closeMenu();
        entry.run();
      });
      return button;
    }
    case 'menu': {
      const holder = document.createElement('div');
      holder.className = 'submenu';
      const button = item(entry.caption, '▸');
      button.setAttribute('aria-haspopup', 'true');
      button.addEventListener('click', () => {
        holder.classList.toggle('open');
      });
      holder.append(button, build(entry.entries));
      return holder;
    }
  }
}

function item(caption: string, hint: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('role', 'menuitem');
  const text = document.createElement('span');
  text.textContent = caption;
  const after = document.createElement('span');
  after.className = 'hint';
  after.textContent = hint;
  button.append(text, after);
  return button;
}

function step(menu: HTMLElement, by: 1 | -1): void {
  const buttons = [...menu.querySelectorAll('button')].filter((b) => b.offsetParent !== null);
  const index = buttons.findIndex((button) => button === document.activeElement);
  buttons[(index + by + buttons.length) % buttons.length]?.focus();
}
