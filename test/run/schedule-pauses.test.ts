// Why new rows are not sent: each reason is said in sentences, sends nothing, and goes on by itself or when its user resumes it.
import { DEMO_KEY } from '../../local/vendors/cleanlist/demo';
import type { SchedulePauseReason } from '../../src/rpc/contract-schedule';
import { USER } from '../support/addon';
import { Automatic } from '../support/automatic';
import { QUICK } from '../crash/stage';
import { brokenPromises } from '../support/witness';

const ORGANIZATIONS = [
  { id: 'org_demo', name: 'Demo', keys: [DEMO_KEY, 'clapi_second'], credits: 1000 },
  { id: 'org_other', name: 'Other', keys: ['clapi_other'], credits: 1000 },
];

/** One contact is sent already; another one has come since. */
function begin(): Automatic {
  const automatic = new Automatic({
    emulator: { ...QUICK, organizations: ORGANIZATIONS },
  });
  automatic.addon.connect();
  automatic.add(1);
  automatic.make();
  automatic.hours(1);
  expect(automatic.bought()).toHaveLength(1);
  automatic.add(1);
  return automatic;
}

interface Trouble {
  readonly reason: SchedulePauseReason;
  readonly says: RegExp;
  readonly break: (automatic: Automatic) => unknown;
  readonly mend: (automatic: Automatic) => unknown;
}

const SAYS_NOTHING_SENT = /[Nn]othing was sent/;

const WAITING: Record<string, Trouble> = {
  'no key': {
    reason: 'key',
    says: /No Cleanlist key is connected.*Connect one/,
    break: ({ addon }) => addon.ask('disconnect', { vendor: 'cleanlist' }),
    mend: ({ addon }) => {
      addon.connect('clapi_second');
    },
  },
  'a key of another organisation': {
    reason: 'key',
    says: /another Cleanlist organisation/,
    break: ({ addon }) => {
      addon.connect('clapi_other');
    },
    mend: ({ addon }) => {
      addon.connect();
    },
  },
  'a revoked key': {
    reason: 'key',
    says: /does not accept the key any more/,
    break: ({ addon }) => {
      addon.vendor.accounts.revoke(DEMO_KEY);
    },
    mend: ({ addon }) => {
      addon.connect('clapi_second');
    },
  },
  'a key without a right': {
    reason: 'key',
    says: /not allow this key.*The key lacks a right for it\. Make a key that has it at Cleanlist.*Then resume\./,
    break: ({ addon }) => {
      addon.vendor.faults.next('balance', {
        kind: 'status',
        status: 403,
        as: 'code',
        code: 'insufficient_scope',
      });
    },
    mend: () => undefined,
  },
  'a protected result column': {
    reason: 'permission',
    says: /You may not edit the column “Email”: it is protected/,
    break: ({ addon }) => {
      addon.sheet.protect('E2:E20', ['owner@sample.example']);
    },
    mend: ({ addon }) => {
      addon.sheet.unprotect();
    },
  },
  'a renamed column': {
    reason: 'columns',
    says: /The column “Last name” is gone or was renamed.*Put the headers back/,
    break: ({ addon }) => {
      addon.sheet.type(1, 2, 'Surname');
    },
    mend: ({ addon }) => {
      addon.sheet.type(1, 2, 'Last name');
    },
  },
  'a renamed e-mail column, by which every row would lack one': {
    reason: 'columns',
    says: /The column “Email” is gone or was renamed/,
    break: ({ addon }) => {
      addon.sheet.type(1, 5, 'Correo');
    },
    mend: ({ addon }) => {
      addon.sheet.type(1, 5, 'Email');
    },
  },
  'a second column of the same header': {
    reason: 'columns',
    says: /more, or fewer, columns with the same header/,
    break: ({ addon }) => {
      addon.sheet.type(1, 12, 'Company');
    },
    mend: ({ addon }) => {
      addon.sheet.type(1, 12, '');
    },
  },
  'a deleted sheet': {
    reason: 'sheet',
    says: /^The sheet was deleted/,
    break: ({ addon }) => {
      addon.workbook.addSheet('Another');
      addon.workbook.deleteSheet(addon.sheet.id);
    },
    mend: () => undefined,
  },
  'a permission that was taken back': {
    reason: 'permission',
    says: /permission of this add-on was taken back/,
    break: ({ addon }) => {
      const missing = ['https://www.googleapis.com/auth/script.external_request'];
      addon.runtime.project.grants.set(USER, { missing });
    },
    mend: ({ addon }) => {
      addon.runtime.project.grants.set(USER, 'granted');
    },
  },
};

describe.each(Object.entries(WAITING))('%s', (name, trouble) => {
  test('sends nothing, says what to do, needs no trigger, and goes on when resumed', () => {
    const automatic = begin();
    const { addon } = automatic;
    trouble.break(automatic);
    automatic.hours(2);
    const { id, pause, nextAt } = automatic.view();
    expect(pause).toMatchObject({ reason: trouble.reason });
    expect(pause?.vendor).toBe(trouble.reason === 'key' ? 'cleanlist' : undefined);
    expect(pause?.message).toMatch(trouble.says);
    expect(pause?.message).toMatch(SAYS_NOTHING_SENT);
    expect(pause?.message).toMatch(/\.$/);
    expect(nextAt).toBeNull();
    trouble.mend(automatic);
    // Mended or not, it waits for its user.
    automatic.hours(3);
    expect(automatic.bought()).toHaveLength(1);
    expect(addon.runtime.triggers()).toEqual([]);
    expect(addon.ask('resumeSchedule', { id })).toMatchObject({ pause: null });
    expect(addon.runtime.triggers()).toHaveLength(1);
    automatic.hours(1);
    expect(automatic.bought()).toHaveLength(name === 'a deleted sheet' ? 1 : 2);
    if (name !== 'a deleted sheet') expect(brokenPromises(addon)).toEqual([]);
  });
});

test('what waits for its user waits also while a run by hand keeps the trigger', () => {
  const automatic = begin();
  const { addon } = automatic;
  addon.sheet.type(1, 2, 'Surname');
  automatic.hours(1);
  addon.sheet.type(1, 2, 'Last name');
  addon.vendor.faults.nextWorkflow({ seconds: 20_000 });
  addon.work(addon.start({ sheet: addon.sheet.id, rows: { kind: 'new' } }));
  automatic.add(1);
  expect(addon.runtime.triggers()).toHaveLength(1);
  automatic.hours(3);
  expect(automatic.view()).toMatchObject({ pause: { reason: 'columns' } });
  expect(automatic.bought()).toHaveLength(2);
});

describe('the memory of what was sent', () => {
  test.each<[string, (automatic: Automatic) => unknown, RegExp]>([
    [
      'deleted with the log',
      (automatic) => {
        automatic.addon.workbook.deleteSheet(automatic.log().id);
      },
      /was deleted, and with it the memory of what was sent/,
    ],
    [
      'emptied',
      (automatic) => {
        automatic.log().clear();
      },
      /Lines of the sheet “Enrichment log” are gone/,
    ],
    [
      'shortened by a row, and as long as before by what came since',
      (automatic) => {
        automatic.log().deleteRows(2, 1);
        automatic.log().put([['a note', '', '', '']], { row: 3, column: 1 });
      },
      /Lines of the sheet “Enrichment log” are gone/,
    ],
  ])(
    'that is %s: nothing is sent until its user says so, knowing what that means',
    (_, lose, says) => {
      const automatic = begin();
      const { addon } = automatic;
      automatic.hours(1);
      expect(automatic.bought()).toHaveLength(2);
      lose(automatic);
      automatic.add(1);
      automatic.hours(3);
      const { id, pause } = automatic.view();
      expect(pause).toMatchObject({
        reason: 'log',
        message: expect.stringMatching(says) as string,
      });
      expect(pause?.message).toContain('can be bought again where their cells are blank');
      expect(automatic.bought()).toHaveLength(2);
      addon.ask('resumeSchedule', { id });
      automatic.hours(2);
      expect(automatic.bought()).toHaveLength(3);
      expect(automatic.view().pause).toBeNull();
    },
  );

  test('counts as gone also where lines are missing that say what came', () => {
    const automatic = begin();
    automatic.hours(2);
    const last = automatic.log().displayed().length;
    automatic.log().deleteRows(last, 1);
    automatic.add(1);
    automatic.hours(1);
    expect(automatic.view()).toMatchObject({ pause: { reason: 'log' } });
    expect(automatic.bought()).toHaveLength(2);
  });

  test('is looked after also when nothing is new', () => {
    const automatic = begin();
    automatic.hours(2);
    automatic.log().clear();
    automatic.hours(1);
    expect(automatic.view()).toMatchObject({ pause: { reason: 'log' } });
  });

  test('is not what a new schedule of the sheet finds there, but what the one before it knew', () => {
    const automatic = begin();
    automatic.hours(1);
    automatic.log().clear();
    automatic.add(1);
    expect(automatic.make()).toMatchObject({ pause: null });
    automatic.hours(2);
    expect(automatic.view()).toMatchObject({ pause: { reason: 'log' } });
    expect(automatic.bought()).toHaveLength(2);
  });

  test('is not taken for whole when the schedule is made anew', () => {
    const automatic = begin();
    automatic.hours(1);
    automatic.log().clear();
    automatic.add(1);
    automatic.hours(1);
    expect(automatic.make()).toMatchObject({ pause: { reason: 'log' } });
    automatic.hours(2);
    expect(automatic.bought()).toHaveLength(2);
    expect(automatic.addon.runtime.triggers()).toEqual([]);
  });

  test('is not kept while the log is switched off', () => {
    const automatic = begin();
    const { addon } = automatic;
    addon.runtime.properties.document.set('log-off', '1');
    automatic.hours(1);
    const { id, pause } = automatic.view();
    expect(pause).toMatchObject({ reason: 'log' });
    expect(addon.call('resumeSchedule', { id })).toMatchObject({ ok: false, code: 'refused' });
    addon.runtime.properties.document.delete('log-off');
    addon.ask('resumeSchedule', { id });
    automatic.hours(1);
    expect(automatic.bought()).toHaveLength(2);
  });
});

describe('a vendor that', () => {
  test('does not answer is tried again by itself, and nothing is in doubt', () => {
    const automatic = begin();
    const { addon } = automatic;
    const now = addon.clock.now();
    addon.vendor.faults.outage(now, now + 5 * 3_600_000);
    automatic.hours(3);
    expect(automatic.view()).toMatchObject({ pause: { reason: 'vendor' } });
    expect(automatic.view().nextAt).not.toBeNull();
    expect(addon.home().runs).toHaveLength(1);
    automatic.hours(4);
    expect(automatic.bought()).toHaveLength(2);
    expect(automatic.view().pause).toBeNull();
  });

  test('says that the credits are used up is asked again by itself', () => {
    const automatic = begin();
    automatic.addon.vendor.setBalance('org_demo', 0);
    automatic.hours(1);
    expect(automatic.view()).toMatchObject({ pause: { reason: 'balance' } });
    automatic.addon.vendor.setBalance('org_demo', 5);
    automatic.hours(1);
    expect(automatic.bought()).toHaveLength(2);
  });
});

test('Google Sheets that fails three times in a row waits for its user; before that it is tried again', () => {
  const automatic = begin();
  const { addon } = automatic;
  addon.runtime.faults.add({ method: 'Sheet.getDataRange', always: true });
  automatic.hours(2);
  expect(automatic.view()).toMatchObject({ pause: null });
  expect(automatic.view().last?.message).toMatch(/Google Sheets failed: .*tried again at the next/);
  automatic.hours(1);
  expect(automatic.view()).toMatchObject({ pause: { reason: 'sheet' } });
  addon.runtime.faults.clear();
  addon.ask('resumeSchedule', { id: automatic.view().id });
  automatic.hours(1);
  expect(automatic.bought()).toHaveLength(2);
});

test('a document without room for another run: nothing is sent until its user resumes it', () => {
  const automatic = begin();
  const { addon } = automatic;
  const store = addon.runtime.properties.document;
  for (let index = 0; index < 57; index++) store.set(`map:${1000 + index}`, 'x'.repeat(8_500));
  automatic.hours(1);
  expect(automatic.view()).toMatchObject({ pause: { reason: 'room' } });
  expect(automatic.view().pause?.message).toMatch(SAYS_NOTHING_SENT);
  for (let index = 0; index < 57; index++) store.delete(`map:${1000 + index}`);
  addon.ask('resumeSchedule', { id: automatic.view().id });
  automatic.hours(1);
  expect(automatic.bought()).toHaveLength(2);
});

test('a run of it that pauses says so on its own, and nothing new is sent before it goes on', () => {
  const automatic = begin();
  const { addon } = automatic;
  addon.vendor.faults.next('submit', '402');
  automatic.hours(2);
  const [run] = addon.home().runs;
  expect(run).toMatchObject({ isAutomatic: true, state: 'paused', pause: { reason: 'credits' } });
  expect(automatic.view().last?.message).toContain('waits for you');
  addon.ask('resume', { run: run?.id ?? '' });
  automatic.hours(1);
  expect(automatic.bought()).toHaveLength(2);
});
