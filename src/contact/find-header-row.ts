// Owns finding the header row below titles and preambles. Knows which texts are headers, not what they are mapped to.
import { holdsEmail } from './email';
import { readCertainHeader } from './header-text';
import { readLinkedin } from './linkedin';
import { looksLikePersonName } from './person-name';
import { type Cells, cellText } from './table';

export type HeaderRow =
  /** 0-based; data starts below it. */
  | { readonly kind: 'found'; readonly row: number }
  /** The data starts at `firstRow` without headers. */
  | { readonly kind: 'none'; readonly firstRow: number }
  | { readonly kind: 'empty' };

/**
 * Finds the row with the most headers that are known, above the first row of data. Where none is known (a
 * language of its own), the first row as wide as the table that holds only short, distinct texts and is
 * followed by rows of another kind.
 */
export function findHeaderRow(cells: Cells): HeaderRow {
  const end = Math.min(cells.length, MAX_PREAMBLE_ROWS);
  let widest = 0;
  let best = -1;
  let bestScore = 0;
  for (let row = 0; row < end; row++) {
    const { filled, known, data } = shapeOf(cells, row);
    widest = Math.max(widest, filled);
    const score = known - 2 * data;
    const isTitle = filled === 1 && widthOfNext(cells, row) > 1;
    if (score > bestScore && !isTitle) {
      best = row;
      bestScore = score;
    }
    if (data > 1 && best >= 0) break;
  }
  if (best >= 0) return { kind: 'found', row: best };
  if (widest === 0) return { kind: 'empty' };

  for (let row = 0; row < end; row++) {
    const { filled, data, isDistinct } = shapeOf(cells, row);
    if (filled < Math.max(1, widest * WIDE)) continue;
    const isHeaders = namesCustomers(cells, row) || differsFromBelow(cells, row);
    return data === 0 && isDistinct && isHeaders
      ? { kind: 'found', row }
      : { kind: 'none', firstRow: row };
  }
  return { kind: 'none', firstRow: 0 };
}

/** Preambles seen in exports have up to ten rows; a report with filters above it may have more. */
const MAX_PREAMBLE_ROWS = 30;
const WIDE = 0.6;
const MAX_HEADER_CHARACTERS = 80;

interface Shape {
  readonly filled: number;
  readonly known: number;
  /** Cells that no header looks like: addresses, numbers, long texts. */
  readonly data: number;
  readonly isDistinct: boolean;
}

function shapeOf(cells: Cells, row: number): Shape {
  const seen = new Set<string>();
  let [filled, known, data] = [0, 0, 0];
  const width = cells[row]?.length ?? 0;
  for (let column = 0; column < width; column++) {
    const text = cellText(cells, row, column);
    if (text === '') continue;
    filled++;
    seen.add(text);
    if (isData(text)) data++;
    else if (isKnown(text)) known++;
  }
  return { filled, known, data, isDistinct: seen.size === filled };
}

function isKnown(text: string): boolean {
  const reading = readCertainHeader(text);
  switch (reading.kind) {
    case 'field':
    case 'some_name':
      return true;
    case 'other':
      return text.split(/\s+/).length <= MAX_HEADER_WORDS;
    case 'customer':
    case 'meaningless':
    case 'unknown':
      return false;
  }
}

/** `Primary Email Verification Source` has four; a sentence in a title row has more. */
const MAX_HEADER_WORDS = 6;

function isData(text: string): boolean {
  return (
    text.length > MAX_HEADER_CHARACTERS ||
    holdsEmail(text) ||
    readLinkedin(text).kind === 'profile' ||
    /^(?:https?:\/\/|www\.)/i.test(text) ||
    /^[+($€£-]?\d[\d\s().,/:%-]{3,}$/.test(text)
  );
}

/** `Customer`, above anything else: further down it is what somebody is. */
function namesCustomers(cells: Cells, row: number): boolean {
  const below = nextFilledRow(cells, row);
  return (cells[row] ?? []).some(
    (text, column) =>
      readCertainHeader(text).kind === 'customer' &&
      (below < 0 || cellText(cells, below, column) !== text.trim()),
  );
}

/** Data below, or a column whose cells below all are of a kind that its first cell is not. */
function differsFromBelow(cells: Cells, row: number): boolean {
  const rows: number[] = [];
  for (let below = nextFilledRow(cells, row); below >= 0; below = nextFilledRow(cells, below)) {
    if (rows.push(below) === MAX_ROWS_BELOW) break;
  }
  const [next] = rows;
  if (next === undefined) return false;
  if (shapeOf(cells, next).data > 0) return true;
  const width = cells[row]?.length ?? 0;
  return Array.from({ length: width }, (_, column) => column).some((column) => {
    const head = cellText(cells, row, column);
    const below = rows.map((at) => cellText(cells, at, column)).filter((text) => text !== '');
    if (head === '' || below.length === 0) return false;
    return KINDS.some(({ isKind, cells: least }) => {
      return below.length >= least && !isKind(head) && below.every(isKind);
    });
  });
}

const MAX_ROWS_BELOW = 5;

interface Kind {
  readonly isKind: (text: string) => boolean;
  /** How many cells have to be of it: companies may look like people's names, one or two by chance. */
  readonly cells: number;
}

/** Kinds of cells that headers are not of. */
const KINDS: readonly Kind[] = [
  { isKind: isData, cells: 1 },
  { isKind: (text) => /\d/.test(text), cells: 2 },
  { isKind: looksLikePersonName, cells: 3 },
];

function nextFilledRow(cells: Cells, row: number): number {
  for (let below = row + 1; below < Math.min(cells.length, row + 10); below++) {
    if (filledIn(cells, below) > 0) return below;
  }
  return -1;
}

function widthOfNext(cells: Cells, row: number): number {
  const below = nextFilledRow(cells, row);
  return below < 0 ? 0 : filledIn(cells, below);
}

function filledIn(cells: Cells, row: number): number {
  return (cells[row] ?? []).filter((_, column) => cellText(cells, row, column) !== '').length;
}
