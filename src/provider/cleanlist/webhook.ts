// Owns Cleanlist's delivery log: what became of the calls to a user's own address when a workflow ended.
import type { Delivery, HttpResponse, HttpResult, WebhookService } from '../provider';
import { readFree } from '../read-account';
import { field, firstText, isRecord, numberOf, parseJson } from '../untrusted';
import { unusable } from '../vendor-error';
import { vendorText } from '../vendor-text';
import { get } from './call';

/** Five attempts are made: https://docs.cleanlist.ai/guides/receiving-webhooks . More than this is no log of one workflow. */
const MOST = 50;

/** The four fields of an attempt are documented, the list around them is not: https://docs.cleanlist.ai/guides/troubleshooting */
const LISTS = ['deliveries', 'data', 'attempts', 'results', 'items'];

export const webhook: WebhookService = {
  deliveries: (key, workflowId) =>
    get(key, `/webhooks/deliveries?workflow_id=${encodeURIComponent(workflowId)}`),
  readDeliveries: (result, nowMs) => {
    const bare = bareList(result);
    if (bare !== null) return { kind: 'ok', value: readList(bare) };
    return readFree(result, nowMs, (body, response) => {
      const list = listIn(body);
      return list === null
        ? { kind: 'unreadable', error: noList(response) }
        : { kind: 'ok', value: readList(list) };
    });
  },
};

/** A good answer may be the list and nothing around it. */
function bareList(result: HttpResult): readonly unknown[] | null {
  if (result.kind === 'failed' || result.response.status !== 200) return null;
  const body = parseJson(result.response.body);
  return Array.isArray(body) ? (body as readonly unknown[]) : null;
}

function readList(list: readonly unknown[]): readonly Delivery[] {
  return list.slice(0, MOST).map(readDelivery);
}

function listIn(body: unknown): readonly unknown[] | null {
  const lists = LISTS.map((name) => field(body, name));
  return (lists.find(Array.isArray) as readonly unknown[] | undefined) ?? null;
}

function readDelivery(raw: unknown, index: number): Delivery {
  const record = isRecord(raw) ? raw : {};
  return {
    attempt: numberOf(field(record, 'attempt_number')) ?? index + 1,
    status: vendorText(firstText(record, ['status'])),
    httpStatus: numberOf(field(record, 'response_status_code')),
    message: vendorText(firstText(record, ['error_message'])),
  };
}

function noList(response: HttpResponse): ReturnType<typeof unusable> {
  return unusable(response, 'The answer has no list of deliveries.');
}
