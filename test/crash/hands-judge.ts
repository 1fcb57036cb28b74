// What is wrong after a story about the user's hands: the promises' witness, and the twin on which only the hands acted.
import type { RunView } from '../../src/rpc/contract-run';
import { person } from '../support/people';
import { coveredCells, userCells } from '../support/user-cells';
import { brokenPromises } from '../support/witness';
import { type Hands, PEOPLE, Scene, type SliceKind } from './hands-scene';

export interface Leniency {
  /** Complaints that a deed explains, as what it did is itself what is complained of. */
  readonly explained?: RegExp;
  /** What is typed between a slice's reading and its writing may be covered: Sheets has no compare-and-set. */
  readonly races?: boolean;
}

interface Tried {
  readonly points: number;
  readonly broken: readonly string[];
}

/** Tries a deed before the slice, and before every call that the slice makes to the spreadsheet until it has proved its writes. */
export function tryEverywhere(slice: SliceKind, act: Hands, lenient: Leniency = {}): Tried {
  const broken: string[] = [];
  let points = 0;
  for (let nth = 0; nth <= CALLS[slice].length; nth++) {
    const scene = new Scene(slice);
    if (nth === 0) scene.act(act);
    const end = scene.end(scene.slice(nth, act));
    const at = nth === 0 ? 'before' : `${nth}, ${scene.calls[nth - 1] ?? 'nothing'}`;
    broken.push(...complaints(scene, end, slice, nth, lenient).map((text) => `${at}: ${text}`));
    points++;
  }
  return { points, broken };
}

/** Calls to the spreadsheet of the undisturbed slice; what is done after the last one that places is done to proven values. */
const CALLS: Readonly<Record<SliceKind, readonly string[]>> = {
  sends: undisturbed('sends'),
  places: undisturbed('places'),
};

function undisturbed(slice: SliceKind): readonly string[] {
  const scene = new Scene(slice);
  scene.slice();
  const proof = scene.calls.lastIndexOf('Range.getDisplayValues');
  return slice === 'places' ? scene.calls.slice(0, proof + 1) : scene.calls;
}

function complaints(
  scene: Scene,
  end: RunView | null,
  slice: SliceKind,
  nth: number,
  { explained, races }: Leniency,
): string[] {
  const { addon, twin } = scene;
  const found: string[] = [];
  if (addon.workbook.find(0) !== undefined) {
    const now = userCells(addon.workbook);
    const wanted = userCells(twin);
    if (JSON.stringify(now) !== JSON.stringify(wanted)) {
      found.push(`the user's cells: ${JSON.stringify(now)}, not ${JSON.stringify(wanted)}`);
    }
    const isRace =
      races === true && slice === 'places' && nth > CALLS.places.indexOf('Range.getFormulas');
    if (!isRace) found.push(...coveredCells(addon.workbook, twin).map((text) => `gone: ${text}`));
  }
  scene.act(putNamesBack);
  found.push(...brokenPromises(addon).filter((text) => explained?.test(text) !== true));
  if (end === null) found.push('no answer');
  else if (!['closed', 'waiting'].includes(end.state) && (end.pause?.message ?? '') === '') {
    found.push(`the run is ${end.state} and does not say why`);
  }
  return found;
}

/** The witness knows people by their names: a column of names that was deleted is put back, in the order of the rows. */
function putNamesBack({ workbook }: { readonly workbook: Scene['twin'] }): void {
  const sheet = workbook.find(0);
  const header = sheet?.displayed()[0] ?? [];
  if (sheet === undefined || !header.includes('First name') || header.includes('Last name')) return;
  sheet.insertColumns(1);
  const names = Array.from({ length: PEOPLE }, (_, index) => [person(index)[1] ?? '']);
  sheet.put([['Last name'], ...names]);
}
