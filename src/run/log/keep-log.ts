// Owns whether a document keeps the log of its ended runs and, where it does not, which lines go when a run has ended.
import { type Ports, SheetFault } from '../../ports';
import type { DocumentState } from '../state/document';
import { Log } from './log';
import { ALSO, type LoggedLine, PLACED_AGAIN, printsOf } from './log-line';

const LOG_OFF = 'log-off';
/** Ids of runs whose lines are to be taken out once they have ended. */
const ENDED = 'log-ended';

export function keepsLog(document: DocumentState): boolean {
  return document.text(LOG_OFF) !== '1';
}

/** Only by the holder of the lock. Runs that are open follow it when they end. */
export function switchLog(document: DocumentState, isOn: boolean): void {
  document.save({ texts: { [LOG_OFF]: isOn ? '' : '1' } });
}

/** Notes that a run ends, before it does: an execution that dies here repeats it. */
export function noteEnd(document: DocumentState, run: string): void {
  const others = endedOf(document).filter((id) => id !== run);
  const ended = keepsLog(document) ? others : [...others, run];
  if (ended.join() === endedOf(document).join()) return;
  document.save({ texts: { [ENDED]: ended.join(' ') } });
}

/**
 * Takes the lines of runs that have ended out of the log, where it is switched off. A sheet that refuses, or that moves
 * under it, leaves that to the next slice.
 */
export function takeOutEnded({ openBook }: Pick<Ports, 'openBook'>, document: DocumentState): void {
  const pending = endedOf(document);
  const ended = new Set(pending.filter((id) => document.run(id) === null));
  if (ended.size === 0) return;
  try {
    const log = new Log(openBook(), document);
    if (!log.takeOut((lines) => overLines(lines, ended))) return;
    const left = pending.filter((id) => !ended.has(id));
    document.save({ texts: { ...log.mark(), [ENDED]: left.join(' ') } });
  } catch (error) {
    if (!(error instanceof SheetFault)) throw error;
  }
}

/**
 * Lines of these runs, but for those that say what stands nowhere else: results without a row, further phones, and ids of
 * what may have been bought. A result that was logged before it found its row is over with the line that says so.
 */
function overLines(
  lines: readonly LoggedLine[],
  runs: ReadonlySet<string>,
): ReadonlySet<LoggedLine> {
  const own = lines.filter(({ run }) => runs.has(run));
  const written = new Map<string, string>();
  for (const line of own) {
    if (line.event !== 'written' || line.note.startsWith(PLACED_AGAIN)) continue;
    for (const key of valueKeys(line)) {
      if ((written.get(key) ?? '') < line.time) written.set(key, line.time);
    }
  }
  return new Set(
    own.filter((line) => {
      if (line.event !== 'unplaced') return !LASTING.has(line.event) && !tellsMore(line);
      // Within a second nobody can tell which of the two came first.
      return line.contact !== '' && valueKeys(line).some((key) => isBefore(line, written.get(key)));
    }),
  );
}

/** Beside the value that has a cell. */
function tellsMore({ event, note }: LoggedLine): boolean {
  return event === 'written' && note.split('; ').some((part) => part.startsWith(ALSO));
}

const LASTING: ReadonlySet<string> = new Set(['accepted', 'closed', 'notice', 'fixed', 'unfixed']);

function isBefore({ time }: LoggedLine, later: string | undefined): boolean {
  return later !== undefined && time < later;
}

function valueKeys(line: LoggedLine): string[] {
  const { run, field, after } = line;
  return printsOf(line).map((print) => JSON.stringify([run, print, field, after]));
}

function endedOf(document: DocumentState): string[] {
  return (document.text(ENDED) ?? '').split(' ').filter((id) => id !== '');
}
