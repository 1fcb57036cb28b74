// Owns what a user taught about headers by mapping columns by hand: which field such a header means, or does not. Knows header
// texts and fields, no sheet, no cell, and not where it is kept.
import type { ContactField } from './contact';
import { fold } from './fold';
import { readHeader } from './header-text';

/** A lesson: columns under this header hold the field, or must not be taken for it. */
export interface Lesson {
  /** Folded. */
  readonly header: string;
  readonly field: ContactField;
  readonly isMeant: boolean;
}

/** Oldest first. */
export type LearnedHeaders = readonly Lesson[];

/** What was chosen for a field on one sheet, and what would have been proposed. */
export interface TaughtField {
  readonly field: ContactField;
  /** The header of the chosen column; `null`: the user wants the field unmapped. */
  readonly chosen: string | null;
  /** The header of the column that was proposed, if any, and how sure that was. */
  readonly proposed: { readonly header: string; readonly isKnown: boolean } | null;
}

/** Lessons that are kept; the oldest are given up. */
export const MOST_LESSONS = 200;

/** Longer headers are sentences, which no other sheet repeats. */
const MOST_CHARACTERS = 60;

/** Under which a header is remembered; `''` for one that says nothing of its column: blank, a letter, `Column 3`. */
export function learnableHeader(text: string): string {
  const header = text.trim();
  if (header.length > MOST_CHARACTERS || readHeader(header).kind === 'meaningless') return '';
  return fold(header);
}

/** The lessons with what a user just chose; the same object when nothing is new. */
export function learn(known: LearnedHeaders, taught: readonly TaughtField[]): LearnedHeaders {
  return taught.reduce((lessons, one) => learnField(lessons, one), known);
}

/** The field that such a header means, by the newest lesson; `null` when none says. */
export function learnedField(lessons: LearnedHeaders, header: string): ContactField | null {
  return newestOf(lessons, header, ({ isMeant }) => isMeant)?.field ?? null;
}

/** Whether such a column must not be taken for the field. */
export function isUnlearned(lessons: LearnedHeaders, header: string, field: ContactField): boolean {
  const lesson = newestOf(lessons, header, (one) => one.field === field);
  return lesson !== null && !lesson.isMeant;
}

function newestOf(
  lessons: LearnedHeaders,
  header: string,
  isWanted: (lesson: Lesson) => boolean,
): Lesson | null {
  for (let index = lessons.length - 1; index >= 0; index--) {
    const lesson = lessons[index];
    if (lesson?.header === header && isWanted(lesson)) return lesson;
  }
  return null;
}

function learnField(
  known: LearnedHeaders,
  { field, chosen, proposed }: TaughtField,
): LearnedHeaders {
  if (chosen === null) {
    const header = proposed === null || proposed.isKnown ? '' : learnableHeader(proposed.header);
    return header === '' ? known : withLesson(known, { header, field, isMeant: false });
  }
  const header = learnableHeader(chosen);
  if (header === '') return known;
  // What is known without it need not be remembered, unless it was denied.
  const isProposed =
    proposed !== null && proposed.isKnown && learnableHeader(proposed.header) === header;
  if (isProposed && !isUnlearned(known, header, field)) return known;
  return withLesson(known, { header, field, isMeant: true });
}

/** A header means one field at most; a newer lesson on it takes the older one's place. */
function withLesson(known: LearnedHeaders, lesson: Lesson): LearnedHeaders {
  const { header, field, isMeant } = lesson;
  const isThere = known.some(
    (one) => one.header === header && one.field === field && one.isMeant === isMeant,
  );
  if (isThere) return known;
  const others = known.filter(
    (one) => one.header !== header || (one.field !== field && !(isMeant && one.isMeant)),
  );
  return [...others, lesson].slice(-MOST_LESSONS);
}
