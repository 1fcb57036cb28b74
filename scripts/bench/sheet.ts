// Owns the sheets that are measured: made-up contacts, a clean list or one as people have them. Knows no run.
import { Random } from '../../local/sample/random';

export const CONDITIONS = ['clean', 'dirty'] as const;
/** `clean`: everybody can be sent, and nothing is filled. `dirty`: see {@link dirtyRows}. */
export type Condition = (typeof CONDITIONS)[number];

const SEED = 20;
const FILLED = 0.3;
const DUPLICATES = 0.1;
const INCOMPLETE = 0.05;

/** The user's own e-mail column of the dirty sheet: in the middle, so that it touches no column of the add-on's. */
const OWN_EMAIL = 2;

/** Headers and so many rows. */
export function sheetOf(condition: Condition, rows: number): string[][] {
  return condition === 'clean'
    ? [['First name', 'Last name', 'Company', 'Website'], ...people(rows)]
    : [['First name', 'Last name', 'Email', 'Company', 'Website'], ...dirtyRows(rows)];
}

/** Whether the row's own e-mail cell holds something before the run. `row` counts from 0, the header's row. */
export function isFilled(cells: readonly (readonly string[])[], row: number): boolean {
  return cells[0]?.[OWN_EMAIL] === 'Email' && cells[row]?.[OWN_EMAIL] !== '';
}

function people(count: number): string[][] {
  return Array.from({ length: count }, (_, index) => person(index));
}

/** An own e-mail column filled at random, people who stand there twice, and rows that say too little. */
function dirtyRows(count: number): string[][] {
  const random = new Random(SEED);
  return Array.from({ length: count }, (_, index) => {
    const whose = index > 0 && random.chance(DUPLICATES) ? random.integer(index) : index;
    const [first = '', last = '', company = '', site = ''] = person(whose);
    const email = random.chance(FILLED) ? `own${index}@home.example` : '';
    return random.chance(INCOMPLETE)
      ? [first, last, email, '', '']
      : [first, last, email, company, site];
  });
}

function person(index: number): string[] {
  const tag = letters(index);
  return [`Fay${tag}`, `Lund${tag}`, `Firm ${tag}`, `firm-${tag}.example`];
}

function letters(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : letters(Math.floor(index / 26) - 1) + letter;
}
