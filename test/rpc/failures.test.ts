// What a person is told when a click fails: what happened, what was and was not paid, and what to do next.
import type { FailureCode, Method, Methods } from '../../src/rpc/contract';
import { Addon, choose } from '../support/addon';
import { people } from '../support/people';

const NOTHING_DONE = /[Nn]othing (?:more )?was (?:sent|changed|done|deleted|started)/;

interface Case {
  readonly name: string;
  readonly breaks: (addon: Addon) => void;
  readonly code: FailureCode;
  /** What to do next. */
  readonly next: RegExp;
}

const VENDOR: readonly Case[] = [
  {
    name: 'the vendor asks for a pause',
    breaks: ({ vendor }) => {
      vendor.faults.next('any', '429', 9);
    },
    code: 'vendor_down',
    next: /Try again in a minute/,
  },
  {
    name: 'the key is refused',
    breaks: ({ vendor }) => {
      vendor.faults.next('any', '401', 9);
    },
    code: 'key_refused',
    next: /Copy the whole key again/,
  },
  {
    name: 'the plan does not allow the key',
    breaks: ({ vendor }) => {
      vendor.faults.next('any', '403', 9);
    },
    code: 'key_refused',
    next: /your plan includes API access/i,
  },
  {
    name: 'the credits are used up',
    breaks: ({ vendor }) => {
      vendor.faults.next('any', '402', 9);
    },
    code: 'out_of_credits',
    next: /Top up/,
  },
  {
    name: 'the vendor is out of order',
    breaks: ({ vendor }) => {
      vendor.faults.next('any', '503', 9);
    },
    code: 'vendor_down',
    next: /It said: Service unavailable\. Try again in a minute\.$/,
  },
  {
    name: 'the vendor does not answer',
    breaks: ({ vendor }) => {
      vendor.faults.next('any', 'timeout before', 9);
    },
    code: 'vendor_down',
    next: /try again in a minute/,
  },
];

function told<M extends Method>(addon: Addon, method: M, args: Methods[M]['args']) {
  const reply = addon.call(method, args);
  if (reply.ok) throw new Error(`${method} succeeded.`);
  expect(reply.message).toMatch(NOTHING_DONE);
  return reply;
}

describe.each(VENDOR)('when $name', ({ breaks, code, next }) => {
  test('a quote says that nothing was sent or paid, and what to do', () => {
    const addon = new Addon({ rows: people(2) });
    addon.connect();
    breaks(addon);
    const reply = told(addon, 'quote', choose({}));
    expect(reply).toMatchObject({ code });
    expect(reply.message).toMatch(/nothing was sent or paid/i);
    expect(reply.message).toMatch(next);
  });

  test('so does connecting a key', () => {
    const addon = new Addon({ rows: people(2) });
    breaks(addon);
    const reply = told(addon, 'connect', { vendor: 'cleanlist', key: `clapi_${'a'.repeat(40)}` });
    expect(reply.message).toMatch(/nothing was sent or paid/i);
    expect(reply.message).not.toContain('clapi_a');
  });
});

describe.each(['refused', 'null', 'throws'] as const)('when Google’s lock is %s', (condition) => {
  const addon = new Addon({
    rows: people(2),
    emulator: { shares: { email: 1, phone: 1, failed: 0 } },
  });
  const ended = addon.workToEnd(addon.start({ limit: 1 }));
  const open = addon.start();
  const quote = { id: 'NeverSeen000', digest: 'x' };

  test.each<[Method, unknown]>([
    ['start', { choice: choose({}), quote, pauseWhenUsedUp: true }],
    ['resume', { run: open.id }],
    ['decide', { run: open.id, batch: 1, decision: 'leave_out' }],
    ['undo', { run: ended.id }],
    ['placeAgain', { run: ended.id }],
    ['saveSettings', { keepsLog: false }],
    ['deleteAll', null],
  ])(
    '%s says that it did nothing, that what was bought is safe, and when to try again',
    (method, args) => {
      addon.runtime.faults.conditions.documentLock = condition;
      const reply = told(addon, method, args as never);
      addon.runtime.faults.conditions.documentLock = 'works';
      expect(reply).toMatchObject({ code: 'busy' });
      expect(reply.message).toMatch(/what was bought before is safe/);
      expect(reply.message).toMatch(/Try again/);
      expect(reply.message).not.toMatch(/execution/);
    },
  );
});

test('a row, or a sheet, that is gone since the list was made is told as a change of the sheet', () => {
  const addon = new Addon({ rows: people(2) });
  const sheet = addon.sheet.id;
  expect(told(addon, 'jump', { sheet, row: 9_999_999 })).toMatchObject({
    code: 'changed',
    message: expect.stringContaining('Press Check again') as string,
  });
  expect(told(addon, 'jump', { sheet: 77, row: 2 })).toMatchObject({ code: 'changed' });
});

test('a start says that nothing was sent: without a key, with a sheet that cannot be used, with nothing ready', () => {
  const addon = new Addon({ rows: people(1) });
  const quote = { id: 'NeverSeen000', digest: 'x' };
  const start = { choice: choose({}), quote, pauseWhenUsedUp: true };
  expect(told(addon, 'start', start)).toMatchObject({ code: 'no_key' });
  expect(told(addon, 'quote', choose({}))).toMatchObject({ code: 'no_key' });
  addon.connect();
  addon.sheet.type(1, 1, 'A');
  addon.sheet.type(1, 2, 'B');
  expect(told(addon, 'start', start)).toMatchObject({ code: 'sheet_problem' });
  expect(told(addon, 'quote', choose({}))).toMatchObject({ code: 'sheet_problem' });
  const filled = new Addon({ rows: people(0) });
  filled.connect();
  expect(told(filled, 'quote', choose({}))).toMatchObject({ code: 'nothing_to_send' });
});

test('another user’s run stays as it is, and that is said', () => {
  const addon = new Addon({ rows: people(1) });
  const { id } = addon.start();
  addon.user = 'grace@sample.example';
  expect(told(addon, 'stop', { run: id })).toMatchObject({ code: 'not_yours' });
});
