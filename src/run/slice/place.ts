// Owns what a batch's results mean for the sheet and the log: each contact's placing, what nothing ties to a contact, what is counted.
// Pure: it looks at one reading of the rows and decides; `write-results.ts` acts.
import { CHANNELS, type Channel, type Fingerprint } from '../../contact/contact';
import { canonicalEmailStatus } from '../../provider/email-status';
import type { Item } from '../../provider/provider';
import type { LoggedLine, LogLine } from '../log/log-line';
import type { CellWrite } from '../sheet/cell-write';
import type { Rows } from '../sheet/rows';
import {
  addStatus,
  type Batch,
  type BatchContact,
  channelsOf,
  isFreeRepeat,
  NO_TALLY,
  type Tally,
  withEarlierAttempt,
  worstCredits,
} from '../state/batch';
import type { Run } from '../state/run';
import { alikeNow } from './alike-now';
import { identityNow } from './identity-now';
import type { Matches } from './match';
import { Beside, type FoundOf, type Passed, passedOn } from './pass-on';
import { boughtOf, foundIn, placeContact, wordOn } from './place-contact';
import { costOf, holds, missingLine, noticeLine, untiedLines } from './place-lines';

export interface Placement {
  readonly writes: readonly CellWrite[];
  readonly lines: readonly LogLine[];
  readonly tally: Tally;
  /** Contacts that go on to the next vendor. */
  readonly passed: readonly Passed[];
  /** Contacts that leave the batch with that. */
  readonly moved: ReadonlySet<BatchContact>;
  readonly found: readonly FoundOf[];
}

/** What came for a batch beside its items. */
export interface Bill {
  /** As the vendor says, or `null`. */
  readonly charged: number | null;
  /** Values that it counts as found and has not given. */
  readonly missing: number;
  /** What the vendor wants to be told about the credits, in its words; absent or `''`: nothing. */
  readonly notice?: string;
}

/**
 * Decides where everything that came for a batch goes.
 *
 * @param rows `null` when nothing may be written: everything then is unplaced
 * @param logged of the batch, by an execution that died
 * @param before contacts that such a one has passed on
 */
export function placeBatch(
  batch: Batch,
  run: Run,
  matches: Matches,
  { charged, missing, notice = '' }: Bill,
  rows: Rows | null,
  logged: readonly LoggedLine[] = [],
  beside: Beside = new Beside([], batch, new Set()),
  before: ReadonlySet<Fingerprint> = new Set(),
): Placement {
  const goesOn = (
    contact: BatchContact,
    item: Item | null,
    missing: readonly Channel[],
    now: Rows,
  ): Passed | null => {
    const isAnswered = item === null || item.error === '';
    const isAlike = alikeNow(now, contact);
    return passedOn(batch, run, contact, identityNow(contact, now), isAlike, missing, isAnswered);
  };
  // Whose a result may be that nothing ties to anybody, and who has no answer of their own, nobody else is asked for.
  const perhaps = new Set([...matches.mayBe.values()].flat());
  const passed: Passed[] = [];
  const moved = new Set<BatchContact>();
  const foundOf: FoundOf[] = [];
  const writes: CellWrite[] = [];
  const lines: LogLine[] = [];
  let tally: Tally = {
    ...NO_TALLY,
    dropped: batch.tally.dropped,
    incomplete: batch.tally.incomplete,
    givenUp: batch.tally.givenUp,
  };
  let credits = 0;
  batch.contacts.forEach((contact, index) => {
    const item = matches.byContact.get(index) ?? null;
    const found = foundIn(item, batch, run);
    const bought = boughtOf(batch, run);
    const missing = bought.filter((channel) => !found.has(channel));
    // Where nothing may be written, nothing is known of the rows either: it ends here.
    const isGoingOn = rows !== null && (item !== null || !perhaps.has(index));
    const on = isGoingOn ? goesOn(contact, item, missing, rows) : null;
    // As far as it was passed on before, it is not asked here whether it still would be.
    const isAll = missing.length === channelsOf(batch.type).length;
    const isMoved = on?.isMoved ?? (isAll && before.has(contact[0]));
    if (isMoved) moved.add(contact);
    if (on !== null) passed.push(on);
    foundOf.push({ contact, channels: bought.filter((channel) => found.has(channel)) });
    const story = { found, beside, isGoingOn: on !== null || isMoved };
    const result = placeContact(contact, item, batch, run, rows, logged, story);
    writes.push(...result.writes);
    lines.push(...result.lines);
    credits += result.credits;
    if (isMoved) return;
    const count = (channel: Channel): number => (found.has(channel) ? 1 : 0);
    tally = {
      ...tally,
      email: tally.email + count('email'),
      phone: tally.phone + count('phone'),
      validity: tally.validity + count('validity'),
      profile: tally.profile + count('profile'),
      notFound: tally.notFound + (result.isFound ? 0 : 1),
      failed: tally.failed + (result.isFailed ? 1 : 0),
      unplaced: tally.unplaced + (result.isUnplaced ? 1 : 0),
      // Of leads no vendor says more than their addresses.
      statuses:
        run.operation !== 'leads' && (found.has('email') || found.has('validity'))
          ? addStatus(tally.statuses, canonicalEmailStatus(wordOn(item)))
          : tally.statuses,
    };
  });
  for (const item of matches.untied) {
    const mayBe = (matches.mayBe.get(item) ?? []).flatMap(
      (index) => batch.contacts[index]?.[0] ?? [],
    );
    lines.push(...untiedLines(item, mayBe, batch));
    tally = { ...tally, unplaced: tally.unplaced + 1, untied: tally.untied + 1 };
    credits += costOf(
      item,
      batch,
      CHANNELS.filter((channel) => holds(item, channel)),
    );
  }
  if (missing > 0) {
    lines.push(missingLine(missing, batch));
    tally = { ...tally, unplaced: tally.unplaced + missing, untied: tally.untied + missing };
  }
  if (notice !== '') lines.push(noticeLine(notice, charged, batch));
  // Results of people who were not sent cost nothing: the vendor reserves the worst case, and charges no more.
  const estimate = Math.min(credits, worstCredits(batch));
  const said = isFreeRepeat(batch) ? null : charged;
  const cost = withEarlierAttempt(batch, said ?? estimate);
  return {
    writes,
    lines: lines.map((line) => ({
      ...line,
      credits: said === 0 && line.credits !== null ? 0 : line.credits,
      estimated: said === null,
    })),
    tally: { ...tally, credits: cost, estimated: cost !== said && cost > 0 },
    passed,
    moved,
    found: foundOf,
  };
}
