// Contacts that are asked for one by one: an execution ends at any service call, the free one before the purchase among them.
import type { Scene } from './scenes';
import { HEADERS, person } from '../support/people';
import { deathsAt, QUICK, type Stage } from './stage';
import { complaints, tell } from './verdict';

function byEmail(index: number): string[] {
  const row = HEADERS.map(() => '');
  row[HEADERS.indexOf('Email')] = `someone.${index}@gmail.com`;
  return row;
}

const acts = (stage: Stage): void => {
  stage.start();
  for (let slice = 0; slice < 3; slice++) stage.slice();
};
const setup = (rows: readonly (readonly string[])[]): Scene => ({
  setup: {
    rows: [[...HEADERS], ...rows],
    emulator: QUICK,
    choice: { channels: ['phone'] },
  },
  before: () => undefined,
  acts,
});

/** By hand every call; else every fourth, from another one on. */
const STEP = process.env.CRASH_ALL !== undefined ? 1 : 4;

test.each([
  ['one contact', setup([byEmail(0)]), 1],
  ['one contact beside a batch of others', setup([person(0), byEmail(0), person(1)]), 2],
])(
  'a death at any service call of a run of %s is paid at most once, and loses nothing',
  (_, scene, requests) => {
    const undisturbed = tell(scene);
    expect(undisturbed.end).toMatchObject({ state: 'closed', attention: [] });
    expect(complaints(undisturbed, undisturbed)).toEqual([]);
    expect(undisturbed.stage.addon.vendor.ledger.requests).toMatchObject({
      submit: requests,
      list: 1,
    });
    const deaths = deathsAt(undisturbed.stage.calls, true);
    expect(deaths.length).toBeGreaterThan(100);
    const broken = deaths
      .filter((_, index) => index % STEP === requests % STEP)
      .flatMap((death, index) =>
        complaints(tell(scene, [death], index % 2 === 0 ? 'sidebar' : 'trigger'), undisturbed),
      );
    expect(broken).toEqual([]);
  },
);
