// Owns how runs are told in words: whose, how they stand, what became of their contacts. Knows no view and no state.
import type { Channel } from '../src/contact/contact';
import { UNITS } from '../src/contact/operation-words';
import type { EmailStatus, RunCost, RunOutcome, RunView } from '../src/rpc/contract-run';
import { creditsAt, creditsText } from './credits';
import { countedIn, OPERATION_WORDS } from './operations';
import { vendorOfRun } from './vendors';
import { CHANNEL_NAMES, count, counted, moment } from './words';

/** In the order of their worth. */
const STATUSES: readonly (readonly [status: EmailStatus, found: string, validated: string])[] = [
  ['deliverable', 'Reliable', 'Deliverable'],
  ['probable', 'Likely valid', 'Probably deliverable'],
  ['risky', 'Risky', 'Risky'],
  ['undeliverable', 'Invalid', 'Undeliverable'],
  ['unknown', 'Unknown', 'Unknown'],
];

/** Of the e-mails that were found, or checked: how many have which status, but for those that none has. */
export function statusesOf({
  operation,
  emailStatuses,
}: RunView): readonly { readonly name: string; readonly emails: number }[] {
  return STATUSES.map(([status, found, validated]) => ({
    name: operation === 'validate' ? validated : found,
    emails: emailStatuses[status],
  })).filter(({ emails }) => emails > 0);
}

/** We did not send them, or they were refused together: certainly not bought. */
export const NOT_SENT = 'Not sent or refused';
/** Sent, and nobody waits for an answer any more: perhaps bought. */
export const GIVEN_UP = 'Given up';
/** Sent and found, and there is no row for it. */
export const NO_ROW = 'No row';

/** Results that nothing ties to a contact for certain. */
export const NOT_MATCHED = 'Not matched';

export function notSent({ leftOut, givenUp }: Pick<RunView, 'leftOut' | 'givenUp'>): number {
  return leftOut - givenUp.contacts + (givenUp.found ?? 0);
}

interface Outcome {
  readonly outcome: RunOutcome;
  readonly name: string;
  /** What was and was not paid; `''` where the name says it. */
  readonly meaning: string;
  /** `null`: a number of contacts that is not known. */
  readonly contacts: number | null;
}

/** Outcomes of an ended run that any contact had. */
export function outcomesOf(run: RunView): readonly Outcome[] {
  const { afterwards } = run;
  if (afterwards === null) return [];
  const all: readonly Outcome[] = [
    {
      outcome: 'found',
      name: run.operation === 'validate' ? 'Checked' : 'Found',
      meaning: '',
      contacts: run.foundContacts,
    },
    {
      outcome: 'risky',
      name: 'Risky e-mail',
      meaning: '',
      contacts: run.emailStatuses.risky,
    },
    {
      outcome: 'not_found',
      name: OPERATION_WORDS[run.operation].notFound,
      meaning: '',
      contacts: afterwards.notFound,
    },
    {
      outcome: 'unplaced',
      name: NO_ROW,
      meaning: 'Found and paid; the result is in the Enrichment log.',
      contacts: run.unplaced - run.untied,
    },
    {
      outcome: 'untied',
      name: NOT_MATCHED,
      meaning:
        'Found and paid, but not certain for whom: the results are in the Enrichment log. They may be of these rows, which no retry offers.',
      contacts: run.untied,
    },
    {
      outcome: 'given_up',
      name: GIVEN_UP,
      meaning: 'Sent, and given up without an answer: may have been bought. No retry offers them.',
      contacts: run.givenUp.contacts,
    },
    {
      outcome: 'incomplete',
      name: 'Incomplete',
      meaning: `Not bought: ${count(run.incomplete)} lacked something that is needed. Listed as the sheet is now, with rows that were not in this run.`,
      // Which rows they were is not kept: a number beside the list would not be that of the list.
      contacts: run.incomplete === 0 ? 0 : null,
    },
    {
      outcome: 'left_out',
      name: NOT_SENT,
      meaning: 'Not bought: stopped, gone, filled or on a bought list meanwhile, or refused.',
      contacts: notSent(run),
    },
    {
      outcome: 'broken',
      name: 'Failed',
      meaning: 'Not bought: the lookup broke.',
      contacts: afterwards.broken,
    },
  ];
  return all.filter(({ contacts }) => contacts !== 0);
}

/** Whole percents; 0 and 100 only where it is none and all. */
export function percent(part: number, all: number): string {
  if (all === 0 || part === 0) return '0 %';
  const rounded = Math.round((part / all) * 100);
  return `${part >= all ? 100 : Math.min(99, Math.max(1, rounded))} %`;
}

const COUNTED: Readonly<Record<Channel, string>> = {
  email: 'e-mail',
  phone: 'phone',
  validity: 'e-mail',
  profile: 'profile',
};

/** `E-mail found for 241 of 312`. */
export function fillSentence(channel: Channel, { found, asked }: RunView): string {
  const part = `${count(found[channel] ?? 0)} of ${count(asked[channel] ?? 0)}`;
  return channel === 'validity'
    ? `E-mails checked: ${part}`
    : `${CHANNEL_NAMES[channel]} found for ${part}`;
}

/** `241 e-mails, 12 phones found`. */
export function foundSentence({ channels, found }: RunView): string {
  const kinds = channels.map((channel) => counted(found[channel] ?? 0, COUNTED[channel]));
  return `${kinds.join(', ')} ${channels.includes('validity') ? 'checked' : 'found'}`;
}

/** What it cost, as far as that is known: `about 241 credits`. */
export function creditsSentence({ costs, givenUp }: RunView): string {
  const charged = costs.map(({ charged: credits, ...vendor }) => ({ ...vendor, credits }));
  const paid = charged.filter(({ credits }) => credits > 0);
  const isNamed = costs.length > 1 && paid.length > 0;
  const isEstimated = costs.some(({ estimated }) => estimated);
  return `${sureness(isEstimated, givenUp.contacts)}${creditsText(paid, isNamed)}`;
}

/** The same at one vendor, beside what was approved: `about 241 of at most 312`. */
export function creditsOfMaximum(
  { givenUp }: Pick<RunView, 'givenUp'>,
  { vendor, charged, maximum, estimated }: RunCost,
): string {
  // Where no credits are told, it may have been at any of them.
  const isElsewhere = !isFreeOf(givenUp) && creditsAt(givenUp.credits, vendor) === 0;
  const lost = isElsewhere ? 0 : givenUp.contacts;
  const most = lost > 0 ? '' : 'at most ';
  return `${sureness(estimated, lost)}${count(charged)} of ${most}${count(maximum)}`;
}

function sureness(isEstimated: boolean, givenUp: number): string {
  if (givenUp > 0) return 'at most ';
  return isEstimated ? 'about ' : '';
}

function isFreeOf({ credits }: RunView['givenUp']): boolean {
  return credits.every(({ credits: worst }) => worst === 0);
}

/** `''` when nothing was given up. */
export function givenUpSentence({ operation, givenUp }: RunView): string {
  const { contacts, credits } = givenUp;
  const { one, many } = UNITS[operation];
  if (contacts === 0) return '';
  const lost = credits.filter(({ credits: worst }) => worst > 0);
  const worst = isFreeOf(givenUp) ? '' : `, for at most ${creditsText(lost, credits.length > 1)}`;
  return `${counted(contacts, `${one} was`, `${many} were`)} given up without an answer and may have been bought${worst}: counted here as charged.`;
}

/** `Cleanlist refused 46 contacts`; `''` when it refused none. */
export function refusedTitle(run: Pick<RunView, 'refused' | 'costs' | 'operation'>): string {
  const { refused } = run;
  if (refused === null) return '';
  const vendor = vendorOfRun(run, refused.vendor);
  const name = `${vendor.slice(0, 1).toUpperCase()}${vendor.slice(1)}`;
  return `${name} refused ${countedIn(run.operation, refused.contacts)}`;
}

/** An ended run of which certainly nothing was bought. */
export function boughtNothing({ state, contacts, leftOut, givenUp, costs }: RunView): boolean {
  const isFree = costs.every(({ charged }) => charged === 0);
  return state === 'closed' && leftOut === contacts && givenUp.contacts === 0 && isFree;
}

/** What a run waits for, or what has come of it so far; `''` when neither. */
export function waitsFor(run: RunView): string {
  const undecided = run.attention
    .filter(({ decisions }) => decisions.length > 0)
    .reduce((sum, { contacts }) => sum + contacts, 0);
  const { one, many } = UNITS[run.operation];
  return [
    run.pause === null ? '' : `Waits for ${PAUSES[run.pause.reason]}`,
    undecided === 0 ? '' : `${counted(undecided, `${one} waits`, `${many} wait`)} for a decision`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Why it is paused, and that it was tried in vain to continue. */
export function pauseSentence({ pause, triedAt }: RunView, nowMs: number): string {
  if (pause === null) return '';
  return `${triedAt === null ? '' : `Tried again at ${clock(triedAt, nowMs)}: `}${pause.message}`;
}

const PAUSES: Readonly<Record<NonNullable<RunView['pause']>['reason'], string>> = {
  credits: 'credits',
  key: 'a key that works',
  permission: 'a permission',
  vendor: 'the vendor',
  rows: 'a decision about contacts that are gone',
  sheet: 'a sheet that can be written',
};

/** Who started it. */
export function starterOf({ mine, isAutomatic }: RunView): string {
  if (mine) return isAutomatic ? 'Automatic' : 'You';
  return isAutomatic ? 'Another user, automatic' : 'Another user';
}

export interface Standing {
  readonly name: string;
  readonly tone: 'quiet' | 'busy' | 'warn';
}

export function standingOf(run: RunView): Standing {
  if (run.state === 'closed') {
    const isUndone = run.afterwards !== null && run.afterwards.undone !== null;
    const name = boughtNothing(run) ? 'Nothing bought' : 'Finished';
    return { name: isUndone ? 'Undone' : name, tone: 'quiet' };
  }
  if (run.state === 'waiting') {
    return run.mine
      ? { name: 'Waits for you', tone: 'warn' }
      : { name: 'Waits for its user', tone: 'quiet' };
  }
  if (run.state === 'paused' || run.pause !== null) {
    return { name: run.stopping ? 'Stopping' : 'Paused', tone: run.mine ? 'warn' : 'quiet' };
  }
  return { name: run.stopping ? 'Stopping' : 'Running', tone: 'busy' };
}

/** What waits for this user first; else as they come, newest first. */
export function inOrder(runs: readonly RunView[]): readonly RunView[] {
  const waits = (run: RunView): boolean => standingOf(run).tone === 'warn';
  return [...runs.filter(waits), ...runs.filter((run) => !waits(run))];
}

/** `Last automatic look 14:05, next about 15:05.` */
export function heartbeatSentence(
  { lastAt, nextAt }: NonNullable<RunView['heartbeat']>,
  nowMs: number,
): string {
  const next = clock(nextAt, nowMs);
  return lastAt === null
    ? `First automatic look about ${next}.`
    : `Last automatic look ${clock(lastAt, nowMs)}, next about ${next}.`;
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** `14:05`; with the day when it is not today. */
export function clock(epochMs: number, nowMs: number): string {
  const isToday = new Date(epochMs).toDateString() === new Date(nowMs).toDateString();
  return isToday ? CLOCK.format(epochMs) : moment(epochMs);
}
