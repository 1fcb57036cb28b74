// Owns the typed call's promises: it never rejects, a click never waits for a slice, every silence has an end.
import { createClient, type ScriptRunner } from '../../sidebar/client';

interface Sent {
  readonly method: string;
  readonly succeed: (answer: unknown) => void;
  readonly fail: (error: unknown) => void;
}

function setUp() {
  const sent: Sent[] = [];
  type Handler = (value: unknown) => void;
  const runner = (succeed: Handler, fail: Handler): ScriptRunner => ({
    withSuccessHandler: (handler) => runner(handler, fail),
    withFailureHandler: (handler) => runner(succeed, handler),
    rpc: (request) => {
      const { method } = JSON.parse(request) as { method: string };
      sent.push({ method, succeed, fail });
    },
  });
  const ignore = (): void => undefined;
  return { sent, client: createClient(() => runner(ignore, ignore)) };
}

const settle = (): Promise<void> => jest.advanceTimersByTimeAsync(0);

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('a reply’s value comes back typed', async () => {
  const { client, sent } = setUp();
  const outcome = client.call('disconnect', { vendor: 'cleanlist' });
  await settle();
  sent[0]?.succeed(JSON.stringify({ ok: true, value: { connected: false } }));
  expect(await outcome).toEqual({ ok: true, value: { connected: false } });
});

test('a refusal comes back as trouble, in the server’s words', async () => {
  const { client, sent } = setUp();
  const outcome = client.call('accounts', null);
  await settle();
  sent[0]?.succeed(JSON.stringify({ ok: false, code: 'vendor_down', message: 'Later.' }));
  expect(await outcome).toEqual({ ok: false, trouble: { code: 'vendor_down', message: 'Later.' } });
});

test.each([
  [
    'We’re sorry, a server error occurred while reading from storage. Error code PERMISSION_DENIED.',
    'several_accounts',
  ],
  ['Authorization is required to perform that action.', 'several_accounts'],
  ['NetworkError: Connection failure due to HTTP 0', 'no_answer'],
  ['Exceeded maximum execution time', 'no_answer'],
])('Google’s failure “%s” is %s', async (message, code) => {
  const { client, sent } = setUp();
  const outcome = client.call('home', null);
  await settle();
  sent[0]?.fail(new Error(message));
  expect(await outcome).toMatchObject({ ok: false, trouble: { code } });
});

test.each([[null], ['{"broken'], ['17'], ['null'], [{ ok: true }]])(
  'the answer %p is trouble',
  async (answer) => {
    const { client, sent } = setUp();
    const outcome = client.call('home', null);
    await settle();
    sent[0]?.succeed(answer);
    expect(await outcome).toMatchObject({ ok: false, trouble: { code: 'internal' } });
  },
);

test('clicks are sent one after the other, beside a slice under way', async () => {
  const { client, sent } = setUp();
  void client.call('work', { run: 'r1' });
  const first = client.call('stop', { run: 'r1' });
  void client.call('home', null);
  await settle();
  expect(sent.map(({ method }) => method)).toEqual(['work', 'stop']);
  sent[1]?.fail(new Error('No.'));
  await first;
  await settle();
  expect(sent.map(({ method }) => method)).toEqual(['work', 'stop', 'home']);
});

test('a click that moves a run never waits for the pages beside it, and these keep their order', async () => {
  const { client, sent } = setUp();
  const rows = client.call('outcomeRows', { run: 'r1', outcome: 'found' });
  void client.call('settings', null);
  void client.call('stop', { run: 'r2' });
  await settle();
  expect(sent.map(({ method }) => method)).toEqual(['outcomeRows', 'stop']);
  sent[0]?.fail(new Error('No.'));
  await rows;
  await settle();
  expect(sent.map(({ method }) => method)).toEqual(['outcomeRows', 'stop', 'settings']);
});

test('a click without an answer is given up after two minutes, and the next one goes out', async () => {
  const { client, sent } = setUp();
  const outcome = client.call('home', null);
  void client.call('accounts', null);
  await jest.advanceTimersByTimeAsync(120_000);
  expect(await outcome).toMatchObject({ ok: false, trouble: { code: 'no_answer' } });
  await settle();
  expect(sent.map(({ method }) => method)).toEqual(['home', 'accounts']);
});

test('a slice is given up only when its execution is surely dead', async () => {
  const { client } = setUp();
  let ended = false;
  void client.call('work', { run: 'r1' }).then(() => {
    ended = true;
  });
  await jest.advanceTimersByTimeAsync(6 * 60_000);
  expect(ended).toBe(false);
  await jest.advanceTimersByTimeAsync(30_000);
  expect(ended).toBe(true);
});

test('outside Google it says where it works', async () => {
  const client = createClient(() => undefined);
  expect(await client.call('home', null)).toMatchObject({
    ok: false,
    trouble: { message: expect.stringContaining('Google Sheets') as string },
  });
});
