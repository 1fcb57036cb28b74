// Owns `/lead-lists…`: making a list, importing into it, reading it page by page.
import { json, type HttpAnswer } from '../http';
import type { Call } from './call';
import { unprocessable } from './body';
import { readImport, type ImportRequest } from './csv-import-request';
import { readRows } from './csv-rows';
import { envelope } from './envelope';
import { statusPath, type EnrichmentCalls } from './enrichment-calls';
import type { EnrichmentRun, RunType } from './enrichment-run';
import { coded, listCapReached, listProtected } from './error-object';
import { readBody, textOf, type Rules } from './fields-reader';
import type { Lead, LeadList, LeadLists } from './lead-lists';
import { featureRefusal, scopeRefusal, typeRefusal, type Plan } from './plan';

/** https://github.com/Cleanlist-ai/cleanlist-python-client , `CreateListRequest` */
const LIST_RULES: Rules = {
  name: { kind: 'text', max: 200, required: true },
  description: { kind: 'text', max: 2_000 },
  folder_id: { kind: 'not_emulated' },
};

/** How long an idempotency key is remembered, from the same source. */
const REMEMBERED_MS = 86_400_000;

const MAX_PAGE = 500;
const DEFAULT_PAGE = 100;

interface Remembered {
  readonly untilMs: number;
  readonly body: object;
}

export class LeadListCalls {
  /** By organisation and idempotency key, whatever the list. */
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    private readonly lists: LeadLists,
    private readonly enrichment: EnrichmentCalls,
    private readonly plan: Plan,
  ) {}

  create({ request, caller, nowMs }: Call): HttpAnswer {
    const read = readBody(request, LIST_RULES);
    if (read.kind === 'refused') return read.answer;
    const name = textOf(read.fields, 'name');
    const description = textOf(read.fields, 'description') || null;
    const { id } = caller.organization;
    const before = this.lists.named(id, name);
    if (before === undefined && !this.lists.hasRoom(id)) return listCapReached();
    const list = before ?? this.lists.create(id, name, description, nowMs);
    return json(before === undefined ? 201 : 200, {
      ...envelope(nowMs),
      list_id: list.id,
      name: list.name,
      description: list.description,
      lead_count: list.leads.length,
      enriched_count: list.leads.filter(({ enriched }) => enriched !== null).length,
      folder_id: null,
      created_at: new Date(list.createdMs).toISOString(),
      reused: before !== undefined,
    });
  }

  importCsv(call: Call): HttpAnswer {
    const read = readImport(call.request);
    if (read.kind === 'refused') return read.answer;
    const { dispatch, idempotencyKey } = read.request;
    const refusal =
      featureRefusal(this.plan, ['data_source_csv_upload']) ??
      (dispatch === null
        ? null
        : (scopeRefusal(this.plan, ['lists:write', 'enrich:write']) ??
          typeRefusal(this.plan, dispatch)));
    if (refusal !== null) return refusal;
    const organizationId = call.caller.organization.id;
    const list = this.lists.find(organizationId, call.id);
    if (list === undefined) return coded(404, 'not_found', 'Lead list not found');
    if (list.isProtected) return listProtected(list);
    const slot = `${organizationId}|${idempotencyKey}`;
    const before = idempotencyKey === '' ? undefined : this.remembered.get(slot);
    if (before !== undefined && call.nowMs < before.untilMs) {
      return json(201, { ...before.body, idempotency_replayed: true });
    }
    const body = this.imported(list, read.request, call);
    if ('status' in body) return body;
    if (idempotencyKey !== '') {
      this.remembered.set(slot, { untilMs: call.nowMs + REMEMBERED_MS, body });
    }
    return json(201, body);
  }

  leads({ id, caller, query, nowMs }: Call): HttpAnswer {
    const list = this.lists.find(caller.organization.id, id);
    if (list === undefined) return coded(404, 'not_found', 'Lead list not found');
    const limit = Number(only(query, 'limit') ?? DEFAULT_PAGE);
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) {
      const msg = `Input should be a whole number from 1 to ${MAX_PAGE}`;
      const loc = ['query', 'limit'];
      return unprocessable([{ type: 'int_range', loc, msg, input: only(query, 'limit') }]);
    }
    const start = startOf(list, only(query, 'cursor'));
    if (start === null) return coded(400, 'validation_error', 'The cursor is none of this list.');
    const next = start + limit;
    return json(200, {
      ...envelope(nowMs),
      list_id: list.id,
      leads: list.leads.slice(start, next).map(leadRow),
      total: list.leads.length,
      cursor: next < list.leads.length ? cursorAt(list, next) : null,
    });
  }

  /** The rows are stored only once their enrichment is paid for. */
  private imported(list: LeadList, request: ImportRequest, call: Call): object | HttpAnswer {
    const rows = readRows(request.csv, request.mapping);
    if (rows.kind === 'missing_column') {
      return coded(400, 'missing_column', `The CSV has no column ${rows.header}.`, {
        details: { column: rows.header },
      });
    }
    const leads = rows.leads.map((lead) => ({ ...lead, id: this.lists.nextId(list) }));
    const run =
      request.dispatch === null || leads.length === 0
        ? null
        : this.dispatch(list, leads, request.dispatch, request.quoteId, call);
    if (run !== null && 'status' in run) return run;
    this.lists.add(list, leads);
    return {
      ...envelope(call.nowMs),
      list_id: list.id,
      rows_parsed: rows.parsed,
      rows_imported: leads.length,
      rows_skipped: rows.parsed - leads.length,
      skip_reasons: rows.reasons,
      sample_skip_rows: rows.sampleRows,
      workflow_id: run?.id ?? null,
      enrichment_status_url: run === null ? null : statusPath(run),
      idempotency_replayed: false,
    };
  }

  private dispatch(
    { id: listId, organizationId }: LeadList,
    leads: readonly Pick<Lead, 'id' | 'contact'>[],
    type: RunType,
    quoteId: string,
    call: Call,
  ): EnrichmentRun | HttpAnswer {
    const order = { kind: 'list', organizationId, listId, type, leads } as const;
    return this.enrichment.dispatch('bulk_import_csv', order, quoteId, call);
  }
}

/** `LeadRow`: no e-mail status, and nothing of what was imported to find it by but the names, company and job. */
function leadRow({ id, contact, title, location, enriched }: Lead): object {
  const first = contact.first_name ?? enriched?.firstName ?? '';
  const last = contact.last_name ?? enriched?.lastName ?? '';
  return {
    lead_id: id,
    first_name: first || null,
    last_name: last || null,
    full_name: `${first} ${last}`.trim() || null,
    email: enriched?.email ?? null,
    phone: enriched?.phone ?? null,
    title: enriched?.title ?? (title || null),
    company: (contact.company_name ?? enriched?.companyName ?? '') || null,
    location: location || null,
    linkedin_url: enriched?.linkedinUrl ?? null,
    provider: enriched === null ? null : 'sample',
  };
}

/** Opaque to the caller, and of no use for another list. */
function cursorAt(list: LeadList, start: number): string {
  return Buffer.from(`${list.id}|${start}`).toString('base64url');
}

/** `null` when the cursor was not given for this list. */
function startOf(list: LeadList, cursor: string | undefined): number | null {
  if (cursor === undefined) return 0;
  const [id, start = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('|');
  return id === list.id && /^\d+$/.test(start) ? Number(start) : null;
}

function only(query: Call['query'], name: string): string | undefined {
  return query.find(([given]) => given === name)?.[1];
}
