// Owns what the log and the open runs tell of a list before it is bought: whom of it something else has paid for, or will. Buys nothing.
import type { Channel } from '../../contact/contact';
import { lacksListLines } from '../log/list-count';
import { boughtLists, listedOn, madeFor, peopleOf } from '../log/listed';
import { type LoggedLine, printsOf } from '../log/log-line';
import type { EnrichmentType } from '../../provider/provider';
import { readSentNote } from '../log/sent-note';
import { givenUpLines, givenUpText } from '../plan/given-up';
import type { Work } from '../slice/work';
import { channelsOf } from '../state/batch';
import { boughtBefore, type ListRun } from './list-run';
import {
  boughtBeforeText,
  inOpenRunsText,
  LINES_GONE,
  onOtherListsText,
  sentText,
} from './list-words';

export interface ListStanding {
  /** Its contacts that are in an open run. */
  readonly open: number;
  /** Whom of it something else has paid for, or will; `''`: nobody. */
  readonly warning: string;
}

/** Reads the log only where it may tell of lists. */
export function standingOf(work: Work, run: Pick<ListRun, 'id' | 'list' | 'type'>): ListStanding {
  const { document, log } = work;
  const lines = log.mayTellMore() ? log.readAll() : [];
  const listed = listedOn(lines, run.list);
  const inOpenRuns = document.openFingerprints();
  const open = listed.filter((line) =>
    printsOf(line).some((print) => inOpenRuns.has(print)),
  ).length;
  const wanted = channelsOf(run.type);
  const isWanted = (type: EnrichmentType): boolean =>
    channelsOf(type).some((one) => wanted.includes(one));
  const bought = boughtLists(lines).filter(({ run: id, type }) => id !== run.id && isWanted(type));
  const noted = boughtBefore(document, run.list)
    .filter(isWanted)
    .map(() => '');
  const logged = bought.filter(({ list }) => list === run.list).map(({ day }) => day);
  const others = bought.filter(({ list }) => list !== run.list);
  const onOthers = among(
    listed,
    others.flatMap(({ list }) => listedOn(lines, list)),
  );
  const doubtful = new Set(givenUpLines(lines));
  const isDoubted = ({ note }: LoggedLine): boolean => {
    const type = readSentNote(note)?.type;
    return type !== undefined && isWanted(type);
  };
  const givenUp = among(listed, [...doubtful].filter(isDoubted));
  const paid = sentFor(lines, listed, wanted).filter((line) => !doubtful.has(line));
  const sent = among(listed, paid);
  const told = [
    ...[...noted, ...logged].slice(-1).map(boughtBeforeText),
    ...(open === 0 ? [] : [inOpenRunsText(open)]),
    ...(onOthers === 0 ? [] : [onOtherListsText(onOthers)]),
    ...(sent === 0 ? [] : [sentText(sent)]),
    ...(givenUp === 0 ? [] : [givenUpText(givenUp, ' of this list')]),
    ...(lacksListLines(document, lines) ? [LINES_GONE] : []),
  ];
  return { open, warning: told.join(' ') };
}

/** How many of a list are people whom other lines name, too. */
function among(listed: readonly LoggedLine[], named: readonly LoggedLine[]): number {
  const people = peopleOf(named);
  return listed.filter((line) => people.hasNoted(printsOf(line), line.knownBy)).length;
}

/**
 * Lines of contacts that a run has sent for what a list is to find, and that may have been paid for. Whom a run had not found when the
 * list was made is put there for that very reason: what it was made for counts only since then.
 */
function sentFor(
  lines: readonly LoggedLine[],
  listed: readonly LoggedLine[],
  wanted: readonly Channel[],
): readonly LoggedLine[] {
  const [{ time: since } = { time: '' }] = listed;
  const made = madeFor(listed);
  return paidLines(lines).filter(({ note, time }) => {
    const type = readSentNote(note)?.type;
    const asked = type === undefined ? [] : channelsOf(type);
    return asked.some(
      (channel) => wanted.includes(channel) && (time > since || !made.includes(channel)),
    );
  });
}

/** Of what is answered to one `sent`: it was certainly not bought. What was left out later may have been sent before. */
const NOT_BOUGHT: ReadonlySet<string> = new Set(['incomplete', 'refused', 'failed']);

/** Lines `sent`, each but where a later one of its batch says that it was certainly not bought. */
function paidLines(lines: readonly LoggedLine[]): readonly LoggedLine[] {
  const sent = new Map<string, LoggedLine[]>();
  for (const line of lines) {
    const key = JSON.stringify([line.run, line.batch, line.contact]);
    if (line.event === 'sent') sent.set(key, [...(sent.get(key) ?? []), line]);
    else if (NOT_BOUGHT.has(line.event)) sent.get(key)?.pop();
  }
  return [...sent.values()].flat();
}
