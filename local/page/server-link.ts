// Owns talking to the page's own server. Knows no view.
import type { Deed, Edit, Refused, ServerEvent, SheetData } from './protocol';

export class Refusal extends Error {
  override readonly name = 'Refusal';
}

export class ServerLink {
  /** `lost` is told when the server is gone and when it is back. */
  constructor(onEvent: (event: ServerEvent) => void, lost: (isLost: boolean) => void) {
    const events = new EventSource('/events');
    events.onmessage = (message: MessageEvent<string>) => {
      onEvent(JSON.parse(message.data) as ServerEvent);
    };
    events.onopen = () => {
      lost(false);
    };
    events.onerror = () => {
      lost(true);
    };
  }

  async sheet(): Promise<SheetData> {
    const answer = await fetch('/sheet');
    return (await answer.json()) as SheetData;
  }

  edit(edit: Edit): Promise<void> {
    return this.post('/edit', JSON.stringify(edit));
  }

  deed(deed: Deed): Promise<void> {
    return this.post('/deed', JSON.stringify({ deed }));
  }

  runMenu(fn: string): Promise<void> {
    return this.post('/menu', JSON.stringify({ fn }));
  }

  closeDialog(): Promise<void> {
    return this.post('/dialog/close', '{}');
  }

  async openFile(file: File): Promise<void> {
    await this.post(`/open?name=${encodeURIComponent(file.name)}`, await file.arrayBuffer());
  }

  openSample(): Promise<void> {
    return this.post('/sample', '{}');
  }

  /** @throws Refusal with a sentence for the person. */
  private async post(path: string, body: string | ArrayBuffer): Promise<void> {
    let answer: Response;
    try {
      // The content type makes browsers ask before another site's page may send this.
      answer = await fetch(path, {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/json' },
      });
    } catch {
      throw new Refusal('The local server does not answer. Is it still running in the terminal?');
    }
    if (!answer.ok) throw new Refusal(((await answer.json()) as Refused).message);
  }
}
