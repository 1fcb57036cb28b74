// Owns what the add-on has shown: menus, sidebar, dialogs, toasts. Must not know Apps Script, nor draw anything.

export type MenuEntry =
  | { readonly kind: 'item'; readonly caption: string; readonly fn: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'menu'; readonly caption: string; readonly items: readonly MenuEntry[] };

export interface ShownHtml {
  readonly user: string;
  readonly title: string;
  readonly html: string;
  readonly width: number | null;
  readonly height: number | null;
}

export type UiEvent =
  | {
      readonly kind: 'menu';
      readonly user: string;
      /** `''` for the add-on's own menu. */
      readonly caption: string;
      readonly items: readonly MenuEntry[];
    }
  | ({ readonly kind: 'sidebar' } & ShownHtml)
  | ({ readonly kind: 'dialog'; readonly modal: boolean } & ShownHtml)
  | {
      readonly kind: 'toast';
      readonly user: string;
      readonly message: string;
      readonly title: string;
      readonly seconds: number;
    };

type Of<K extends UiEvent['kind']> = Extract<UiEvent, { kind: K }>;

export class UiRecord {
  #events: UiEvent[] = [];
  readonly #listeners = new Set<(event: UiEvent) => void>();

  get menus(): readonly Of<'menu'>[] {
    return this.#events.filter((event) => event.kind === 'menu');
  }
  /** The one that is open: a new sidebar replaces the one before. */
  get sidebar(): Of<'sidebar'> | null {
    return this.#events.filter((event) => event.kind === 'sidebar').at(-1) ?? null;
  }
  get dialogs(): readonly Of<'dialog'>[] {
    return this.#events.filter((event) => event.kind === 'dialog');
  }
  get toasts(): readonly Of<'toast'>[] {
    return this.#events.filter((event) => event.kind === 'toast');
  }

  show(event: UiEvent): void {
    this.#events.push(event);
    for (const listener of this.#listeners) listener(event);
  }

  clear(): void {
    this.#events = [];
  }

  /** Listens to everything shown; returns how to stop. */
  onShow(listener: (event: UiEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
