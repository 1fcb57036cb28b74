// Judges what deaths did to a scene: against the promises, and against the same scene undisturbed.
import type { RunView } from '../../src/rpc/contract-run';
import { type Addon } from '../support/addon';
import { brokenPromises, records } from '../support/witness';
import type { Scene } from './scenes';
import { type Death, type Picture, pictureOf, RUN, Stage } from './stage';

export interface Told {
  readonly scene: Scene;
  readonly stage: Stage;
  readonly end: RunView | null;
  readonly picture: Picture;
}

/** A scene in which executions die; `by`: who goes on when it is over. */
export function tell(
  scene: Scene,
  deaths: readonly Death[] = [],
  by: 'sidebar' | 'trigger' = 'sidebar',
): Told {
  const stage = new Stage(scene.setup, deaths);
  scene.before(stage);
  stage.watch();
  scene.acts(stage);
  const end = stage.heal(by);
  return { scene, stage, end, picture: pictureOf(stage.addon) };
}

/** What went wrong, in words, each with where executions died; empty when nothing did. */
export function complaints({ scene, stage, end, picture }: Told, undisturbed: Told): string[] {
  const { addon, died } = stage;
  const unknown = records(addon).filter(({ state }) => state === 'unknown');
  const found = [
    ...brokenPromises(addon, { lost: scene.sentAgain ?? 0 }),
    ...standing(end, unknown.length, undisturbed),
    ...(unknown.length > died.length ? [`${unknown.length} batches unknown`] : []),
    ...differences(picture, undisturbed.picture, unknown, scene.rowsOfOne ?? 1),
  ];
  for (const { key } of unknown) {
    const batch = Number(key.split(':')[2]);
    addon.ask('decide', { run: RUN, batch, decision: 'leave_out' });
  }
  const last = unknown.length === 0 ? end : stage.heal();
  if (last?.state !== undisturbed.end?.state) found.push(`${last?.state} when all is decided`);
  if (stage.triggersLeft() > 0 && last?.state === 'closed') found.push('a trigger is left');
  found.push(...marksOf(addon, last));
  return found.map((what) => `${died.join('; ')}: ${what}`);
}

function standing(end: RunView | null, unknown: number, undisturbed: Told): string[] {
  if (end === null) return ['there is no run'];
  const offered = end.attention.every(({ state, decisions }) =>
    ['unknown', 'stalled', 'held'].includes(state) ? decisions.length > 0 : true,
  );
  const wanted = unknown > 0 ? 'waiting' : undisturbed.end?.state;
  return [
    ...(end.state === wanted ? [] : [`the run is ${end.state}, not ${wanted}`]),
    ...(offered ? [] : ['no next step is offered']),
  ];
}

/** What a batch that nobody knows of was to bring may be missing; all else is as if nobody had died. */
export function differences(
  picture: Picture,
  wanted: Picture,
  unknown: readonly { readonly key: string; readonly contacts: number }[] = [],
  rowsOfOne = 1,
): string[] {
  const missing = unknown.reduce((sum, { contacts }) => sum + contacts * rowsOfOne, 0);
  const rows = wanted.rows.filter((row) => !picture.rows.includes(row));
  const lost = new Set(unknown.map(({ key }) => key.split(':')[2]));
  const batches = new Set([...Object.keys(wanted.log), ...Object.keys(picture.log)]);
  const logs = [...batches].filter(
    (batch) =>
      !lost.has(batch) && JSON.stringify(picture.log[batch]) !== JSON.stringify(wanted.log[batch]),
  );
  return [
    ...(rows.length > missing ? [`not in the sheet: ${rows.join()}`] : []),
    ...(picture.rows.length === wanted.rows.length ? [] : [`${picture.rows.length} rows`]),
    ...logs.map((batch) => `another log of batch ${batch}: ${picture.log[batch]?.join() ?? ''}`),
    ...(picture.sheets === wanted.sheets ? [] : [`${picture.sheets} sheets`]),
  ];
}

function marksOf(addon: Addon, end: RunView | null): string[] {
  const hasMarks = addon.shown().some((row) => row.includes('Waiting'));
  return end?.state === 'closed' && hasMarks ? ['rows still wait'] : [];
}
