// A permission that is missing: what is said, and that nothing is made or bought; and what an exception may have left behind.
import { LIMITS } from '../../local/runtime/limits';
import type { Method, Methods } from '../../src/rpc/contract';
import { Addon, choose, USER } from '../support/addon';
import { people } from '../support/people';

const SCOPE = 'https://www.googleapis.com/auth/';
const SCOPES = ['spreadsheets.currentonly', 'script.external_request', 'script.container.ui'];

function confirmed(): { addon: Addon; start: Methods['start']['args'] } {
  const addon = new Addon({ rows: people(2) });
  addon.connect();
  const { id, digest } = addon.quote();
  return { addon, start: { choice: choose({}), quote: { id, digest }, pauseWhenUsedUp: true } };
}

describe.each(SCOPES)('without %s', (scope) => {
  test('nothing is started, and the four permissions are named with what each is for', () => {
    const { addon, start } = confirmed();
    const before = JSON.stringify([...addon.runtime.properties.document]);
    addon.runtime.project.grants.set(USER, { missing: [`${SCOPE}${scope}`] });
    const reply = addon.call('start', start);
    expect(reply).toMatchObject({ ok: false, code: 'authorisation' });
    const message = reply.ok ? '' : reply.message;
    expect(message).toMatch(/^Nothing was started and nothing was bought\./);
    expect(message).toContain('Extensions → Contact Enrichment → Open sidebar');
    for (const words of ['this spreadsheet', 'external service', 'this sidebar', 'hourly look']) {
      expect(message).toContain(words);
    }
    expect(JSON.stringify([...addon.runtime.properties.document])).toBe(before);
    expect(addon.runtime.triggers()).toHaveLength(0);
    addon.runtime.project.grants.delete(USER);
    expect(addon.ask('start', start)).toMatchObject({ state: 'open' });
  });
});

test('where the vendor cannot be reached for want of a permission, that is said, and not that it does not answer', () => {
  const { addon } = confirmed();
  addon.runtime.project.grants.set(USER, { missing: [`${SCOPE}script.external_request`] });
  expect(addon.call('quote', choose({}))).toMatchObject({ code: 'authorisation' });
  expect(addon.call('connect', { vendor: 'cleanlist', key: 'clapi_other' })).toMatchObject({
    code: 'authorisation',
  });
});

test('where the sheet cannot be reached for want of a permission, that is said', () => {
  const { addon } = confirmed();
  addon.runtime.project.grants.set(USER, { missing: [`${SCOPE}spreadsheets.currentonly`] });
  expect(addon.call('home', null)).toMatchObject({ code: 'authorisation' });
});

test('with everything granted, a vendor that does not answer is just that', () => {
  const { addon } = confirmed();
  addon.vendor.faults.next('balance', 'timeout before');
  expect(addon.call('quote', choose({}))).toMatchObject({ code: 'vendor_down' });
});

describe('what an exception leaves behind is said as it is', () => {
  const failing = <M extends Method>(
    addon: Addon,
    method: M,
    args: Methods[M]['args'],
    fault: string,
    after = false,
  ): string => {
    addon.runtime.faults.add({ method: fault, always: true, when: after ? 'after' : 'before' });
    const reply = addon.call(method, args);
    addon.runtime.faults.clear();
    expect(reply.ok).toBe(false);
    return reply.ok ? '' : reply.message;
  };

  test('a start may have made its run', () => {
    const { addon, start } = confirmed();
    let saved = false;
    addon.runtime.hooks.afterCall = ({ method, args }) => {
      saved ||= method === 'Properties.setProperties' && JSON.stringify(args).includes('run:');
      if (saved) addon.runtime.faults.add({ method: 'Spreadsheet.getSheets', always: true });
      return undefined;
    };
    const reply = addon.call('start', start);
    addon.runtime.hooks.afterCall = undefined;
    addon.runtime.faults.clear();
    expect(reply).toMatchObject({
      ok: false,
      message: expect.stringContaining('The run may have been made') as string,
    });
    expect(addon.ask('history', null).runs).toHaveLength(1);
  });

  test('a look has bought nothing', () => {
    const { addon } = confirmed();
    const message = failing(addon, 'inspect', choose({}), 'Range.getDisplayValues');
    expect(message).toContain('Nothing was bought by this click.');
  });

  test('an undo may have changed a part of the cells', () => {
    const addon = new Addon({ rows: people(2) });
    const { id } = addon.workToEnd(addon.start());
    const message = failing(addon, 'undo', { run: id }, 'Range.setValues', true);
    expect(message).toContain('A part of the cells may have been changed');
    expect(message).not.toContain('by this click');
  });

  test('a store that cannot be read says that nothing is sent', () => {
    const { addon } = confirmed();
    const text = LIMITS.propertyCallsADay.text;
    addon.runtime.faults.add({ method: 'Properties.getProperties', always: true, message: text });
    expect(addon.call('history', null)).toMatchObject({
      message: expect.stringContaining('Nothing is sent until it can') as string,
    });
  });
});

test('without every permission no new rows are enriched automatically either', () => {
  const { addon } = confirmed();
  addon.runtime.project.grants.set(USER, { missing: [`${SCOPE}script.scriptapp`] });
  const request = {
    choice: choose({}),
    rhythm: { kind: 'hourly' },
    dailyCredits: { cleanlist: 10 },
  } as const;
  expect(addon.call('schedule', request)).toMatchObject({
    ok: false,
    code: 'authorisation',
    message: expect.stringMatching(/^Nothing was switched on\./) as string,
  });
  expect(addon.call('resumeSchedule', { id: 'Schedule0001' })).toMatchObject({
    code: 'authorisation',
  });
});
