// The delivery log of webhooks: nobody is called, and what stands in it follows from the seed.
import { answerProblems } from '../support/cleanlist-contract';
import { answered, bodyOf, buy, emulator, END, FOREIGN_KEY, get, NOW, person, post } from './calls';
import { ask, faultsOf, type Json } from './cleanlist-newer-calls';

const HOOK = 'https://hooks.example/cleanlist';
const body = (webhook_url: unknown) => ({
  enrichment_type: 'partial',
  contacts: [person(1)],
  webhook_url,
});

interface Attempt {
  readonly attempt_number: number;
  readonly status: string;
  readonly response_status_code: number | null;
  readonly error_message: string | null;
}

function attempts(vendor: ReturnType<typeof emulator>, id: string, nowMs: number): Attempt[] {
  const { body: answer } = ask(
    vendor,
    'deliveries',
    `/webhooks/deliveries?workflow_id=${id}`,
    undefined,
    { nowMs },
  );
  return answer.deliveries as Attempt[];
}

const hooked = (vendor: ReturnType<typeof emulator>): string =>
  String(bodyOf(vendor.handle(post(body(HOOK)), NOW)).workflow_id);

test.each([
  ['plain HTTP', 'http://hooks.example/x'],
  ['no address', 'hooks.example'],
  ['another scheme', 'ftp://hooks.example'],
  ['a script', 'javascript:alert(1)'],
  ['nothing', ''],
  ['null', null],
  ['a number', 7],
  ['a blank before', ` ${HOOK}`],
  ['too much', `${HOOK}/${'x'.repeat(2_000)}`],
])('an address that is %s is refused, and nothing is bought', (_name, url) => {
  const vendor = emulator();
  const answer = answered(vendor.handle(post(body(url)), NOW));
  expect(answer.status).toBe(422);
  expect(answerProblems('submit', answer)).toEqual([]);
  const { detail } = JSON.parse(answer.body) as { detail: { loc: unknown[] }[] };
  expect(detail.map(({ loc }) => loc)).toEqual([['body', 'webhook_url']]);
  expect(vendor.ledger.purchases).toEqual([]);
});

test('attempts stand in the log once the workflow has ended, one after the other', () => {
  const vendor = emulator({ duration: { min: 60, max: 60 } });
  const ids = Array.from({ length: 28 }, () => hooked(vendor));
  const end = NOW + 60_000;
  const count = (nowMs: number) => ids.map((id) => attempts(vendor, id, nowMs).length);
  // Each minute answers 30 calls, so that every look is in a minute of its own.
  expect(new Set(count(end))).toEqual(new Set([0]));
  expect(new Set(count(end + 120_000 + 31_000)).size).toBeGreaterThan(2);
});

test('a workflow’s attempts come 1, 2, 4, 8 and 16 seconds apart until one is taken', () => {
  const seen: Record<string, number> = {};
  for (let n = 0; n < 40; n++) {
    const vendor = emulator({ seed: `hook ${n}`, duration: { min: 60, max: 60 } });
    const id = hooked(vendor);
    const end = NOW + 60_000;
    const all = attempts(vendor, id, end + 60_000);
    const last = all.at(-1);
    expect(all.map(({ attempt_number }) => attempt_number)).toEqual(all.map((_one, at) => at + 1));
    expect(all.slice(0, -1).every(({ status }) => status === 'failed')).toBe(true);
    if (last?.status === 'failed') expect(all).toHaveLength(5);
    for (const { status, response_status_code: code, error_message: words } of all) {
      if (status === 'delivered') expect([code, words]).toEqual([200, null]);
      else expect(words).not.toBeNull();
    }
    const kind = last?.status === 'failed' ? 'never' : all.length === 1 ? 'at once' : 'later';
    seen[kind] = (seen[kind] ?? 0) + 1;
    if (kind !== 'never') continue;
    const counts = [0.9, 1, 2.9, 3, 7, 15, 30.9, 31].map(
      (seconds) => attempts(vendor, id, end + seconds * 1000).length,
    );
    expect(counts).toEqual([0, 1, 1, 2, 3, 4, 4, 5]);
  }
  expect(Object.keys(seen).sort()).toEqual(['at once', 'later', 'never']);
});

test('a workflow that nobody is told of has an empty log, and one that never ends, too', () => {
  const vendor = emulator();
  expect(attempts(vendor, buy(vendor, [person(1)]), END)).toEqual([]);
  vendor.faults.nextWorkflow({ seconds: Infinity });
  expect(attempts(vendor, hooked(vendor), END * 2)).toEqual([]);
});

test('the log of an unknown workflow, or of another organisation’s, is not there', () => {
  const vendor = emulator();
  const path = `/webhooks/deliveries?workflow_id=${hooked(vendor)}`;
  expect(ask(vendor, 'deliveries', '/webhooks/deliveries?workflow_id=x').status).toBe(404);
  expect(ask(vendor, 'deliveries', path, undefined, { key: FOREIGN_KEY }).status).toBe(404);
  expect(ask(vendor, 'deliveries', path).status).toBe(200);
});

test.each(['', '?workflow_id=', '?workflow_id=a&workflow_id=b'])(
  'a log is of exactly one workflow (%s)',
  (query) => {
    const answer = ask(emulator(), 'deliveries', `/webhooks/deliveries${query}`);
    expect([answer.status, faultsOf(answer)]).toEqual([422, ['query.workflow_id missing']]);
  },
);

test('a webhook changes nothing of what is bought and delivered', () => {
  const results = (url: string | undefined): Json => {
    const vendor = emulator();
    const plain = { enrichment_type: 'partial', contacts: [person(1)] };
    const sent = bodyOf(vendor.handle(post(url === undefined ? plain : body(url)), NOW));
    const path = `/enrich/status?workflow_id=${String(sent.workflow_id)}`;
    return bodyOf(vendor.handle(get(path), END));
  };
  expect(results(HOOK)).toEqual(results(undefined));
});
