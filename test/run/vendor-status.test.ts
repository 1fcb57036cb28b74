// What each answer to a status read makes of a batch that was bought: read again, placed, or shown to a person. Nothing that
// was bought is given up by itself, and nothing is bought again.
import type { WorkflowMode } from '../../local/vendors/cleanlist/workflow-mode';
import { states } from '../support/witness';
import { begin, decide, EMULATOR, faultsOf, letPass, tamper } from './vendor-story';

const COUNT = 5;
const WHOLE = { state: 'closed', found: { email: COUNT }, unplaced: 0, pause: null };

describe('a status read', () => {
  test('of several workflows, one of which cannot be read, collects the others', () => {
    const { addon, run } = begin(260);
    addon.work(run);
    let broken = '';
    tamper(addon, 'status', (answer, { url }) => {
      broken = broken === '' ? url : broken;
      return url === broken ? { status: 500, headers: {}, body: '{"status":"completed"}' } : answer;
    });
    const view = letPass(addon, run, 60, 0.2);
    expect(states(addon)).toEqual(['submitted', 'completed']);
    expect(view).toMatchObject({ state: 'open', found: { email: 10 } });
    expect(faultsOf(addon, view)).toEqual([]);
  });

  test.each([
    ['', 'nothing'],
    ['{"status":"completed","results":[{"task', 'a part'],
    ['[]', 'a list'],
    ['"completed"', 'a word'],
    ['{"status":["completed"],"results":[]}', 'a word in a list'],
    ['{"__proto__":{"status":"completed","results":[]}}', 'a prototype'],
    [`{"status":"completed","results":[${'['.repeat(100_000)}`, '100,000 levels'],
    [`{"status":"processing","x":"${'x'.repeat(3_000_000)}"}`, 'three megabytes'],
    ['{"status":"completed"}', 'the word, and no results'],
    ['{"status":"completed","results":[],"summary":{"emails_found":5}}', 'counts, and no results'],
    ['{"status":"error","message":"Try later"}', 'an error'],
  ])('answered with %p (%s) is asked again', (body) => {
    const { addon, run } = begin(COUNT);
    addon.work(run);
    let reads = 0;
    tamper(addon, 'status', (answer) =>
      ++reads <= 2 ? { status: 200, headers: {}, body } : answer,
    );
    const end = letPass(addon, run, 60, 6);
    expect(end).toMatchObject(WHOLE);
    expect(reads).toBeGreaterThan(2);
    expect(faultsOf(addon, end)).toEqual([]);
  });
});

describe('a workflow', () => {
  test.each<[string, WorkflowMode]>([
    ['completed', {}],
    ['completed_with_errors', { word: 'completed_with_errors' }],
    ['Completed, in capitals', { word: 'COMPLETED' }],
    ['failed, with results', { word: 'failed' }],
    ['cancelled, with results', { word: 'cancelled' }],
    ['a word nobody documented, with counters', { word: 'fertig', counters: true }],
    ['completed, with an unknown word for each address', { emailWord: 'quantum' }],
    ['completed, with results keyed by task', { items: ['keyed'] }],
    ['completed, shuffled and without those not found', { items: ['shuffled', 'found_only'] }],
    ['completed, with results twice', { items: ['doubled'] }],
    ['completed, with results twice, keyed and echoed', { items: ['doubled'], shape: 'echo' }],
    ['completed, echoing what was sent, shuffled', { shape: 'echo', items: ['shuffled'] }],
    ['completed, unknown to the vendor for the first 50 seconds', { hiddenSeconds: 50 }],
    ['completed, its results two reads late', { readsWithoutResults: 2 }],
    ['completed, after 20 hours', { seconds: 72_000 }],
    ['completed, and says what it cost', { charged: true }],
  ])('that is %s is placed', (_, mode) => {
    const { addon, run } = begin(COUNT);
    addon.vendor.faults.nextWorkflow(mode);
    const end = letPass(addon, run, mode.seconds === undefined ? 60 : 7_200, 30);
    expect(end).toMatchObject(WHOLE);
    expect(end.costs).toMatchObject([{ charged: COUNT, estimated: mode.charged !== true }]);
    expect(faultsOf(addon, end)).toEqual([]);
  });

  test('that failed without results costs nothing, and its contacts can be sent again', () => {
    const { addon, run } = begin(COUNT);
    addon.vendor.faults.nextWorkflow({ word: 'failed', readsWithoutResults: Infinity });
    const end = letPass(addon, run, 30, 30);
    expect(end).toMatchObject({ state: 'closed', found: { email: 0 }, costs: [{ charged: 0 }] });
    expect(addon.vendor.ledger.charged()).toBe(0);
    expect(addon.quote().contacts.total).toBe(COUNT);
  });

  test('of a word nobody documented, without counters, is read for a day and then shown', () => {
    const { addon, run } = begin(COUNT);
    addon.vendor.faults.nextWorkflow({ word: 'fertig' });
    const view = letPass(addon, run, 14_400, 30);
    expect(view.attention).toMatchObject([{ state: 'stalled' }]);
    expect(faultsOf(addon, view)).toEqual([]);
  });

  test.each<[string, WorkflowMode, number, number, RegExp]>([
    ['is unknown to the vendor for ever', { hiddenSeconds: Infinity }, 30, 1, /does not know/],
    ['has no end after a day', { seconds: Infinity }, 7_200, 30, /within a day/],
    ['ends without results', { readsWithoutResults: Infinity }, 30, 1, /gives no results/],
  ])('that %s stalls; Leave out ends it at its worst cost', (_, mode, seconds, hours, words) => {
    const { addon, run } = begin(COUNT);
    addon.vendor.faults.nextWorkflow(mode);
    const view = letPass(addon, run, seconds, hours);
    expect(view).toMatchObject({ state: 'waiting', next: 'Waits for your decision.' });
    expect(view.attention).toMatchObject([
      { state: 'stalled', decisions: ['look_again', 'leave_out'] },
    ]);
    expect(view.attention[0]?.message).toMatch(words);
    expect(view.attention[0]?.workflowId).toMatch(/^public_bulk_/);
    expect(faultsOf(addon, view)).toEqual([]);
    const end = addon.workToEnd(decide(addon, view, 'leave_out'));
    expect(end).toMatchObject({ state: 'closed', leftOut: COUNT, costs: [{ charged: COUNT }] });
    expect(addon.vendor.ledger.boughtTwice()).toEqual([]);
  });

  test('without an end is not given up before a day, nor after fewer than three reads', () => {
    const { addon, run } = begin(COUNT);
    addon.vendor.faults.nextWorkflow({ seconds: Infinity });
    addon.work(run);
    addon.clock.advance(25 * 3_600_000);
    const reads = [1, 2].map(() => {
      const view = addon.work(run);
      addon.clock.advance(600_000);
      return view.state;
    });
    expect(reads).toEqual(['open', 'open']);
    expect(addon.work(run).state).toBe('waiting');
    const other = begin(COUNT);
    other.addon.vendor.faults.nextWorkflow({ seconds: Infinity });
    expect(letPass(other.addon, other.run, 7_200, 22).state).toBe('open');
  });

  test('that stalled is read again when a person says Look again', () => {
    const { addon, run } = begin(COUNT);
    addon.vendor.faults.nextWorkflow({ hiddenSeconds: 200 });
    const waiting = letPass(addon, run, 60, 1);
    expect(waiting.state).toBe('waiting');
    addon.clock.advance(300_000);
    const looked = decide(addon, waiting, 'look_again');
    expect(states(addon)).toEqual(['submitted']);
    expect(letPass(addon, looked, 60, 1)).toMatchObject(WHOLE);
  });

  test('that is unknown right after the submit is not given up for a minute', () => {
    const { addon, run } = begin(COUNT);
    addon.vendor.faults.nextWorkflow({ hiddenSeconds: 40, seconds: 41 });
    expect(letPass(addon, run, 5, 1)).toMatchObject(WHOLE);
  });
});

test('a batch is saved as placing before anything is logged or written', () => {
  const { addon, run } = begin(2, {}, EMULATOR);
  addon.work(run);
  const seen: string[] = [];
  addon.runtime.hooks.beforeCall = (call) => {
    if (call.method === 'Range.setValues') seen.push(...states(addon));
    return undefined;
  };
  addon.clock.advance(60_000);
  addon.work(run);
  expect(new Set(seen)).toEqual(new Set(['placing']));
});
