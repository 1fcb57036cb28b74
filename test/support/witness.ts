// The witnesses of the promises: the vendor's ledger, the sheet as displayed, the log sheet and the document's properties.
import { SheetComparison } from '../../local/ledger/compare';
import type { Mapping } from '../../src/contact/mapping';
import type { Addon } from './addon';

/** A batch's record in the document properties, as far as tests look at it. */
export interface BatchRecord {
  readonly key: string;
  readonly state: string;
  readonly contacts: number;
  readonly workflowId: string;
}

const STATES: Readonly<Partial<Record<string, string>>> = {
  c: 'created',
  s: 'submitting',
  w: 'submitted',
  p: 'placing',
  d: 'completed',
  h: 'held',
  u: 'unknown',
  t: 'stalled',
  r: 'refused',
  l: 'left_out',
};

/** Every batch that the document knows, in the order of their numbers. */
export function records(addon: Addon): BatchRecord[] {
  return [...addon.runtime.properties.document]
    .filter(([key]) => /^batch:\w+:\d+$/.test(key))
    .map(([key, text]) => {
      const value = JSON.parse(text) as { s: string; f: string; w?: string };
      const state = STATES[value.s] ?? value.s;
      return { key, state, contacts: value.f.length / 8, workflowId: value.w ?? '' };
    })
    .sort((a, b) => a.key.localeCompare(b.key));
}

export function states(addon: Addon): string[] {
  return records(addon).map(({ state }) => state);
}

/** A line of the log by its column names. */
export interface Line {
  readonly run: string;
  readonly batch: string;
  readonly event: string;
  readonly contact: string;
  readonly sentAs: string;
  readonly row: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly note: string;
  readonly credits: string;
}

export function lines(addon: Addon, event?: string): Line[] {
  return addon
    .log()
    .map(([, run, batch, word, contact, sentAs, row, field, before, after, note, credits]) => ({
      run: run ?? '',
      batch: batch ?? '',
      event: word ?? '',
      contact: contact ?? '',
      sentAs: sentAs ?? '',
      row: row ?? '',
      field: field ?? '',
      before: before ?? '',
      after: after ?? '',
      note: note ?? '',
      credits: credits ?? '',
    }))
    .filter((line) => event === undefined || line.event === event);
}

/** Values in rows of people they were not bought for. */
export function wrongValues(addon: Addon): string[] {
  const cells = addon.workbook.find(addon.sheet.id)?.displayed() ?? [];
  const header = cells.findIndex((row) => row.includes('Last name'));
  const mapping = mappingOf(cells[header] ?? []);
  const { wrong } = new SheetComparison(addon.vendor.ledger).compare(cells, header + 1, mapping);
  return wrong.map(({ row, text }) => `${text} in row ${row}`);
}

/** What was bought and found, and is neither in the sheet, nor in the log, nor in a batch that still waits. */
export function lostValues(addon: Addon): string[] {
  const shown = new Set(addon.workbook.find(addon.sheet.id)?.displayed().flat() ?? []);
  const unplaced = new Set(lines(addon, 'unplaced').map(({ after }) => after));
  const waiting = records(addon).filter(({ state }) =>
    ['unknown', 'stalled', 'held', 'submitted', 'placing', 'submitting'].includes(state),
  );
  const known = new Set(waiting.map(({ workflowId }) => workflowId));
  const unknown = waiting
    .filter(({ state, workflowId }) => workflowId === '' || state === 'submitting')
    .reduce((sum, { contacts }) => sum + contacts, 0);
  const maybe = new Set<string>();
  const lost: string[] = [];
  for (const { channel, contact, workflowId, person } of addon.vendor.ledger.purchases) {
    const sold = addon.vendor.ledger.lookupContact(contact);
    const value = channel === 'email' ? sold.email : (sold.phones[0] ?? '');
    if (value === '' || shown.has(value) || unplaced.has(value) || known.has(workflowId)) continue;
    if (maybe.has(person) || maybe.size < unknown) {
      maybe.add(person);
      continue;
    }
    lost.push(`${value} of ${person}`);
  }
  return lost;
}

/** Lines of the log that stand there more than once. */
function doubledLines(addon: Addon): string[] {
  const seen = new Set<string>();
  return lines(addon)
    .map(({ run, batch, event, contact, row, field, after }) => {
      const isOfRow = event === 'written' || event === 'copied';
      return [run, batch, event, contact, isOfRow ? row : '', field, after].join(' | ');
    })
    .filter((key) => seen.has(key) || !seen.add(key));
}

/** Bought values that stand in the sheet without a line that says who wrote them. */
function unloggedValues(addon: Addon): string[] {
  const logged = new Set(lines(addon).map(({ after }) => after));
  const shown = new Set(addon.workbook.find(addon.sheet.id)?.displayed().flat() ?? []);
  return addon.vendor.ledger.purchases.flatMap(({ channel, contact }) => {
    const sold = addon.vendor.ledger.lookupContact(contact);
    const value = channel === 'email' ? sold.email : (sold.phones[0] ?? '');
    return value !== '' && shown.has(value) && !logged.has(value) ? [value] : [];
  });
}

/** Each promise that is broken, in words; nothing when all are kept. */
export function brokenPromises(addon: Addon): string[] {
  const twice = addon.vendor.ledger.boughtTwice();
  return [
    ...twice.map(({ person, channel, times }) => `${channel} of ${person} bought ${times} times`),
    ...wrongValues(addon).map((text) => `wrong row: ${text}`),
    ...lostValues(addon).map((text) => `lost: ${text}`),
    ...doubledLines(addon).map((text) => `logged twice: ${text}`),
    ...unloggedValues(addon).map((text) => `not logged: ${text}`),
  ];
}

function mappingOf(headers: readonly string[]): Mapping {
  const at = (...names: string[]): number | undefined => {
    const column = headers.findIndex((header) => names.includes(header));
    return column < 0 ? undefined : column;
  };
  const columns = {
    first_name: at('First name', 'Vorname'),
    last_name: at('Last name'),
    company_name: at('Company'),
    company_domain: at('Website'),
    linkedin_url: at('LinkedIn'),
  };
  return Object.fromEntries(Object.entries(columns).filter(([, column]) => column !== undefined));
}
