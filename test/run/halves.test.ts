// A vendor that refuses everybody who is sent with one whom it will not take is asked again for half of them, and half of these, until
// that one is alone: nobody is refused because of another, and nobody's reason is told to another.
import type { Choice } from '../../src/rpc/contract';
import type { RunView } from '../../src/rpc/contract-run';
import { Addon } from '../support/addon';
import { VALIDATE } from '../support/by-email';
import { brokenPromises, lines, states } from '../support/witness';

const AT_LEADLEAP: Partial<Choice> = { ...VALIDATE, route: { validity: ['leadleap'] } };
const ENRICH_FIRST: Partial<Choice> = { ...VALIDATE, route: { validity: ['enrich', 'leadleap'] } };

const email = (index: number): string => `sample.number${index}@northwind.example`;
const reason = (index: number): string => `Domain ${index % 7} is not allowed.`;

/** Of so many e-mails, at LeadLeap, which takes nobody who is sent with a bad one; `requests` to it are counted. */
class Story {
  readonly addon: Addon;
  requests = 0;
  /** Batches that the property store held at once, at most. */
  most = 0;

  constructor(
    private readonly count: number,
    public isBad: (index: number) => boolean,
  ) {
    const rows = Array.from({ length: count }, (_, index) => [email(index), '']);
    this.addon = new Addon({ rows: [['Email', 'Notes'], ...rows] });
    const { leadleap } = this.addon.vendors;
    const real = leadleap.handle.bind(leadleap);
    leadleap.handle = (request, nowMs) => {
      if (!request.url.endsWith('/email/validate')) return real(request, nowMs);
      this.requests++;
      const asked = [...(request.body ?? '').matchAll(/number(\d+)@/g)].map(([, at]) => Number(at));
      const bad = asked.find((index) => this.isBad(index));
      if (bad === undefined) return real(request, nowMs);
      const error = { code: 'BAD_REQUEST', message: reason(bad), status: 400 };
      const body = JSON.stringify({ data: null, meta: {}, error });
      return { status: 400, headers: {}, body, elapsedMs: 300 };
    };
  }

  goOn(run: RunView): RunView {
    let view = this.addon.ask('work', { run: run.id });
    while (view.callAgainInMs !== null) {
      this.most = Math.max(this.most, states(this.addon).length);
      view = this.addon.work(view);
    }
    return view;
  }

  /** What is wrong in the rows: a good one without its answer, a bad one without its own reason. */
  wrongRows(): string[] {
    const words = this.addon.column('Email validity');
    const texts = this.addon.column('Enrichment status');
    return texts.flatMap((text, index) => {
      const said = `E-mail not checked: ${reason(index)}`;
      const isRight = this.isBad(index)
        ? text === said && words[index] === ''
        : text === 'E-mail checked' && words[index] !== '';
      return isRight ? [] : [`${index}: ${text} ${words[index] ?? ''}`];
    });
  }

  isSoldOnce(): boolean {
    const { purchases } = this.addon.vendors.leadleap.ledger;
    const good = Array.from({ length: this.count }, (_, index) => index).filter(
      (index) => !this.isBad(index),
    );
    return purchases.length === good.length;
  }
}

function recordOf({ runtime }: Addon, { id }: RunView): { readonly spare: number } {
  return JSON.parse(runtime.properties.document.get(`run:${id}`) ?? '{}') as { spare: number };
}

const ONE_IN_TWENTY = (index: number): boolean => (index * 7919) % 100 < 5;

/** `HALVES_OF=1000` is what was measured: 530 requests. */
const COUNT = Number(process.env.HALVES_OF ?? 300);

describe.each([
  ['by the only vendor', AT_LEADLEAP],
  ['by the second of two', ENRICH_FIRST],
])('one e-mail in twenty that is refused with all others, %s', (_, choice) => {
  const story = new Story(COUNT, ONE_IN_TWENTY);
  const { addon } = story;
  // Whom it refuses goes on to the next.
  for (let batch = 0; batch < COUNT; batch++) addon.vendors.enrich.faults.next('submit', '400');
  const run = addon.start(choice);
  const { spare } = recordOf(addon, run);
  const end = story.goOn(run);
  const bad = COUNT / 20;

  test('keeps no good one from its answer, and gives each bad one its own reason', () => {
    expect(story.wrongRows()).toEqual([]);
    expect(end).toMatchObject({ state: 'closed', found: { validity: COUNT - bad }, done: COUNT });
    expect(end.refused).toMatchObject({ contacts: bad, vendor: 'leadleap' });
    expect(end.refused?.message).toMatch(/several reasons: each row says which/);
    expect(story.isSoldOnce()).toBe(true);
    expect(brokenPromises(addon)).toEqual([]);
  });

  test('costs few requests, and hardly any room in the property store', () => {
    const halvings = story.requests - bad;
    expect(halvings).toBeLessThan(COUNT * 0.6);
    expect(story.most).toBeLessThan(COUNT / 100 + 20);
    expect(spare).toBeGreaterThanOrEqual(32 * 337);
  });
});

describe('a vendor that takes nobody', () => {
  const story = new Story(200, () => true);
  const { addon } = story;
  const paused = story.goOn(addon.start(AT_LEADLEAP));
  const asked = story.requests;

  test('is asked a few times, and then a person decides', () => {
    expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'vendor' } });
    expect(paused.pause?.message).toMatch(
      /taken none .* Nothing was bought there\. LeadLeap said: /,
    );
    expect(paused.pause?.message).not.toMatch(/northwind|number\d/);
    expect(asked).toBeLessThan(25);
    expect(lines(addon, 'sent').length).toBeLessThan(400);
    expect(addon.vendors.leadleap.ledger.purchases).toEqual([]);
  });

  test('is asked for all the others where that person says so, whom it takes then', () => {
    story.isBad = (index) => index === 3;
    const told = addon
      .column('Enrichment status')
      .filter((text) => text.includes('not checked')).length;
    addon.ask('resume', { run: paused.id });
    const end = story.goOn(paused);
    expect(end).toMatchObject({ state: 'closed', found: { validity: 199 - told } });
    expect(end.refused).toMatchObject({ contacts: told + 1 });
    expect(brokenPromises(addon)).toEqual([]);
  });
});

test('without any room for another half nobody is refused: it is said, and goes on when there is room', () => {
  const story = new Story(30, (index) => index === 17);
  const { addon } = story;
  const run = addon.start(AT_LEADLEAP);
  const { document } = addon.runtime.properties;
  document.set(`run:${run.id}`, JSON.stringify({ ...recordOf(addon, run), spare: 0 }));
  const filled = Array.from({ length: 57 }, (_, index) => `other:${index}`);
  for (const key of filled) document.set(key, 'x'.repeat(8_600));
  const paused = story.goOn(run);
  expect(paused).toMatchObject({ state: 'paused', done: 0, pause: { reason: 'vendor' } });
  expect(paused.pause?.message).toMatch(/no room left/);
  expect(lines(addon, 'refused')).toEqual([]);
  for (const key of filled) document.delete(key);
  addon.ask('resume', { run: run.id });
  expect(story.goOn(paused)).toMatchObject({ state: 'closed', refused: { contacts: 1 } });
  expect(story.wrongRows()).toEqual([]);
  expect(brokenPromises(addon)).toEqual([]);
});

test('what a person says of the gone rows of a half is not said of the batches that come after it', () => {
  const { addon } = new Story(250, (index) => index === 3);
  // The half that is sent first waits, so that its rows can go meanwhile.
  addon.vendors.leadleap.faults.next('submit', '429');
  const run = addon.work(addon.start(AT_LEADLEAP));
  addon.sheet.deleteRows(60, 20);
  const paused = addon.workToEnd(run);
  expect(paused.pause?.message).toMatch(/^20 of the next 50 contacts are no longer/);
  addon.sheet.deleteRows(100, 70);
  addon.ask('resume', { run: run.id });
  const again = addon.goOn(run.id);
  expect(again.pause?.message).toMatch(/^70 of the next 100 contacts are no longer/);
  addon.ask('resume', { run: run.id });
  expect(addon.goOn(run.id)).toMatchObject({ state: 'closed', leftOut: 91 });
});

test('two halves of which nobody knows what became of them pause the run: no more of them are risked', () => {
  const story = new Story(20, () => false);
  const { addon } = story;
  const run = addon.start(AT_LEADLEAP);
  const [bad, lost] = ['422 contact', 'timeout before'] as const;
  for (const fault of [bad, bad, lost, lost]) {
    addon.vendors.leadleap.faults.next('submit', fault);
  }
  const paused = story.goOn(run);
  expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'vendor' } });
  expect(paused.attention.map(({ state }) => state)).toEqual(['unknown', 'unknown']);
  expect(brokenPromises(addon, { lost: 2 })).toEqual([]);
});

test('the rows of whom a half brought nothing are told while the run is open, also when its record is gone', () => {
  const story = new Story(300, ONE_IN_TWENTY);
  const { addon } = story;
  const { leadleap } = addon.vendors;
  const silent = 98;
  expect(ONE_IN_TWENTY(silent)).toBe(false);
  const real = leadleap.handle.bind(leadleap);
  leadleap.handle = (request, nowMs) => {
    const answer = real(request, nowMs);
    const isOver = story.requests > 100;
    if (isOver) return { status: 401, headers: {}, body: '{}', elapsedMs: 300 };
    if ('error' in answer || answer.status !== 200 || !request.url.endsWith('/validate')) {
      return answer;
    }
    const body = JSON.parse(answer.body) as { data: unknown };
    if (!Array.isArray(body.data)) return answer;
    const items = body.data as readonly { readonly email: string }[];
    const data = items.filter((item) => item.email !== email(silent));
    return { ...answer, body: JSON.stringify({ ...body, data }) };
  };
  const paused = story.goOn(addon.start(AT_LEADLEAP));
  expect(paused.state).toBe('paused');
  const numbers = lines(addon, 'sent').map(({ batch }) => Number(batch));
  const kept = states(addon).length;
  expect(new Set(numbers).size).toBeGreaterThan(kept);
  const told = addon.ask('outcomeRows', { run: paused.id, outcome: 'not_found' });
  expect(told.rows).toEqual([{ row: silent + 2, text: email(silent) }]);
});
