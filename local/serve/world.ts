// Owns the world around the page's document: the emulated one, or the real vendor with a state on disk. Knows no page.
import { HttpsTransport } from '../live/https-transport';
import { Keeper } from '../live/keeper';
import { LiveClock } from '../live/live-clock';
import type { StateFolder } from '../live/state-folder';
import { VirtualClock } from '../runtime/clock';
import type { HookCall } from '../runtime/environment';
import { ScriptProject } from '../runtime/project';
import { LocalRuntime } from '../runtime/runtime';
import { Workbook } from '../runtime/workbook';
import { SAMPLE_NAME, sampleSheet } from '../sample/sheet';
import { workbookOf } from '../session/document';
import { EmulatedVendor } from '../session/emulated-vendor';

/** Enough for e-mails and phones of the whole sample, twice. */
const DEMO_CREDITS = 25_000;

/** The headers stand below a title. */
const SAMPLE_FROZEN_ROWS = 2;

type OnCall = (call: HookCall) => 'kill' | undefined;

export interface World {
  readonly isLive: boolean;
  /** `null` when live. */
  readonly vendor: EmulatedVendor | null;
  /** A document with these rows; without them, the sample, or what was kept on disk. */
  open(name?: string, rows?: readonly (readonly string[])[]): LocalRuntime;
  /** `meet` is asked before every service call. */
  onCall(runtime: LocalRuntime, meet: OnCall): void;
}

export class EmulatedWorld implements World {
  readonly isLive = false;
  readonly vendor = new EmulatedVendor(DEMO_CREDITS);
  private readonly clock = new VirtualClock(Date.now());
  private readonly project = new ScriptProject();
  private documents = 0;

  constructor(private readonly dist: string) {}

  open(name?: string, rows?: readonly (readonly string[])[]): LocalRuntime {
    this.documents += 1;
    const id = `local-document-${this.documents}`;
    const workbook = rows ? workbookOf(name ?? '', rows, id) : sampleWorkbook(id);
    const { dist, clock, project, documents: seed } = this;
    const http = this.vendor.transport;
    return new LocalRuntime({ dist, workbook, clock, project, http, seed });
  }

  onCall(runtime: LocalRuntime, meet: OnCall): void {
    runtime.hooks.beforeCall = meet;
  }
}

export class LiveWorld implements World {
  readonly isLive = true;
  readonly vendor = null;
  private readonly clock = new LiveClock();
  private readonly http: HttpsTransport;

  constructor(
    root: string,
    private readonly dist: string,
    private readonly folder: StateFolder,
  ) {
    this.http = new HttpsTransport(root);
  }

  open(name?: string, rows?: readonly (readonly string[])[]): LocalRuntime {
    const { dist, clock, http, folder } = this;
    const kept = rows ? null : folder.workbook();
    const id = `local-document-${Date.now()}`;
    const workbook = kept ? Workbook.fromJSON(kept) : workbookOf(name ?? 'Sheet1', rows ?? [], id);
    const runtime = new LocalRuntime({ dist, workbook, clock, http, seed: Date.now() });
    const properties = folder.properties();
    if (properties) runtime.load(properties);
    new Keeper(runtime, folder).save();
    return runtime;
  }

  /** The keeper has the hooks: nothing is killed that costs money. */
  onCall(): void {
    // Nothing to ask.
  }
}

function sampleWorkbook(id: string): Workbook {
  const workbook = workbookOf(SAMPLE_NAME, sampleSheet(), id);
  const grid = workbook.sheets[0];
  if (grid) grid.state.frozenRows = SAMPLE_FROZEN_ROWS;
  return workbook;
}
