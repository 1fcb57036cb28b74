// The scene of a story about the user's hands: a run just before its first slice or before its results are placed, prepared once and
// opened again for every story; and a twin of its workbook on which only the hands act. Judges nothing.
import { Workbook, type WorkbookState } from '../../local/runtime/workbook';
import type { ProjectState } from '../../local/runtime/project';
import { DEMO_ORGANIZATIONS } from '../../local/vendors/cleanlist/demo';
import type { VendorRequest } from '../../local/vendors/http';
import type { RunView } from '../../src/rpc/contract-run';
import { Addon } from '../support/addon';
import { HEADERS, person } from '../support/people';

export const PEOPLE = 5;

/** Whose key a user may also have. */
export const OTHER_KEY = 'clapi_other_key';
const OTHER = { id: 'org_other', name: 'Other', keys: [OTHER_KEY], credits: 1_000 };

export const EMULATOR = {
  organizations: [...DEMO_ORGANIZATIONS, OTHER],
  shares: { email: 1, phone: 1, failed: 0 },
  duration: { min: 30, max: 30 },
};
export const USERS_PHONE = '030 901820';

export type SliceKind = 'sends' | 'places';

/** What a person's hands work on: the add-on's workbook, or its twin. */
export interface Desk {
  readonly workbook: Workbook;
  /** Only where the hands are not on the twin. */
  readonly addon: Addon | null;
}

export type Hands = (desk: Desk) => void;

/** Rows lack e-mail and phone but the last one, whose phone is the user's own; the note is nobody's business. */
export function rows(): string[][] {
  return [
    ['Note', ...HEADERS],
    ...Array.from({ length: PEOPLE }, (_, index) => [
      `note ${index}`,
      ...person(index, index === PEOPLE - 1 ? { phone: USERS_PHONE } : {}),
    ]),
  ];
}

interface Prepared {
  readonly project: ProjectState;
  readonly workbook: WorkbookState;
  readonly now: number;
  readonly requests: readonly (readonly [VendorRequest, number])[];
  readonly run: RunView;
}

const PREPARED: Readonly<Record<SliceKind, Prepared>> = {
  sends: prepare('sends'),
  places: prepare('places'),
};

function prepare(slice: SliceKind): Prepared {
  const addon = new Addon({ rows: rows(), emulator: EMULATOR });
  const requests: [VendorRequest, number][] = [];
  const handle = addon.vendor.handle.bind(addon.vendor);
  addon.vendor.handle = (request, now) => {
    requests.push([request, now]);
    return handle(request, now);
  };
  const run = addon.start({ channels: ['email', 'phone'], sheet: addon.sheet.id });
  if (slice === 'places') addon.work(run);
  return {
    project: addon.runtime.dump(),
    workbook: structuredClone(addon.workbook.toJSON()),
    now: addon.clock.now(),
    requests,
    run,
  };
}

export class Scene {
  readonly addon: Addon;
  readonly run: RunView;
  readonly twin: Workbook;
  /** Calls to the spreadsheet in the disturbed slice, in order. */
  readonly calls: string[] = [];

  constructor(slice: SliceKind) {
    const { project, workbook, now, requests, run } = PREPARED[slice];
    this.run = run;
    this.addon = new Addon({ rows: rows(), emulator: EMULATOR });
    for (const [request, at] of requests) this.addon.vendor.handle(request, at);
    this.addon.runtime.load(project);
    for (const saved of structuredClone(workbook.sheets)) {
      const grid = this.addon.workbook.find(saved.id) ?? this.addon.workbook.addSheet(saved.name);
      if (grid.id !== saved.id) throw new Error(`Sheet ${saved.name} got another id.`);
      Object.assign(grid.state, saved);
      grid.touched();
    }
    this.addon.clock.advance(now - this.addon.clock.now());
    this.twin = new Workbook({ id: 'twin', name: 'Twin' });
    this.twin.addSheet('Contacts', { rows: 1000, columns: 26 }).put(rows());
  }

  /** The hands do the same to the workbook and to its twin. */
  act(hands: Hands): void {
    hands({ workbook: this.addon.workbook, addon: this.addon });
    hands({ workbook: this.twin, addon: null });
  }

  /** One slice a minute later; the hands come before the nth call to the spreadsheet, 0 for never. */
  slice(nth = 0, hands: Hands = () => undefined): RunView | null {
    this.addon.clock.advance(60_000);
    let count = 0;
    this.addon.runtime.hooks.beforeCall = (call) => {
      // Between two calls to the sheet it makes no difference when.
      if (!call.remote || call.service !== 'SpreadsheetApp') return undefined;
      count++;
      this.calls.push(call.method);
      if (count === nth) this.act(hands);
      return undefined;
    };
    const result = this.addon.execute('work', { run: this.run.id });
    delete this.addon.runtime.hooks.beforeCall;
    if (result.kind !== 'returned') throw new Error(JSON.stringify(result));
    const reply = JSON.parse(String(result.value)) as { ok: boolean; value?: RunView };
    return reply.value ?? null;
  }

  /** Slices until nothing goes on without a person. */
  end(view: RunView | null, most = 6): RunView | null {
    let last = view;
    for (let slice = 0; slice < most && isGoingOn(last); slice++) last = this.slice();
    return last;
  }
}

function isGoingOn(view: RunView | null): boolean {
  return view !== null && view.callAgainInMs !== null;
}
