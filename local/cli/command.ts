// Owns the command from its words to its exit code. Each step is somebody else's; the order is here.
import { resolve } from 'node:path';
import type { Choice } from '../../src/rpc/contract';
import type { RunView } from '../../src/rpc/contract-run';
import { vendorsOf } from '../../src/run/plan/route';
import { FolderInUse, StateFolder } from '../live/state-folder';
import { ExecutionFailed } from '../session/call';
import type { Workbook } from '../runtime/workbook';
import { refuseStart } from './approval';
import { ask, Drive, Refused, type Ending } from './drive';
import { Engine, NO_EFFORT, type Places } from './engine';
import { readInput } from './input-file';
import { HELP, readArguments, type Options } from './options';
import { outputProblem } from './output-file';
import { recall, Unusable, workbookFrom, type Table } from './recall';
import { problemOf } from './refusal';
import { beginningOf, nothingToSend, reportOf, sentencesOf, type Beginning } from './report';
import { rowOfAnotherInput, writeLog, writeResults } from './results';
import { columnsOf, isSameCommand, newRun, saveRun, type Columns, type KeptRun } from './run-file';
import type { Terminal } from './terminal';

const EXIT = { finished: 0, failed: 1, unfinished: 2 } as const;

/** Runs the command; never throws for anything a user can cause. */
export async function enrich(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  places: Places,
  terminal: Terminal,
): Promise<number> {
  const read = readArguments(words, environment);
  if (read.kind === 'help') {
    terminal.result(HELP.trimEnd());
    return EXIT.finished;
  }
  if (read.kind === 'wrong') return fail(terminal, read.message);
  const { options } = read;
  const input = readInput(resolve(places.cwd, options.input), options.input);
  if (input.kind === 'unusable') return fail(terminal, input.message);
  const output = resolve(places.cwd, options.output);
  const problem = outputProblem(output, options.output, resolve(places.cwd, options.input));
  if (problem !== null) return fail(terminal, problem);
  try {
    return await new Command(options, input, output, places, terminal).run();
  } catch (error) {
    if (error instanceof Refused || error instanceof FolderInUse || error instanceof Unusable) {
      return fail(terminal, error.message);
    }
    if (error instanceof ExecutionFailed)
      return fail(terminal, `The add-on failed. ${error.message}`);
    throw error;
  }
}

class Command {
  private readonly folder: StateFolder | null;
  private kept: KeptRun;
  private readonly engine: Engine;

  constructor(
    private readonly options: Options,
    private readonly input: Table,
    private readonly output: string,
    places: Places,
    private readonly terminal: Terminal,
  ) {
    this.folder = options.live ? StateFolder.open(`${output}.run`) : null;
    try {
      this.kept = recall(this.folder, input, options);
      this.engine = this.open(places, workbookFrom(options.input, input));
    } catch (error) {
      this.folder?.close();
      throw error;
    }
  }

  async run(): Promise<number> {
    const { kept, terminal, options } = this;
    try {
      if (kept.run) this.requireOwnRows(kept.run.columns);
      if (kept.finished && isSameCommand(kept, options)) {
        terminal.say(
          `This was finished before, and nothing was sent now. To start over, delete ${options.output}.run.`,
        );
        if (kept.run) this.writeOutput(kept.run.columns);
        if (options.json) terminal.result(JSON.stringify(kept.finished));
        return EXIT.finished;
      }
      return await this.enrich();
    } finally {
      this.folder?.close();
    }
  }

  /** A kept document is used only for a run that was approved for this very input. */
  private open(places: Places, workbook: Workbook): Engine {
    const { folder, kept } = this;
    if (!folder) return Engine.emulated(places, workbook);
    if (kept.run) {
      const before = kept.finished ? NO_EFFORT : kept.effort;
      return Engine.resumed(places, folder, workbook, before);
    }
    folder.discardDocument();
    return Engine.live(places, folder, workbook);
  }

  private async enrich(): Promise<number> {
    const { engine, options, terminal } = this;
    const left = this.unfinished();
    if (left) this.connectAgain();
    const begun = left ?? (await this.begin());
    if (typeof begun === 'string') return fail(terminal, begun);
    const drive = new Drive(engine, options, terminal, () => {
      this.remember();
    });
    let ending: Ending;
    try {
      ending = await drive.toTheEnd(begun);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof ExecutionFailed)) throw error;
      ending = { kind: 'stopped', run: this.unfinished() ?? begun, message: error.message };
    }
    return this.end(ending);
  }

  /** Keys are kept nowhere, so every process brings them. */
  private connect(): void {
    const { engine, options } = this;
    for (const vendor of vendorsOf(options.route)) {
      ask(engine, 'connect', { vendor, key: options.keys[vendor] ?? engine.demoKeyOf(vendor) });
    }
  }

  private connectAgain(): void {
    try {
      this.connect();
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'key_refused') throw error;
      throw new Refused(`${error.message} ${this.withoutKey()}`, error.code);
    }
  }

  /** What to do about a run whose results no key collects. */
  private withoutKey(): string {
    const { output } = this.options;
    return `Where there is no such key any more, name another --out to start over: what was bought stays in ${output}.run, and may be paid twice.`;
  }

  /** The run that an earlier process left, or `null`. */
  private unfinished(): RunView | null {
    const { kept, engine } = this;
    const id = kept.run?.id;
    if (id === undefined || kept.finished) return null;
    return ask(engine, 'home', null).runs.find((run) => run.id === id) ?? null;
  }

  /** Checks, asks and starts; or the sentence that says why not. */
  private async begin(): Promise<RunView | string> {
    const { engine, options, terminal } = this;
    const { operation, channels, rows, route } = options;
    const choice: Choice = { operation, channels, rows, route };
    const inspection = ask(engine, 'inspect', choice);
    if (inspection.problem) return problemOf(inspection.problem, options);
    const whole =
      rows.kind === 'all'
        ? inspection
        : ask(engine, 'inspect', { ...choice, rows: { kind: 'all' } });
    if (inspection.check?.contacts.total === 0) return nothingToSend(inspection, whole, options);
    this.connect();
    const quote = ask(engine, 'quote', choice);
    const refusal = await refuseStart(quote, options, terminal);
    if (refusal !== null) return refusal;
    const columns = columnsOf(inspection);
    const beginning = beginningOf(whole, quote);
    // Kept before the start: the run must be found again whatever happens in it.
    this.kept = {
      ...this.kept,
      ...newRun(this.input.bytes, options),
      run: { id: quote.id, beginning, columns },
    };
    this.remember();
    engine.keep();
    const { id, digest } = quote;
    return ask(engine, 'start', {
      choice,
      quote: { id, digest },
      pauseWhenUsedUp: quote.affordable !== null,
    });
  }

  private end(ending: Ending): number {
    const { terminal, options, engine, kept } = this;
    const { run } = ending;
    const { beginning, columns } = kept.run ?? { beginning: NO_BEGINNING, columns: NO_COLUMNS };
    const report = reportOf(beginning, run, engine.effort());
    this.kept = { ...kept, finished: ending.kind === 'finished' ? report : null };
    this.remember();
    this.writeOutput(columns);
    const isFinished = ending.kind === 'finished';
    if (!options.json && isFinished) {
      for (const line of sentencesOf(report, run, options.output, beginning.reasons))
        terminal.result(line);
    }
    if (report.unplaced > 0) {
      writeLog(engine.runtime.workbook, `${this.output}.log.csv`);
      terminal.say(
        `${report.unplaced} results fit no row for certain: they are in ${options.output}.log.csv.`,
      );
    }
    if (!isFinished) {
      terminal.say(
        options.live
          ? `${ending.message} What came so far is in ${options.output}; the same command goes on.${run.endable === null ? '' : ` ${this.withoutKey()}`}`
          : ending.message,
      );
    }
    if (options.json) terminal.result(JSON.stringify(report));
    if (isFinished) return EXIT.finished;
    return options.live ? EXIT.unfinished : EXIT.failed;
  }

  /** @throws Unusable when the sheet is not the input's: results would stand in other people's rows. */
  private requireOwnRows(columns: Columns): void {
    const { options, input, engine } = this;
    const row = rowOfAnotherInput(input.table, engine.runtime.workbook, columns);
    if (row === null) return;
    throw new Unusable(
      `Row ${row} of ${options.input} is another one than in the sheet that was sent: nothing was written to ${options.output}. Name another --out to start over; what was bought stays in ${options.output}.run.`,
    );
  }

  /** @throws Unusable */
  private writeOutput(columns: Columns): void {
    this.requireOwnRows(columns);
    writeResults(this.input.table, this.engine.runtime.workbook, columns, this.output);
  }

  private remember(): void {
    if (!this.folder) return;
    this.kept = { ...this.kept, effort: this.engine.effort() };
    saveRun(this.folder, this.kept);
  }
}

const NO_COLUMNS: Columns = { headerRecord: 0, fillable: [], rewritten: [] };
const NO_BEGINNING: Beginning = {
  ...{ rows: 0, ready: 0, duplicates: 0, incomplete: 0, alreadyFilled: 0, blank: 0, batches: 0 },
  mapping: {},
};

function fail(terminal: Terminal, message: string): number {
  terminal.say(message);
  return EXIT.failed;
}
