// Owns the document on the page and all that happens to it: a person's edits, the add-on's executions, the strip's deeds,
// the passing of time. Knows no HTTP; what the page has to be told is handed to a listener.
import type { ExecutionView, PageState, RunAnswer, ServerEvent, SheetData } from '../page/protocol';
import type { Cause, Deed, Edit, VendorDeed } from '../page/protocol';
import { parseArea } from '../runtime/area';
import type { Call, ExecutionResult } from '../runtime/environment';
import { LIMITS } from '../runtime/limits';
import type { LocalRuntime } from '../runtime/runtime';
import { failureMessage } from '../runtime/script-run';
import { callAddon, COLLEAGUE, USER } from '../session/call';
import type { TableFile } from '../csv/table-file';
import { NEW_CSV, openCsv, saveCsv, saveOpened } from './csv-document';
import { applyEdit } from './edits';
import { nameOf, viewOf } from './execution-view';
import { Killer } from './killer';
import { LedgerDesk } from './ledger-desk';
import { SheetFeed } from './sheet-feed';
import { Shown } from './shown';
import { sortAgain } from './sort-again';
import type { World } from './world';

const KEPT_EXECUTIONS = 8;

export class Desk {
  private runtime: LocalRuntime;
  /** What the document was opened from; `null` for the sample, and what was kept on disk. */
  private file: TableFile | null = null;
  private readonly feed: SheetFeed;
  private readonly shown: Shown;
  private readonly killer: Killer;
  private readonly ledger: LedgerDesk | null;
  private executions: ExecutionView[] = [];
  private sorts = 0;
  private selectionMoves = 0;
  private user = USER;
  private isWrongAccount = false;

  constructor(
    private readonly world: World,
    private readonly tell: (event: ServerEvent) => void,
    random: () => number = Math.random,
  ) {
    this.killer = new Killer(random);
    this.shown = new Shown((title, text) => {
      tell({ kind: 'toast', title, text, isProblem: false });
    });
    this.ledger = world.vendors ? new LedgerDesk(world.vendors) : null;
    this.runtime = world.open();
    this.feed = new SheetFeed(this.runtime.workbook);
    this.ledger?.follow(this.runtime.workbook);
    this.begin();
  }

  /** As of this moment; what is told unasked may compare the ledger a moment later. */
  state(): PageState {
    this.ledger?.refresh();
    return this.snapshot();
  }

  sheet(): SheetData {
    this.publish('person');
    return this.feed.data();
  }

  get sidebarHtml(): string | null {
    return this.shown.sidebar?.html ?? null;
  }
  get dialogHtml(): string | null {
    return this.shown.dialog?.html ?? null;
  }
  get time(): { readonly now: number; readonly speed: number } {
    return { now: this.runtime.clock.now(), speed: this.speed };
  }

  /** @throws Error with a sentence for the person. */
  edit(edit: Edit): void {
    applyEdit(this.runtime.workbook, edit);
    if (edit.kind !== 'select') this.world.save();
    if (edit.kind === 'openSheet' || edit.kind === 'hideSheet') this.selectionMoves += 1;
    this.publish('person');
  }

  runMenu(fn: string): void {
    this.report(this.execute({ user: this.user, fn, as: 'menu' }));
  }

  /** `google.script.run`. */
  runFromPage(fn: string, argsJson: string): RunAnswer {
    const args = JSON.parse(argsJson) as unknown[];
    if (this.isWrongAccount) {
      return { kind: 'failed', name: 'ScriptError', message: WRONG_ACCOUNT, ...this.time };
    }
    const result = this.execute({ user: this.user, fn, args, as: 'rpc' });
    switch (result.kind) {
      case 'returned':
        return { kind: 'returned', value: result.value, ...this.time };
      case 'threw':
        return {
          kind: 'failed',
          name: 'ScriptError',
          message: failureMessage(result),
          ...this.time,
        };
      case 'killed': {
        const message = failureMessage({ name: 'Exception', message: LIMITS.executionMs.text });
        return { kind: 'failed', name: 'ScriptError', message, ...this.time };
      }
    }
  }

  /** @throws Error with a sentence for the person. */
  do(deed: Deed): void {
    if (typeof deed === 'object') {
      this.doAt(deed);
      return;
    }
    switch (deed) {
      case 'openSidebar':
        this.runMenu('openSidebar');
        break;
      case 'closeSidebar':
        this.shown.sidebar = null;
        break;
      case 'fireTrigger':
        this.fireTrigger();
        break;
      case 'skipHour':
        this.skipHour();
        break;
      case 'otherUser':
        this.user = this.user === USER ? COLLEAGUE : USER;
        this.shown.sidebar = null;
        break;
      case 'wrongAccount':
        this.isWrongAccount = !this.isWrongAccount;
        break;
      case 'kill':
        this.killer.arm();
        break;
      case 'sortSheet':
        this.sortSheet();
    }
    this.publish('person');
  }

  closeDialog(): void {
    this.shown.dialog = null;
    this.publish('person');
  }

  /** @throws Error with a sentence for the person. */
  openFile(name: string, bytes: Uint8Array): void {
    const { rows, file } = openCsv(name, bytes);
    this.requireNoOpenRun();
    this.change(this.world.open(name, rows), file);
  }

  openSample(): void {
    this.requireNoOpenRun();
    this.change(this.world.open(), null);
  }

  download(): { readonly name: string; readonly bytes: Uint8Array } {
    const { file } = this;
    const { workbook } = this.runtime;
    const sheet = workbook.sheet(workbook.activeSheetId);
    const rows = sheet.displayed();
    const isOpened = file !== null && sheet.id === workbook.sheets[0]?.id;
    const name = `${workbook.name.replace(/\.[A-Za-z]{1,4}$/, '')} enriched.csv`;
    return { name, bytes: isOpened ? saveOpened(rows, file) : saveCsv(rows, NEW_CSV) };
  }

  /** Lets `ms` of real time pass; what falls due happens. */
  tick(ms: number): void {
    this.runtime.clock.advance(ms * this.speed);
    const due = this.world.isAwake() ? this.triggers : this.runtime.dueTriggers();
    for (const { id } of due) {
      // An earlier one may have deleted it.
      if (this.triggers.some((trigger) => trigger.id === id)) {
        this.noted('trigger', () => this.runtime.fireTrigger(id));
      }
    }
    if (this.ledger?.isDue === true) this.publish('person');
  }

  private snapshot(): PageState {
    const { workbook, clock } = this.runtime;
    const { sidebar, dialog, menu } = this.shown;
    const grid = workbook.sheet(workbook.activeSheetId);
    const selected = workbook.selection.areas.at(-1) ?? 'A1';
    return {
      live: this.world.isLive,
      fileName: workbook.name,
      sheets: workbook.sheets.map(({ id, name, hidden }) => ({ id, name, hidden })),
      activeSheet: workbook.activeSheetId,
      selection: parseArea(selected, grid.rowCount, grid.columnCount) ?? A1,
      selectionMoves: this.selectionMoves,
      clock: { now: clock.now(), speed: this.speed },
      menu,
      sidebar: sidebar && { title: sidebar.title, generation: sidebar.generation },
      dialog,
      triggers: this.triggers.map(({ handler, nextRunMs }) => ({ handler, nextAt: nextRunMs })),
      killArmed: this.killer.isArmed,
      isColleague: this.user === COLLEAGUE,
      isWrongAccount: this.isWrongAccount,
      ledger: this.ledger?.view() ?? null,
      vendors: this.ledger?.vendorViews(this.keptForUser, clock.now()) ?? [],
      executions: this.executions,
    };
  }

  private begin(): void {
    const { runtime, killer } = this;
    this.shown.listen(runtime.ui);
    this.world.onCall(runtime, (call) => killer.meet(call));
    this.execute({ user: this.user, fn: 'onOpen', as: 'onOpen' });
    this.execute({ user: this.user, fn: 'openSidebar', as: 'menu' });
  }

  private change(runtime: LocalRuntime, file: TableFile | null): void {
    this.runtime = runtime;
    this.file = file;
    this.executions = [];
    this.selectionMoves += 1;
    this.feed.follow(runtime.workbook);
    this.ledger?.follow(runtime.workbook);
    this.begin();
  }

  private execute(call: Call): ExecutionResult {
    return this.noted(nameOf(call), () => this.runtime.execute(call));
  }

  /** Runs it, tells what it changed, and remembers how it ended. */
  private noted(name: string, run: () => ExecutionResult): ExecutionResult {
    const { workbook } = this.runtime;
    const selectedBefore = workbook.selection;
    const result = run();
    if (workbook.selection !== selectedBefore) this.selectionMoves += 1;
    const strike = this.killer.takeStrike();
    const view = viewOf(name, result, strike, this.runtime.clock.now());
    this.executions = [...this.executions, view].slice(-KEPT_EXECUTIONS);
    if (strike) {
      const text = `${name} died at its service call ${strike.remoteN}, ${strike.method}. Nothing after it happened.`;
      this.tell({ kind: 'toast', title: 'Execution killed', text, isProblem: true });
    }
    this.publish('addon');
    return result;
  }

  /** A menu function that fails shows Google's red bar; here it is a toast. */
  private report(result: ExecutionResult): void {
    if (result.kind !== 'threw') return;
    this.tell({ kind: 'toast', title: '', text: failureMessage(result), isProblem: true });
  }

  /** @throws Error with a sentence for the person. */
  private doAt({ kind, vendor: id }: VendorDeed): void {
    const { vendors } = this.world;
    const vendor = vendors?.offered.find((one) => one.id === id);
    if (!vendors || !vendor) throw new Error('There is no such emulated vendor.');
    switch (kind) {
      case 'connect': {
        const { demoKey: key } = vendor;
        const reply = callAddon(this.runtime, 'connect', { vendor: id, key }, this.user);
        if (!reply.ok) throw new Error(reply.message);
        this.runMenu('openSidebar');
        break;
      }
      case 'emptyBalance':
        vendors.setBalance(vendor, 0);
        break;
      case 'refillBalance':
        vendors.refill(vendor);
    }
    this.publish('person');
  }

  private fireTrigger(): void {
    const [trigger] = this.triggers;
    if (!trigger) throw new Error(NO_TRIGGER);
    this.report(this.noted('trigger', () => this.runtime.fireTrigger(trigger.id)));
  }

  /** Lets the time pass until the next trigger is due. */
  private skipHour(): void {
    const { clock } = this.runtime;
    const next = Math.min(...this.triggers.map(({ nextRunMs }) => nextRunMs));
    if (!Number.isFinite(next)) throw new Error(NO_TRIGGER);
    clock.advance(Math.max(0, next - clock.now()));
    for (const { id } of this.runtime.dueTriggers()) {
      this.report(this.noted('trigger', () => this.runtime.fireTrigger(id)));
    }
  }

  private sortSheet(): void {
    const grid = this.runtime.workbook.sheets[0];
    if (!grid) return;
    const text = sortAgain(grid, this.sorts);
    this.sorts += 1;
    this.tell({ kind: 'toast', title: '', text, isProblem: false });
  }

  private get keptForUser(): readonly string[] {
    return [...this.runtime.userProperties(this.user).values()];
  }

  private get triggers(): ReturnType<LocalRuntime['triggers']> {
    const { id } = this.runtime.workbook;
    return this.runtime.triggers().filter(({ documentId }) => documentId === id);
  }

  /** The add-on keeps a trigger while a run is open: then time hurries. */
  private get speed(): number {
    return this.triggers.length > 0 ? this.world.hurry : 1;
  }

  private requireNoOpenRun(): void {
    if (this.world.isLive && this.triggers.length > 0) {
      throw new Error(
        'A run is open in this sheet: let it finish, or stop it, before another file is opened.',
      );
    }
  }

  private publish(cause: Cause): void {
    const change = this.feed.changes(cause);
    if (change) this.tell(change);
    this.tell({ kind: 'state', state: this.snapshot() });
  }
}

const NO_TRIGGER =
  'There is no trigger: the add-on makes one when a run starts or Automatic is switched on.';

/** https://developers.google.com/apps-script/guides/support/troubleshooting */
const WRONG_ACCOUNT =
  "We're sorry, a server error occurred while reading from storage. Error code PERMISSION_DENIED.";

const A1 = { row: 1, column: 1, rows: 1, columns: 1 };
