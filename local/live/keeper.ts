// Owns the moments at which a live document is written to disk: before anything irreversible, and after every change that
// Google would have kept. Knows no run.
import type { HookCall } from '../runtime/environment';
import type { LocalRuntime } from '../runtime/runtime';
import type { StateFolder } from './state-folder';

export class Keeper {
  private workbookIsNew = true;

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
      if (call.service === 'PropertiesService' && call.access === 'write') this.save();
      return undefined;
    };
  }

  /**
   * The workbook goes first: the add-on notes a result as placed after it wrote the cells, so the disk must never know the
   * note without the cells.
   */
  save(): void {
    if (this.workbookIsNew) {
      this.folder.saveWorkbook(this.runtime.workbook.toJSON());
      this.workbookIsNew = false;
    }
    this.folder.saveProperties(this.runtime.dump());
  }

  private before(call: HookCall): 'kill' | undefined {
    if (call.service === 'UrlFetchApp') this.save();
    return call.method === 'Utilities.sleep' ? this.sleep(call, Number(call.args[0])) : undefined;
  }
}
