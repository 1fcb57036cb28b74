// Owns typing into one cell of the grid. Knows no sheet and no server: what was typed is handed on.

/** Where the selection goes after an entry. */
export type Onward = 'down' | 'up' | 'right' | 'left' | 'stay';

export class CellEditor {
  private readonly input = document.createElement('textarea');
  private commit: ((text: string, onward: Onward) => void) | null = null;

  constructor(private readonly cancelled: () => void) {
    this.input.className = 'cell-editor';
    this.input.rows = 1;
    this.input.spellcheck = false;
    this.input.setAttribute('aria-label', 'Cell');
    this.input.addEventListener('keydown', (event) => {
      this.onKey(event);
    });
    this.input.addEventListener('blur', () => {
      // Closing takes the focus away as well; then there is nothing left to finish.
      if (this.commit) this.finish('stay');
    });
    this.input.addEventListener('input', () => {
      this.fit();
    });
  }

  /** `place` puts the editor over its cell. */
  open(
    text: string,
    place: (input: HTMLElement) => void,
    commit: (text: string, onward: Onward) => void,
  ): void {
    this.input.value = text;
    this.commit = commit;
    place(this.input);
    this.fit();
    this.input.focus({ preventScroll: true });
    this.input.setSelectionRange(text.length, text.length);
  }

  close(): void {
    this.commit = null;
    this.input.remove();
  }

  private finish(onward: Onward): void {
    const { commit } = this;
    const text = this.input.value;
    this.close();
    commit?.(text, onward);
  }

  private onKey(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Enter' && event.altKey) {
      this.input.setRangeText('\n', this.input.selectionStart, this.input.selectionEnd, 'end');
      this.fit();
    } else if (event.key === 'Enter') this.finish(event.shiftKey ? 'up' : 'down');
    else if (event.key === 'Tab') this.finish(event.shiftKey ? 'left' : 'right');
    else if (event.key === 'Escape') {
      this.close();
      this.cancelled();
    } else return;
    event.preventDefault();
  }

  private fit(): void {
    this.input.style.height = 'auto';
    this.input.style.width = 'auto';
    this.input.style.width = `${Math.min(420, this.input.scrollWidth + 4)}px`;
    this.input.style.height = `${this.input.scrollHeight}px`;
  }
}
