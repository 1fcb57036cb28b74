// Owns the confirm: the numbers that a user approves, and the start of just that run.
import { columnLetter } from '../contact/column-letter';
import { openDocument } from '../run/state/document';
import { creditsPerContact } from '../run/state/batch';
import { describeOutputs } from '../run/sheet/outputs';
import { type Plan, typeOf } from '../run/plan/plan';
import { HIDDEN_LIMIT } from '../run/plan/choose-rows';
import { planOf, type Prepared, prepare } from '../run/plan/prepare';
import type { Check } from '../contact/check';
import { type StartResult, startRun } from '../run/plan/start';
import { readUser } from '../run/state/user';
import { askBalance } from './ask-vendor';
import type { Failure, Quote, Reply } from './contract';
import type { Desk } from './desk';
import { failure, vendorFailure } from './failure';
import { wishOf } from './inspect';
import type { Arguments, ChoiceRequest } from './requests';
import { viewOfRun } from './run-view';

type Checked = Prepared & { readonly check: Check };

/** The confirm's numbers. Writes and buys nothing. */
export function quote(choice: ChoiceRequest, desk: Desk): Reply<'quote'> {
  const { ports, provider } = desk;
  const connection = readUser(ports.userStore, ports.newId).connection(provider.id);
  if (connection === null) return noKey(provider);
  const document = openDocument(ports);
  const wish = wishOf(choice);
  const prepared = prepare(ports.openBook(), document, wish);
  if (prepared.problem !== null) return failure('sheet_problem', prepared.problem.message);
  if (prepared.check === null) return nothingToSend();
  const checked: Checked = { ...prepared, check: prepared.check };
  if (checked.check.ready.length === 0) return nothingToSend();
  const planned = planOf(checked, document, wish, provider);
  if (planned.kind === 'too_many') return tooMany(planned.first);

  const balance = askBalance(connection.key, desk);
  if (balance.kind !== 'ok') return vendorFailure(balance, provider.name);
  const { plan } = planned;
  return { ok: true, value: quoteView(checked, plan, balance.value, ports.newId(), desk) };
}

export function start(request: Arguments<'start'>, desk: Desk): Reply<'start'> {
  const { ports, provider } = desk;
  const connection = readUser(ports.userStore, ports.newId).connection(provider.id);
  if (connection === null) return noKey(provider);
  const { id, digest } = request.quote;
  let balance: number | null = null;
  if (!request.pauseWhenUsedUp) {
    // Asked before the lock is taken: a vendor that hangs must not keep others waiting.
    const asked = askBalance(connection.key, desk);
    if (asked.kind !== 'ok') return vendorFailure(asked, provider.name);
    balance = asked.value;
  }
  const approval = { runId: id, digest, balance };
  return startReply(startRun(ports, provider, wishOf(request.choice), approval), desk);
}

function startReply(result: StartResult, { ports, provider }: Desk): Reply<'start'> {
  switch (result.kind) {
    case 'started':
    case 'already_started': {
      const document = openDocument(ports);
      const { tag } = readUser(ports.userStore, ports.newId);
      const view = viewOfRun(ports, provider, document, tag, result.run, ports.openBook());
      return view === null ? failure('changed', 'The run is gone.') : { ok: true, value: view };
    }
    case 'changed':
      return failure(
        'changed',
        'The sheet or another run changed since you looked. Nothing was sent. Look at the new numbers and confirm again.',
      );
    case 'problem':
      return failure('sheet_problem', result.problem.message);
    case 'too_many':
      return tooMany(result.first);
    case 'short':
      return failure(
        'out_of_credits',
        `Your balance is ${result.balance} credits now, and this may cost ${result.maximum}. Nothing was sent. Look at the confirm again.`,
      );
    case 'no_key':
      return noKey(provider);
    case 'busy':
      return failure(
        'busy',
        'Another execution is still working on this sheet. Nothing was sent. Try again in a minute.',
      );
    case 'unavailable':
      return failure(
        'busy',
        `Google gives no lock on this document, so nothing was started: ${result.message}`,
      );
  }
}

function quoteView(checked: Checked, plan: Plan, balance: number, id: string, desk: Desk): Quote {
  return {
    id,
    digest: plan.digest,
    contacts: { total: plan.contacts, ...plan.byType },
    maximumCredits: plan.maximum,
    balance,
    balanceAfterAtWorst: Math.max(0, balance - plan.maximum),
    affordable: affordable(checked.check, balance, desk),
    hidden: hiddenRows(checked),
    batches: plan.batches.length,
    shared: checked.check.copies.length,
    outputs: describeOutputs(checked.cells, plan.source, plan.outputs, columnLetter),
    warnings: warnings(checked),
  };
}

/** How many contacts, the first ones, a balance covers at worst; `null` when it covers all. */
function affordable(check: Check, balance: number, { provider }: Desk): number | null {
  let left = balance;
  for (const [index, { missing }] of check.ready.entries()) {
    left -= creditsPerContact(typeOf(missing), provider);
    if (left < 0) return index;
  }
  return null;
}

/** One call a row, so only up to a thousand rows. */
function hiddenRows({ check, view }: Checked): number | null {
  const rows = check.verdicts.filter(({ verdict }) => verdict.kind === 'ready');
  if (rows.length > HIDDEN_LIMIT) return null;
  return rows.filter(({ row }) => view.isHidden(row)).length;
}

function warnings({ view, cells, headerRow, check }: Checked): string[] {
  const found: string[] = [];
  const width = cells[headerRow]?.length ?? 0;
  const area = { row: headerRow, column: 0, rows: cells.length - headerRow, columns: width };
  if (width > 0 && view.hasMergedCells(area)) {
    found.push('Some cells are merged: only the first cell of a merged one keeps what is written.');
  }
  const inTheWay = check.occupied.filter(({ kind }) => kind === 'in_the_way').length;
  if (inTheWay > 0) {
    found.push(
      `${inTheWay} cells hold something else where a result would go: they stay as they are.`,
    );
  }
  return found;
}

function nothingToSend(): Failure {
  return failure(
    'nothing_to_send',
    'No contact is ready to be sent. Look at the check: rows may be filled already, incomplete, or in an open run.',
  );
}

function tooMany(first: number): Failure {
  if (first === 0) {
    return failure(
      'too_many',
      'This document has no room for another run now. Wait until an open run has ended.',
    );
  }
  const message = `That is more than this document can keep track of at once. Send the first ${first} contacts now, the others when that run has ended.`;
  return { ...failure('too_many', message), first };
}

function noKey({ name }: Desk['provider']): Failure {
  return failure('no_key', `Connect your ${name} key first.`);
}
