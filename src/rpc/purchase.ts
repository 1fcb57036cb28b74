// Owns the confirm: the numbers that a user approves, and the start of just that run.
import { columnLetter } from '../contact/column-letter';
import { LINES_GONE } from '../run/list/list-words';
import { keepsLog } from '../run/log/keep-log';
import { openDocument } from '../run/state/document';
import { type Credits, creditsOf, less } from '../run/state/credits';
import { describeOutputs } from '../run/sheet/outputs';
import { ENRICHMENT_TYPES, type EnrichmentType } from '../provider/provider';
import { vendorOf } from '../provider/vendors';
import { givenUpText } from '../run/plan/given-up';
import { unplacedText } from '../run/plan/unplaced-before';
import type { Plan } from '../run/plan/plan';
import { firstThatCost, type Route, typeOf, vendorsOf, worstCost } from '../run/plan/route';
import { HIDDEN_LIMIT } from '../run/plan/choose-rows';
import { type Prepared, prepare, type Wish } from '../run/plan/prepare';
import { isReadElsewhere, planOf } from '../run/plan/terms';
import { areSamples, isSampleSheet, SAMPLE_PROBLEM } from '../run/plan/sample';
import { count, counted } from '../run/report/number-words';
import type { Check } from '../contact/check';
import { type StartResult, startRun } from '../run/plan/start';
import { OUTPUT_FIELDS } from '../run/state/output-fields';
import { readUser, type User } from '../run/state/user';
import { askBalance } from './ask-vendor';
import type { Failure, Quote, Reply } from './contract';
import type { VendorCredits } from './contract-check';
import { creditsView } from './credits-view';
import type { Desk } from './desk';
import { failure, noLock } from './failure';
import { wishOf } from './inspect';
import { callFailure, missingPermission } from './permission';
import type { Arguments, ChoiceRequest } from './requests';
import { viewOfRun } from './run-view';
import { slowWarnings } from './slow-vendors';
import { webhookWarnings } from './webhook';

type Checked = Prepared & { readonly check: Check };

/** The confirm's numbers. Writes and buys nothing. */
export function quote(choice: ChoiceRequest, desk: Desk): Reply<'quote'> {
  const { ports } = desk;
  const user = readUser(ports.userStore, ports.newId);
  const document = openDocument(ports);
  const wish = withinLimit(wishOf(choice, user), user.runLimit);
  const unconnected = vendorsOf(wish.route).find((id) => user.connection(id) === null);
  const prepared = prepare(ports.openBook(), document, wish, 'as_held');
  const ready = prepared.check?.ready ?? [];
  const canBeSent = !areSamples(document, prepared.sheet.id, ready) || ports.sampleCanBeSent();
  // All but the purchase of sample contacts can be seen without a key.
  if (unconnected !== undefined && canBeSent) return noKey(unconnected);
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
  const planned = planOf(checked, document, wish, user);
  if (planned.kind === 'too_many') return tooMany(planned.first);

  const { plan } = planned;
  const asked = unconnected === undefined ? askBalances(plan, user, desk) : null;
  if (asked !== null && 'ok' in asked) return asked;
  const view = quoteView(checked, plan, asked?.balances ?? null, ports.newId());
  const told = webhookWarnings(user, checked.check.ready, plan.route);
  const quoted = {
    ...view,
    warnings: [...told, ...slowWarnings(plan, checked.check.ready), ...view.warnings],
  };
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
  const { ports } = desk;
  const missing = missingPermission(desk, 'Nothing was started and nothing was bought.');
  if (missing !== null) return missing;
  const user = readUser(ports.userStore, ports.newId);
  const asked = wishOf(request.choice, user);
  const unconnected = vendorsOf(asked.route).find((id) => user.connection(id) === null);
  if (unconnected !== undefined) {
    const isSample = isSampleSheet(openDocument(ports), request.choice.sheet ?? -1);
    const isLocked = isSample && !ports.sampleCanBeSent();
    return isLocked ? failure('sheet_problem', SAMPLE_PROBLEM.message) : noKey(unconnected);
  }
  const { id, digest } = request.quote;
  let balances: Credits | null = null;
  if (!request.pauseWhenUsedUp) {
    // Asked before the lock is taken: a vendor that hangs must not keep others waiting.
    const told = askBalances({ vendors: vendorsOf(asked.route).map((id) => ({ id })) }, user, desk);
    if ('ok' in told) return told;
    balances = told.balances;
  }
  const approval = { runId: id, digest, balances };
  const wish = withinLimit(asked, user.runLimit);
  const result = startRun(ports, wish, approval);
  if (result.kind === 'changed' && user.runLimit !== null && wish.maximum !== asked.maximum) {
    const isOnlyLimit = digestNow(asked, user, desk) === digest;
    if (isOnlyLimit) return limitChanged(user.runLimit);
  }
  return startReply(result, desk);
}

/** Of the plan as it would be without the user's limit for a run. */
function digestNow(wish: Wish, user: User, { ports }: Desk): string | null {
  const document = openDocument(ports);
  const prepared = prepare(ports.openBook(), document, wish, 'as_held');
  if (prepared.check === null) return null;
  const planned = planOf({ ...prepared, check: prepared.check }, document, wish, user);
  return planned.kind === 'plan' ? planned.plan.digest : null;
}

function startReply(result: StartResult, { ports }: Desk): Reply<'start'> {
  switch (result.kind) {
    case 'started':
    case 'already_started': {
      const document = openDocument(ports);
      const { tag } = readUser(ports.userStore, ports.newId);
      const view = viewOfRun(ports, document, tag, result.run, ports.openBook());
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
        `Your balance at ${vendorOf(result.vendor).name} is ${counted(result.balance, 'credit')} now, and this may cost ${count(result.maximum)}. Nothing was sent. Look at the new numbers and confirm again.`,
        result.vendor,
      );
    case 'no_key':
      return noKey(result.vendor);
    case 'busy':
    case 'unavailable':
      return noLock(result);
  }
}

function quoteView(checked: Checked, plan: Plan, balances: Credits | null, id: string): Quote {
  const { route } = plan;
  const maxima = creditsOf(plan.vendors.map((vendor) => [vendor.id, vendor.maximum]));
  const each = (type: EnrichmentType): VendorCredits[] => {
    const one = checked.check.ready.find(({ missing }) => typeOf(missing) === type);
    return one === undefined ? [] : creditsView(worstCost(one, route));
  };
  return {
    id,
    digest: plan.digest,
    contacts: { total: plan.contacts, ...plan.byType },
    left: checked.left,
    maximumCredits: creditsView(maxima),
    creditsPerContact: Object.fromEntries(ENRICHMENT_TYPES.map((type) => [type, each(type)])),
    canBeSent: true,
    runLimit: null,
    replaced: replacedBy(checked, plan),
    keepsLog: true,
    balances: balances === null ? null : creditsView(balances),
    balancesAfterAtWorst: balances === null ? null : creditsView(less(balances, maxima)),
    affordable: balances === null ? null : affordable(checked.check, balances, route),
    hidden: hiddenRows(checked),
    batches: plan.batches.length,
    shared: checked.check.copies.length,
    outputs: describeOutputs(checked.cells, plan.source, plan.outputs, columnLetter),
    warnings: [
      ...listWarnings(plan.boughtOnLists),
      ...(plan.givenUp === 0 ? [] : [givenUpText(plan.givenUp)]),
      ...(plan.unplacedBefore === 0 ? [] : [unplacedText(plan.unplacedBefore)]),
      ...(checked.lacksListLines ? [LINES_GONE] : []),
      ...unfitWarnings(checked, plan),
      ...warnings(checked),
    ],
  };
}

/** Where a column of formulas makes results go to a new one, nothing is replaced. */
function replacedBy({ check, mapping }: Checked, { outputs }: Plan): Quote['replaced'] {
  const isOther = (field: string): boolean =>
    (field === 'email' || field === 'phone') && outputs[field]?.ref.position !== mapping[field];
  return Object.fromEntries(
    Object.entries(check.replaced).map(([field, contacts]) => [
      field,
      isOther(field) ? 0 : contacts,
    ]),
  );
}

function listWarnings(contacts: number): string[] {
  if (contacts === 0) return [];
  const who = contacts === 1 ? '1 contact is' : `${count(contacts)} contacts are`;
  return [
    `${who} on a list that was, or may have been, bought. What was found stands in the list’s own sheet; here it is paid for again.`,
  ];
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

/** How many contacts, the first ones, the balances cover at worst; `null` when they cover all. */
function affordable({ ready }: Check, balances: Credits, route: Route): number | null {
  const covered = firstThatCost(ready, route, balances);
  return covered === ready.length ? null : covered;
}

/** Of each vendor, one free call. */
function askBalances(
  { vendors }: { readonly vendors: readonly { readonly id: string }[] },
  user: User,
  desk: Desk,
): { readonly balances: Credits } | Failure {
  const balances: Record<string, number> = {};
  for (const { id } of vendors) {
    const vendor = vendorOf(id);
    const connection = user.connection(id);
    if (connection === null) return noKey(id);
    const asked = askBalance(connection.key, vendor, desk);
    if (asked.kind !== 'ok') return callFailure(asked, vendor, desk);
    balances[id] = asked.value;
  }
  return { balances };
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

function noKey(vendor: string): Failure {
  const message = `Connect your ${vendorOf(vendor).name} key first. Nothing was sent.`;
  return failure('no_key', message, vendor);
}
