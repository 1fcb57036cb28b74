import type { HttpResult, PollOutcome } from '../../src/provider/provider';
import { readPoll } from '../../src/provider/read-poll';
import { answer, FAILED, NOW, PAGE } from './answers';

const item = { task_id: 't', primary_email: 'a@acme.com' };
const words = (list: string) => list.split(' ');

describe('the answer to a status read', () => {
  test.each<[string, HttpResult, PollOutcome['kind']]>([
    [
      'an unknown word',
      answer(200, { workflow_id: 'w', status: 'settling', results: [item] }),
      'running',
    ],
    [
      'an unknown word, counters not full',
      answer(200, { status: 'x', total: 2, processed: 1, results: [item] }),
      'running',
    ],
    [
      'an unknown word, counters of nothing',
      answer(200, { status: 'x', total: 0, processed: 0, results: [] }),
      'running',
    ],
    [
      'an unknown word, counters full',
      answer(200, { status: 'x', total: 2, processed: 2, results: [item] }),
      'finished',
    ],
    [
      'an unknown word, full in the summary',
      answer(200, { status: 'x', summary: { total: 2, processed: 2 }, results: [] }),
      'finished',
    ],
    [
      'an unknown word and a time of completion',
      answer(200, { status: 'x', completed_at: '2026-04-06', results: [item] }),
      'finished',
    ],
    [
      'an unknown word, counters full, no results',
      answer(200, { status: 'x', total: 2, processed: 2 }),
      'no_results',
    ],
    [
      'a running word, counters full',
      answer(200, { status: 'processing', total: 2, processed: 2, results: [item] }),
      'running',
    ],
    [
      'a prototype’s name for a word',
      answer(200, { status: 'constructor', workflow_id: 'w' }),
      'running',
    ],
    ['no word, but results', answer(200, { results: [item] }), 'running'],
    ['no word and nothing else', answer(200, {}), 'unreadable'],
    ['202 and nothing else', answer(202, {}), 'running'],
    ['done without results', answer(200, { status: 'completed', workflow_id: 'w' }), 'no_results'],
    ['done with an empty list', answer(200, { status: 'completed', results: [] }), 'finished'],
    [
      'done with an empty list, though some were found',
      answer(200, { status: 'completed', results: [], summary: { successful: 2 } }),
      'no_results',
    ],
    [
      'an envelope’s success around a running workflow',
      answer(200, { status: 'success', data: { status: 'processing' } }),
      'running',
    ],
    [
      'failed with results',
      answer(200, { status: 'failed', results: [item], error: 'half' }),
      'finished',
    ],
    ['failed without results', answer(200, { status: 'failed' }), 'finished'],
    [
      'failed without the results that it counts',
      answer(200, { status: 'failed', summary: { emails_found: 2 }, results: [] }),
      'no_results',
    ],
    [
      'failed workflow with an error',
      answer(200, { workflow_id: 'w', status: 'failed', error: 'x' }),
      'finished',
    ],
    ['cancelled with results', answer(200, { status: 'cancelled', results: [item] }), 'finished'],
    [
      'a failed call that says status error',
      answer(200, { status: 'error', message: 'Try later' }),
      'unreadable',
    ],
    ['success false', answer(200, { success: false, status: 'processing' }), 'unreadable'],
    [
      'success false, not ready',
      answer(200, { success: false, reason: 'not ready yet' }),
      'running',
    ],
    [
      'an error about credits in a 200',
      answer(200, { error: { code: 'insufficient_credits' } }),
      'out_of_credits',
    ],
    ['404', answer(404, { detail: 'Workflow not found' }), 'not_found'],
    ['404 as a web page', answer(404, PAGE), 'not_found'],
    ['404 result_pending', answer(404, { error: { code: 'result_pending' } }), 'running'],
    ['404 not ready', answer(404, { detail: 'Result not ready' }), 'running'],
    ['410', answer(410, { error: 'gone' }), 'not_found'],
    ['401', answer(401, { detail: 'Not authenticated' }), 'key_refused'],
    ['403', answer(403, ''), 'key_refused'],
    ['402', answer(402, ''), 'out_of_credits'],
    ['429', answer(429, '', { 'retry-after': '4' }), 'rate_limited'],
    ['400', answer(400, { detail: 'x' }), 'unreadable'],
    ['500', answer(500, { detail: 'x' }), 'unreadable'],
    ['502 as a web page', answer(502, PAGE), 'unreadable'],
    ['200 as a web page', answer(200, PAGE), 'unreadable'],
    ['200 cut in the middle', answer(200, '{"status":"completed","results":[{"task'), 'unreadable'],
    ['200 with a list', answer(200, [item]), 'unreadable'],
    ['no answer', FAILED, 'unreadable'],
  ])('%s', (_name, result, kind) => {
    expect(readPoll(result, NOW).kind).toBe(kind);
  });

  test.each<[PollOutcome['kind'], string]>([
    [
      'running',
      'pending queued created scheduled none processing running in_progress In-Progress started',
    ],
    ['finished', 'completed complete finished success succeeded done terminated COMPLETED'],
    ['finished', 'completed_with_errors completed-with-errors partial partially_completed'],
    ['finished', 'failed error errored timed_out credits_insufficient'],
    ['finished', 'cancelled canceled aborted terminated_by_user'],
    ['running', 'settling paused 完成'],
  ])('is %s for each of the words: %s', (kind, list) => {
    for (const status of words(list)) {
      const outcome = readPoll(answer(200, { workflow_id: 'w', status, results: [item] }), NOW);
      expect(outcome.kind).toBe(kind);
      if (outcome.kind === 'finished') expect(outcome.items).toHaveLength(1);
    }
  });

  test.each<[unknown, number | null]>([
    [{ credits_charged: 11 }, 11],
    [{ credits_charged: '2.5' }, 2.5],
    [{ meta: { creditsUsed: 3 } }, 3],
    [{ meta: { credits_used: 0 } }, 0],
    [{ data: { credits_charged: 4 } }, 4],
    [{ credits_charged: -1 }, null],
    [{ credits_charged: 'many' }, null],
    [{}, null],
  ])('says what was charged only if the vendor says it: %j', (extra, charged) => {
    const body = { status: 'completed', results: [], ...(extra as object) };
    expect(readPoll(answer(200, body), NOW)).toMatchObject({ kind: 'finished', charged });
  });

  test.each<[string, unknown, unknown]>([
    ['nothing', undefined, { email: 0, phone: 0 }],
    ['what it gives', { emails_found: 1, phones_found: 0 }, { email: 0, phone: 0 }],
    ['less than it gives', { emails_found: 0 }, { email: 0, phone: 0 }],
    ['more e-mails', { emails_found: 3, phones_found: '0' }, { email: 2, phone: 0 }],
    ['phones', { phones_found: 2 }, { email: 0, phone: 2 }],
    ['contacts only', { successful: 5 }, { email: 0, phone: 0 }],
    ['nonsense', { emails_found: -1, phones_found: {} }, { email: 0, phone: 0 }],
  ])('says how many values are missing when the vendor counts %s', (_name, summary, missing) => {
    const body = { status: 'completed', results: [item], summary };
    expect(readPoll(answer(200, body), NOW)).toMatchObject({ kind: 'finished', missing });
  });
});
