import type { Terminal } from '../../local/cli/terminal';

/** Remembers what the command said; gives the answers it was made with. */
export class RecordingTerminal implements Terminal {
  readonly columns = 80;
  readonly results: string[] = [];
  readonly said: string[] = [];
  readonly asked: string[] = [];

  constructor(private readonly answers: string[] = []) {}

  result(line: string): void {
    this.results.push(line);
  }
  say(line: string): void {
    this.said.push(line);
  }
  progress(): void {
    // Nobody looks.
  }
  ask(question: string): Promise<string> {
    this.asked.push(question);
    return Promise.resolve(this.answers.shift() ?? '');
  }
}
