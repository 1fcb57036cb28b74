// Owns `POST /credits/estimate`: what an operation costs at most, as a quote. Spends nothing.
import type { Accounts } from '../accounts';
import { json, type HttpAnswer } from '../http';
import type { Call } from './call';
import { RUN_TYPES, type RunType } from './enrichment-run';
import { coded } from './error-object';
import { readBody, textOf, type Rules } from './fields-reader';
import type { Fields } from './body';
import type { LeadLists } from './lead-lists';
import { SCOPES, typeOfScope } from './list-run-request';
import type { Quotes, Terms, Tool } from './quotes';

/** https://github.com/Cleanlist-ai/cleanlist-python-client , `EstimateCostRequest` */
const RULES: Rules = {
  tool: { kind: 'text', max: 100, required: true },
  list_id: { kind: 'text', max: 100 },
  row_count: { kind: 'count' },
  scope: { kind: 'word', words: SCOPES },
  enrichment_type: { kind: 'word', words: RUN_TYPES },
  filters: { kind: 'not_emulated' },
  agent_type: { kind: 'not_emulated' },
  include_phone: { kind: 'not_emulated' },
  provider: { kind: 'not_emulated' },
  sub_action: { kind: 'not_emulated' },
  task_id: { kind: 'not_emulated' },
  data_points: { kind: 'not_emulated' },
  entity_ids: { kind: 'not_emulated' },
  extra: { kind: 'not_emulated' },
};

/** Which field names the price, and whether the quote is for a list. */
const TOOLS: Readonly<Record<Tool, { priced: 'scope' | 'enrichment_type'; onList: boolean }>> = {
  enrich_list: { priced: 'scope', onList: true },
  enrich_person: { priced: 'enrichment_type', onList: false },
  bulk_import_csv: { priced: 'enrichment_type', onList: true },
};

/** Tools of the vendor that are not emulated. */
const LEFT_OUT: readonly string[] = [
  'enrich_company',
  'run_smart_agent',
  'sync_to_crm',
  'sync_to_sequencer',
  'add_person_enrichments',
  'add_company_enrichments',
];

/** @throws Error `NotEmulated` for a tool that the vendor prices and the emulator does not. */
export function estimate(
  quotes: Quotes,
  lists: LeadLists,
  accounts: Accounts,
  call: Call,
): HttpAnswer {
  const read = readBody(call.request, RULES);
  if (read.kind === 'refused') return read.answer;
  const terms = termsOf(read.fields, lists, call);
  if ('status' in terms) return terms;
  const { id, expiresAt, cost, tool, rows, filterHash } = quotes.give(terms, call.nowMs);
  const balance = Math.floor(accounts.balance(terms.organizationId));
  return json(200, {
    quote_id: id,
    expires_at: expiresAt,
    estimated_cost: cost,
    tool,
    row_count: rows,
    filter_hash: filterHash,
    available_credits: balance,
    sufficient: balance >= cost,
  });
}

function termsOf(fields: Fields, lists: LeadLists, call: Call): Terms | HttpAnswer {
  const name = textOf(fields, 'tool');
  if (LEFT_OUT.includes(name)) throw new Error(`NotEmulated: cleanlist tool ${name}`);
  if (!isTool(name)) return coded(400, 'validation_error', `Unknown tool: ${name}`);
  const { priced, onList } = TOOLS[name];
  const other = priced === 'scope' ? 'enrichment_type' : 'scope';
  if (fields[priced] === undefined || fields[other] !== undefined) {
    return coded(400, 'validation_error', `${name} is priced by ${priced}, and by nothing else.`);
  }
  const listId = textOf(fields, 'list_id');
  if (onList !== (listId !== '')) {
    return coded(400, 'validation_error', `${name} ${onList ? 'needs a' : 'takes no'} list_id.`);
  }
  const organizationId = call.caller.organization.id;
  const list = onList ? lists.find(organizationId, listId) : undefined;
  if (onList && list === undefined) return coded(404, 'not_found', 'Lead list not found');
  const rows = rowsOf(name, fields, list?.leads.length ?? 1);
  if (rows === null) return coded(400, 'validation_error', `${name} needs a row_count.`);
  const type: RunType =
    priced === 'scope'
      ? typeOfScope(textOf(fields, 'scope'))
      : (fields['enrichment_type'] as RunType);
  return { organizationId, tool: name, listId, type, rows };
}

/**
 * A list's own count is what is priced, whatever the caller says. Only rows that are still to be imported are counted
 * by the caller: https://docs.cleanlist.ai/mcp-api/credits
 */
function rowsOf(tool: Tool, fields: Fields, onList: number): number | null {
  if (tool === 'enrich_list') return onList;
  const given = fields['row_count'] as number | undefined;
  return tool === 'enrich_person' ? 1 : (given ?? null);
}

function isTool(name: string): name is Tool {
  return Object.hasOwn(TOOLS, name);
}
