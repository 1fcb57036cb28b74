// Owns the strip's list of emulated vendors: what is left and sold at each, and what can be done there. Knows no ledger.
import type { VendorDeed, VendorView } from './protocol';

const COPIED_MS = 1200;

interface Row {
  readonly balance: HTMLElement;
  readonly connect: HTMLButtonElement;
  readonly empty: HTMLButtonElement;
  readonly bought: HTMLElement;
}

export class VendorRows {
  /** Made once each: a button that is made anew under a finger is not pressed. */
  private readonly rows = new Map<string, Row>();
  private readonly balances = new Map<string, number>();

  constructor(
    private readonly list: HTMLElement,
    private readonly deed: (deed: VendorDeed) => void,
  ) {}

  show(vendors: readonly VendorView[]): void {
    for (const vendor of vendors) {
      const row = this.rows.get(vendor.id) ?? this.make(vendor);
      this.balances.set(vendor.id, vendor.balance);
      setText(row.balance, `${count(Math.floor(vendor.balance))} credits left`);
      setText(row.bought, `${count(vendor.bought)} bought`);
      row.connect.disabled = vendor.isConnected;
      setText(row.connect, vendor.isConnected ? 'Connected' : 'Connect');
      name(row.connect, `${vendor.isConnected ? 'Connected' : 'Connect'} ${vendor.name}`);
      const deed = vendor.balance === 0 ? 'Refill the balance' : 'Empty the balance';
      setText(row.empty, deed);
      name(row.empty, `${deed} at ${vendor.name}`);
    }
  }

  private make(vendor: VendorView): Row {
    const { id } = vendor;
    const title = document.createElement('strong');
    title.textContent = vendor.name;
    const balance = document.createElement('span');
    const bought = document.createElement('span');
    bought.title = 'Contacts and channels that it has sold';
    const connect = button('', 'primary', () => {
      this.deed({ kind: 'connect', vendor: id });
    });
    connect.title = 'Connects the demo key as the sidebar would, and opens the sidebar anew';
    const empty = button('', 'link', () => {
      const isEmpty = this.balances.get(id) === 0;
      this.deed({ kind: isEmpty ? 'refillBalance' : 'emptyBalance', vendor: id });
    });
    empty.title = 'Without credits the run must pause, not fail; with them it can be continued';
    const copy = copier('Copy the key', vendor.demoKey);
    copy.title = `To paste it into the sidebar: ${vendor.demoKey}`;
    name(copy, `Copy the key of ${vendor.name}`);
    const element = document.createElement('div');
    element.className = 'vendor';
    element.append(title, balance, connect, bought, empty, copy);
    if (vendor.demoList !== undefined) element.append(listCopier(vendor.demoList));
    this.list.append(element);
    const row = { balance, connect, empty, bought };
    this.rows.set(id, row);
    return row;
  }
}

/** It says which: the id can be typed as well. */
function listCopier(id: string): HTMLButtonElement {
  const copy = copier(`Copy ${id}, the id of a list`, id);
  copy.classList.add('list');
  copy.title = 'To paste it into the sidebar, where you enrich a list: Menu, Enrich a list';
  return copy;
}

function copier(verb: string, text: string): HTMLButtonElement {
  const copy = button(verb, 'link', () => {
    void navigator.clipboard.writeText(text).then(() => {
      setText(copy, 'Copied');
      setTimeout(() => {
        setText(copy, verb);
      }, COPIED_MS);
    });
  });
  return copy;
}

function button(text: string, className: string, press: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = className;
  element.textContent = text;
  element.addEventListener('click', press);
  return element;
}

/** Of several alike, the one that is meant, for who does not see them. */
function name(element: HTMLElement, text: string): void {
  if (element.getAttribute('aria-label') !== text) element.setAttribute('aria-label', text);
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function count(number: number): string {
  return number.toLocaleString('en-GB');
}
