// Executions that die, and whoever comes to put it right dies as well: twice at chosen calls, three times at random ones.
import fc from 'fast-check';
import { SCENES, WHOLE_RUN, type Scene } from './scenes';
import { type Death, deathsAt } from './stage';
import { complaints, tell, type Told } from './verdict';

/** By hand every pair; else every seventh first death, and of the second ones every eleventh, from another one on. */
const ALL = process.env.CRASH_ALL !== undefined;
const STEPS = ALL ? { first: 1, second: 1 } : { first: 7, second: 11 };
const TRIPLES = Number(process.env.STORIES ?? 60);

/** After the first death the story is another one: its calls are counted from there. */
function pairs(scene: Scene, undisturbed: Told): Death[][] {
  return deathsAt(undisturbed.stage.calls)
    .filter((_, index) => index % STEPS.first === 0)
    .flatMap((first, index) => {
      const after = tell(scene, [first]).stage.calls.slice(first.nth);
      return deathsAt(after)
        .filter((_, other) => other % STEPS.second === index % STEPS.second)
        .map((second) => [first, second]);
    });
}

test('two deaths in a row cost at most two batches that a person decides about', () => {
  const undisturbed = tell(WHOLE_RUN);
  const tried = pairs(WHOLE_RUN, undisturbed);
  expect(tried.length).toBeGreaterThan(70);
  const broken = tried.flatMap((deaths) => complaints(tell(WHOLE_RUN, deaths), undisturbed));
  expect(broken).toEqual([]);
});

test('three deaths at random calls of any scene break no promise', () => {
  const scenes = [WHOLE_RUN, ...Object.values(SCENES)];
  const undisturbed = scenes.map((scene) => tell(scene));
  const death: fc.Arbitrary<Death> = fc.record({
    nth: fc.integer({ min: 1, max: 60 }),
    when: fc.constantFrom('before', 'after'),
    pending: fc.constantFrom('lost', 'applied'),
  });
  const three = fc.array(death, { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.nat(scenes.length - 1), three, fc.boolean(), (index, deaths, isTrigger) => {
      const scene = scenes[index];
      const plain = undisturbed[index];
      if (scene === undefined || plain === undefined) throw new Error('No such scene.');
      const told = tell(scene, deaths, isTrigger ? 'trigger' : 'sidebar');
      expect(complaints(told, plain)).toEqual([]);
    }),
    { numRuns: TRIPLES, seed: 2026 },
  );
});
