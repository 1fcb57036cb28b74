// Owns toasts and dialogs. Knows nothing of what they say.
import { byId } from './elements';

const TOAST_MS = 7000;

export function toast(title: string, text: string, isProblem = false): void {
  const element = document.createElement('div');
  element.className = isProblem ? 'toast problem' : 'toast';
  element.setAttribute('role', isProblem ? 'alert' : 'status');
  if (title !== '') {
    const strong = document.createElement('strong');
    strong.textContent = title;
    element.append(strong);
  }
  const body = document.createElement('span');
  body.textContent = text;
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = '×';
  close.setAttribute('aria-label', 'Close');
  close.addEventListener('click', () => {
    element.remove();
  });
  element.append(body, close);
  byId('toasts').append(element);
  setTimeout(() => {
    element.remove();
  }, TOAST_MS);
}

/** What was said about a document that is closed now. */
export function clearToasts(): void {
  byId('toasts').replaceChildren();
}

/** A dialog of the add-on; its page is the server's. */
export class DialogFrame {
  private generation = -1;

  constructor(closed: () => void) {
    const dialog = byId('dialog', HTMLDialogElement);
    dialog.addEventListener('close', () => {
      this.generation = -1;
      closed();
    });
    byId('dialog-close').addEventListener('click', () => {
      dialog.close();
    });
  }

  show(
    dialog: {
      readonly title: string;
      readonly width: number;
      readonly height: number;
      readonly generation: number;
    } | null,
  ): void {
    const element = byId('dialog', HTMLDialogElement);
    if (!dialog) {
      if (element.open) element.close();
      return;
    }
    if (dialog.generation === this.generation) return;
    this.generation = dialog.generation;
    byId('dialog-title').textContent = dialog.title;
    const frame = byId('dialog-frame', HTMLIFrameElement);
    frame.style.width = `${dialog.width}px`;
    frame.style.height = `${dialog.height}px`;
    frame.src = `/dialog?generation=${dialog.generation}`;
    if (!element.open) element.showModal();
  }
}
