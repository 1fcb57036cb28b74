// Made-up people for sheets: each with names of letters only and a company of their own.

export const HEADERS = ['First name', 'Last name', 'Company', 'Website', 'Email', 'Phone'] as const;

export interface Lacks {
  readonly email?: string;
  readonly phone?: string;
}

/** A row under `HEADERS`: person number `index`, with what they have already. */
export function person(index: number, { email = '', phone = '' }: Lacks = {}): string[] {
  const tag = letters(index);
  return [`Fay${tag}`, `Lund${tag}`, `Firm ${tag}`, `firm-${tag}.example`, email, phone];
}

/** Headers, then so many people who lack everything. */
export function people(count: number): string[][] {
  return [[...HEADERS], ...Array.from({ length: count }, (_, index) => person(index))];
}

/** Three batches out of few people: `full`, `partial` and `phone_only`, so many people each. */
export function threeKinds(each: number): string[][] {
  const rows: string[][] = [[...HEADERS]];
  for (let index = 0; index < each; index++) {
    rows.push(person(rows.length));
    rows.push(person(rows.length, { phone: '+49 30 5550100' }));
    rows.push(person(rows.length, { email: `own${rows.length}@home.example` }));
  }
  return rows;
}

function letters(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : letters(Math.floor(index / 26) - 1) + letter;
}
