// Lead lists: making them, importing a CSV, reading them page by page.
import { DEMO_KEY, DEMO_LIST_ID } from '../../local/vendors/cleanlist/demo';
import { CleanlistEmulator } from '../../local/vendors/cleanlist/emulator';
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

const DAY_MS = 86_400_000;
const ALL = { email: 1, phone: 1, failed: 0 };
const MAPPING = { email: 'Email', first_name: 'First', last_name: 'Last', company_name: 'Company' };
const HEAD = 'Email,First,Last,Company';

type Vendor = ReturnType<typeof emulator>;

function imports(vendor: Vendor, list: string, fields: Json, when = {}) {
  const body = {
    csv_content_base64: csvOf([HEAD, 'ada@acme.example,Ada,One,Acme']),
    column_mapping: MAPPING,
    dispatch_enrichment: false,
    ...fields,
  };
  return ask(vendor, 'csv_import', `/lead-lists/${list}/csv-import`, body, when);
}

const importOf = (lines: readonly string[], fields: Json = {}) => {
  const vendor = emulator();
  const list = newList(vendor);
  const reply = imports(vendor, list, { csv_content_base64: csvOf(lines), ...fields });
  return { vendor, list, reply };
};

function leadsOf(vendor: Vendor, list: string, query = '?limit=500', when = {}) {
  return ask(vendor, 'leads', `/lead-lists/${list}/leads${query}`, undefined, when);
}

describe('a plan', () => {
  const create = (vendor: Vendor, name: string, when = {}) =>
    ask(vendor, 'new_list', '/lead-lists', { name }, when);

  test('has room for so many lists of an organisation, and the same name takes none', () => {
    const vendor = emulator({ mostLists: 2 });
    const made = ['One', 'Two', 'one'].map((name) => create(vendor, name).status);
    expect(made).toEqual([201, 201, 200]);
    const third = create(vendor, 'Three');
    expect([third.status, codeOf(third)]).toEqual([403, 'list_cap_reached']);
    expect(create(vendor, 'Three', { key: FOREIGN_KEY }).status).toBe(201);
  });
});

test('a protected list is read and priced, and nothing is changed or bought', () => {
  const contacts = [{ first_name: 'Ada', last_name: 'One', company_domain: 'acme.example' }];
  const id = 'list_kept';
  const vendor = emulator({
    lists: [{ id, organizationId: 'org_a', name: 'Kept', contacts, isProtected: true }],
  });
  expect(leadsOf(vendor, id).status).toBe(200);
  const replies = [
    imports(vendor, id, {}),
    ask(vendor, 'person', '/enrichment/person', {
      ...{ email: 'a@b.example', enrichment_type: 'full', lead_list_id: id },
    }),
    ask(vendor, 'list_run', '/enrichment/bulk', {
      ...{ lead_list_id: id, scope: 'full', quote_id: quoteFor(vendor, id) },
    }),
  ];
  expect(replies.map((reply) => [reply.status, codeOf(reply)])).toEqual(
    replies.map(() => [403, 'list_protected']),
  );
  expect(vendor.ledger.purchases).toEqual([]);
});

describe('a list is', () => {
  const create = (vendor: Vendor, body: unknown, when = {}) =>
    ask(vendor, 'new_list', '/lead-lists', body, when);

  test('made once for a name, whatever its case, and then used again', () => {
    const vendor = emulator();
    const one = create(vendor, { name: 'Q3 Leads', description: 'From a sheet' });
    expect(one).toMatchObject({
      status: 201,
      body: { name: 'Q3 Leads', description: 'From a sheet', lead_count: 0, reused: false },
    });
    const two = create(vendor, { name: 'q3 leads' }, { key: SECOND_KEY });
    expect(two).toMatchObject({
      status: 200,
      body: { list_id: one.body.list_id, name: 'Q3 Leads', reused: true },
    });
    expect(create(vendor, { name: 'Q3 Leads List' }).status).toBe(201);
    expect(create(vendor, { name: 'Q3 Leads' }, { key: FOREIGN_KEY }).status).toBe(201);
  });

  test.each<[string, unknown, string]>([
    ['no name', {}, 'body.name missing'],
    ['a blank name', { name: '' }, 'body.name value_error'],
    ['a long name', { name: 'x'.repeat(201) }, 'body.name string_too_long'],
    ['a number', { name: 7 }, 'body.name string_type'],
    ['another field', { name: 'x', color: 'red' }, 'body.color extra_forbidden'],
    ['a list', [], 'body model_attributes_type'],
    ['no JSON', '{"name":', 'body json_invalid'],
  ])('not made with %s', (_name, body, fault) => {
    const reply = create(emulator(), body);
    expect([reply.status, faultsOf(reply)]).toEqual([422, [fault]]);
  });

  test('there from the beginning in the demonstration, for its organisation', () => {
    const vendor = new CleanlistEmulator();
    const page = leadsOf(vendor, DEMO_LIST_ID, '', { key: DEMO_KEY });
    expect(page.body).toMatchObject({ list_id: DEMO_LIST_ID, total: 20, cursor: null });
    expect(leadsOf(emulator(), DEMO_LIST_ID).status).toBe(404);
    const id = runList(vendor, DEMO_LIST_ID, 'partial', { key: DEMO_KEY });
    const status = ask(vendor, 'run_status', `/enrichment/status/${id}`, undefined, {
      key: DEMO_KEY,
      nowMs: END,
    });
    expect(status.body).toMatchObject({ total: 20, processed: 20 });
    expect(Number(status.body.credits_charged)).toBeGreaterThan(5);
  });
});

describe('an import', () => {
  test('stores the rows, for nothing, when it is told not to enrich', () => {
    const { vendor, list, reply } = importOf([
      `\uFEFF${HEAD}`,
      'ada@acme.example,Ada,One,Acme',
      ',Ben,"Two, Jr.",Acme',
    ]);
    expect(reply).toMatchObject({
      status: 201,
      body: {
        list_id: list,
        rows_parsed: 2,
        rows_imported: 2,
        rows_skipped: 0,
        skip_reasons: {},
        sample_skip_rows: [],
        workflow_id: null,
        enrichment_status_url: null,
        idempotency_replayed: false,
      },
    });
    expect(vendor.balance('org_a', END)).toBe(25_000);
    expect(vendor.ledger.purchases).toEqual([]);
    expect(leadsOf(vendor, list).body.leads).toMatchObject([
      { full_name: 'Ada One', company: 'Acme', email: null, provider: null },
      { full_name: 'Ben Two, Jr.', company: 'Acme', email: null },
    ]);
  });

  test('enriches at once unless told otherwise: the vendor’s default spends', () => {
    const { vendor, reply } = importOf([HEAD, 'a@b.example,,,', 'c@d.example,,,'], {
      dispatch_enrichment: undefined,
      enrichment_type: 'full',
    });
    const id = String(reply.body.workflow_id);
    expect(reply.body.enrichment_status_url).toBe(`/api/v1/public/enrichment/status/${id}`);
    expect(vendor.balance('org_a', NOW)).toBe(25_000 - 22);
    expect(statusOf(vendor, id, END)).toMatchObject({ total: 2, result: null });
    expect(vendor.ledger.purchases).toHaveLength(4);
  });

  test('enriches the rows imported and no others of the list', () => {
    const vendor = emulator({ shares: ALL });
    const list = listOf(vendor, 3);
    imports(vendor, list, { dispatch_enrichment: true, enrichment_type: 'partial' });
    expect(vendor.ledger.purchases.map(({ contact }) => contact.email)).toEqual([
      'ada@acme.example',
    ]);
    const found = (leadsOf(vendor, list, '', { nowMs: END }).body.leads as Json[]).map(
      ({ email }) => email !== null,
    );
    expect(found).toEqual([false, false, false, true]);
  });

  test('that the balance does not hold imports nothing', () => {
    const vendor = emulator();
    const list = newList(vendor);
    vendor.setBalance('org_a', 10);
    const reply = imports(vendor, list, { dispatch_enrichment: true, enrichment_type: 'full' });
    expect([reply.status, codeOf(reply)]).toEqual([400, 'insufficient_credits']);
    expect(leadsOf(vendor, list).body.total).toBe(0);
  });

  test('leaves out rows that it cannot use, and says why', () => {
    const { reply } = importOf([
      HEAD,
      'ada@acme.example,Ada,One,Acme',
      ',Nobody,,',
      'ADA@acme.example,Ada,One,Acme',
      '',
      'not an address,,,',
      ',Ben,Two,Acme',
      ',Ben,Two,Acme',
    ]);
    expect(reply.body).toMatchObject({
      rows_parsed: 6,
      rows_imported: 3,
      rows_skipped: 3,
      skip_reasons: { missing_required: 2, duplicate_email: 1 },
      sample_skip_rows: [3, 4, 6],
    });
  });

  test('knows a profile twice, and takes names in one column', () => {
    const { vendor, list, reply } = importOf(
      [
        'Name,Profile,Employer',
        'Ada van One,,Acme',
        ',https://www.linkedin.com/in/ada,',
        ',https://uk.linkedin.com/in/ADA/,',
      ],
      {
        column_mapping: { full_name: 'Name', linkedin_url: 'Profile', company_name: 'Employer' },
      },
    );
    expect(reply.body).toMatchObject({
      rows_imported: 2,
      skip_reasons: { duplicate_linkedin: 1 },
      sample_skip_rows: [4],
    });
    expect(leadsOf(vendor, list).body.leads).toMatchObject([
      { first_name: 'Ada', last_name: 'van One' },
      { first_name: null, linkedin_url: null },
    ]);
  });

  test('takes 600 rows, and names ten of those that it skips', () => {
    const rows = Array.from({ length: 615 }, (_none, n) => `p${n}@x.example,,,`);
    const { reply } = importOf([HEAD, ...rows]);
    expect(reply.body).toMatchObject({
      rows_parsed: 615,
      rows_imported: 600,
      skip_reasons: { row_cap_exceeded: 15 },
      sample_skip_rows: [602, 603, 604, 605, 606, 607, 608, 609, 610, 611],
    });
  });

  test.each<[string, Json, number, string]>([
    [
      'a column that the file has not',
      { column_mapping: { email: 'E-mail' } },
      400,
      'missing_column',
    ],
    ['what is not base64', { csv_content_base64: 'Email;x' }, 400, 'validation_error'],
    ['bytes that are no text', { csv_content_base64: '/////w==' }, 400, 'validation_error'],
    [
      'a large file',
      { csv_content_base64: csvOf(['x'.repeat(112_501)]) },
      413,
      'payload_too_large',
    ],
  ])('is refused with %s', (_name, fields, status, code) => {
    const { vendor, list, reply } = importOf([HEAD], fields);
    expect([reply.status, codeOf(reply)]).toEqual([status, code]);
    expect(leadsOf(vendor, list).body.total).toBe(0);
  });

  test('takes a file whose base64 is exactly of the size', () => {
    const lines = [HEAD, 'a@b.example,,,'];
    const filler = 'x'.repeat(112_500 - `${lines.join('\r\n')}\r\n,,,`.length);
    expect(importOf([...lines, `,,,${filler}`]).reply.status).toBe(201);
  });

  test.each<[string, Json, string]>([
    ['no columns', { column_mapping: {} }, 'body.column_mapping too_short'],
    [
      'a column that leads do not have',
      { column_mapping: { notes: 'Email' } },
      'body.column_mapping.notes literal_error',
    ],
    ['a position for a header', { column_mapping: { email: 1 } }, 'string_type'],
    ['columns in a list', { column_mapping: ['Email'] }, 'body.column_mapping dict_type'],
    ['a word for yes', { dispatch_enrichment: 'no' }, 'body.dispatch_enrichment bool_type'],
    ['no type to enrich by', { dispatch_enrichment: true }, 'body value_error'],
    ['a hyphened type', { enrichment_type: 'phone-only' }, 'body.enrichment_type literal_error'],
    ['a long key', { idempotency_key: 'x'.repeat(129) }, 'body.idempotency_key string_too_long'],
    ['another field', { rows: 2 }, 'body.rows extra_forbidden'],
  ])('is refused with %s', (_name, fields, fault) => {
    const { reply } = importOf([HEAD], fields);
    expect(reply.status).toBe(422);
    expect(faultsOf(reply)).toEqual([expect.stringContaining(fault)]);
  });

  test('sent again with its key is not done again, for a day, whatever it then says', () => {
    const vendor = emulator();
    const [list, other] = [newList(vendor), newList(vendor, 'Other')];
    const fields = {
      idempotency_key: 'once',
      dispatch_enrichment: true,
      enrichment_type: 'partial',
    };
    const first = imports(vendor, list, fields);
    const again = [
      imports(vendor, list, fields, { nowMs: NOW + DAY_MS - 1, key: SECOND_KEY }),
      imports(vendor, other, { idempotency_key: 'once' }),
    ];
    for (const { status, body } of again) {
      expect(status).toBe(201);
      expect(body).toEqual({ ...first.body, idempotency_replayed: true });
    }
    expect(vendor.ledger.purchases).toHaveLength(1);
    expect(leadsOf(vendor, list).body.total).toBe(1);
    expect(imports(vendor, list, fields, { nowMs: NOW + DAY_MS }).body).toMatchObject({
      idempotency_replayed: false,
    });
    expect(leadsOf(vendor, list, '', { nowMs: NOW + DAY_MS + 60_000 }).body.total).toBe(2);
  });

  test('that was refused, or another organisation’s, keeps no key', () => {
    const vendor = emulator();
    const list = newList(vendor);
    const key = { idempotency_key: 'once' };
    imports(vendor, list, { ...key, column_mapping: { email: 'E-mail' } });
    expect(imports(vendor, list, key).body.idempotency_replayed).toBe(false);
    const theirs = newList(vendor, 'Theirs', { key: FOREIGN_KEY });
    expect(imports(vendor, theirs, key, { key: FOREIGN_KEY }).body).toMatchObject({
      list_id: theirs,
      idempotency_replayed: false,
    });
  });

  test('whose answer was lost can be asked for again', () => {
    const vendor = emulator();
    const list = newList(vendor);
    vendor.faults.next('import', 'timeout after');
    const fields = { idempotency_key: 'once' };
    expect(() => imports(vendor, list, fields)).toThrow('No answer');
    expect(imports(vendor, list, fields).body.idempotency_replayed).toBe(true);
    expect(leadsOf(vendor, list).body.total).toBe(1);
  });

  test('into another organisation’s list is not found', () => {
    const vendor = emulator();
    const reply = imports(vendor, newList(vendor), {}, { key: FOREIGN_KEY });
    expect([reply.status, codeOf(reply)]).toEqual([404, 'not_found']);
  });
});

describe('the leads of a list', () => {
  test('are read page by page, each once', () => {
    const vendor = emulator();
    const list = listOf(vendor, 12);
    const names: unknown[] = [];
    let query = '?limit=5';
    for (let page = 0; page < 3; page++) {
      const { body } = leadsOf(vendor, list, query);
      names.push(...(body.leads as Json[]).map(({ full_name: name }) => name));
      expect(body.total).toBe(12);
      expect(body.cursor === null).toBe(page === 2);
      query = `?limit=5&cursor=${String(body.cursor)}`;
    }
    expect(names).toEqual(Array.from({ length: 12 }, (_none, n) => `First${n} Last${n}`));
  });

  test('are 100 a page when nobody says how many', () => {
    const vendor = emulator();
    const list = listOf(vendor, 130);
    expect(leadsOf(vendor, list, '').body.leads).toHaveLength(100);
    expect(leadsOf(vendor, list, '?limit=500').body.leads).toHaveLength(130);
  });

  test.each(['?limit=0', '?limit=501', '?limit=x', '?limit=1.5', '?limit=-1'])(
    'are never as many as %s',
    (query) => {
      const vendor = emulator();
      const reply = leadsOf(vendor, newList(vendor), query);
      expect([reply.status, faultsOf(reply)]).toEqual([422, ['query.limit int_range']]);
    },
  );

  test('are not found by another list’s cursor, or by a number', () => {
    const vendor = emulator();
    const list = listOf(vendor, 3);
    const { cursor } = leadsOf(vendor, list, '?limit=1').body;
    const other = newList(vendor);
    for (const [id, word] of [
      [other, String(cursor)],
      [list, '1'],
      [list, 'x'],
    ] as const) {
      expect(codeOf(leadsOf(vendor, id, `?cursor=${word}`))).toBe('validation_error');
    }
  });

  test('hold what the enrichment found, no e-mail status, and nothing of what was sent', () => {
    const vendor = emulator({ shares: ALL });
    const list = listOf(vendor, 3);
    const id = runList(vendor, list);
    const before = leadsOf(vendor, list).body.leads as Json[];
    expect(before.every(({ email, phone }) => email === null && phone === null)).toBe(true);
    const after = leadsOf(vendor, list, '', { nowMs: END }).body.leads as Json[];
    after.forEach((lead, n) => {
      const contact = {
        first_name: `First${n}`,
        last_name: `Last${n}`,
        company_domain: `company${n}.com`,
      };
      const { email, phones, bought } = vendor.ledger.lookupContact(contact);
      expect(lead).toMatchObject({ email, phone: phones[0], provider: 'sample' });
      expect(bought).toMatchObject({ email: 1, phone: 1, profile: 0 });
      expect(JSON.stringify(lead)).not.toContain('domain');
      expect(lead.lead_id).toBe(before[n]?.lead_id);
    });
    expect(statusOf(vendor, id, END)).toMatchObject({ result: null, completed: 3 });
  });

  test('keep what an earlier enrichment found', () => {
    const vendor = emulator({ shares: ALL });
    const list = listOf(vendor, 1);
    runList(vendor, list, 'partial');
    runList(vendor, list, 'phone-only', { nowMs: END });
    const [lead] = leadsOf(vendor, list, '', { nowMs: END * 2 }).body.leads as Json[];
    expect(lead?.email).not.toBeNull();
    expect(lead?.phone).not.toBeNull();
  });
});
