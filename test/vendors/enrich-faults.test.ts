import { FAULTS, type FaultName } from '../../local/vendors/fault';
import type { ErrorShape } from '../../local/vendors/enrich/error-shapes';
import { FIXTURES, type FixtureName } from '../../local/vendors/enrich/fixtures';
import { answerProblems } from '../support/enrich-contract';
import {
  answered,
  BATCHES,
  bodyOf,
  buy,
  call,
  CREDITS,
  email,
  emulator,
  END,
  get,
  lead,
  many,
  NOW,
  post,
  profile,
  results,
  status,
  type Item,
} from './enrich-calls';

const SHAPES: readonly ErrorShape[] = ['problem', 'flat', 'status', 'pair'];
const submit = post('/email-finder/batch', { leads: many(10, lead) });

describe('a call that goes wrong', () => {
  const names = Object.keys(FAULTS) as FaultName[];
  const accepted = ['502 accepted', 'timeout after', 'connection after', 'slow', 'truncated'];

  test.each(names)('%s', (name) => {
    const vendor = emulator();
    vendor.faults.next('submit', name);
    const answer = vendor.handle(submit, NOW);
    const sold = [...accepted, 'not json accepted'].includes(name);
    expect(vendor.ledger.purchases.length > 0).toBe(sold);
    expect(vendor.balance('org_a', NOW)).toBe(sold ? CREDITS - 100 : CREDITS);
    const code = Number(name.slice(0, 3));
    if ('error' in answer) expect(name).toMatch(/^(timeout|connection|dns|bandwidth)/);
    else if (name !== '422 contact' && code > 0) expect(answer.status).toBe(code);
    expect(call(vendor, submit).data.itemCount).toBe(10);
  });

  test.each<[string, ReturnType<typeof post>, string]>([
    ['leads', submit, 'body/leads/7 '],
    ['e-mails', post('/email-validation/batch', { emails: [email(1)] }), 'body/emails/7 '],
    [
      'profiles',
      post('/reverse-lookup/phones/bulk', { linkedins: [profile(1)] }),
      'body/linkedins/7 ',
    ],
    ['one', post('/email-finder', lead(1)), 'body '],
  ])('names the contact that the test names, among %s', (_name, request, place) => {
    const vendor = emulator();
    vendor.faults.next('submit', { kind: 'bad_contact', index: 7 });
    const { detail } = bodyOf(vendor.handle(request, NOW), 400);
    expect(String(detail).startsWith(place)).toBe(true);
  });

  test('counts toward the limit of calls when the vendor hears it', () => {
    const vendor = emulator({ plan: 'free' });
    const ask = () => vendor.handle(get('/wallets/balance'), NOW);
    vendor.faults.next('balance', '503', 4);
    many(4, ask);
    vendor.faults.next('balance', 'dns');
    expect([ask(), ask(), ask()]).toMatchObject([
      { error: 'dns' },
      { status: 200 },
      { status: 429 },
    ]);
  });

  test.each(SHAPES)('and one that is refused are worded in any shape (%s)', (errorShape) => {
    const vendor = emulator({ errorShape });
    const bodies = [
      vendor.handle(get('/wallets/balance', 'sk_unknown'), NOW),
      vendor.handle(post('/email-finder', {}), NOW),
      vendor.handle(results('finder', 'x'), NOW),
    ].map((answer) => {
      expect(answerProblems('balance', answered(answer))).toEqual([]);
      const { headers, status: code } = answered(answer);
      const problem = errorShape === 'problem';
      expect(headers['content-type']).toBe(`application/${problem ? 'problem+json' : 'json'}`);
      return bodyOf(answer, code);
    });
    vendor.faults.next('balance', '429 seconds');
    bodies.push(bodyOf(vendor.handle(get('/wallets/balance'), NOW), 429));
    const keys = {
      problem: ['type', 'title', 'status', 'detail', 'instance'],
      flat: ['error'],
      status: ['statusCode', 'error', 'message'],
      pair: ['error', 'message'],
    };
    for (const body of bodies) expect(Object.keys(body)).toEqual(keys[errorShape]);
  });

  test('keeps its shape for the next call that is answered', () => {
    const vendor = emulator();
    vendor.nextErrorShapes('flat');
    vendor.faults.next('balance', 'connection before');
    vendor.handle(get('/wallets/balance'), NOW);
    const answer = vendor.handle(get('/wallets/balance', 'sk_unknown'), NOW);
    expect(Object.keys(bodyOf(answer, 401))).toEqual(['error']);
  });

  test('says how long to wait in the shape of the page on limits', () => {
    const vendor = emulator({ plan: 'free', errorShape: 'status' });
    many(5, () => vendor.handle(get('/wallets/balance'), NOW));
    const answer = vendor.handle(get('/wallets/balance'), NOW);
    expect(bodyOf(answer, 429)).toEqual({
      statusCode: 429,
      error: 'Too Many Requests',
      message: 'Rate limit exceeded. Please retry after 1 seconds.',
      retryAfter: 1,
    });
  });
});

describe('the named situations', () => {
  const names = Object.keys(FIXTURES) as FixtureName[];

  test('are those that have a letter', () => {
    expect(names.join('')).toBe('DEFHIJKNOPRS');
  });

  /** All that a client sees of four batches, but ids and credits. */
  const seen = (vendor: ReturnType<typeof emulator>): string => {
    const answers = many(4, (n) => vendor.handle(submit, NOW + n * 1_000));
    const bodies = answers.map((answer) => {
      if ('error' in answer || answer.status !== 200) return answer;
      const { data } = JSON.parse(answer.body) as { data: Item };
      const id = String(data.batchId);
      return [
        data,
        call(vendor, status('finder', id), END),
        call(vendor, results('finder', id), END),
      ];
    });
    return JSON.stringify(bodies, (key, value: unknown) =>
      /Id$|credits/.test(key) ? undefined : value,
    );
  };

  test.each(names)('%s disturbs what comes next, and nothing after it', (name) => {
    const shares = { email: 0.5, phone: 0.5, failed: 0 };
    const vendor = emulator({ shares });
    FIXTURES[name].apply(vendor);
    expect(seen(vendor)).not.toBe(seen(emulator({ shares })));
    const id = buy(vendor, 'finder', BATCHES.finder.body(3), END + 60_000);
    const fetched = answered(vendor.handle(results('finder', id), END * 2));
    expect(answerProblems('results finder', fetched)).toEqual([]);
    expect((JSON.parse(fetched.body) as { data: Item }).data.results).toHaveLength(3);
  });

  test('of errors are in the four shapes, one each', () => {
    const vendor = emulator();
    FIXTURES.P.apply(vendor);
    const bodies = many(4, () => answered(vendor.handle(get('/wallets/balance'), NOW)));
    expect(bodies.map((one) => one.status)).toEqual([401, 402, 429, 503]);
    expect(bodies.map(({ body }) => Object.keys(JSON.parse(body) as object)[0])).toEqual([
      'type',
      'error',
      'statusCode',
      'error',
    ]);
    expect(answered(vendor.handle(get('/wallets/balance'), NOW)).status).toBe(200);
  });

  test('of a batch that was bought though nobody said so', () => {
    const vendor = emulator();
    FIXTURES.K.apply(vendor);
    expect(vendor.handle(submit, NOW)).toMatchObject({ error: 'timeout' });
    expect(vendor.ledger.boughtTwice()).toEqual([]);
    call(vendor, submit);
    expect(vendor.ledger.boughtTwice()).toHaveLength(10);
  });
});
