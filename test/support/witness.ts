// The witnesses of the promises: the vendors' ledgers, the sheet as displayed, the log sheet and the document's properties.
import { SheetComparison } from '../../local/ledger/compare';
import type { EmulatedApi } from '../../local/vendors/emulated-api';
import type { BoughtTwice, Purchase } from '../../local/vendors/ledger';
import type { VendorContact } from '../../local/vendors/person';
import type { Mapping } from '../../src/contact/mapping';
import { vendorOf } from '../../src/provider/vendors';
import type { Addon } from './addon';
import { lostTold, unloggedTold, wrongTold } from './told-cells';

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
  /** Its name. */
  readonly vendor: string;
}

export function lines(addon: Addon, event?: string): Line[] {
  return addon
    .log()
    .map(
      ([
        ,
        run,
        batch,
        word,
        contact,
        sentAs,
        row,
        field,
        before,
        after,
        note,
        credits,
        ,
        vendor,
      ]) => ({
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
        vendor: vendor ?? '',
      }),
    )
    .filter((line) => event === undefined || line.event === event);
}

/** One purchase, at one of the vendors. */
interface Sale extends Purchase {
  readonly vendor: EmulatedApi;
  /** The e-mail or phone that was sold; `''` where nothing was found, and for what is told of in `told-cells`. */
  readonly value: string;
}

function apisOf(addon: Addon): readonly EmulatedApi[] {
  return Object.values(addon.vendors);
}

/** Of all vendors, each in the order of its ledger. */
function sales(addon: Addon): Sale[] {
  return apisOf(addon).flatMap((vendor) =>
    vendor.ledger.purchases.map((purchase) => {
      const sold = vendor.ledger.lookupContact(purchase.contact);
      const values = { email: sold.email, phone: sold.phones[0] ?? '', validity: '', profile: '' };
      return { ...purchase, vendor, value: values[purchase.channel] };
    }),
  );
}

const LEAD_ID = 'LeadLeap ID';

/** Values in rows of people they were not bought for. */
export function wrongValues(addon: Addon): string[] {
  const cells = addon.workbook.find(addon.sheet.id)?.displayed() ?? [];
  const header = cells.findIndex((row) => row.includes('Last name') || row.includes(LEAD_ID));
  const mapping = mappingOf(cells[header] ?? []);
  const ledgers = apisOf(addon).map(({ ledger }) => ledger);
  const { wrong } = new SheetComparison(ledgers).compare(cells, header + 1, mapping);
  return wrong.map(({ row, text }) => `${text} in row ${row}`);
}

/** What was bought and found, and is neither in the sheet, nor in the log, nor in a batch that still waits. */
export function lostValues(addon: Addon): string[] {
  const shown = new Set(addon.workbook.find(addon.sheet.id)?.displayed().flat() ?? []);
  const unplaced = new Set(lines(addon, 'unplaced').map(({ after }) => after));
  const isExcused = excuses(addon);
  const values = sales(addon)
    .filter(({ value }) => value !== '' && !shown.has(value) && !unplaced.has(value))
    .filter((sale) => !isExcused(sale))
    .map(({ value, person }) => `${value} of ${person}`);
  const told = lostTold(addon, lines(addon), wantedChannels(addon))
    .filter((sale) => !isExcused(sale))
    .map(({ channel, person, vendor }) => `${channel} of ${person} at ${vendor}`);
  return [...values, ...told];
}

/** Whether a value may be missing: its batch still waits, a person gave it up, or its answer was lost on the way. */
function excuses(addon: Addon): (sale: Purchase) => boolean {
  const waiting = records(addon).filter(({ state }) =>
    ['unknown', 'stalled', 'held', 'submitted', 'placing', 'submitting'].includes(state),
  );
  // Of what was given up, the log keeps the workflow id, or says that there was none.
  const given = lines(addon, 'closed');
  const known = new Set([
    ...waiting.map(({ workflowId }) => workflowId),
    ...given.map(({ after }) => after),
  ]);
  const givenUp = new Set(
    lines(addon, 'sent')
      .filter(({ run, batch }) =>
        given.some((line) => line.after === '' && line.run === run && line.batch === batch),
      )
      .map(({ sentAs: name }) => name),
  );
  const unknown = waiting
    .filter(({ state, workflowId }) => workflowId === '' || state === 'submitting')
    .reduce((sum, { contacts }) => sum + contacts, 0);
  const maybe = new Set<string>();
  return ({ contact, workflowId, person }) => {
    if (known.has(workflowId) || givenUp.has(sentAs(contact))) return true;
    if (!maybe.has(person) && maybe.size >= unknown) return false;
    maybe.add(person);
    return true;
  };
}

/** What any run of the document was to buy. */
function wantedChannels({ runtime }: Addon): ReadonlySet<string> {
  const runs = [...runtime.properties.document].filter(([key]) => key.startsWith('run:'));
  return new Set(runs.flatMap(([, text]) => (JSON.parse(text) as ApprovedRun).channels ?? []));
}

/** Lines of the log that stand there more than once; those of what was sent are counted by {@link missentLines}. */
function doubledLines(addon: Addon): string[] {
  const seen = new Set<string>();
  const times = addon.log().map(([time]) => time ?? '');
  return lines(addon)
    .map((line, index) => ({ ...line, time: times[index] ?? '' }))
    .filter(({ event }) => !SENDING.includes(event))
    .map(({ time, run, batch, event, contact, row, field, after }) => {
      const isOfRow = event === 'written' || event === 'copied';
      // One batch may be given up more than once.
      const which = event === 'closed' ? time : isOfRow ? row : '';
      return [run, batch, event, contact, which, field, after].join(' | ');
    })
    .filter((key) => seen.has(key) || !seen.add(key));
}

/** Not bought, for certain: such a line takes a line `sent` back. */
const TAKEN_BACK = ['not sent', 'refused', 'incomplete'];
const SENDING = ['sent', ...TAKEN_BACK];

/**
 * Contacts of which the log does not say once, for each request that held them, that they were sent. Requests
 * whose answer was lost may not have reached the vendor: `lost` of them at most.
 */
function missentLines(addon: Addon, lost: number): string[] {
  const requests = new Map<string, Set<string>>();
  const sent = lines(addon, 'sent');
  // Two vendors may be asked for one contact by one name.
  const isTold = sent.some(({ vendor }) => vendor !== '');
  const ofVendor = (vendor: string, name: string): string =>
    isTold && vendor !== '' ? `${vendor}: ${name}` : name;
  for (const { vendor, contact, workflowId } of sales(addon)) {
    const name = ofVendor(vendorOf(vendor.id).name, sentAs(contact));
    requests.set(name, (requests.get(name) ?? new Set()).add(`${vendor.id} ${workflowId}`));
  }
  // Two vendors may be asked for one contact by different names: a batch is of one vendor.
  const sendingOf = ({ run, batch, contact }: Line): string =>
    [run, batch, contact.split(' ')[0]].join(' ');
  const named = new Map(sent.map((line) => [sendingOf(line), ofVendor(line.vendor, line.sentAs)]));
  const counts = new Map<string, number>();
  for (const line of lines(addon)) {
    const key = `${line.event} ${named.get(sendingOf(line)) ?? ''}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const times = (events: readonly string[], of: string): number =>
    events.reduce((sum, event) => sum + (counts.get(`${event} ${of}`) ?? 0), 0);
  return [...new Set([...requests.keys(), ...named.values()])].flatMap((name) => {
    const said = times(['sent'], name);
    const bought = requests.get(name)?.size ?? 0;
    const takenBack = times(TAKEN_BACK, name);
    const most = Math.max(1, bought + takenBack) + lost;
    if (takenBack > Math.max(1, said)) return [`${name} taken back ${takenBack} times`];
    if (said < bought) return [`${name} sent ${bought} times, logged ${said} times`];
    return said > most ? [`${name} logged as sent ${said} times, sent ${bought} times`] : [];
  });
}

/** A contact of the ledger as the log names it. */
function sentAs(contact: VendorContact): string {
  const { first_name, last_name, company_name, company_domain, linkedin_url } = contact;
  return [
    `${first_name ?? ''} ${last_name ?? ''}`.trim(),
    company_name,
    company_domain,
    linkedin_url,
    contact.email,
    contact.lead_id,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

/** Bought values that stand in the sheet without a line that says that they were written, or copied, there. */
function unloggedValues(addon: Addon): string[] {
  const written = [...lines(addon, 'written'), ...lines(addon, 'copied')];
  const logged = new Set(written.map(({ after }) => after));
  const shown = new Set(addon.workbook.find(addon.sheet.id)?.displayed().flat() ?? []);
  return sales(addon).flatMap(({ value }) =>
    value !== '' && shown.has(value) && !logged.has(value) ? [value] : [],
  );
}

/** An open run's record, or the line that stays of a closed one. */
interface ApprovedRun {
  readonly channels?: readonly string[];
  readonly vendors?: readonly { readonly id: string; readonly maximum: number }[];
  readonly costs?: readonly { readonly id: string; readonly maximum: number }[];
}

/** What was bought at a vendor beyond the maxima that users approved there, if everything is found. */
function overspent(addon: Addon): string[] {
  const approved = new Map<string, number>();
  for (const [key, text] of addon.runtime.properties.document) {
    if (!key.startsWith('run:')) continue;
    const { vendors, costs } = JSON.parse(text) as ApprovedRun;
    for (const { id, maximum } of vendors ?? costs ?? []) {
      approved.set(id, (approved.get(id) ?? 0) + maximum);
    }
  }
  return apisOf(addon).flatMap((vendor) => {
    const spent = vendor.ledger.purchases.reduce((sum, one) => sum + worst(one, vendor), 0);
    const most = approved.get(vendor.id) ?? 0;
    return spent <= most ? [] : [`${spent} ${vendor.name} credits, ${most} approved`];
  });
}

/** What a purchase costs if something is found; what it did cost where that is more, or settled for good at once. */
function worst({ channel, credits }: Purchase, { prices, repeatsFree }: EmulatedApi): number {
  if (repeatsFree.includes(channel)) return credits ?? prices[channel];
  return Math.max(prices[channel], credits ?? 0);
}

/** What was bought more often than it may be; where another time is free, what was paid for more often. */
function boughtTooOften(addon: Addon, most: number): string[] {
  return apisOf(addon).flatMap(({ ledger, name, repeatsFree }) => {
    const isFree = ({ channel }: BoughtTwice): boolean => repeatsFree.includes(channel);
    const paid = ledger.paidTwice().filter(isFree);
    return [...ledger.boughtTwice().filter((one) => !isFree(one)), ...paid]
      .filter(({ times }) => times > most)
      .map(
        ({ person, channel, times }) => `${channel} of ${person} bought ${times} times at ${name}`,
      );
  });
}

/** Rows that still say *Waiting* when no run is open. */
function marksLeft(addon: Addon): string[] {
  if (records(addon).length > 0) return [];
  const [headers = [], ...rows] = addon.workbook.find(addon.sheet.id)?.displayed() ?? [];
  const columns = headers.flatMap((text, column) =>
    text.startsWith('Enrichment status') ? [column] : [],
  );
  return rows.flatMap((row, index) =>
    columns.some((column) => row[column] === 'Waiting') ? [`row ${index + 2}`] : [],
  );
}

/** More than one log, or one that an execution left unfinished. */
function furtherSheets(addon: Addon): string[] {
  const logs = addon.workbook.sheets.filter(
    (sheet) => sheet.displayed()[0]?.[0] === 'Time (UTC)' || sheet.displayed().length === 0,
  );
  return logs.length > 1 ? logs.map(({ name }) => name) : [];
}

/** What a person approved beyond one purchase of each contact. */
export interface Approved {
  /** Requests whose answer was lost, and that were sent again. */
  readonly lost?: number;
  /** How often a contact may have been bought. */
  readonly times?: number;
}

/** Each promise that is broken, in words; nothing when all are kept. */
export function brokenPromises(
  addon: Addon,
  { lost = 0, times: most = 1 }: Approved = {},
): string[] {
  return [
    ...boughtTooOften(addon, most),
    ...[...wrongValues(addon), ...wrongTold(addon)].map((text) => `wrong row: ${text}`),
    ...lostValues(addon).map((text) => `lost: ${text}`),
    ...doubledLines(addon).map((text) => `logged twice: ${text}`),
    ...missentLines(addon, lost),
    ...[...unloggedValues(addon), ...unloggedTold(addon, lines(addon))].map(
      (text) => `not logged: ${text}`,
    ),
    ...overspent(addon).map((text) => `more than approved: ${text}`),
    ...marksLeft(addon).map((text) => `still waiting: ${text}`),
    ...furtherSheets(addon).map((text) => `a second log: ${text}`),
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
    // Some vendors are asked with it.
    email: at('Email'),
    lead_id: at(LEAD_ID),
  };
  return Object.fromEntries(Object.entries(columns).filter(([, column]) => column !== undefined));
}
