// Owns `/enrichment/*`: starting a run for one person or for a list, and looking at it.
import type { Accounts } from '../accounts';
import { json, type HttpAnswer } from '../http';
import type { Call } from './call';
import { envelope } from './envelope';
import type { EnrichmentRun } from './enrichment-run';
import type { EnrichmentRuns, RunOrder } from './enrichment-runs';
import { coded, listProtected, shortOfCredits } from './error-object';
import type { LeadList, LeadLists } from './lead-lists';
import { readListRun, type ListField } from './list-run-request';
import { readPerson } from './person-request';
import { typeRefusal, type Plan } from './plan';
import type { Quotes, Tool } from './quotes';
import { BASE, ORIGIN } from './routes';
import { statusBody } from './run-status';
import { worstCase } from './workflow';

/** Where a person lands who is sent without a list: https://docs.cleanlist.ai/mcp-api/quickstart */
const DEFAULT_LIST = 'MCP Results';

export interface EnrichmentOptions {
  readonly plan: Plan;
  readonly needsLeadList: boolean;
  readonly listField: ListField | undefined;
}

export class EnrichmentCalls {
  constructor(
    private readonly accounts: Accounts,
    private readonly lists: LeadLists,
    private readonly quotes: Quotes,
    private readonly runs: EnrichmentRuns,
    private readonly options: EnrichmentOptions,
  ) {}

  person(call: Call): HttpAnswer {
    const read = readPerson(call.request, this.options.needsLeadList);
    if (read.kind === 'refused') return read.answer;
    const { contact, type, listId, quoteId } = read.request;
    const gated = typeRefusal(this.options.plan, type);
    if (gated !== null) return gated;
    const list = this.listFor(call, listId);
    if (list === undefined) return coded(404, 'not_found', 'Lead list not found');
    if (list.isProtected) return listProtected(list);
    const leads = [{ id: this.lists.nextId(list), contact }];
    const run = this.dispatch(
      'enrich_person',
      { kind: 'person', organizationId: list.organizationId, listId: list.id, type, leads },
      quoteId,
      call,
    );
    if ('status' in run) return run;
    return json(200, {
      ...envelope(call.nowMs),
      workflow_id: run.id,
      status: 'pending',
      credits_reserved: run.reserved,
      lead_list_id: list.id,
      poll_url: pollUrl(run),
    });
  }

  list(call: Call): HttpAnswer {
    const read = readListRun(call.request, this.options.listField);
    if (read.kind === 'refused') return read.answer;
    const { listId, type, quoteId } = read.request;
    if (quoteId === '') {
      return coded(400, 'quote_required', 'Bulk enrichment needs a quote_id.', {
        fix: 'Request a quote with POST /credits/estimate.',
      });
    }
    const gated = typeRefusal(this.options.plan, type);
    if (gated !== null) return gated;
    const list = this.lists.find(call.caller.organization.id, listId);
    if (list === undefined) return coded(404, 'not_found', 'Lead list not found');
    if (list.isProtected) return listProtected(list);
    if (list.leads.length === 0) return coded(400, 'validation_error', 'The lead list is empty.');
    const leads = [...list.leads];
    const run = this.dispatch(
      'enrich_list',
      { kind: 'list', organizationId: list.organizationId, listId, type, leads },
      quoteId,
      call,
    );
    if ('status' in run) return run;
    return json(200, {
      ...envelope(call.nowMs),
      workflow_id: run.id,
      status: 'pending',
      total_leads: leads.length,
      estimated_cost: run.reserved,
      credits_reserved: run.reserved,
      poll_url: pollUrl(run),
    });
  }

  status({ id, caller, nowMs }: Call): HttpAnswer {
    const run = this.runs.find(id);
    const isHidden =
      run !== undefined && nowMs < run.startedMs + (run.mode.hiddenSeconds ?? 0) * 1000;
    if (run?.organizationId !== caller.organization.id || isHidden) {
      return coded(404, 'not_found', 'Workflow not found');
    }
    if (nowMs >= run.endsMs) run.readsAtEnd += 1;
    return json(200, statusBody(run, nowMs));
  }

  /**
   * Starts a run whose quote, if it has one, fits and whose worst case the balance holds; a call that fails before
   * keeps its quote.
   */
  dispatch(
    tool: Tool,
    order: Omit<RunOrder, 'key'>,
    quoteId: string,
    call: Call,
  ): EnrichmentRun | HttpAnswer {
    const { organizationId, type, leads } = order;
    if (quoteId !== '') {
      const listId = tool === 'enrich_person' ? '' : order.listId;
      const terms = { organizationId, tool, listId, type, rows: leads.length };
      const refusal = this.quotes.refusal(quoteId, terms, call.nowMs);
      if (refusal !== null) return refusal;
    }
    const run = this.runs.start({ ...order, key: call.caller.key }, call.nowMs);
    if (run === null) {
      const balance = this.accounts.balance(organizationId);
      return shortOfCredits(tool, worstCase(type, leads.length), balance);
    }
    if (quoteId !== '') this.quotes.redeem(quoteId);
    return run;
  }

  private listFor({ caller, nowMs }: Call, listId: string): LeadList | undefined {
    const { id } = caller.organization;
    if (listId !== '') return this.lists.find(id, listId);
    return this.lists.named(id, DEFAULT_LIST) ?? this.lists.create(id, DEFAULT_LIST, null, nowMs);
  }
}

function pollUrl(run: EnrichmentRun): string {
  return `${ORIGIN}${statusPath(run)}`;
}

export function statusPath({ id }: EnrichmentRun): string {
  return `${BASE}/enrichment/status/${id}`;
}
