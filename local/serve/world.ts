// Owns the world around the page's document: the emulated one, or the real vendors with a state on disk. Knows no page.
import { HttpsTransport } from '../live/https-transport';
import { Keeper } from '../live/keeper';
import { LiveClock, randomSeed } from '../live/live-clock';
import type { StateFolder } from '../live/state-folder';
import { VirtualClock } from '../runtime/clock';
import type { HookCall } from '../runtime/environment';
import { ScriptProject } from '../runtime/project';
import { LocalRuntime } from '../runtime/runtime';
import { Workbook } from '../runtime/workbook';
import { SAMPLE_NAME, sampleSheet } from '../sample/sheet';
import { workbookOf } from '../session/document';
import { EmulatedVendors } from '../session/emulated-vendors';
import { headerRowOf } from './edits';

const MOST_FROZEN_ROWS = 4;

/** Shorter ones do not make the page wait noticeably. */
const LONG_SLEEP_MS = 1500;

type OnCall = (call: HookCall) => 'kill' | undefined;

export interface World {
  readonly isLive: boolean;
  /** How much faster than real time the clock runs while a run is open. */
  readonly hurry: number;
  /** `null` when live. */
  readonly vendors: EmulatedVendors | null;
  /** A document with these rows; without them, the sample, or what was kept on disk. */
  open(name?: string, rows?: readonly (readonly string[])[]): LocalRuntime;
  /** `meet` is asked before every service call. */
  onCall(runtime: LocalRuntime, meet: OnCall): void;
  /** A person changed something. */
  save(): void;
  /** A trigger that had to sleep may go on; true once. */
  isAwake(): boolean;
}

export class EmulatedWorld implements World {
  readonly isLive = false;
  /** A minute passes in three seconds. */
  readonly hurry: number = 20;
  readonly vendors = new EmulatedVendors();
  private readonly clock = new VirtualClock(Date.now());
  private readonly project = new ScriptProject();
  private documents = 0;

  constructor(private readonly dist: string) {
    // The vendors are emulated: sample contacts cost nobody anything.
    this.project.script.set('sampleCanBeSent', '1');
  }

  open(name?: string, rows?: readonly (readonly string[])[]): LocalRuntime {
    this.documents += 1;
    const id = `local-document-${this.documents}`;
    const workbook = rows
      ? workbookOf(name ?? '', rows, id)
      : workbookOf(SAMPLE_NAME, sampleSheet(), id);
    freezeHeaders(workbook);
    const { dist, clock, project, documents: seed } = this;
    const http = this.vendors.transport;
    return new LocalRuntime({ dist, workbook, clock, project, http, seed });
  }

  onCall(runtime: LocalRuntime, meet: OnCall): void {
    runtime.hooks.beforeCall = meet;
  }

  save(): void {
    // Gone with the server, as said on the page.
  }

  isAwake(): boolean {
    return false;
  }
}

export class LiveWorld implements World {
  readonly isLive = true;
  readonly hurry = 1;
  readonly vendors = null;
  private readonly clock = new LiveClock();
  private readonly http: HttpsTransport;
  /** Outlives the documents: in it are the keys, which are on no disk. */
  private readonly project = new ScriptProject();
  private keeper: Keeper | null = null;
  private wakeAt: number | null = null;

  constructor(
    root: string,
    private readonly dist: string,
    private readonly folder: StateFolder,
  ) {
    this.http = new HttpsTransport(root);
    const properties = folder.properties();
    if (properties) this.project.load(properties);
  }

  open(name?: string, rows?: readonly (readonly string[])[]): LocalRuntime {
    const { dist, clock, http, folder } = this;
    const kept = rows ? null : folder.workbook();
    const id = `local-document-${Date.now()}`;
    const workbook = kept ? Workbook.fromJSON(kept) : workbookOf(name ?? 'Sheet1', rows ?? [], id);
    const { project } = this;
    const runtime = new LocalRuntime({ dist, workbook, clock, http, project, seed: randomSeed() });
    if (rows) freezeHeaders(workbook);
    this.keeper = new Keeper(runtime, folder, (_call, ms) => this.sleep(ms));
    this.keeper.save();
    return runtime;
  }

  /** The keeper has the hooks: nothing is killed that costs money. */
  onCall(): void {
    // Nothing to ask.
  }

  save(): void {
    this.keeper?.save();
  }

  /**
   * A trigger sleeps for minutes between two looks, and this thread answers the page. So its execution ends here, where
   * the add-on holds nothing, and the trigger fires again when its sleep is over.
   */
  private sleep(ms: number): 'kill' | undefined {
    if (ms < LONG_SLEEP_MS) {
      this.clock.sleep(ms);
      return undefined;
    }
    this.wakeAt = this.clock.now() + ms;
    return 'kill';
  }

  isAwake(): boolean {
    if (this.wakeAt === null || this.clock.now() < this.wakeAt) return false;
    this.wakeAt = null;
    return true;
  }
}

/** Headers near the top stay in sight. */
function freezeHeaders(workbook: Workbook): void {
  const [grid] = workbook.sheets;
  const headerRow = grid ? headerRowOf(grid) : 0;
  if (grid && headerRow <= MOST_FROZEN_ROWS) grid.state.frozenRows = headerRow;
}
