// The scenes of a run's life in which executions die: where the run stands, and what is done with it. Judges nothing.
import { people, person, HEADERS, threeKinds } from '../support/people';
import { QUICK, RUN, type Setup, type Stage } from './stage';

export interface Scene {
  readonly setup: Setup;
  /** What came before; nobody dies there. */
  readonly before: (stage: Stage) => void;
  /** How often a batch is sent again after an answer that was lost. */
  readonly sentAgain?: number;
  /** The rows of one contact, where there are several. */
  readonly rowsOfOne?: number;
  /** What is watched: each call may be the last of its execution. */
  readonly acts: (stage: Stage) => void;
}

const BOTH = { channels: ['email', 'phone'] } as const;
const MAILS = { channels: ['email'] } as const;
const OTHER_USER = 'bob@sample.example';
const DAY_MS = 24 * 3_600_000;

const started = (stage: Stage): void => {
  stage.start();
};

/** A batch whose answer was lost, without having been bought. */
const lost = (stage: Stage): void => {
  stage.start();
  stage.addon.vendor.faults.next('submit', 'timeout before');
  stage.slice();
};

/** Of two batches one is bought; the other was logged, and taken back when the vendor asked for silence. */
const halfSent = (stage: Stage): void => {
  const { vendor } = stage.addon;
  stage.start();
  const before = stage.addon.runtime.hooks.beforeCall;
  stage.addon.runtime.hooks.beforeCall = (call) => {
    const isSecond = call.method === 'UrlFetchApp.fetch' && vendor.ledger.requests.submit === 1;
    if (isSecond) vendor.faults.next('submit', '429 seconds');
    return before?.(call);
  };
  stage.slice();
  stage.addon.runtime.hooks.beforeCall = before;
};

/** The answer has come while a column that tells who is who was renamed. */
const held = (stage: Stage): void => {
  stage.start();
  stage.slice();
  stage.addon.sheet.type(1, 2, 'Renamed');
  stage.slice();
  stage.addon.sheet.type(1, 2, HEADERS[1]);
};

const twoBatches: Setup = {
  rows: threeKinds(1).slice(0, 3),
  emulator: QUICK,
  choice: BOTH,
};
const oneBatch: Setup = { rows: people(2), emulator: QUICK, choice: MAILS };

/** A contact in two rows, of which one has a phone; and columns of ours to be made. */
const withCopies: Setup = {
  rows: [
    [...HEADERS.slice(0, 4), 'Phone'],
    [...person(0).slice(0, 4), ''],
    [...person(0).slice(0, 4), '+49 30 5550100'],
    [...person(1).slice(0, 4), ''],
  ],
  emulator: QUICK,
  choice: BOTH,
};

const decides = (
  decision: 'place' | 'keep' | 'send_again' | 'leave_out' | 'look_again',
  slices: number,
) => {
  return (stage: Stage): void => {
    stage.click('decide', { run: RUN, batch: 1, decision });
    for (let slice = 0; slice < slices; slice++) stage.slice();
  };
};

const slices = (count: number) => {
  return (stage: Stage): void => {
    for (let slice = 0; slice < count; slice++) stage.slice();
  };
};

/** From the click that confirms to the end of a run of three batches. */
export const WHOLE_RUN: Scene = {
  setup: { rows: threeKinds(1), emulator: QUICK, choice: BOTH },
  before: (stage) => {
    stage.confirm();
  },
  acts: (stage) => {
    stage.start();
    slices(2)(stage);
  },
};

export const SCENES: Readonly<Record<string, Scene>> = {
  'the first look, the connection and the quote': {
    setup: oneBatch,
    before: () => undefined,
    acts: (stage) => {
      const choice = {
        ...MAILS,
        rows: { kind: 'all' },
        sheet: stage.addon.sheet.id,
      } as const;
      stage.click('home', null);
      stage.click('connect', { vendor: 'cleanlist', key: 'clapi_demo_key' });
      const quote = stage.click('quote', choice);
      if (quote?.ok !== true) return;
      const { digest } = quote.value;
      stage.click('start', {
        choice,
        quote: { id: RUN, digest },
        pauseWhenUsedUp: false,
      });
    },
  },
  'a start that copies values and makes columns': {
    setup: withCopies,
    rowsOfOne: 2,
    before: (stage) => {
      stage.confirm();
    },
    acts: (stage) => {
      stage.start();
      slices(2)(stage);
    },
  },
  'the firings of the trigger': {
    setup: twoBatches,
    before: started,
    acts: (stage) => {
      stage.fire();
      stage.fire();
    },
  },
  '“Get results now” in the menu': {
    setup: oneBatch,
    before: started,
    acts: (stage) => {
      for (let times = 0; times < 2; times++) {
        stage.addon.clock.advance(60_000);
        stage.addon.runtime.execute({
          user: stage.addon.user,
          fn: 'getResultsNow',
          as: 'menu',
        });
      }
    },
  },
  '*Stop* with one batch bought and one not': {
    setup: twoBatches,
    before: halfSent,
    acts: (stage) => {
      stage.click('stop', { run: RUN });
      slices(2)(stage);
    },
  },
  '*Continue* after a pause for credits': {
    setup: oneBatch,
    before: (stage) => {
      stage.start();
      stage.addon.vendor.faults.next('submit', '402');
      stage.slice();
    },
    acts: (stage) => {
      stage.click('resume', { run: RUN });
      slices(2)(stage);
    },
  },
  '*Send again*': {
    setup: oneBatch,
    before: lost,
    acts: decides('send_again', 2),
    sentAgain: 1,
  },
  '*Send again* after *Stop*': {
    setup: oneBatch,
    before: (stage) => {
      lost(stage);
      stage.click('stop', { run: RUN });
    },
    acts: decides('send_again', 2),
    sentAgain: 1,
  },
  '*Leave out*': {
    setup: oneBatch,
    before: lost,
    acts: decides('leave_out', 1),
  },
  '*Place*': { setup: oneBatch, before: held, acts: decides('place', 1) },
  '*Keep in the log*': {
    setup: oneBatch,
    before: held,
    acts: decides('keep', 1),
  },
  '*Look again*': {
    setup: oneBatch,
    before: (stage) => {
      stage.addon.vendor.faults.nextWorkflow({ hiddenSeconds: 300 });
      stage.start();
      slices(5)(stage);
    },
    acts: decides('look_again', 1),
  },
  'a batch that gets held': {
    setup: oneBatch,
    before: (stage) => {
      stage.start();
      stage.slice();
      stage.addon.sheet.type(1, 2, 'Renamed');
    },
    acts: slices(2),
  },
  'the closing of an absent user’s run': {
    setup: twoBatches,
    before: (stage) => {
      halfSent(stage);
      stage.addon.clock.advance(8 * DAY_MS);
    },
    acts: (stage) => {
      stage.click('close', { run: RUN }, OTHER_USER);
    },
  },
  'a vendor that names a contact it cannot take': {
    setup: { rows: people(3), emulator: QUICK, choice: MAILS },
    before: (stage) => {
      stage.start();
      stage.addon.vendor.faults.next('submit', '422 contact');
    },
    acts: slices(2),
  },
  'a vendor that refuses a batch': {
    setup: twoBatches,
    before: (stage) => {
      stage.start();
      stage.addon.vendor.faults.next('submit', '400', 9);
    },
    acts: slices(2),
  },
};
