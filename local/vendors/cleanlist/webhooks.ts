// Owns the delivery log of webhooks. Nobody is called: what a receiver would have answered follows from the seed.
import { detail, json, type HttpAnswer } from '../http';
import { between, chance } from '../seeded';
import type { Call } from './call';
import { missing, unprocessable } from './body';
import type { Workflow } from './workflow';
import type { Workflows } from './workflows';

/** Seconds before each attempt: https://docs.cleanlist.ai/guides/receiving-webhooks . That the first waits, too, is our reading. */
const WAITS = [1, 2, 4, 8, 16] as const;

/** Of the workflows, so many whose receiver answers at once, and so many whose receiver answers in the end. */
const AT_ONCE = 0.6;
const IN_THE_END = 0.85;

const FAILURES: readonly (readonly [code: number | null, message: string])[] = [
  [500, 'HTTP 500 Internal Server Error'],
  [404, 'HTTP 404 Not Found'],
  [null, 'Connection timed out after 10s'],
  [null, 'TLS certificate verification failed'],
];

/**
 * `GET /webhooks/deliveries?workflow_id=…`. The four fields of an attempt are documented, the list around them and the
 * words `delivered` and `failed` are ours: https://docs.cleanlist.ai/guides/troubleshooting
 */
export function deliveries(workflows: Workflows, call: Call): HttpAnswer {
  const ids = call.query.map(([, value]) => value);
  const [id = ''] = ids;
  if (ids.length !== 1 || id === '') {
    return unprocessable([{ ...missing([], null), loc: ['query', 'workflow_id'] }]);
  }
  const workflow = workflows.find(id);
  if (workflow?.organizationId !== call.caller.organization.id) {
    return detail(404, 'Workflow not found');
  }
  return json(200, { workflow_id: id, deliveries: attemptsUntil(workflow, call.nowMs) });
}

function attemptsUntil(workflow: Workflow, nowMs: number): object[] {
  if (workflow.webhookUrl === '') return [];
  const share = chance(`${workflow.id}|webhook`);
  const failing =
    share < AT_ONCE
      ? 0
      : share < IN_THE_END
        ? between(`${workflow.id}|attempts`, 1, WAITS.length - 1)
        : WAITS.length;
  const attempts: object[] = [];
  let atMs = workflow.endsMs;
  for (const [index, wait] of WAITS.entries()) {
    atMs += wait * 1000;
    if (index > failing || atMs > nowMs) break;
    attempts.push(attempt(workflow.id, index, index < failing));
  }
  return attempts;
}

function attempt(workflowId: string, index: number, isFailed: boolean): object {
  const number = { attempt_number: index + 1 };
  if (!isFailed) {
    return { ...number, status: 'delivered', response_status_code: 200, error_message: null };
  }
  const pick = between(`${workflowId}|failure|${index}`, 0, FAILURES.length - 1);
  const [code, message] = FAILURES[pick] ?? [null, 'Connection failed'];
  return { ...number, status: 'failed', response_status_code: code, error_message: message };
}
