// An execution dies between putting contacts into another batch, of the next vendor or of half of them, and ending the one that they
// come from. They were not sold there: nobody is asked about them, and each counts once.
import { FAULTS } from '../../local/vendors/fault';
import type { VendorAnswer } from '../../local/vendors/http';
import type { RunView } from '../../src/rpc/contract-run';
import { VALIDATE } from '../support/by-email';
import { HEADERS, people } from '../support/people';
import { brokenPromises } from '../support/witness';
import { QUICK, RUN, type Setup, Stage } from './stage';

const NOBODY = { ...QUICK, shares: { email: 0, phone: 0, failed: 0 } };
const BAD = 2;

const emails = (count: number): string[][] => [
  ['Email', 'Notes'],
  ...Array.from({ length: count }, (_, index) => [`sample.number${index}@northwind.example`, '']),
];
/** Nobody but an e-mail: Cleanlist needs a list for them first. */
const BY_EMAIL_ALONE = [
  HEADERS,
  ...['some.1@gmail.com', 'some.2@gmail.com'].map((email) =>
    HEADERS.map((name) => (name === 'Email' ? email : '')),
  ),
];

interface Story {
  readonly setup: Setup;
  readonly count: number;
  readonly disturb: (stage: Stage) => void;
  /** The first attempt is lost, and sent again. */
  readonly isLostFirst?: true;
}

/** LeadLeap takes nobody who is sent with a bad one. */
function refuseTogether({ addon }: Stage): void {
  const { leadleap } = addon.vendors;
  const real = leadleap.handle.bind(leadleap);
  leadleap.handle = (request, nowMs): VendorAnswer => {
    const isBad = request.url.endsWith('/email/validate') && request.body?.includes(`r${BAD}@`);
    if (isBad !== true) return real(request, nowMs);
    const error = { code: 'BAD_REQUEST', message: 'Not this domain.', status: 400 };
    const body = JSON.stringify({ data: null, meta: {}, error });
    return { status: 400, headers: {}, body, elapsedMs: 300 };
  };
}

const STORIES: Readonly<Record<string, Story>> = {
  'all that the first vendor refused': {
    setup: {
      rows: emails(4),
      choice: { ...VALIDATE, route: { validity: ['enrich', 'leadleap'] } },
      emulators: { enrich: QUICK },
    },
    count: 4,
    disturb: ({ addon }) => {
      addon.vendors.enrich.faults.next('submit', '400');
    },
  },
  'all whom the first vendor may have sold, and refused when they were sent again': {
    setup: {
      rows: people(4),
      choice: { channels: ['email'], route: { email: ['cleanlist', 'enrich'] } },
      ...{ emulator: QUICK, emulators: { enrich: NOBODY } },
    },
    count: 4,
    isLostFirst: true,
    disturb: ({ addon }) => {
      addon.vendors.cleanlist.faults.next('submit', FAULTS['timeout after']);
      addon.vendors.cleanlist.faults.next('submit', FAULTS['413']);
    },
  },
  'the one whom the first vendor named': {
    setup: {
      rows: people(4),
      choice: { channels: ['email'], route: { email: ['cleanlist', 'enrich'] } },
      ...{ emulator: QUICK, emulators: { enrich: QUICK } },
    },
    count: 4,
    disturb: ({ addon }) => {
      addon.vendors.cleanlist.faults.next('submit', '422 contact');
    },
  },
  'one of whom the first vendor knew nothing, at once': {
    setup: {
      rows: people(1),
      choice: { channels: ['email'], route: { email: ['enrich', 'cleanlist'] } },
      ...{ emulator: QUICK, emulators: { enrich: NOBODY } },
    },
    count: 1,
    disturb: () => undefined,
  },
  'those of whom the first vendor found nothing': {
    setup: {
      rows: people(4),
      choice: { channels: ['email'], route: { email: ['enrich', 'cleanlist'] } },
      ...{ emulator: QUICK, emulators: { enrich: NOBODY } },
    },
    count: 4,
    disturb: () => undefined,
  },
  'those for whom the first vendor could not be prepared': {
    setup: {
      rows: BY_EMAIL_ALONE,
      choice: { channels: ['phone'], route: { phone: ['cleanlist', 'enrich'] } },
      ...{ emulator: QUICK, emulators: { enrich: QUICK } },
    },
    count: 2,
    disturb: ({ addon }) => {
      addon.vendors.cleanlist.faults.next('list', '404', Infinity);
    },
  },
  'halves, and the one who is refused alone': {
    setup: {
      rows: emails(4),
      choice: { ...VALIDATE, route: { validity: ['leadleap', 'enrich'] } },
      emulators: { enrich: QUICK, leadleap: { validationPrice: 1 } },
    },
    count: 4,
    disturb: refuseTogether,
  },
};

/** Whether a contact is in two of the records, of which one is not settled: what the last call before it has left. */
function isInTwo({ addon }: Stage): boolean {
  const batches = [...addon.runtime.properties.document]
    .filter(([key]) => /^batch:\w+:\d+$/.test(key))
    .map(([, text]) => JSON.parse(text) as { readonly f: string });
  const prints = batches.flatMap(({ f }) => f.match(/.{8}/g) ?? []);
  return new Set(prints).size < prints.length;
}

function begin({ setup, disturb, isLostFirst }: Story, at: number | null): Stage {
  const stage = new Stage(setup, at === null ? [] : [{ nth: at, when: 'before', pending: 'lost' }]);
  stage.confirm();
  disturb(stage);
  stage.start();
  if (isLostFirst === true) {
    goOn(stage);
    stage.click('decide', { run: RUN, batch: 1, decision: 'send_again' });
  }
  stage.watch();
  return stage;
}

/** Until it waits for nothing but time, for two minutes. */
function goOn(stage: Stage): Stage {
  for (let slices = 0; slices < 6; slices++) stage.slice(20_000);
  return stage;
}

/** The calls before which an execution can die with a contact in two batches. */
function moments(story: Story): number[] {
  const stage = begin(story, null);
  const { hooks } = stage.addon.runtime;
  const inner = hooks.beforeCall;
  const found: number[] = [];
  hooks.beforeCall = (call) => {
    const answer = inner?.(call);
    if (call.remote && isInTwo(stage)) found.push(stage.calls.length);
    return answer;
  };
  goOn(stage);
  return [...new Set(found)];
}

/** What the run comes to. */
function toldOf(run: RunView | null): readonly unknown[] {
  return [run?.found, run?.notFound, run?.leftOut, run?.givenUp, run?.costs];
}

describe.each(Object.entries(STORIES))('%s', (_, story) => {
  const at = moments(story);
  const whole = goOn(begin(story, null)).heal();

  test.each(['goes on', 'is stopped'])(
    'and dies: each counts once, nobody is asked about, and it %s',
    (how) => {
      expect(at.length).toBeGreaterThan(0);
      for (const nth of at) {
        const stage = goOnUntilDeath(begin(story, nth));
        if (how === 'is stopped') stage.click('stop', { run: RUN });
        const end = stage.heal();
        expect(end).toMatchObject({ state: 'closed', done: story.count, attention: [] });
        const { foundContacts = 0, notFound = 0, leftOut = 0, incomplete = 0 } = end ?? {};
        expect(foundContacts + notFound + leftOut + incomplete).toBe(story.count);
        const broken = brokenPromises(stage.addon, { lost: story.isLostFirst === true ? 1 : 0 });
        if (how === 'is stopped') {
          // That somebody is not sent may be told more than once.
          expect(broken.filter((words) => !/taken back \d times$/.test(words))).toEqual([]);
          continue;
        }
        expect(broken).toEqual([]);
        expect(toldOf(end)).toEqual(toldOf(whole));
        const { total } = stage.addon.ask('outcomeRows', { run: RUN, outcome: 'given_up' });
        expect(total).toBe(whole?.givenUp.contacts);
      }
    },
  );
});

test('and dies, and somebody closes the run of its absent user: each counts once', () => {
  const story = STORIES['all that the first vendor refused'];
  if (story === undefined) throw new Error('There is no such story.');
  const at = moments(story);
  expect(at.length).toBeGreaterThan(0);
  for (const nth of at) {
    const stage = goOnUntilDeath(begin(story, nth));
    stage.addon.clock.advance(8 * 86_400_000);
    const end = stage.addon.ask('close', { run: RUN }, 'bob@sample.example');
    expect(end).toMatchObject({ state: 'closed', leftOut: 4, foundContacts: 0 });
    expect(end).toMatchObject({ givenUp: { contacts: 0 }, afterwards: { failed: 4 } });
    expect(stage.addon.ask('outcomeRows', { run: RUN, outcome: 'left_out' }).total).toBe(4);
  }
});

function goOnUntilDeath(stage: Stage): Stage {
  for (let slices = 0; slices < 6 && stage.died.length === 0; slices++) stage.slice(20_000);
  expect(stage.died).toHaveLength(1);
  return stage;
}
