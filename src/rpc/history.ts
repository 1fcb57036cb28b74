// Owns the runs of a document as a person looks back on them, and the rows of their contacts. Reads; changes nothing.
import { openDocument } from '../run/state/document';
import { outcomeRowsOf } from '../run/report/outcome-rows';
import { readUser } from '../run/state/user';
import type { Reply } from './contract';
import type { Desk } from './desk';
import { failure } from './failure';
import type { Arguments } from './requests';
import { viewsOfRuns } from './run-view';

/** Open runs, then those that have ended; each the newest first. */
export function history(_: Arguments<'history'>, { ports, provider }: Desk): Reply<'history'> {
  const document = openDocument(ports);
  const { tag } = readUser(ports.userStore, ports.newId);
  const ids = [...document.runs().reverse(), ...document.closedRuns()].map(({ id }) => id);
  const value = viewsOfRuns(ports, provider, document, tag, ids, ports.openBook());
  return { ok: true, value };
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
      return failure('bad_request', 'This run is not in this document.');
    case 'untold':
      return failure('refused', result.message);
  }
}
