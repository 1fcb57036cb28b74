// Owns lists of words that are taken apart when they are first asked for: all code is loaded on every execution, and few read them.

export class WordList {
  private words: readonly string[] | null = null;
  private known: ReadonlySet<string> | null = null;

  /** The words stand between blanks and line breaks; those of another list may come first. */
  constructor(
    private readonly text: string,
    private readonly others?: WordList,
  ) {}

  has(word: string): boolean {
    this.known ??= new Set(this.all());
    return this.known.has(word);
  }

  /** In the order in which they stand. */
  all(): readonly string[] {
    this.words ??= [
      ...(this.others?.all() ?? []),
      ...this.text.split(/\s+/).filter((word) => word !== ''),
    ];
    return this.words;
  }
}
