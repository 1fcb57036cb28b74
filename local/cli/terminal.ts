// Owns what the command may do with the person at the terminal. Knows no run.
import { createInterface } from 'node:readline/promises';

export interface Terminal {
  /** One line for whoever, or whatever, reads the result. */
  result(line: string): void;
  /** One line for the person. */
  say(line: string): void;
  /** Rewrites the last line; shows nothing where there is no terminal. */
  progress(line: string): void;
  readonly columns: number;
  /** Empty where nobody can answer. */
  ask(question: string): Promise<string>;
}

export class ProcessTerminal implements Terminal {
  private progressShown = false;

  get columns(): number {
    return process.stderr.columns || 80;
  }

  result(line: string): void {
    this.endProgress();
    process.stdout.write(`${line}\n`);
  }

  say(line: string): void {
    this.endProgress();
    process.stderr.write(`${line}\n`);
  }

  progress(line: string): void {
    if (!process.stderr.isTTY) return;
    this.progressShown = true;
    process.stderr.write(`\r\u001b[K${line}`);
  }

  async ask(question: string): Promise<string> {
    this.endProgress();
    if (!process.stdin.isTTY) return '';
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return (await lines.question(question)).trim();
    } finally {
      lines.close();
    }
  }

  private endProgress(): void {
    if (this.progressShown) process.stderr.write('\n');
    this.progressShown = false;
  }
}
