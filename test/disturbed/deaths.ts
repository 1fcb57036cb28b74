// Executions that end at any call, before, in the middle of or after it, and executions inside each other.
import { OTHER_RUN, RUN, type Stage } from '../crash/stage';
import { answeredInDoubt, complaints, differences, inDoubt, otherPicture } from './judge';
import { oneOfEachKind, someOf, tellingDeaths } from './sample';
import { type Plain, resolved, tell, type Told } from './story';

const STOP = '*Stop*';

/** What another execution does while one is under way; in turn, so that each meets calls of every kind. */
const OTHERS: readonly (readonly [name: string, act: (stage: Stage) => void])[] = [
  [
    'another tab’s slice',
    ({ addon }) => {
      addon.execute('work', { run: RUN });
    },
  ],
  [
    'a firing of the trigger',
    ({ addon }) => {
      addon.runtime.execute({ user: addon.user, fn: 'onHourlyTrigger', as: 'trigger' });
    },
  ],
  [
    STOP,
    ({ addon }) => {
      addon.execute('stop', { run: RUN });
    },
  ],
  [
    'another confirm of the same rows',
    (stage) => {
      stage.addon.execute('start', stage.confirm(OTHER_RUN));
    },
  ],
];

const RACES = 8;

export function deaths(plain: Plain): void {
  const { subject, stage, startCalls, purchases } = plain;
  const from = subject.isThorough ? 0 : startCalls;

  test('an execution that ends at any call costs at most one batch that a person decides about', () => {
    const all = tellingDeaths(stage.calls, from);
    const tried = subject.isThorough ? all : oneOfEachKind(all, stage.calls, stage.calls.length);
    expect(tried.length).toBeGreaterThan(10);
    const broken = tried.flatMap((death, index) => {
      const told = tell(plain, { deaths: [death], by: index % 4 === 3 ? 'trigger' : 'sidebar' });
      return atMostInDoubt(told, plain, subject.isNeverInDoubt ? 0 : 1);
    });
    expect(broken).toEqual([]);
  });

  test('one that ends at a purchase, and is sent again by a person, fills every row', () => {
    const broken = someOf(purchases, 2, 0).flatMap((nth) => {
      const told = tell(plain, { deaths: [{ nth, when: 'after', pending: 'lost' }] });
      const end = resolved(told, 1);
      return [...complaints(end, plain, { lost: 1, times: 2 }), ...differences(end, plain)];
    });
    expect(broken).toEqual([]);
  });

  test('executions inside each other buy once', () => {
    const points = stage.calls.map((_, index) => index + 1).filter((nth) => nth > from);
    const broken = someOf(points, RACES, stage.calls.length).flatMap((nth, index) => {
      const [name, act] = OTHERS[index % OTHERS.length] ?? ['', () => undefined];
      const told = tell(plain, { during: [nth, act] });
      const runs = [...told.stage.addon.runtime.properties.document.keys()].filter((key) =>
        key.startsWith('run:'),
      );
      const found = [
        ...complaints(told, plain),
        ...(name === STOP ? [] : differences(told, plain)),
        ...(runs.length === 1 ? [] : [`${runs.length} runs`]),
        ...(told.end?.state === 'closed' ? [] : [`the run is ${told.end?.state}`]),
      ];
      return found.map((what) => `${name} at ${nth}, ${stage.calls[nth - 1]?.method}: ${what}`);
    });
    expect(broken).toEqual([]);
  });
}

/** What is wrong after executions that died; nothing where at most so many batches are in doubt. */
function atMostInDoubt(told: Told, plain: Plain, most: number): string[] {
  const doubt = inDoubt(told);
  const found = [
    ...complaints(told, plain),
    ...otherPicture(told, plain),
    ...answeredInDoubt(told),
    ...(doubt > most ? [`${doubt} batches in doubt`] : []),
    ...(told.end?.state === (doubt > 0 ? 'waiting' : 'closed') ? [] : [`${told.end?.state}`]),
  ];
  const last = resolved(told);
  const { stage } = last;
  if (last.end?.state !== 'closed') found.push(`${last.end?.state} when all is decided`);
  if (stage.triggersLeft() > 0) found.push('a trigger is left');
  if (stage.addon.shown().some((row) => row.includes('Waiting'))) found.push('rows still wait');
  return found.map((what) => `${stage.died.join('; ')}: ${what}`);
}
