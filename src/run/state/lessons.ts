// Owns how a user's learned headers are kept in their own properties: header texts and fields, no sheet, no document. Knows no column.
import { CONTACT_FIELDS, type ContactField } from '../../contact/contact';
import { type LearnedHeaders, type Lesson, MOST_LESSONS } from '../../contact/learned-headers';
import { type KeyValueStore, StoreFault } from '../../ports';
import { entryBytes } from './record-size';

export const LESSONS = 'headers';

/** One value may be 9 KB (https://developers.google.com/apps-script/guides/services/quotas). */
const MOST_BYTES = 8_000;

/** What cannot be read is forgotten. */
export function decodeLessons(text: string | undefined): LearnedHeaders {
  return (text ?? '')
    .split('\n')
    .flatMap((line) => decodeLesson(line) ?? [])
    .slice(-MOST_LESSONS);
}

/** One write. That a lesson is lost costs a click at worst: a store that is full refuses nobody's look. */
export function saveLessons(store: KeyValueStore, lessons: LearnedHeaders): void {
  try {
    store.setAll({ [LESSONS]: encodeLessons(lessons) });
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
  }
}

export function forgetLessons(store: KeyValueStore): void {
  store.delete(LESSONS);
}

/** The newest that have room. */
function encodeLessons(lessons: LearnedHeaders): string {
  const lines = lessons.map(
    ({ header, field, isMeant }) => `${isMeant ? '+' : '-'}${field} ${header}`,
  );
  while (entryBytes(LESSONS, lines.join('\n')) > MOST_BYTES) lines.shift();
  return lines.join('\n');
}

function decodeLesson(line: string): Lesson | null {
  const match = LINE.exec(line);
  if (match === null) return null;
  const [, sign, name, header = ''] = match;
  const field = CONTACT_FIELDS.find((known): known is ContactField => known === name);
  return field === undefined ? null : { header, field, isMeant: sign === '+' };
}

const LINE = /^([+-])([a-z_]+) (.+)$/;
