// An execution ends at any service call: before the call had its effect, in the middle of it, or after it; with what it had not
// flushed lost or applied. Whoever comes next goes on.
import { SCENES, WHOLE_RUN } from './scenes';
import { deathsAt } from './stage';
import { complaints, tell } from './verdict';

const ALL = process.env.CRASH_ALL !== undefined;

describe('a death at any service call of a run of three batches', () => {
  const undisturbed = tell(WHOLE_RUN);
  const deaths = deathsAt(undisturbed.stage.calls, true);

  test('without one every cell is filled', () => {
    expect(undisturbed.end).toMatchObject({ state: 'closed', found: { email: 2, phone: 2 } });
    expect(complaints(undisturbed, undisturbed)).toEqual([]);
    expect(undisturbed.stage.addon.vendor.ledger.requests.submit).toBe(3);
    expect(deaths.length).toBeGreaterThan(180);
  });

  test('costs at most one batch that a person decides about, and breaks no promise', () => {
    const broken = deaths.flatMap((death, index) =>
      complaints(tell(WHOLE_RUN, [death], index % 2 === 0 ? 'sidebar' : 'trigger'), undisturbed),
    );
    expect(broken).toEqual([]);
  });
});

/** By hand every call; else every third of each, from another one on. */
const STEP = ALL ? 1 : 3;

test.each(Object.entries(SCENES))(
  'a death in %s changes nothing that a person did not see',
  (name, scene) => {
    const undisturbed = tell(scene);
    expect(complaints(undisturbed, undisturbed)).toEqual([]);
    const from = Object.keys(SCENES).indexOf(name) % STEP;
    const broken = deathsAt(undisturbed.stage.calls)
      .filter((_, index) => index % STEP === from)
      .flatMap((death, index) =>
        complaints(tell(scene, [death], index % 2 === 0 ? 'sidebar' : 'trigger'), undisturbed),
      );
    expect(broken).toEqual([]);
  },
);
