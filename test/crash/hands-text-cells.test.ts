// Phones are often formatted as text: such a cell shows the apostrophe that keeps a text a text until it is written bare. The
// user's hands at every call of a slice that places into such a column.
import { coveredCells, userCells } from '../support/user-cells';
import { brokenPromises } from '../support/witness';
import { ON_CELLS, ON_COLUMNS, ON_ROWS } from './hands-deeds';
import { type Hands, PEOPLE, Scene } from './hands-scene';

const asText: Hands = ({ workbook }) => {
  const sheet = workbook.find(0);
  const at = (sheet?.displayed()[0] ?? []).indexOf('Phone') + 1;
  for (let row = 2; row <= PEOPLE + 1; row++) {
    sheet?.enter(row, at, { value: sheet.display(row, at), format: '@' });
  }
};

/** Deeds whose own effects are told apart, and excused, where the cells have no format. */
const ELSEWHERE = [
  'duplicates a row',
  'renames the statuses',
  'deletes the sheet',
  'deletes the last names',
];

const DEEDS = Object.entries({
  ...ON_ROWS,
  ...ON_COLUMNS,
  'merges two e-mail cells': ON_CELLS['merges two e-mail cells'],
  'protects one e-mail cell': ON_CELLS['protects one e-mail cell'],
}).filter(([name]) => !ELSEWHERE.includes(name));

test.each(DEEDS)('while phones are formatted as text, a person who %s', (_, act) => {
  if (act === undefined) throw new Error('No such deed.');
  const broken: string[] = [];
  let points = 0;
  for (let nth = 1; ; nth++) {
    const scene = new Scene('places');
    scene.act(asText);
    const end = scene.end(scene.slice(nth, act));
    if (nth > scene.calls.length) break;
    points++;
    const { workbook } = scene.addon;
    const complaints = [
      ...(JSON.stringify(userCells(workbook)) === JSON.stringify(userCells(scene.twin))
        ? []
        : ['other cells']),
      ...coveredCells(workbook, scene.twin).map((cell) => `covered ${cell}`),
      ...scene.addon
        .shown()
        .flat()
        .filter((text) => text.startsWith("'"))
        .map((text) => `shows ${text}`),
      ...brokenPromises(scene.addon),
      ...(end === null ? ['no answer'] : []),
    ];
    broken.push(...complaints.map((what) => `${nth}, ${scene.calls[nth - 1] ?? ''}: ${what}`));
  }
  expect(points).toBeGreaterThan(10);
  expect(broken).toEqual([]);
});
