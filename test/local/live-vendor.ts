// Owns an emulated vendor as a test starts it beside itself, asks it and stops it.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { EmulatorId } from '../../local/vendors/emulators';
import type { LedgerAnswer, Order } from './vendor-process';

/** Fast enough not to wait for, slow enough that a slow machine keeps within the add-on’s budgets. */
export const SPEED = 40;

export class VendorProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly address: string,
  ) {}

  static async start(id: EmulatorId = 'cleanlist'): Promise<VendorProcess> {
    const child = fork(require.resolve('./vendor-process.ts'), [`${SPEED}`, id], {
      execArgv: ['--import', 'tsx'],
    });
    const [address] = (await once(child, 'message')) as [string];
    return new VendorProcess(child, address);
  }

  async order(order: Order): Promise<LedgerAnswer> {
    this.child.send(order);
    const [answer] = (await once(this.child, 'message')) as [LedgerAnswer];
    return answer;
  }

  stop(): void {
    this.child.kill();
  }
}
