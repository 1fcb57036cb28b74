// An execution ends at any service call: before the call had its effect, in the middle of it, or after it; with what it had not
// flushed lost or applied. Whoever comes next goes on. The way of a whole run is disturbed for every vendor, in test/disturbed.
import { SCENES } from './scenes';
import { deathsAt } from './stage';
import { complaints, tell } from './verdict';

const ALL = process.env.CRASH_ALL !== undefined;

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
