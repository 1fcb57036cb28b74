// Judges a disturbed story by the promises and by the undisturbed one. Knows no vendor: what is right for a person is what the same
// vendors found when nothing was disturbed.
import type { EmulatedApi } from '../../local/vendors/emulated-api';
import type { VendorContact } from '../../local/vendors/person';
import { type Picture, pictureOf } from '../crash/stage';
import { differences as pictureDifferences } from '../crash/verdict';
import { deadEnds } from '../run/vendor-story';
import type { Addon } from '../support/addon';
import {
  type Approved,
  type BatchRecord,
  brokenPromises,
  lines,
  records,
} from '../support/witness';
import type { Plain, Told } from './story';
import type { Subject } from './under-test';

const STATUS = 'Enrichment status';
/** The vendor's word about a value; any vendor may have its own. */
const WORD = 'Email status';
const WAITING = ['unknown', 'stalled', 'held', 'submitted', 'placing', 'submitting'];

/** What a disturbance makes right that would else be wrong. */
export interface Leniency extends Approved {
  /** The vendor keeps values to itself, or gives those of nobody: what it sold is not what it gave. */
  readonly isHidden?: boolean;
  /** The values are others than usual. */
  readonly isStrange?: boolean;
  /** What a person typed. */
  readonly typed?: string;
}

/** Broken promises in words, right after the story and before a person decides about anything. */
export function complaints(told: Told, plain: Plain, lenient: Leniency = {}): string[] {
  const { subject, stage, end } = told;
  const { addon } = stage;
  const { isHidden = subject.hides, isStrange = false, typed } = lenient;
  // A line of the log says of results of nobody what they are, and they may be the same.
  const isExplained = (text: string): boolean =>
    text.startsWith('lost: ')
      ? isHidden || goesAgain(told)
      : stage.died.length === 0 && OF_NOBODY.test(text);
  // What a vendor repeats for nothing is asked for again without a question.
  const lost = lenient.lost ?? (subject.isNeverInDoubt ? Math.max(1, stage.died.length) : 0);
  const found = [
    ...brokenPromises(addon, { ...lenient, lost }).filter((text) => !isExplained(text)),
    ...(isStrange ? [] : wrongCells(addon, plain, typed)),
    // Of e-mails and phones the promises' own witness knows every value.
    ...(isHidden || subject.setup.choice.operation === 'find' ? [] : lostRows(told, plain)),
    ...(end === null ? ['there is no run'] : deadEnds(end)),
  ];
  return found.map((text) => `${stage.died.join('; ')}: ${text}`);
}

const OF_NOBODY = /^logged twice: .* \| unplaced \| {2}\|/;

/** What was bought and not yet answered is asked for again, for nothing. */
function goesAgain({ subject, stage }: Told): boolean {
  return subject.isNeverInDoubt && records(stage.addon).some(({ state }) => state === 'created');
}

/** How the sheet differs from that of the undisturbed story; the order of its rows does not count. */
export function differences(told: Told, plain: Plain): string[] {
  const shown = ({ stage }: Told): string[] => stage.addon.shown().map((row) => row.join(' | '));
  const now = shown(told);
  return shown(plain).flatMap((row) => (now.includes(row) ? [] : [`not in the sheet: ${row}`]));
}

/** How the sheet and the log differ from those of the undisturbed story, but for batches that nobody knows of. */
export function otherPicture(told: Told, plain: Plain): string[] {
  const { vendors, isNeverInDoubt } = told.subject;
  const unknown = unknownOf(told);
  // Whom the next vendor is asked for, nobody knows either.
  if (unknown.length > 0 && vendors.length > 1) return [];
  if (isNeverInDoubt) return [...differences(told, plain), ...otherPurchases(told, plain)];
  const [now, wanted] = [told, plain].map(({ stage }) => pictureOf(stage.addon));
  if (now === undefined || wanted === undefined) throw new Error('There is no picture.');
  if (unknown.length === 0) return pictureDifferences(now, wanted);
  // A note may tell of other rows, which are not filled yet.
  return pictureDifferences(withoutNotes(now), withoutNotes(wanted), unknown);
}

function withoutNotes(picture: Picture): Picture {
  const log = Object.entries(picture.log).map(([batch, texts]) => [
    batch,
    texts.map((text) => JSON.stringify({ ...(JSON.parse(text) as object), note: '' })).sort(),
  ]);
  return { ...picture, log: Object.fromEntries(log) as Picture['log'] };
}

/** Of what goes again for nothing the log says again that it was sent; all else is as if it had gone once. */
function otherPurchases(told: Told, plain: Plain): string[] {
  const { vendors } = told.subject;
  const written = ({ stage }: Told): string =>
    lines(stage.addon, 'written')
      .map(({ field, row, after }) => `${row} ${field} ${after}`)
      .sort()
      .join();
  const paid = ({ stage }: Told): string =>
    vendors.map((id) => stage.addon.vendors[id].ledger.charged()).join();
  return [
    ...(written(told) === written(plain) ? [] : ['another log']),
    ...(paid(told) === paid(plain) ? [] : [`paid ${paid(told)}, not ${paid(plain)}`]),
  ];
}

/** Batches that are said to be unknown although the log knows their answer. */
export function answeredInDoubt(told: Told): string[] {
  const { addon } = told.stage;
  const answers = lines(addon).filter(({ event }) => ['written', 'unplaced'].includes(event));
  return unknownOf(told).flatMap(({ key }) =>
    answers.some(({ batch }) => key.endsWith(`:${batch}`)) ? [`the log has answers of ${key}`] : [],
  );
}

/** Batches that nobody knows of. */
export function inDoubt(told: Told): number {
  return unknownOf(told).length;
}

function unknownOf({ stage }: Told): readonly BatchRecord[] {
  return records(stage.addon).filter(({ state }) => state === 'unknown');
}

/** By the cells that say who somebody is: the cells that were bought, by header. */
export function boughtOf(addon: Addon, { sheet }: Subject): Map<string, Map<string, string>> {
  const [headers = [], ...rows] = addon.shown();
  const isOwn = ownColumns(sheet);
  return new Map(
    rows
      .map((row) => ({ row, key: keyOf(headers, row, isOwn) }))
      .filter(({ key }) => key !== '')
      .map(({ row, key }) => {
        const cells = headers.flatMap((header, at): [string, string][] =>
          header === '' || [STATUS, WORD].includes(header) || isOwn.has(header)
            ? []
            : [[header, row[at] ?? '']],
        );
        return [key, new Map(cells)] as const;
      }),
  );
}

/** A value of somebody else, or one that nobody sold. */
function wrongCells(addon: Addon, { subject, stage }: Plain, typed = ''): string[] {
  const right = boughtOf(stage.addon, subject);
  return [...boughtOf(addon, subject)].flatMap(([key, cells]) =>
    [...cells].flatMap(([header, text]) => {
      const isRight = ['', typed, right.get(key)?.get(header)].includes(text);
      return isRight ? [] : [`${text} under ${header} for ${key}`];
    }),
  );
}

/** People who were paid for and have nothing, neither in their row, nor in the log, nor in a batch that waits. */
function lostRows(told: Told, { subject, stage }: Plain): string[] {
  const { addon } = told.stage;
  if (goesAgain(told)) return [];
  const paid = new Set(
    Object.values(addon.vendors).flatMap(({ ledger }: EmulatedApi) =>
      ledger.purchases
        .filter(({ credits }) => credits !== 0)
        .map(({ contact }) => whoIs(contact, subject)),
    ),
  );
  const now = boughtOf(addon, subject);
  const lost = [...boughtOf(stage.addon, subject)].filter(([key, cells]) => {
    const own = now.get(key);
    return paid.has(key) && [...cells].some(([header, text]) => text !== '' && !own?.get(header));
  });
  const waiting = records(addon)
    .filter(({ state }) => WAITING.includes(state))
    .reduce((sum, { contacts }) => sum + contacts, 0);
  const kept = lines(addon, 'unplaced').length + waiting;
  return lost.length > kept ? lost.map(([key]) => `paid for, and nowhere: ${key}`) : [];
}

/** The key of the one row that holds everything a vendor was asked with; `''`: none does. */
function whoIs(contact: VendorContact, subject: Subject): string {
  const { rows } = subject.setup;
  const asked = Object.values(contact).filter((text) => text !== '');
  const row = rows.slice(1).find((cells) => asked.every((text) => cells.includes(text as string)));
  return row === undefined ? '' : keyOf(subject.sheet.headers, row, ownColumns(subject.sheet));
}

/** Columns in which nobody's cell is blank from the start: they say who somebody is. */
function ownColumns({ headers, row }: Subject['sheet']): ReadonlySet<string> {
  const people = [0, 1, 2].map(row);
  return new Set(headers.filter((_, at) => people.every((cells) => cells[at] !== '')));
}

function keyOf(
  headers: readonly string[],
  row: readonly string[],
  isOwn: ReadonlySet<string>,
): string {
  const cells = headers.flatMap((header, at) => (isOwn.has(header) ? [row[at] ?? ''] : []));
  return cells.every((text) => text === '') ? '' : cells.join(' · ');
}
