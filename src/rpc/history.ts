// Owns the runs of a document as a person looks back on them: the rows of their contacts, and what a retry would be about. Reads;
// changes nothing.
import { outcomeRowsOf } from '../run/report/outcome-rows';
import { prepare } from '../run/plan/prepare';
import { worstCosts } from '../run/plan/route';
import { openDocument } from '../run/state/document';
import { decodeForgotten, FORGOTTEN } from '../run/state/forgotten';
import { readUser } from '../run/state/user';
import type { Reply } from './contract';
import { creditsView } from './credits-view';
import type { Desk } from './desk';
import { failure, noSuchRun } from './failure';
import { wishOf } from './inspect';
import type { Arguments } from './requests';
import { viewsOfRuns } from './run-view';

export function history(_: Arguments<'history'>, { ports }: Desk): Reply<'history'> {
  const document = openDocument(ports);
  const { tag } = readUser(ports.userStore, ports.newId);
  const ids = [...document.runs().reverse(), ...document.closedRuns()].map(({ id }) => id);
  const runs = viewsOfRuns(ports, document, tag, ids, ports.openBook());
  const { runs: count, credits } = decodeForgotten(document.text(FORGOTTEN));
  return { ok: true, value: { runs, forgotten: { runs: count, credits: creditsView(credits) } } };
}

export function outcomeRows(
  { run, outcome }: Arguments<'outcomeRows'>,
  { ports }: Desk,
): Reply<'outcomeRows'> {
  const result = outcomeRowsOf(ports.openBook(), openDocument(ports), run, outcome);
  switch (result.kind) {
    case 'rows': {
      const { rows, total, gone } = result;
      return { ok: true, value: { rows, total, gone } };
    }
    case 'unknown':
      return noSuchRun();
    case 'untold':
      return failure('refused', result.message);
  }
}

/** As the check of the retry would find them: what the person reads here is what the confirm then shows. */
export function retryCount(
  { run: id, kind, channels, route }: Arguments<'retryCount'>,
  { ports }: Desk,
): Reply<'retryCount'> {
  const document = openDocument(ports);
  const run = document.closedRun(id);
  if (run === null) return noSuchRun();
  const book = ports.openBook();
  if (book.sheet(run.sheetId) === null) {
    return failure('refused', 'The sheet of this run was deleted: nobody is left to ask for.');
  }
  const user = readUser(ports.userStore, ports.newId);
  const operation = run.operation ?? 'find';
  const wish = wishOf({ operation, channels, route, rows: { kind, run: id } }, user);
  const { check, problem } = prepare(book, document, wish);
  if (check === null && problem?.code !== 'nothing_to_retry') {
    return failure('refused', problem?.message ?? '');
  }
  const ready = check?.ready ?? [];
  return {
    ok: true,
    value: {
      contacts: ready.length,
      maximumCredits: creditsView(worstCosts(ready, wish.route)),
      tried: check?.tried ?? 0,
    },
  };
}
