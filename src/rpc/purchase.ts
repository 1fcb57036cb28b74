// Owns the confirm: the numbers that a user approves, and the start of just that run.
import { columnLetter } from '../contact/column-letter';
import type { Channel } from '../contact/contact';
import { keepsLog } from '../run/log/keep-log';
import { openDocument } from '../run/state/document';
import { creditsPerContact } from '../run/state/batch';
import { describeOutputs } from '../run/sheet/outputs';
import { type Plan, typeOf } from '../run/plan/plan';
import { HIDDEN_LIMIT } from '../run/plan/choose-rows';
import { isReadElsewhere, planOf, type Prepared, prepare, type Wish } from '../run/plan/prepare';
import { areSamples, isSampleSheet, SAMPLE_PROBLEM } from '../run/plan/sample';
import { count, counted } from '../run/report/number-words';
import type { Check } from '../contact/check';
import { type StartResult, startRun } from '../run/plan/start';
import { OUTPUT_FIELDS } from '../run/state/run';
import { readUser } from '../run/state/user';
import { askBalance } from './ask-vendor';
import type { Failure, Quote, Reply } from './contract';
import type { Desk } from './desk';
import { failure, noLock } from './failure';
import { wishOf } from './inspect';
import { callFailure, missingPermission } from './permission';
import type { Arguments, ChoiceRequest } from './requests';
import { viewOfRun } from './run-view';

type Checked = Prepared & { readonly check: Check };

/** The confirm's numbers. Writes and buys nothing. */
export function quote(choice: ChoiceRequest, desk: Desk): Reply<'quote'> {
  const { ports, provider } = desk;
  const user = readUser(ports.userStore, ports.newId);
  const connection = user.connection(provider.id);
  const document = openDocument(ports);
  const wish = withinLimit(wishOf(choice, user.lessons), user.runLimit);
  const prepared = prepare(ports.openBook(), document, wish, provider, 'as_held');
  const ready = prepared.check?.ready ?? [];
  const canBeSent = !areSamples(document, prepared.sheet.id, ready) || ports.sampleCanBeSent();
  // All but the purchase of sample contacts can be seen without a key.
  if (connection === null && canBeSent) return noKey(provider);
  if (prepared.problem !== null) {
    return failure('sheet_problem', `${prepared.problem.message} Nothing was sent.`);
  }
  if (prepared.check === null) return nothingToSend();
  const checked: Checked = { ...prepared, check: prepared.check };
  if (checked.check.ready.length === 0) {
    if (prepared.left === 0) return nothingToSend();
    const { maximum } = wish;
    return maximum === user.runLimit ? overLimit(maximum) : tooLittle(maximum ?? 0);
  }
  const planned = planOf(checked, document, wish, provider);
  if (planned.kind === 'too_many') return tooMany(planned.first);

  const asked = connection === null ? null : askBalance(connection.key, desk);
  if (asked !== null && asked.kind !== 'ok') return callFailure(asked, desk);
  const { plan } = planned;
  const quoted = quoteView(checked, plan, asked?.value ?? null, ports.newId(), desk);
  const { runLimit: credits } = user;
  const isReached = prepared.isMaximumReached && wish.maximum === credits;
  const runLimit = credits === null ? null : { credits, isReached };
  return { ok: true, value: { ...quoted, canBeSent, keepsLog: keepsLog(document), runLimit } };
}

/** No run of this user may cost more at worst than they let a run cost. */
function withinLimit(wish: Wish, runLimit: number | null): Wish {
  const maximum = Math.min(wish.maximum ?? Infinity, runLimit ?? Infinity);
  return { ...wish, maximum: maximum === Infinity ? null : maximum };
}

export function start(request: Arguments<'start'>, desk: Desk): Reply<'start'> {
  const { ports, provider } = desk;
  const missing = missingPermission(desk, 'Nothing was started and nothing was bought.');
  if (missing !== null) return missing;
  const user = readUser(ports.userStore, ports.newId);
  const connection = user.connection(provider.id);
  if (connection === null) {
    const isSample = isSampleSheet(openDocument(ports), request.choice.sheet ?? -1);
    const isLocked = isSample && !ports.sampleCanBeSent();
    return isLocked ? failure('sheet_problem', SAMPLE_PROBLEM.message) : noKey(provider);
  }
  const { id, digest } = request.quote;
  let balance: number | null = null;
  if (!request.pauseWhenUsedUp) {
    // Asked before the lock is taken: a vendor that hangs must not keep others waiting.
    const asked = askBalance(connection.key, desk);
    if (asked.kind !== 'ok') return callFailure(asked, desk);
    balance = asked.value;
  }
  const approval = { runId: id, digest, balance };
  const asked = wishOf(request.choice, user.lessons);
  const wish = withinLimit(asked, user.runLimit);
  const result = startRun(ports, provider, wish, approval);
  if (result.kind === 'changed' && user.runLimit !== null && wish.maximum !== asked.maximum) {
    const isOnlyLimit = digestNow(asked, desk) === digest;
    if (isOnlyLimit) return limitChanged(user.runLimit);
  }
  return startReply(result, desk);
}

/** Of the plan as it would be without the user's limit for a run. */
function digestNow(wish: Wish, { ports, provider }: Desk): string | null {
  const document = openDocument(ports);
  const prepared = prepare(ports.openBook(), document, wish, provider, 'as_held');
  if (prepared.check === null) return null;
  const planned = planOf({ ...prepared, check: prepared.check }, document, wish, provider);
  return planned.kind === 'plan' ? planned.plan.digest : null;
}

function startReply(result: StartResult, { ports, provider }: Desk): Reply<'start'> {
  switch (result.kind) {
    case 'started':
    case 'already_started': {
      const document = openDocument(ports);
      const { tag } = readUser(ports.userStore, ports.newId);
      const view = viewOfRun(ports, provider, document, tag, result.run, ports.openBook());
      return view === null ? failure('changed', RUN_OVER) : { ok: true, value: view };
    }
    case 'changed':
      return failure(
        'changed',
        'The sheet or another run changed since you looked. Nothing was sent. Look at the new numbers and confirm again.',
      );
    case 'problem':
      return failure('sheet_problem', `${result.problem.message} Nothing was sent.`);
    case 'too_many':
      return tooMany(result.first);
    case 'short':
      return failure(
        'out_of_credits',
        `Your balance is ${counted(result.balance, 'credit')} now, and this may cost ${count(result.maximum)}. Nothing was sent. Look at the new numbers and confirm again.`,
      );
    case 'no_key':
      return noKey(provider);
    case 'busy':
    case 'unavailable':
      return noLock(result);
  }
}

function quoteView(
  checked: Checked,
  plan: Plan,
  balance: number | null,
  id: string,
  desk: Desk,
): Quote {
  return {
    id,
    digest: plan.digest,
    contacts: { total: plan.contacts, ...plan.byType },
    left: checked.left,
    maximumCredits: plan.maximum,
    creditsPerContact: {
      partial: creditsPerContact('partial', desk.provider),
      phone_only: creditsPerContact('phone_only', desk.provider),
      full: creditsPerContact('full', desk.provider),
    },
    canBeSent: true,
    runLimit: null,
    replaced: replacedBy(checked, plan),
    keepsLog: true,
    balance,
    balanceAfterAtWorst: balance === null ? null : Math.max(0, balance - plan.maximum),
    affordable: balance === null ? null : affordable(checked.check, balance, desk),
    hidden: hiddenRows(checked),
    batches: plan.batches.length,
    shared: checked.check.copies.length,
    outputs: describeOutputs(checked.cells, plan.source, plan.outputs, columnLetter),
    warnings: [...unfitWarnings(checked, plan), ...warnings(checked)],
  };
}

/** Where a column of formulas makes results go to a new one, nothing is replaced. */
function replacedBy({ check, mapping }: Checked, { outputs }: Plan): Quote['replaced'] {
  const count = (channel: Channel): number =>
    outputs[channel]?.ref.position === mapping[channel] ? check.replaced[channel] : 0;
  return { email: count('email'), phone: count('phone') };
}

/** Columns that were meant for results, and hold formulas or are read by others: they stay as they are. */
function unfitWarnings(checked: Checked, plan: Plan): string[] {
  const { wanted, mapping, cells, headerRow } = checked;
  return OUTPUT_FIELDS.flatMap((field) => {
    const output = plan.outputs[field];
    const isMapped = field === 'email' || field === 'phone';
    const meant = isMapped ? mapping[field] : wanted[field]?.column;
    if (output === undefined || meant === undefined || meant === null) return [];
    if (output.ref.position === meant) return [];
    const header = cells[headerRow]?.[meant]?.trim() ?? '';
    const name = header === '' ? 'A column without a header' : `The column “${header}”`;
    const why = isReadElsewhere(checked, meant, field)
      ? 'tells an open run or Automatic who the contacts are'
      : 'holds formulas';
    return [`${name} ${why} and stays as it is: results go to “${output.ref.header}”.`];
  });
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
      inTheWay === 1
        ? 'One cell holds something else where a result would go: it stays as it is.'
        : `${count(inTheWay)} cells hold something else where a result would go: they stay as they are.`,
    );
  }
  return found;
}

/** It was made, and nothing of it is known any more. */
const RUN_OVER =
  'This run was confirmed already, and is not kept any more. Nothing was sent by this click, and no contact is bought twice. Look at the runs before you confirm again.';

function tooLittle(maximum: number): Failure {
  return failure(
    'nothing_to_send',
    `One contact alone may cost more than ${counted(maximum, 'credit')}, the most that you allow. Nothing was sent. Allow more.`,
  );
}

function overLimit(limit: number | null): Failure {
  return failure(
    'over_limit',
    `One contact alone may cost more than ${counted(limit ?? 0, 'credit')}, your limit for a run. Raise it in Settings, then press Check again.`,
  );
}

function limitChanged(limit: number): Failure {
  return failure(
    'over_limit',
    `Your limit for a run is ${counted(limit, 'credit')} now, and this may cost more. Nothing was sent. Look at the new numbers and confirm again, or raise the limit in Settings.`,
  );
}

function nothingToSend(): Failure {
  return failure(
    'nothing_to_send',
    'No contact is ready, so nothing was sent. Look at the check: rows may be filled already, incomplete, tried every way, or in an open run.',
  );
}

function tooMany(first: number): Failure {
  if (first === 0) {
    return failure(
      'too_many',
      'This spreadsheet has no room for another run now. Nothing was sent. Wait until an open run has ended.',
    );
  }
  const message = `That is more than this spreadsheet can keep track of at once. Nothing was sent. Send the first ${counted(first, 'contact')} now, the others when that run has ended.`;
  return { ...failure('too_many', message), first };
}

function noKey({ name }: Desk['provider']): Failure {
  return failure('no_key', `Connect your ${name} key first. Nothing was sent.`);
}
