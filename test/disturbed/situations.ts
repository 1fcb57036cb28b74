// The named situations of each vendor's contract, and the ways in which results come wrong, one after another.
import { FIXTURES as OF_CLEANLIST, RUN_FIXTURES } from '../../local/vendors/cleanlist/fixtures';
import type { EmulatorId } from '../../local/vendors/emulators';
import { FIXTURES as OF_ENRICH } from '../../local/vendors/enrich/fixtures';
import { FIXTURES as OF_LEADLEAP } from '../../local/vendors/leadleap/fixtures';
import type { Faults } from '../../local/vendors/faults';
import type { Addon } from '../support/addon';
import { type Outcome, outcomeOf } from './faults';
import { complaints, differences } from './judge';
import { type Plain, resolved, tell } from './story';

type Fixtures = Readonly<Record<string, { about: string; apply: (emulator: never) => void }>>;

const FIXTURES: Readonly<Record<EmulatorId, Fixtures>> = {
  cleanlist: { ...OF_CLEANLIST, ...RUN_FIXTURES },
  enrich: OF_ENRICH,
  leadleap: OF_LEADLEAP,
};

/** Situations that end as if there had been none. */
const WHOLE = ['A', 'B', 'C', 'J', 'L', 'Q'];

/** What some of them make of a run, as an answer to a purchase does. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  E: 'stalled',
  H: 'refused',
  I: 'credits',
  K: 'unknown',
  S: 'unknown',
};

const ABOUT_PURCHASES = ['H', 'I', 'J', 'K', 'S'];

/** Situations in which a vendor sells what it does not give. */
const HIDING = ['D', 'E', 'F', 'G', 'O', 'R'];

/** What a vendor that knows the word does in one workflow or answer; the others do as always. */
const MODES: Readonly<Record<string, object>> = {
  'of nobody in particular': { items: ['anonymous'] },
  'of somebody else': { about: 'stranger', taskIds: 'reordered' },
  'shuffled, doubled, not all there, with strangers': {
    items: ['missing', 'shuffled', 'doubled', 'extra'],
  },
  'that are formulas': { values: 'hostile', echo: 'lower', lowerCase: true },
};

/** Of a vendor whose results are waited for. */
const OF_WORKFLOWS: Readonly<Record<string, object>> = {
  'of a workflow that was cancelled': { word: 'cancelled', ends: 'cancelled' },
  'of a workflow without end': { seconds: Infinity },
  'of a workflow that is not known at first': { hiddenSeconds: 30, readsWithoutResults: 1 },
  'of a workflow that is never known': { hiddenSeconds: Infinity },
};

export function situations(plain: Plain): void {
  const { vendors, people, endpoint, isNeverInDoubt, refusedApart } = plain.subject;
  const [vendor, ...others] = vendors;
  // Of several vendors, and with one contact, each goes through its own by itself, and with several.
  if (vendor === undefined || others.length > 0 || people === 1) return;
  const isPolled = plain.stage.addon.vendors[vendor].ledger.requests.status > 0;

  // They are about what may cost something.
  const fixtures = Object.entries(FIXTURES[vendor]).filter(
    ([name]) => endpoint === 'submit' || !ABOUT_PURCHASES.includes(name),
  );

  test.each(fixtures)('the situation %s', (name, { apply }) => {
    const told = tell(plain, {
      before: ({ addon }) => {
        apply(addon.vendors[vendor] as never);
      },
    });
    expect(complaints(told, plain, { isHidden: HIDING.includes(name) })).toEqual([]);
    expect(strangeCells(told.stage.addon)).toEqual([]);
    if (WHOLE.includes(name)) expect(differences(told, plain)).toEqual([]);
    // Who answers at once has no end without results.
    const outcome = name === 'E' && !isPolled ? undefined : OUTCOMES[name];
    const isRepeated =
      (isNeverInDoubt && outcome === 'unknown') || (refusedApart && outcome === 'refused');
    if (outcome !== undefined) expect(outcomeOf(told)).toBe(isRepeated ? 'nothing' : outcome);
    const end = resolved(told);
    expect(end.end?.state).toBe('closed');
    expect(complaints(end, plain, { isHidden: true })).toEqual([]);
    if (outcome === 'credits') expect(differences(end, plain)).toEqual([]);
  });

  test.each(Object.entries({ ...MODES, ...(isPolled ? OF_WORKFLOWS : {}) }))(
    'results %s',
    (_, mode) => {
      const isStrange = 'values' in mode;
      const told = tell(plain, {
        ...('seconds' in mode ? { patience: 7_200 } : {}),
        before: ({ addon }) => {
          (addon.vendors[vendor].faults as Faults).nextWorkflow(mode);
        },
      });
      expect(complaints(told, plain, { isHidden: true, isStrange })).toEqual([]);
      expect(strangeCells(told.stage.addon)).toEqual([]);
      const end = resolved(told);
      expect(end.end?.state).toBe('closed');
      expect(complaints(end, plain, { isHidden: true, isStrange })).toEqual([]);
    },
  );
}

/** Masked values and formulas, in any sheet. */
function strangeCells({ workbook }: Addon): string[] {
  return workbook.sheets.flatMap((sheet) =>
    sheet
      .displayed()
      .flatMap((row, at) =>
        row.flatMap((text, column) =>
          sheet.formula(at + 1, column + 1) !== '' ||
          (sheet.name === 'Contacts' && /\*\*\*|protected/.test(text))
            ? [text]
            : [],
        ),
      ),
  );
}
