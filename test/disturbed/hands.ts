// A person's hands, and a sheet that refuses, while a vendor is asked: from the purchase until everything is in its row.
import { RUN, type Stage } from '../crash/stage';
import { complaints, differences, inDoubt } from './judge';
import { someOf } from './sample';
import { type Plain, resolved, tell } from './story';
import type { Subject } from './under-test';

const OWN = 'typed@home.example';
const POINTS = 4;

interface Deed {
  readonly act: (stage: Stage, subject: Subject) => void;
  /** The sheet ends as if nobody had done it, but for the order of the rows. Else only at the purchase: later it would itself be
   * what a promise forbids. */
  readonly isHarmless: boolean;
  /** Before anybody judges: the witness knows people by their cells. */
  readonly mend?: (stage: Stage, subject: Subject) => void;
}

const DEEDS: Readonly<Record<string, Deed>> = {
  'sorts the sheet': {
    act: ({ addon }) => {
      addon.sheet.sort(1, false);
    },
    isHarmless: true,
  },
  'inserts a row above the first contact': {
    act: ({ addon }) => {
      addon.sheet.insertRows(2);
    },
    isHarmless: true,
  },
  'deletes the row of the first contact': {
    act: ({ addon }) => {
      addon.sheet.deleteRows(2);
    },
    isHarmless: false,
  },
  'replaces the first contact by another person': {
    act: ({ addon }, { sheet }) => {
      addon.sheet.put([[...sheet.row(39)]], { row: 2, column: 1 });
    },
    isHarmless: false,
  },
  'renames a column that says who people are': {
    act: ({ addon }, { sheet }) => {
      addon.sheet.type(1, told(sheet) + 1, 'Renamed');
    },
    isHarmless: false,
    mend: ({ addon }, { sheet }) => {
      addon.sheet.type(1, told(sheet) + 1, sheet.headers[told(sheet)] ?? '');
    },
  },
};

function told({ row }: Subject['sheet']): number {
  return row(0).findIndex((text) => text !== '');
}

/** How a sheet refuses, from the purchase on. */
const REFUSALS: Readonly<Record<string, (stage: Stage) => void>> = {
  'takes no values': ({ addon }) => {
    addon.runtime.faults.add({ method: 'Range.setValues', always: true });
  },
  'cannot be read': ({ addon }) => {
    addon.runtime.faults.add({ method: 'Range.getDisplayValues', always: true });
  },
  'is protected': ({ addon }) => {
    addon.sheet.protect(null, []);
  },
};

export function hands(plain: Plain): void {
  const { subject, stage, purchases, sheetCalls } = plain;
  const { calls } = stage;
  const after = (purchases[0] ?? 0) + 1;

  test.each(Object.entries(DEEDS))('a person who %s meanwhile mixes nobody up', (name, deed) => {
    const { act, isHarmless, mend } = deed;
    const offset = calls.length + Object.keys(DEEDS).indexOf(name) * 2;
    const points = isHarmless ? [after, ...someOf(sheetCalls, POINTS, offset)] : [after];
    const broken = points.flatMap((nth) => {
      const told = tell(plain, {
        during: [
          nth,
          (stage) => {
            act(stage, subject);
          },
        ],
      });
      mend?.(told.stage, subject);
      const found = complaints(told, plain);
      const last = resolved(told);
      if (last.end?.state !== 'closed') found.push(`${last.end?.state} when all is decided`);
      if (isHarmless) found.push(...differences(last, plain));
      return found.map((what) => `${nth}, ${calls[nth - 1]?.method}: ${what}`);
    });
    expect([name, ...broken]).toEqual([name]);
  });

  test('a cell that a person fills meanwhile keeps what they typed, and what was bought is in the log', () => {
    const [headers = [], found = []] = stage.addon.shown();
    const [, before = []] = subject.setup.rows;
    // The user's own columns come first.
    const header = headers.find((_, at) => (before[at] ?? '') === '' && found[at] !== '') ?? '';
    const told = tell(plain, {
      during: [
        after,
        ({ addon }) => {
          const column = (addon.shown()[0] ?? []).indexOf(header);
          if (column >= 0) addon.sheet.type(2, column + 1, OWN);
        },
      ],
    });
    expect(told.stage.addon.shown()[1]).toContain(OWN);
    expect(complaints(told, plain, { typed: OWN })).toEqual([]);
    expect(resolved(told).end?.state).toBe('closed');
  });

  test.each(Object.entries(REFUSALS))(
    'a sheet that %s from the purchase on loses nothing',
    (name, refuse) => {
      const told = tell(plain, { during: [after, refuse] });
      expect(complaints(told, plain).filter(isNoMark)).toEqual([]);
      told.stage.addon.runtime.faults.clear();
      told.stage.addon.sheet.unprotect();
      const healed = { ...told, end: told.stage.heal() };
      expect(complaints(healed, plain).filter(isNoMark)).toEqual([]);
      // The log still takes what came.
      if (name === 'is protected') expect(inDoubt(healed)).toBe(0);
      const isGivenUp = inDoubt(healed) > 0;
      const last = resolved(healed);
      expect(last.end).toMatchObject({ state: 'closed', untied: 0 });
      if ((last.end?.unplaced ?? 0) > 0) told.stage.click('placeAgain', { run: RUN });
      expect(complaints(last, plain, { isHidden: isGivenUp })).toEqual([]);
    },
  );
}

/** A mark is decoration: it stays while nobody may write. */
function isNoMark(text: string): boolean {
  return !text.includes('still waiting: ');
}
