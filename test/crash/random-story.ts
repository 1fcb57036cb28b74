// A story of a run in which anything may happen in any order: what can happen, and how it is acted. Judges nothing but what must
// hold at every moment.
import type { VendorCredits } from '../../src/rpc/contract-check';
import { DEMO_KEY, DEMO_ORGANIZATIONS } from '../../local/vendors/cleanlist/demo';
import type { FaultName } from '../../local/vendors/fault';
import type { RunView } from '../../src/rpc/contract-run';
import { choose, USER } from '../support/addon';
import { threeKinds } from '../support/people';
import { type Death, QUICK, RUN, type Setup, Stage } from './stage';

export const BOB = 'bob@sample.example';
const SECOND_KEY = 'clapi_demo_second';
const BOTH = ['email', 'phone'] as const;

const SETUP: Setup = {
  rows: threeKinds(2),
  emulator: {
    ...QUICK,
    organizations: DEMO_ORGANIZATIONS.map((one) => ({ ...one, keys: [DEMO_KEY, SECOND_KEY] })),
  },
  choice: { channels: BOTH },
};

/** What a person does to the sheet; `at` picks a row or column. */
export type Hand =
  'sort' | 'insert row' | 'delete row' | 'rename person' | 'fill' | 'insert column' | 'cut';

export type Action =
  | { readonly kind: 'slice'; readonly waitMs: number; readonly user: string }
  | { readonly kind: 'fire' | 'stop' | 'resume' | 'menu' }
  | { readonly kind: 'confirm'; readonly user: string }
  | { readonly kind: 'decide'; readonly choice: number }
  | { readonly kind: 'hand'; readonly hand: Hand; readonly at: number }
  | {
      readonly kind: 'vendor';
      readonly endpoint: 'submit' | 'status' | 'balance';
      readonly fault: FaultName;
    }
  | { readonly kind: 'death'; readonly death: Death }
  | { readonly kind: 'inside'; readonly nth: number; readonly action: Action };

export class RandomStory {
  readonly stage = new Stage(SETUP);
  /** Credits of every quote that was confirmed and every *Send again* that was said. */
  approved = 0;
  sentAgain = 0;
  confirms = 1;
  readonly broken: string[] = [];

  constructor() {
    this.stage.confirm(RUN, BOB, SECOND_KEY);
    this.stage.start();
    this.approved = this.stage.maximum;
  }

  act(action: Action): void {
    this.stage.watch();
    this.perform(action);
    this.stage.rest();
    this.proveDisjoint();
  }

  /** Everything works again, and a person says what is asked of them, the first or the last that is offered. */
  heal(): readonly RunView[] {
    const { stage } = this;
    stage.rest();
    stage.addon.vendor.faults.clear();
    let ends: RunView[] = [];
    for (let round = 0; round < 12; round++) {
      ends = [USER, BOB].flatMap((user) => this.runsOf(user).map((id) => this.driven(id, user)));
      // One that was decided about in this round may have been closed by the slice of another.
      if (this.open().length === 0) return [];
    }
    return ends.filter(({ state }) => state !== 'closed');
  }

  private driven(run: string, user: string): RunView {
    const { addon } = this.stage;
    addon.user = user;
    const end = addon.workToEnd(addon.ask('work', { run }));
    if (end.state === 'paused')
      this.expect(end.pause !== null && end.next !== '', 'a pause without a reason');
    if (end.state === 'paused') addon.ask('resume', { run });
    if (end.state === 'open') this.broken.push(`${run} is open, and nothing goes on`);
    for (const { number, state, decisions } of end.attention) {
      if (!['unknown', 'stalled', 'held'].includes(state)) continue;
      const decision = decisions[decisions.length - 1];
      this.expect(decision !== undefined, `${state} without a decision`);
      if (decision !== undefined) addon.ask('decide', { run, batch: number, decision });
    }
    return end;
  }

  private perform(action: Action): void {
    const { stage } = this;
    const { addon } = stage;
    switch (action.kind) {
      case 'slice':
        addon.clock.advance(action.waitMs);
        addon.execute('work', { run: RUN }, action.user);
        return;
      case 'fire':
        stage.fire();
        return;
      case 'menu':
        addon.runtime.execute({ user: USER, fn: 'getResultsNow', as: 'menu' });
        return;
      case 'stop':
      case 'resume':
        addon.execute(action.kind, { run: RUN });
        return;
      case 'confirm':
        this.confirm(action.user);
        return;
      case 'decide':
        this.decide(action.choice);
        return;
      case 'hand':
        this.hand(action.hand, action.at);
        return;
      case 'vendor':
        addon.vendor.faults.next(action.endpoint, action.fault);
        return;
      case 'death':
        stage.dieAt(action.death);
        return;
      case 'inside':
        stage.interrupt(action.nth, () => {
          this.perform(action.action);
        });
    }
  }

  private confirm(user: string): void {
    const { addon } = this.stage;
    const choice = choose({ channels: BOTH, sheet: addon.sheet.id });
    const asked = addon.execute('quote', choice, user);
    if (asked.kind !== 'returned') return;
    const reply = JSON.parse(String(asked.value)) as
      | { ok: true; value: { id: string; digest: string; maximumCredits: VendorCredits[] } }
      | { ok: false };
    if (!reply.ok) return;
    const { id, digest, maximumCredits } = reply.value;
    this.approved += maximumCredits[0]?.credits ?? 0;
    this.confirms++;
    addon.execute('start', { choice, quote: { id, digest }, pauseWhenUsedUp: true }, user);
  }

  private decide(choice: number): void {
    const { addon } = this.stage;
    const looked = addon.execute('work', { run: RUN });
    if (looked.kind !== 'returned') return;
    const reply = JSON.parse(String(looked.value)) as { ok: boolean; value: RunView };
    if (!reply.ok) return;
    const offers = reply.value.attention.flatMap(({ number, decisions, sendAgainCredits }) =>
      decisions.map((decision) => ({ number, decision, sendAgainCredits })),
    );
    const offer = offers[choice % Math.max(1, offers.length)];
    if (offer === undefined) return;
    if (offer.decision === 'send_again') {
      this.approved += offer.sendAgainCredits;
      this.sentAgain++;
    }
    addon.execute('decide', { run: RUN, batch: offer.number, decision: offer.decision });
  }

  /** What stands in a row belongs to its person: rows that hold a result are moved, not changed. */
  private hand(hand: Hand, at: number): void {
    const { sheet } = this.stage.addon;
    const cells = sheet.displayed();
    const headers = cells[0] ?? [];
    const column = (name: string): number => headers.indexOf(name) + 1;
    const bare = cells.flatMap((row, index) => {
      const isBare = index > 0 && (row[column('First name') - 1] ?? '') !== '';
      const isFilled = row.some((text) => text.startsWith('sample.') || text.startsWith('+1'));
      return isBare && !isFilled ? [index + 1] : [];
    });
    const row = bare[at % Math.max(1, bare.length)];
    switch (hand) {
      case 'sort':
        sheet.sort(1 + (at % headers.length), at % 2 === 0);
        return;
      case 'insert row':
        sheet.insertRows(2 + (at % Math.max(1, cells.length - 1)));
        return;
      case 'insert column':
        sheet.insertColumns(1 + (at % headers.length));
        return;
      case 'cut': {
        const area = { row: 2, column: 1, rows: 1, columns: sheet.columnCount };
        sheet.cutPaste(area, cells.length + 1, 1);
        return;
      }
      case 'delete row':
        if (row !== undefined) sheet.deleteRows(row);
        return;
      case 'rename person':
        if (row !== undefined)
          sheet.type(row, column('First name'), `Zo${'abcdefgh'.charAt(at % 8)}`);
        return;
      case 'fill':
        if (row !== undefined) sheet.type(row, column('Email'), `hand${at}@home.example`);
    }
  }

  /** No contact is in two open batches. */
  private proveDisjoint(): void {
    const seen = new Set<string>();
    for (const [key, text] of this.stage.addon.runtime.properties.document) {
      if (!/^batch:\w+:\d+$/.test(key) || !this.open().includes(key.split(':')[1] ?? '')) continue;
      const { f } = JSON.parse(text) as { f: string };
      for (const print of f.match(/.{8}/g) ?? []) {
        this.expect(!seen.has(print), `${print} is in two open batches`);
        seen.add(print);
      }
    }
  }

  private open(): string[] {
    return [...this.stage.addon.runtime.properties.document]
      .filter(([key, text]) => key.startsWith('run:') && !text.includes('"closedAt"'))
      .map(([key]) => key.slice(4));
  }

  private runsOf(user: string): string[] {
    const { document } = this.stage.addon.runtime.properties;
    return this.open().filter((id) => document.get(`run:${id}`)?.includes(`"user":"${user}"`));
  }

  private expect(isSo: boolean, otherwise: string): void {
    if (!isSo && !this.broken.includes(otherwise)) this.broken.push(otherwise);
  }
}
