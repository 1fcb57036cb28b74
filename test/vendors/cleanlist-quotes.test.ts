// Quotes, and the enrichment of a list that needs one: no credit is spent that was not quoted.
import { emulator, END, FOREIGN_KEY, NOW, SECOND_KEY } from './calls';
import {
  ask,
  codeOf,
  csvOf,
  faultsOf,
  listOf,
  newList,
  quoteFor,
  runList,
  statusOf,
  type Json,
} from './cleanlist-newer-calls';

type Vendor = ReturnType<typeof emulator>;
const VALID_MS = 300_000;

const estimate = (vendor: Vendor, body: unknown, when = {}) =>
  ask(vendor, 'estimate', '/credits/estimate', body, when);
const start = (vendor: Vendor, body: unknown, when = {}) =>
  ask(vendor, 'list_run', '/enrichment/bulk', body, when);

describe('a quote', () => {
  test('says what the list costs at most, and until when', () => {
    const vendor = emulator();
    const list_id = listOf(vendor, 4);
    const { body } = estimate(vendor, { tool: 'enrich_list', list_id, scope: 'phone-only' });
    expect(body).toMatchObject({
      expires_at: NOW / 1000 + 300,
      estimated_cost: 40,
      tool: 'enrich_list',
      row_count: 4,
      available_credits: 25_000,
      sufficient: true,
    });
    expect(vendor.balance('org_a', NOW)).toBe(25_000);
  });

  test('counts the list itself, whatever the caller says', () => {
    const vendor = emulator();
    const list_id = listOf(vendor, 4);
    const asked = { tool: 'enrich_list', list_id, scope: 'full', row_count: 1 };
    expect(estimate(vendor, asked).body).toMatchObject({ row_count: 4, estimated_cost: 44 });
  });

  test('says when the balance does not hold it, and counts whole credits', () => {
    const vendor = emulator();
    const list_id = listOf(vendor, 4);
    vendor.setBalance('org_a', 43.9);
    const asked = { tool: 'enrich_list', list_id, scope: 'full' };
    expect(estimate(vendor, asked).body).toMatchObject({
      available_credits: 43,
      sufficient: false,
    });
  });

  test('is another one each time', () => {
    const vendor = emulator();
    const list = listOf(vendor, 1);
    expect(quoteFor(vendor, list)).not.toBe(quoteFor(vendor, list));
  });

  test.each<[string, Json, number, string]>([
    ['an unknown tool', { tool: 'enrich_lists' }, 400, 'validation_error'],
    ['no list', { list_id: undefined }, 400, 'validation_error'],
    ['no scope', { scope: undefined }, 400, 'validation_error'],
    ['two prices', { enrichment_type: 'full' }, 400, 'validation_error'],
    ['an unknown list', { list_id: 'x' }, 404, 'not_found'],
    ['a list for a person', { tool: 'enrich_person' }, 400, 'validation_error'],
  ])('is not given for %s', (_name, fields, status, code) => {
    const vendor = emulator();
    const body = { tool: 'enrich_list', list_id: listOf(vendor, 1), scope: 'full', ...fields };
    const reply = estimate(vendor, body);
    expect([reply.status, codeOf(reply)]).toEqual([status, code]);
  });

  test.each<[string, Json, string]>([
    ['no tool', { tool: undefined }, 'body.tool missing'],
    ['a scope without its hyphen', { scope: 'phone_only' }, 'body.scope literal_error'],
    ['a field of our own', { run: 'x' }, 'body.run extra_forbidden'],
    ['half a row', { row_count: 1.5 }, 'body.row_count int_type'],
  ])('is not given for %s', (_name, fields, fault) => {
    const vendor = emulator();
    const body = { tool: 'enrich_list', list_id: listOf(vendor, 1), scope: 'full', ...fields };
    const reply = estimate(vendor, body);
    expect([reply.status, faultsOf(reply)]).toEqual([422, [fault]]);
  });

  test('is not made up for what the vendor quotes and the emulator does not', () => {
    expect(() => estimate(emulator(), { tool: 'run_smart_agent' })).toThrow('NotEmulated');
    expect(() => estimate(emulator(), { tool: 'enrich_list', filters: {} })).toThrow('NotEmulated');
  });
});

describe('the enrichment of a list', () => {
  test('reserves what was quoted, and gives back what it did not need', () => {
    const vendor = emulator();
    const list = listOf(vendor, 40);
    const id = runList(vendor, list);
    expect(vendor.balance('org_a', NOW)).toBe(25_000 - 440);
    const status = statusOf(vendor, id, END);
    const { emails_found: emails, phones_found: phones } = status.summary as Record<string, number>;
    const cost = (emails ?? 0) + 10 * (phones ?? 0);
    expect(cost).toBeGreaterThan(0);
    expect(status).toMatchObject({
      total: 40,
      processed: 40,
      lead_list_id: list,
      enrichment_type: 'full',
      result: null,
      credits_charged: cost,
      credits_refunded: 440 - cost,
    });
    expect(vendor.balance('org_a', END)).toBe(25_000 - cost);
    expect(vendor.ledger.charged('org_a')).toBe(cost);
    expect(vendor.ledger.purchases).toHaveLength(80);
  });

  test('says how far it is', () => {
    const vendor = emulator({ duration: { min: 100, max: 100 } });
    const id = runList(vendor, listOf(vendor, 40));
    expect(statusOf(vendor, id, NOW + 50_000)).toMatchObject({
      status: 'running',
      progress: 50,
      total: 40,
      processed: 20,
    });
  });

  test('ends with errors when a lookup broke', () => {
    const vendor = emulator({ shares: { email: 1, phone: 1, failed: 0.3 } });
    const status = statusOf(vendor, runList(vendor, listOf(vendor, 30)), END);
    expect(status.status).toBe('completed_with_errors');
    expect(Number(status.failed)).toBeGreaterThan(0);
  });

  test.each(['lead_list_id', 'list_id'] as const)('takes %s, and by an option only it', (name) => {
    const other = name === 'list_id' ? 'lead_list_id' : 'list_id';
    const vendor = emulator();
    const list = listOf(vendor, 1);
    const rest = { scope: 'full', quote_id: quoteFor(vendor, list) };
    expect(start(vendor, { [name]: list, ...rest }).status).toBe(200);
    const picky = emulator({ listField: other });
    const reply = start(picky, { [name]: listOf(picky, 1), ...rest });
    expect([reply.status, faultsOf(reply)]).toEqual([422, [`body.${name} extra_forbidden`]]);
  });

  test.each<[string, Json, string]>([
    ['both names of the list', { list_id: 'x' }, 'body value_error'],
    ['no list', { lead_list_id: undefined }, 'body.lead_list_id missing'],
    ['no scope', { scope: undefined }, 'body.scope missing'],
    ['a scope without its hyphen', { scope: 'phone_only' }, 'body.scope literal_error'],
    ['another field', { webhook_url: 'https://a.example' }, 'body.webhook_url extra_forbidden'],
  ])('is refused with %s', (_name, fields, fault) => {
    const vendor = emulator();
    const list = listOf(vendor, 1);
    const body = { lead_list_id: list, scope: 'full', quote_id: quoteFor(vendor, list), ...fields };
    const reply = start(vendor, body);
    expect([reply.status, faultsOf(reply)]).toEqual([422, [fault]]);
    expect(vendor.ledger.purchases).toEqual([]);
  });

  test('needs a quote', () => {
    const vendor = emulator();
    const reply = start(vendor, { lead_list_id: listOf(vendor, 1), scope: 'full' });
    expect([reply.status, codeOf(reply)]).toEqual([400, 'quote_required']);
    expect(vendor.ledger.purchases).toEqual([]);
  });

  test('is sold once for a quote, however often it is sent', () => {
    const vendor = emulator();
    const list = listOf(vendor, 2);
    const body = { lead_list_id: list, scope: 'full', quote_id: quoteFor(vendor, list) };
    expect(start(vendor, body).status).toBe(200);
    const again = start(vendor, body, { key: SECOND_KEY });
    expect([again.status, codeOf(again)]).toEqual([400, 'quote_used']);
    expect(vendor.ledger.boughtTwice()).toEqual([]);
    expect(vendor.balance('org_a', NOW)).toBe(25_000 - 22);
  });

  test('whose answer was lost is not sold again', () => {
    const vendor = emulator();
    const list = listOf(vendor, 2);
    const body = { lead_list_id: list, scope: 'full', quote_id: quoteFor(vendor, list) };
    vendor.faults.next('submit', 'timeout after');
    expect(() => start(vendor, body)).toThrow('No answer');
    expect(codeOf(start(vendor, body))).toBe('quote_used');
    expect(vendor.ledger.boughtTwice()).toEqual([]);
  });

  test('is sold until the quote expires, and not after', () => {
    const body = (vendor: Vendor) => {
      const list = listOf(vendor, 1);
      return { lead_list_id: list, scope: 'full', quote_id: quoteFor(vendor, list) };
    };
    const [early, late] = [emulator(), emulator()];
    expect(start(early, body(early), { nowMs: NOW + VALID_MS - 1 }).status).toBe(200);
    const reply = start(late, body(late), { nowMs: NOW + VALID_MS });
    expect([reply.status, codeOf(reply)]).toEqual([400, 'quote_expired']);
    expect(late.ledger.purchases).toEqual([]);
  });

  test.each<[string, (vendor: Vendor, list: string) => Json, string]>([
    ['nobody gave', () => ({ quote_id: 'qte_v1_1_0' }), 'quote_invalid'],
    [
      'another organisation was given',
      (vendor) => {
        const foreign = { key: FOREIGN_KEY };
        return { quote_id: quoteFor(vendor, listOf(vendor, 2, foreign), 'full', foreign) };
      },
      'quote_invalid',
    ],
    [
      'is for another list',
      (vendor) => ({ quote_id: quoteFor(vendor, listOf(vendor, 2, {}, 'Other')) }),
      'quote_mismatch',
    ],
    [
      'is for another scope',
      (vendor, list) => ({ quote_id: quoteFor(vendor, list, 'partial') }),
      'quote_mismatch',
    ],
    [
      'is for another tool',
      (vendor, list_id) => ({
        quote_id: estimate(vendor, {
          tool: 'bulk_import_csv',
          list_id,
          row_count: 2,
          enrichment_type: 'full',
        }).body.quote_id,
      }),
      'quote_mismatch',
    ],
  ])('is not sold for a quote that %s', (_name, quoteOf, code) => {
    const vendor = emulator();
    const list = listOf(vendor, 2);
    const reply = start(vendor, { lead_list_id: list, scope: 'full', ...quoteOf(vendor, list) });
    expect([reply.status, codeOf(reply)]).toEqual([400, code]);
    expect(vendor.ledger.purchases).toEqual([]);
    expect(vendor.balance('org_a', NOW)).toBe(25_000);
  });

  test('is not sold for more than was quoted when the list has grown', () => {
    const vendor = emulator();
    const list = listOf(vendor, 2);
    const quote_id = quoteFor(vendor, list);
    ask(vendor, 'csv_import', `/lead-lists/${list}/csv-import`, {
      csv_content_base64: csvOf(['Email', 'a@b.example']),
      column_mapping: { email: 'Email' },
      dispatch_enrichment: false,
    });
    const reply = start(vendor, { lead_list_id: list, scope: 'full', quote_id });
    expect([reply.status, codeOf(reply)]).toEqual([400, 'spend_cap_exceeded']);
    expect(vendor.ledger.purchases).toEqual([]);
  });

  test('that the balance does not hold keeps its quote', () => {
    const vendor = emulator();
    const list = listOf(vendor, 2);
    const body = { lead_list_id: list, scope: 'full', quote_id: quoteFor(vendor, list) };
    vendor.setBalance('org_a', 21);
    expect(start(vendor, body).body.error).toMatchObject({
      code: 'insufficient_credits',
      estimated_cost_credits: 22,
      available_credits: 21,
      shortfall_credits: 1,
    });
    vendor.setBalance('org_a', 22);
    expect(start(vendor, body).status).toBe(200);
  });

  test('is not sold for an empty list, or another organisation’s', () => {
    const vendor = emulator();
    const empty = newList(vendor);
    const quote_id = quoteFor(vendor, empty);
    expect(codeOf(start(vendor, { lead_list_id: empty, scope: 'full', quote_id }))).toBe(
      'validation_error',
    );
    const body = { lead_list_id: listOf(vendor, 1), scope: 'full', quote_id };
    expect(start(vendor, body, { key: FOREIGN_KEY }).status).toBe(404);
  });

  test('leaves the list as it was when it fails', () => {
    const vendor = emulator({ shares: { email: 1, phone: 1, failed: 0 } });
    const list = listOf(vendor, 2);
    vendor.faults.nextWorkflow({ ends: 'failed', keepsCredits: true });
    expect(statusOf(vendor, runList(vendor, list), END)).toMatchObject({
      status: 'failed',
      completed: 0,
      refund_status: 'pending_review',
      credits_charged: 22,
    });
    const { body } = ask(vendor, 'leads', `/lead-lists/${list}/leads`, undefined, { nowMs: END });
    expect(JSON.stringify(body.leads)).not.toContain('sample.');
    expect(vendor.ledger.charged()).toBe(22);
  });
});

describe('a quote for other tools', () => {
  test('binds an import to its rows', () => {
    const vendor = emulator();
    const list_id = newList(vendor);
    const body = (rows: number) => ({
      csv_content_base64: csvOf([
        'Email',
        ...Array.from({ length: rows }, (_none, n) => `p${n}@x.example`),
      ]),
      column_mapping: { email: 'Email' },
      dispatch_enrichment: true,
      enrichment_type: 'phone_only',
      quote_id: estimate(vendor, {
        tool: 'bulk_import_csv',
        list_id,
        row_count: 2,
        enrichment_type: 'phone_only',
      }).body.quote_id,
    });
    const send = (rows: number) =>
      ask(vendor, 'csv_import', `/lead-lists/${list_id}/csv-import`, body(rows));
    expect(codeOf(send(3))).toBe('spend_cap_exceeded');
    expect(codeOf(send(1))).toBe('quote_mismatch');
    expect(vendor.ledger.purchases).toEqual([]);
    expect(send(2).status).toBe(201);
    expect(vendor.balance('org_a', NOW)).toBe(25_000 - 20);
  });

  test('is redeemed by a person', () => {
    const vendor = emulator();
    const quote = estimate(vendor, { tool: 'enrich_person', enrichment_type: 'full' }).body;
    expect(quote).toMatchObject({ estimated_cost: 11, row_count: 1, filter_hash: 'none' });
    const body = {
      email: 'a@b.example',
      enrichment_type: 'full',
      lead_list_id: newList(vendor),
      quote_id: quote.quote_id,
    };
    expect(ask(vendor, 'person', '/enrichment/person', body).status).toBe(200);
    expect(codeOf(ask(vendor, 'person', '/enrichment/person', body))).toBe('quote_used');
  });
});
