// Owns the global LockService and Lock. Must not know what they guard.
// https://developers.google.com/apps-script/reference/lock/lock
import { COSTS } from '../costs';
import type { Execution } from '../execution';
import { TEXTS } from '../messages';
import { Handle, methodsOf, surface } from '../method';

export class LockService extends Handle {
  readonly surface = LOCK_SERVICE;
  readonly execution: Execution;

  constructor(execution: Execution) {
    super();
    this.execution = execution;
  }
}

const service = methodsOf<LockService>();

function documentLock({ execution }: LockService): LockHandle | null {
  const { conditions } = execution.env.faults;
  if (conditions.documentLock === 'null') return null;
  if (execution.isTrigger && conditions.triggerDocumentLock === 'null') return null;
  return new LockHandle(execution, `document:${execution.env.workbook.id}`);
}

const LOCK_SERVICE = surface('LockService', 'LockService', {
  getDocumentLock: service.local('', documentLock),
  getUserLock: service.local(
    '',
    ({ execution }) => new LockHandle(execution, `user:${execution.user}`),
  ),
  getScriptLock: service.local('', ({ execution }) => new LockHandle(execution, 'script')),
});

class LockHandle extends Handle {
  readonly surface = LOCK;
  readonly execution: Execution;
  readonly name: string;

  constructor(execution: Execution, name: string) {
    super();
    this.execution = execution;
    this.name = name;
  }

  get isHeld(): boolean {
    return this.execution.env.project.locks.get(this.name) === this.execution.number;
  }

  /** Waits the whole time when another execution has it: that one is suspended, and cannot let go meanwhile. */
  acquire(ms: number): boolean {
    const { locks } = this.execution.env.project;
    const { documentLock: condition } = this.execution.env.faults.conditions;
    if (condition === 'throws') this.execution.fail(TEXTS.tooManyLocks);
    if (condition === 'refused' || (locks.has(this.name) && !this.isHeld)) {
      this.execution.charge(ms);
      return false;
    }
    locks.set(this.name, this.execution.number);
    return true;
  }
}

const { local, write } = methodsOf<LockHandle>();
const cost = { cost: COSTS.lock };

const LOCK = surface('Lock', 'LockService', {
  hasLock: local('', (lock) => lock.isHeld),
  tryLock: write('n', (lock, ms: number) => lock.acquire(ms), cost),
  waitLock: write(
    'n',
    (lock, ms: number) => {
      if (!lock.acquire(ms)) lock.execution.fail(TEXTS.lockTimeout);
      return null;
    },
    cost,
  ),
  releaseLock: write(
    '',
    (lock) => {
      if (lock.isHeld) lock.execution.env.project.locks.delete(lock.name);
      return null;
    },
    cost,
  ),
});
