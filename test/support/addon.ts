// The built add-on in the local runtime, with the emulated vendors: what the engine's tests drive and look at.
import { join } from 'node:path';
import { VirtualClock } from '../../local/runtime/clock';
import type { ExecutionResult } from '../../local/runtime/environment';
import type { ScriptProject } from '../../local/runtime/project';
import { LocalRuntime } from '../../local/runtime/runtime';
import { type Grid } from '../../local/runtime/grid';
import { Workbook } from '../../local/runtime/workbook';
import { transportTo } from '../../local/session/vendor-transport';
import type { CleanlistEmulator } from '../../local/vendors/cleanlist/emulator';
import {
  emulate,
  type EmulatorId,
  type EmulatorOptions,
  type Emulators,
} from '../../local/vendors/emulators';
import type { Choice, Home, Method, Methods, Quote, Reply } from '../../src/rpc/contract';
import type { RunView } from '../../src/rpc/contract-run';

/** Another build than the one in `dist/` can be named, so that two people may build and test at once. */
const DIST = process.env.ADDON_DIST ?? join(__dirname, '../../dist');
const NOON = Date.UTC(2026, 8, 1, 12);
export const USER = 'ada@sample.example';

export interface AddonOptions {
  readonly rows: readonly (readonly string[])[];
  /** Of Cleanlist. */
  readonly emulator?: EmulatorOptions['cleanlist'];
  /** Of the others. */
  readonly emulators?: Omit<EmulatorOptions, 'cleanlist'>;
  /** The spreadsheet's id. */
  readonly book?: string;
  /** Of the spreadsheet. */
  readonly timeZone?: string;
  /** What several documents of the same users share. */
  readonly project?: ScriptProject;
}

/** A spreadsheet with one sheet, its user, and the vendors. */
export class Addon {
  readonly clock = new VirtualClock(NOON);
  readonly workbook: Workbook;
  readonly vendors: Emulators;
  /** The one that most stories ask. */
  readonly vendor: CleanlistEmulator;
  readonly runtime: LocalRuntime;
  readonly sheet: Grid;
  user = USER;
  last: ExecutionResult | null = null;

  constructor({ rows, book = 'book-1', timeZone = 'Etc/UTC', project, ...of }: AddonOptions) {
    this.workbook = new Workbook({ id: book, name: 'Contacts', timeZone });
    this.sheet = this.workbook.addSheet('Contacts', {
      rows: Math.max(1000, rows.length + 10),
      columns: 26,
    });
    this.sheet.put(rows.map((row) => [...row]));
    this.vendors = emulate({ ...of.emulators, cleanlist: of.emulator });
    this.vendor = this.vendors.cleanlist;
    this.runtime = new LocalRuntime({
      dist: DIST,
      workbook: this.workbook,
      clock: this.clock,
      ...(project === undefined ? {} : { project }),
      http: transportTo(Object.values(this.vendors)),
    });
  }

  /** One call of the sidebar; throws what the sidebar's failure handler would get. */
  call<M extends Method>(method: M, args: Methods[M]['args'], user = this.user): Reply<M> {
    const result = this.execute(method, args, user);
    if (result.kind !== 'returned') throw new Error(`${result.kind}: ${JSON.stringify(result)}`);
    return JSON.parse(String(result.value)) as Reply<M>;
  }

  /** The value of a call that must succeed. */
  ask<M extends Method>(
    method: M,
    args: Methods[M]['args'],
    user = this.user,
  ): Methods[M]['value'] {
    const reply = this.call(method, args, user);
    if (!reply.ok) throw new Error(`${method}: ${reply.code}: ${reply.message}`);
    return reply.value;
  }

  home(): Home {
    return this.ask('home', null);
  }

  connect(key?: string, vendor: EmulatorId = 'cleanlist'): void {
    this.ask('connect', { vendor, key: key ?? this.vendors[vendor].demoKey });
  }

  quote(choice: Partial<Choice> = {}): Quote {
    return this.ask('quote', choose(choice));
  }

  /** Connects the vendors that are to be asked, confirms and starts; the next slice sends. */
  start(choice: Partial<Choice> = {}): RunView {
    const asked = Object.values(choice.route ?? { email: ['cleanlist'] }).flat();
    for (const vendor of new Set(asked)) this.connect(undefined, vendor as EmulatorId);
    const quote = this.quote(choice);
    return this.ask('start', {
      choice: choose(choice),
      quote: { id: quote.id, digest: quote.digest },
      pauseWhenUsedUp: true,
    });
  }

  /** One slice by the open sidebar, after its wait. */
  work(run: RunView): RunView {
    this.clock.advance(Math.max(2_000, run.callAgainInMs ?? 2_000));
    return this.ask('work', { run: run.id });
  }

  /** The open sidebar's loop, until nothing goes on without a person. */
  workToEnd(run: RunView, most = 500): RunView {
    let view = run;
    for (let slice = 0; view.callAgainInMs !== null; slice++) {
      if (slice === most) throw new Error(`Still ${view.state} after ${most} slices.`);
      view = this.work(view);
    }
    return view;
  }

  /** The sidebar's loop or, once it is closed, the firings of the trigger; as long as something goes on alone. */
  goOn(run: string): RunView {
    const view = this.ask('work', { run });
    return this.workToEnd(view);
  }

  /** Lets hours pass, and every trigger fire that is due, until none is left. */
  fireToEnd(mostHours = 48): ExecutionResult[] {
    const fired: ExecutionResult[] = [];
    for (let hour = 0; this.runtime.triggers().length > 0; hour++) {
      if (hour === mostHours) throw new Error(`A trigger is left after ${mostHours} hours.`);
      this.clock.advance(3_600_000);
      fired.push(...this.runtime.runDueTriggers());
    }
    return fired;
  }

  /** One execution that may end in any way. */
  execute<M extends Method>(
    method: M,
    args: Methods[M]['args'],
    user = this.user,
  ): ExecutionResult {
    const text = JSON.stringify({ method, args });
    this.last = this.runtime.execute({ user, fn: 'rpc', args: [text], as: 'rpc' });
    return this.last;
  }

  /** The sheet as the user sees it. */
  shown(): string[][] {
    return this.sheet.displayed();
  }

  /** A column of the sheet by its header, without it. */
  column(header: string): string[] {
    const [headers, ...rows] = this.shown();
    const column = headers?.indexOf(header) ?? -1;
    return rows.map((row) => row[column] ?? '');
  }

  log(): string[][] {
    const log = this.workbook.sheets.find((sheet) => sheet.name.startsWith('Enrichment log'));
    return log?.displayed().slice(1) ?? [];
  }
}

export function choose(choice: Partial<Choice>): Choice {
  return { channels: ['email'], rows: { kind: 'all' }, ...choice };
}
