// Google ends an execution after six minutes, wherever it is: a slow sheet, a slow store, a vendor that hangs, a call that never
// comes back. The clock does it here, not a hook.
import type { HookCall } from '../../local/runtime/environment';
import { SCENES, WHOLE_RUN, type Scene } from './scenes';
import { pictureOf, RUN, Stage } from './stage';
import { complaints, tell, type Told } from './verdict';

const SIX_MINUTES = 6 * 60_000;

type Delay = (call: HookCall, nth: number) => number;

/** A scene in which calls take longer; it ends before whoever comes next goes on. */
function tellSlowly(scene: Scene, delay: Delay, when: 'before' | 'after' = 'before'): Told {
  const stage = new Stage(scene.setup);
  const { runtime, clock } = stage.addon;
  scene.before(stage);
  stage.watch();
  const { beforeCall, afterCall } = runtime.hooks;
  let nth = 0;
  const wait = (call: HookCall): void => {
    const ms = delay(call, nth);
    if (ms > 0) clock.advance(ms);
    if (ms >= SIX_MINUTES) stage.died.push(`${nth}: ${when} ${call.method} of ${call.fn}`);
  };
  runtime.hooks.beforeCall = (call) => {
    if (call.remote) nth++;
    if (call.remote && when === 'before') wait(call);
    return beforeCall?.(call);
  };
  runtime.hooks.afterCall = (call) => {
    if (call.remote && when === 'after') wait(call);
    return afterCall?.(call);
  };
  scene.acts(stage);
  Object.assign(runtime.hooks, { beforeCall, afterCall });
  stage.rest();
  // Whoever was told nothing but that it took too long clicks again.
  if (!runtime.properties.document.has(`run:${RUN}`)) stage.start();
  const end = stage.heal();
  return { scene, stage, end, picture: pictureOf(stage.addon) };
}

const FIRINGS = SCENES['the firings of the trigger'] ?? WHOLE_RUN;
const STORIES = { 'open sidebar': WHOLE_RUN, trigger: FIRINGS } as const;

describe.each(Object.entries(STORIES))('with the %s', (_, scene) => {
  const undisturbed = tell(scene);

  test.each([
    ['sheet', 'SpreadsheetApp', [8, 15, 25, 40, 90]],
    ['property store', 'PropertiesService', [15, 40, 90]],
    ['vendor', 'UrlFetchApp', [25, 60, 130, 200]],
  ] as const)(
    'a slow %s costs at most the batch that was under way',
    (_service, service, seconds) => {
      const broken = seconds.flatMap((each) => {
        const told = tellSlowly(scene, (call) => (call.service === service ? each * 1000 : 0));
        told.stage.died.push(`${each} s a call`, 'again', 'again');
        return complaints(told, undisturbed);
      });
      expect(broken).toEqual([]);
    },
  );

  /** By hand every call; else every fifth. */
  const step = process.env.CRASH_ALL === undefined ? 5 : 1;

  test.each(['before', 'after'] as const)(
    'a call that hangs until the end, %s its effect, is as good as a death',
    (when) => {
      const broken: string[] = [];
      for (let nth = 1; nth <= undisturbed.stage.calls.length; nth += step) {
        const hang: Delay = (_call, at) => (at === nth ? SIX_MINUTES + 1 : 0);
        broken.push(...complaints(tellSlowly(scene, hang, when), undisturbed));
      }
      expect(broken).toEqual([]);
    },
  );
});
