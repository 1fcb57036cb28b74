import { ALICE, BOB, rig } from './script';

const LOCK = 'const lock = LockService.getDocumentLock();';

describe('a lock', () => {
  test('is released when its execution ends, is killed, or fails', () => {
    const { run, value, runtime } = rig(
      `function ends() { ${LOCK} lock.waitLock(1); }\nfunction fails() { ${LOCK} lock.waitLock(1); throw new Error('x'); }\nfunction dies() { ${LOCK} lock.waitLock(1); Utilities.sleep(300000); Utilities.sleep(300000); }\nfunction free() { ${LOCK} return lock.tryLock(0); }`,
    );
    for (const fn of ['ends', 'fails', 'dies']) {
      run(fn);
      expect(value('free')).toBe(true);
      expect(runtime.project.locks.size).toBe(0);
    }
  });

  test('waitLock throws when another execution holds it', () => {
    const { run, runtime } = rig(
      `function outer() { ${LOCK} lock.waitLock(1); Utilities.sleep(1); }\nfunction inner() { ${LOCK} lock.waitLock(500); }`,
    );
    let inner: unknown;
    runtime.hooks.beforeCall = ({ method }) => {
      if (method === 'Utilities.sleep') inner = run('inner', { user: BOB });
      return undefined;
    };
    run('outer');
    expect(inner).toMatchObject({
      message: 'Lock timeout: another process was holding the lock for too long.',
    });
  });

  test('of a user does not keep others out, of the script does', () => {
    const { run, runtime } = rig(
      'function outer() { LockService.getUserLock().waitLock(1); LockService.getScriptLock().waitLock(1); Utilities.sleep(1); }\nfunction inner() { return [LockService.getUserLock().tryLock(1), LockService.getScriptLock().tryLock(1)]; }',
    );
    const seen: unknown[] = [];
    runtime.hooks.beforeCall = ({ method }) => {
      if (method !== 'Utilities.sleep') return undefined;
      seen.push(run('inner', { user: BOB, as: 'rpc' }), run('inner', { user: ALICE, as: 'rpc' }));
      return undefined;
    };
    run('outer');
    expect(seen).toMatchObject([{ value: [true, false] }, { value: [false, false] }]);
  });

  test('may be refused, null or throwing', () => {
    const { value, error, runtime } = rig(
      `${LOCK} return lock === null ? null : lock.tryLock(100);`,
    );
    const { conditions } = runtime.faults;
    conditions.documentLock = 'refused';
    expect(value()).toBe(false);
    conditions.documentLock = 'null';
    expect(value()).toBe(null);
    conditions.documentLock = 'throws';
    expect(error()).toBe('There are too many LockService operations against the same script.');
    conditions.documentLock = 'works';
    conditions.triggerDocumentLock = 'null';
    expect(value('main', { as: 'trigger' })).toBe(null);
    expect(value()).toBe(true);
  });
});
