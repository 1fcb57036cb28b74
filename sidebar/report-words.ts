// Owns what *Undo* and *Place again* did, in sentences. Knows no view and no state.
import { type Channel, CHANNELS } from '../src/contact/contact';
import type { PlaceAgainReport, RunView, UndoReport } from '../src/rpc/contract-run';
import { whatOf } from './retry';
import { listed } from './vendors';
import { count, counted } from './words';

export function undoneSentence({ restored }: UndoReport): string {
  return restored === 0
    ? 'No value was taken out.'
    : `${counted(restored, 'cell is', 'cells are')} as before this run.`;
}

/** What *Undo* left alone, and why: a line for each reason that there was. */
export function leftAlone({
  changed,
  gone,
  later,
  refused = 0,
  untold = 0,
}: UndoReport): readonly string[] {
  return [
    changed === 0 ? '' : `${counted(changed, 'cell holds', 'cells hold')} something else now`,
    gone === 0 ? '' : `${counted(gone, 'cell')} lost the row or the contact`,
    untold === 0
      ? ''
      : `${counted(untold, 'cell is', 'cells are')} in rows of one contact that changed places: which of them held what is not known`,
    refused === 0 ? '' : `${counted(refused, 'cell')} refused to be changed`,
    later === 0 ? '' : `${counted(later, 'cell was', 'cells were')} written by a later run`,
  ].filter((reason) => reason !== '');
}

export function placedSentence({ placed }: PlaceAgainReport): string {
  return placed === 0
    ? 'No row was found for them: nothing was written.'
    : `${counted(placed, 'value is', 'values are')} in the sheet now.`;
}

/** `''` when nothing was left. */
export function notPlacedSentence({ left }: PlaceAgainReport): string {
  return left === 0
    ? ''
    : `${counted(left, 'value stays', 'values stay')} in the log: no row, or the cell holds something else.`;
}

const VALUES: Readonly<Record<Channel, readonly [one: string, many: string]>> = {
  email: ['e-mail', 'e-mails'],
  phone: ['phone', 'phones'],
  validity: ['validity', 'validities'],
  profile: ['profile', 'profiles'],
};

/** `the 241 e-mails and 1 phone`. */
export function foundBy({ found }: Pick<RunView, 'found'>): string {
  const kinds = CHANNELS.map((channel) => [found[channel] ?? 0, VALUES[channel]] as const)
    .filter(([values]) => values > 0)
    .map(([values, name]) => counted(values, ...name));
  return kinds.length === 0 ? 'the enrichment statuses' : `the ${listed(kinds)}`;
}

/** What a run that has ended left open; `''` when nothing. */
export function leftOpen({
  afterwards,
  givenUp,
  operation,
}: Pick<RunView, 'afterwards' | 'givenUp' | 'operation'>): string {
  if (afterwards === null) return '';
  const { undone, notFound, failed, placeable } = afterwards;
  return [
    undone === null ? '' : 'Undone',
    notFound === 0 ? '' : `${count(notFound)} ${whatOf('not_found', operation)}`,
    failed === 0 ? '' : `${count(failed)} ${whatOf('failed', operation)}`,
    givenUp.contacts === 0 ? '' : `${count(givenUp.contacts)} given up`,
    placeable === 0 ? '' : `${count(placeable)} with no row`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
