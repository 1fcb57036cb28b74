// Owns what the body of `POST /enrichment/bulk` may hold. Buys nothing.
import type { HttpAnswer, VendorRequest } from '../http';
import { missing, problem, unprocessable, type Fields } from './body';
import type { RunType } from './enrichment-run';
import { readBody, textOf, type Rules } from './fields-reader';

/** With a hyphen here, and only here: https://docs.cleanlist.ai/mcp-api/credits */
export const SCOPES = ['partial', 'full', 'phone-only'] as const;

/** The documents differ: https://docs.cleanlist.ai/mcp-api/quickstart , https://github.com/Cleanlist-ai/cleanlist-python-client */
export type ListField = 'lead_list_id' | 'list_id';

export interface ListRunRequest {
  readonly listId: string;
  readonly type: RunType;
  /** `''` without a quote. */
  readonly quoteId: string;
}

export type ReadListRun =
  | { readonly kind: 'ok'; readonly request: ListRunRequest }
  | { readonly kind: 'refused'; readonly answer: HttpAnswer };

/** `only`: the vendor knows the list under this name alone. */
export function readListRun(request: VendorRequest, only: ListField | undefined): ReadListRun {
  const names: readonly ListField[] = only === undefined ? ['lead_list_id', 'list_id'] : [only];
  const rules: Rules = {
    ...Object.fromEntries(names.map((name) => [name, { kind: 'text', max: 100 } as const])),
    scope: { kind: 'word', words: SCOPES, required: true },
    quote_id: { kind: 'text', max: 200 },
  };
  const read = readBody(request, rules);
  if (read.kind === 'refused') return read;
  const { fields } = read;
  const given = names.filter((name) => fields[name] !== undefined);
  const [name] = given;
  if (name === undefined || given.length > 1) {
    const wrong = name === undefined ? missing([names[0] ?? ''], fields) : both(fields);
    return { kind: 'refused', answer: unprocessable([wrong]) };
  }
  return {
    kind: 'ok',
    request: {
      listId: textOf(fields, name),
      type: typeOfScope(textOf(fields, 'scope')),
      quoteId: textOf(fields, 'quote_id'),
    },
  };
}

export function typeOfScope(scope: string): RunType {
  return scope === 'phone-only' ? 'phone_only' : scope === 'full' ? 'full' : 'partial';
}

function both(fields: Fields): ReturnType<typeof problem> {
  return problem('value_error', [], 'Provide lead_list_id or list_id, not both', fields);
}
