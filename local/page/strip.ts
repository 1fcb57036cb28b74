// Owns the strip under the grid: the world's blows against the add-on, the virtual clock, and the vendors' ledgers.
import { byId, setText } from './elements';
import type { Deed, LedgerView, PageState } from './protocol';
import { VendorRows } from './vendor-rows';

const CLOCK_TICK_MS = 200;

export class Strip {
  private state: PageState | null = null;
  private stateAt = 0;
  private readonly vendors: VendorRows;

  /** `jump` goes to a row of the open sheet. */
  constructor(
    deed: (deed: Deed) => void,
    private readonly jump: (row: number) => void,
  ) {
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-deed]')) {
      button.addEventListener('click', () => {
        deed(button.dataset['deed'] as Deed);
      });
    }
    this.vendors = new VendorRows(byId('vendors'), deed);
    setInterval(() => {
      this.tick();
    }, CLOCK_TICK_MS);
  }

  show(state: PageState): void {
    this.state = state;
    this.stateAt = performance.now();
    const isOpen = state.sidebar !== null;
    byId('open-sidebar').hidden = isOpen;
    byId('close-sidebar').hidden = !isOpen;
    byId('kill').classList.toggle('armed', state.killArmed);
    setText('kill', state.killArmed ? 'Will be killed…' : 'Kill the running execution');
    for (const id of ['fire', 'skip']) {
      byId(id, HTMLButtonElement).disabled = state.triggers.length === 0;
    }
    setText(
      'person',
      state.isColleague
        ? 'A colleague sits here, without your keys'
        : 'You sit here, in your own account',
    );
    setText('other-user', state.isColleague ? 'Be yourself again' : 'Be a colleague');
    setText('wrong-account', state.isWrongAccount ? 'Right account' : 'Wrong account');
    byId('wrong-account').classList.toggle('armed', state.isWrongAccount);
    this.vendors.show(state.vendors);
    document.body.classList.toggle('live', state.live);
    this.showExecution(state);
    if (state.ledger) this.showLedger(state.ledger);
    this.tick();
  }

  private tick(): void {
    const { state } = this;
    if (!state) return;
    const now = state.clock.now + (performance.now() - this.stateAt) * state.clock.speed;
    setText('clock', new Date(now).toLocaleString('en-GB', CLOCK_FORMAT));
    setText('speed', state.live ? 'real time' : `×${state.clock.speed}`);
    byId('speed').classList.toggle('fast', state.clock.speed > 1);
    const next = state.triggers.map(({ nextAt }) => nextAt ?? 0).sort((a, b) => a - b)[0];
    const minutes = Math.max(0, Math.ceil(((next ?? 0) - now) / 60_000));
    setText(
      'trigger',
      next === undefined
        ? 'No trigger: no run is open, and Automatic is off'
        : `Hourly trigger: next in ${minutes} min`,
    );
  }

  private showExecution(state: PageState): void {
    const last = state.executions.at(-1);
    setText('execution', last ? `${last.name}: ${last.text}` : 'No execution yet');
    byId('execution').className = last && last.outcome !== 'returned' ? 'problem' : '';
    byId('execution').title = state.executions.map((one) => `${one.name}: ${one.text}`).join('\n');
  }

  private showLedger(ledger: LedgerView): void {
    setText('bought', ledger.contactsBought.toLocaleString('en-GB'));
    setText('twice', `${ledger.paidTwice}`);
    setText('wrong', `${ledger.wrongRows.length}`);
    setText(
      'checked',
      ledger.contactsBought === 0
        ? 'Nothing bought yet'
        : `${ledger.valuesInSheet.toLocaleString('en-GB')} bought values in this sheet, every row compared`,
    );
    byId('twice').parentElement?.classList.toggle('bad', ledger.paidTwice > 0);
    byId('wrong').parentElement?.classList.toggle('bad', ledger.wrongRows.length > 0);
    const list = byId('wrong-rows');
    list.replaceChildren(
      ...ledger.wrongRows.slice(0, 3).map(({ row, text }) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'link';
        button.textContent = `Row ${row}: ${text}`;
        button.addEventListener('click', () => {
          this.jump(row);
        });
        return button;
      }),
    );
  }
}

const CLOCK_FORMAT: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
};
