// Every call to a Google service fails, one at a time: before it did anything, or after it did what it was asked. And one fails
// for ever. The texts come in four languages.
import { LIMITS } from '../../local/runtime/limits';
import { type Language, TEXTS } from '../../local/runtime/messages';
import { lines, states } from '../support/witness';
import { confirmed, differences, faultsAt, goOn, tell, UNDISTURBED } from './quotas-story';

const LANGUAGES: readonly Language[] = ['en', 'de', 'es', 'ja'];

test('without a fault the run fills every cell', () => {
  expect(UNDISTURBED.end).toMatchObject({ state: 'closed', found: { email: 2, phone: 2 } });
  expect(differences(UNDISTURBED, 0)).toEqual([]);
});

describe.each([
  ['PropertiesService', 'before', 30],
  ['PropertiesService', 'after', 12],
  ['SpreadsheetApp', 'before', 40],
  ['SpreadsheetApp', 'after', 16],
  ['LockService', 'before', 6],
  ['LockService', 'after', 6],
  ['ScriptApp', 'before', 3],
  ['ScriptApp', 'after', 2],
] as const)('%s that fails %s its nth call', (service, when, least) => {
  test('costs nothing: the next slice goes on, and the sheet and the log end as without it', () => {
    const faults = faultsAt(service, when);
    expect(faults.length).toBeGreaterThanOrEqual(least);
    const found = faults.flatMap((fault, index) => {
      const story = tell({ faults: [fault], language: LANGUAGES[index % 4] ?? 'en' });
      const left = differences(story, 0);
      // Neither a lock that is not taken back nor a trigger keeps what was done from being told.
      const isAside = service === 'ScriptApp' || fault.method === 'Lock.releaseLock';
      if (isAside) left.push(...story.failures.map(({ message }) => `refused: ${message}`));
      return left.map((what) => `${fault.method} ${fault.nth ?? 0}: ${what}`);
    });
    expect(found).toEqual([]);
  });
});

test('UrlFetchApp that throws leaves only a batch in doubt that was being sent', () => {
  const faults = faultsAt('UrlFetchApp', 'before');
  expect(faults.map(({ method }) => method)).toEqual([
    ...Array.from({ length: 4 }, () => 'UrlFetchApp.fetch'),
    'UrlFetchApp.fetchAll',
  ]);
  const messages = [TEXTS.dns, TEXTS.connection, TEXTS.bandwidth, LIMITS.fetchTimeoutSeconds.text];
  const found = faults.flatMap((fault, index) => {
    // The first call is the free read, then three purchases, then one read of all three.
    const isPurchase = index >= 1 && index <= 3;
    const language = LANGUAGES[index % 4] ?? 'en';
    const message = messages[index % messages.length] ?? '';
    const story = tell({ faults: [{ ...fault, message }], language });
    const left = differences(story, isPurchase ? 1 : 0);
    if (isPurchase && story.addon.vendor.ledger.requests.submit !== 2) left.push('bought more');
    return left.map((what) => `${index}: ${what}`);
  });
  expect(found).toEqual([]);
});

const USED = new Set(UNDISTURBED.calls.map(({ method }) => method));
const FOR_EVER = [
  ['Spreadsheet.getSheets', 'before'],
  ['Sheet.getDataRange', 'before'],
  ['Range.getDisplayValues', 'before'],
  ['Range.getFormulas', 'before'],
  ['Sheet.getLastRow', 'before'],
  ['Range.setValues', 'before'],
  ['Range.setValues', 'after'],
  ['SpreadsheetApp.flush', 'before'],
  ['SpreadsheetApp.flush', 'after'],
] as const;

test.each(FOR_EVER)(
  '%s that fails for ever, %s it did what it should, pauses the run, which says what to do; then it goes on',
  (method, when) => {
    expect(USED).toContain(method);
    const story = tell({
      faults: [{ method, when, always: true }],
      from: 'slices',
      language: 'ja',
      slices: 4,
    });
    expect(story.failures).toEqual([]);
    expect(story.meanwhile).toMatchObject({ state: 'paused', pause: { reason: 'sheet' } });
    expect(story.meanwhile?.pause?.message).toMatch(/refused .* times: .*Continue to try again\.$/);
    expect(differences(story, 0)).toEqual([]);
  },
);

test('a workflow id that neither the properties nor the log take at first is not lost', () => {
  const { addon, start } = confirmed();
  addon.ask('start', start);
  addon.runtime.hooks.afterCall = ({ method, args }) => {
    if (method !== 'UrlFetchApp.fetch' || !JSON.stringify(args).includes('bulk')) return undefined;
    addon.runtime.hooks.afterCall = undefined;
    addon.runtime.faults.add({ method: 'Properties.setProperties' });
    addon.runtime.faults.add({ method: 'Range.setValues', always: true });
    return undefined;
  };
  addon.call('work', { run: start.quote.id });
  addon.runtime.faults.clear();
  const end = goOn(addon, start);
  expect(differences({ addon, end, failures: [], calls: [], meanwhile: null }, 0)).toEqual([]);
});

test('a workflow id that the properties do not take stands in the log, and is found there', () => {
  const { addon, start } = confirmed();
  addon.ask('start', start);
  addon.runtime.hooks.afterCall = ({ method, args }) => {
    if (method !== 'UrlFetchApp.fetch' || !JSON.stringify(args).includes('bulk')) return undefined;
    addon.runtime.faults.add({ method: 'Properties.setProperties', always: true });
    return undefined;
  };
  const reply = addon.call('work', { run: start.quote.id });
  expect(reply).toMatchObject({ ok: false, code: 'internal' });
  expect(reply).toMatchObject({
    message: expect.stringContaining('nothing that was bought is lost') as string,
  });
  expect(states(addon)).toEqual(['submitting', 'created', 'created']);
  expect(lines(addon, 'accepted').map(({ batch, after }) => [batch, after])).toEqual([
    ['1', expect.stringMatching(/^public_bulk_/)],
  ]);
  addon.runtime.hooks.afterCall = undefined;
  addon.runtime.faults.clear();
  const end = goOn(addon, start);
  expect(differences({ addon, end, failures: [], calls: [], meanwhile: null }, 0)).toEqual([]);
});
