// Owns the moments at which a live document is written to disk: before anything irreversible, and after every change that
// Google would have kept. Until the first save nothing is written. Knows no run.
import type { HookCall } from '../runtime/environment';
import type { LocalRuntime } from '../runtime/runtime';
import type { StateFolder } from './state-folder';

export class Keeper {
  private workbookIsNew = true;
  private hasBegun = false;

  constructor(
    private readonly runtime: LocalRuntime,
    private readonly folder: StateFolder,
    /** Called where the script sleeps; real calls cost real time by themselves. */
    private readonly sleep: (call: HookCall, ms: number) => 'kill' | undefined,
  ) {
    runtime.workbook.onChange(() => {
      this.workbookIsNew = true;
    });
    runtime.hooks.beforeCall = (call) => this.before(call);
    runtime.hooks.afterCall = (call) => {
      if (call.service === 'PropertiesService' && call.access === 'write') this.saveAgain();
      return undefined;
    };
  }

  /**
   * Everything is saved from now on. The workbook goes first: the add-on notes a result as placed after it wrote the cells, so the disk must never know the
   * note without the cells.
   */
  save(): void {
    this.hasBegun = true;
    if (this.workbookIsNew) {
      this.folder.saveWorkbook(this.runtime.workbook.toJSON());
      this.workbookIsNew = false;
    }
    this.folder.saveProperties(this.runtime.dump());
  }

  private saveAgain(): void {
    if (this.hasBegun) this.save();
  }

  private before(call: HookCall): 'kill' | undefined {
    if (call.service === 'UrlFetchApp') this.saveAgain();
    return call.method === 'Utilities.sleep' ? this.sleep(call, Number(call.args[0])) : undefined;
  }
}
