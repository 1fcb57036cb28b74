// Owns the stories of these tests about a vendor that misbehaves: how they begin, what of its answers is changed, how
// time passes, and whether what the user sees is a way on. Knows nothing of our records but what the witness tells.
import type { Endpoint } from '../../local/vendors/ledger';
import type { VendorAnswer, VendorRequest } from '../../local/vendors/http';
import type { Choice } from '../../src/rpc/contract';
import type { Decision, RunView } from '../../src/rpc/contract-run';
import { Addon, type AddonOptions } from '../support/addon';
import { people } from '../support/people';
import { brokenPromises } from '../support/witness';

export type Json = Record<string, unknown>;

export const EMULATOR = {
  shares: { email: 1, phone: 1, failed: 0 },
  duration: { min: 30, max: 30 },
} as const;

export interface Story {
  readonly addon: Addon;
  readonly run: RunView;
}

/** A run that was approved; nothing is sent yet. A number stands for so many people who lack everything. */
export function begin(
  rows: number | AddonOptions['rows'],
  choice: Partial<Choice> = {},
  emulator: AddonOptions['emulator'] = EMULATOR,
): Story {
  const addon = new Addon({ rows: typeof rows === 'number' ? people(rows) : rows, emulator });
  return { addon, run: addon.start(choice) };
}

const PATHS: Readonly<Partial<Record<Endpoint, string>>> = {
  submit: '/enrich/bulk',
  status: '/enrich/status',
  balance: '/credits/balance',
};

/** Changes the vendor's answers of an endpoint on their way, after it did what it was asked. */
export function tamper(
  { vendor }: Addon,
  endpoint: keyof typeof PATHS,
  change: (answer: VendorAnswer, request: VendorRequest, nowMs: number) => VendorAnswer,
): void {
  const real = vendor.handle.bind(vendor);
  vendor.handle = (request, nowMs) => {
    const answer = real(request, nowMs);
    const path = new URL(request.url).pathname;
    return path.endsWith(PATHS[endpoint] ?? '') ? change(answer, request, nowMs) : answer;
  };
}

/** Changes the body of every answer of an endpoint that has one; a status answer only when it is the last one. */
export function tamperBody(
  addon: Addon,
  endpoint: keyof typeof PATHS,
  change: (body: Json) => unknown,
): void {
  tamper(addon, endpoint, (answer) => {
    if ('error' in answer || answer.status !== 200) return answer;
    const body = JSON.parse(answer.body) as Json;
    if (endpoint === 'status' && body.status === 'processing') return answer;
    const changed = change(body);
    return { ...answer, body: typeof changed === 'string' ? changed : JSON.stringify(changed) };
  });
}

/** Changes each result of the last status answer. */
export function tamperItems(addon: Addon, change: (item: Json, index: number) => unknown): void {
  tamperBody(addon, 'status', (body) => ({
    ...body,
    results: (body.results as Json[]).map((item, index) => change(item, index)),
  }));
}

/** The open sidebar's loop with pauses of at least so many seconds between slices, as long as something goes on alone. */
export function letPass(addon: Addon, run: RunView, seconds: number, hours: number): RunView {
  const end = addon.clock.now() + hours * 3_600_000;
  let view = run;
  while (view.callAgainInMs !== null && addon.clock.now() < end) {
    addon.clock.advance(seconds * 1000);
    view = addon.work(view);
  }
  return view;
}

/** About the first batch that can be decided so. */
export function decide(addon: Addon, run: RunView, decision: Decision): RunView {
  const batch = run.attention.find(({ decisions }) => decisions.includes(decision));
  if (batch === undefined) throw new Error(`Nothing to ${decision}.`);
  return addon.ask('decide', { run: run.id, batch: batch.number, decision });
}

/** Broken promises, more bought than approved, or a run that shows no way on; empty when all is well. */
export function faultsOf(addon: Addon, view: RunView): string[] {
  return [...brokenPromises(addon), ...beyondApproval(addon, view), ...deadEnds(view)];
}

function beyondApproval({ vendor }: Addon, { costs, contacts }: RunView): string[] {
  const approved = costs.reduce((sum, { maximum }) => sum + maximum, 0);
  const charged = vendor.ledger.charged();
  const people = new Set(vendor.ledger.purchases.map(({ person }) => person)).size;
  return [
    ...(charged > approved ? [`${charged} credits of ${approved} approved`] : []),
    ...(people > contacts ? [`${people} contacts of ${contacts} approved`] : []),
  ];
}

/** A run goes on by itself, has ended, or says what it waits for and offers a next step. */
export function deadEnds({ state, pause, attention, callAgainInMs, next }: RunView): string[] {
  const isWordless = attention.some(
    ({ message, decisions }) => decisions.length > 0 && message === '',
  );
  if (isWordless || next === '') return ['no words'];
  switch (state) {
    case 'closed':
      return [];
    case 'open':
      return callAgainInMs === null ? ['open, and nothing goes on'] : [];
    case 'paused':
      return (pause?.message ?? '') === '' ? ['paused without a reason'] : [];
    case 'waiting':
      return attention.some(({ decisions }) => decisions.length > 0) ? [] : ['nothing to decide'];
  }
}

/** As if the person had approved no more than so many credits at each vendor. */
export function approveOnly({ runtime }: Addon, run: string, maximum: number): void {
  const { document } = runtime.properties;
  const record = JSON.parse(document.get(`run:${run}`) ?? '') as { vendors: object[] };
  const vendors = record.vendors.map((vendor) => ({ ...vendor, maximum }));
  document.set(`run:${run}`, JSON.stringify({ ...record, vendors }));
}
