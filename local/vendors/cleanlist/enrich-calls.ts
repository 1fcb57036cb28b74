// Owns `/enrich/*`, the older generation: sending contacts, and looking at their workflow.
import { detail, json, type HttpAnswer } from '../http';
import { notJson } from './body';
import { readBulk } from './bulk-request';
import type { Call } from './call';
import { taskBody, taskIdsOf, workflowBody, type Shape } from './status-answer';
import type { Workflow } from './workflow';
import type { Workflows } from './workflows';

export interface EnrichOptions {
  readonly shape: Shape;
  readonly namesAllBadContacts: boolean;
}

export class EnrichCalls {
  constructor(
    private readonly workflows: Workflows,
    private readonly options: EnrichOptions,
  ) {}

  submit({ request, caller, nowMs }: Call): HttpAnswer {
    const wrong = notJson(request);
    if (wrong !== null) return wrong;
    const read = readBulk(request.body ?? '', this.options.namesAllBadContacts);
    if (read.kind === 'refused') return read.answer;
    const buyer = { key: caller.key, organizationId: caller.organization.id };
    const workflow = this.workflows.start(read.request, buyer, nowMs);
    if (workflow === null) return detail(402, 'Insufficient credits');
    const taskIds = taskIdsOf(workflow);
    return json(200, {
      workflow_id: workflow.id,
      status: 'processing',
      message: 'Bulk enrichment started',
      ...(taskIds === undefined ? {} : { task_ids: taskIds }),
      total_contacts: workflow.members.length,
    });
  }

  status({ query, caller, nowMs }: Call): HttpAnswer {
    const [only] = query;
    if (query.length !== 1 || only === undefined || only[1] === '') {
      return detail(400, 'Provide exactly one of workflow_id or task_id');
    }
    const [name, id] = only;
    const task = name === 'task_id' ? this.workflows.findTask(id) : undefined;
    const workflow = task?.workflow ?? this.workflows.find(name === 'workflow_id' ? id : '');
    if (workflow?.organizationId !== caller.organization.id || isHidden(workflow, nowMs)) {
      return detail(404, name === 'workflow_id' ? 'Workflow not found' : 'Task not found');
    }
    const { shape } = this.options;
    if (task !== undefined) return json(200, taskBody(workflow, task.member, shape, nowMs));
    if (nowMs >= workflow.endsMs) workflow.readsAtEnd += 1;
    return json(200, workflowBody(workflow, shape, nowMs));
  }
}

function isHidden(workflow: Workflow, nowMs: number): boolean {
  return nowMs < workflow.startedMs + (workflow.mode.hiddenSeconds ?? 0) * 1000;
}
