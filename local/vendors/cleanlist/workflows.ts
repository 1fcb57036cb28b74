// Owns the workflows there are, and settling them when they end. Knows no request.
import type { Accounts } from '../accounts';
import type { BulkRequest } from './bulk-request';
import type { Faults } from '../faults';
import type { Ledger } from '../ledger';
import type { KnownProfiles } from './known-profiles';
import type { WorkflowMode } from './workflow-mode';
import {
  channelsOf,
  costOf,
  createWorkflow,
  priceOf,
  worstCase,
  type Duration,
  type Knowledge,
  type Member,
  type Workflow,
} from './workflow';

export interface Buyer {
  readonly key: string;
  readonly organizationId: string;
}

export interface WorkflowOptions {
  readonly seed: string;
  readonly duration: Duration;
  readonly find: Knowledge['find'];
  readonly profiles: KnownProfiles;
}

export class Workflows {
  private readonly all = new Map<string, Workflow>();
  private readonly byTask = new Map<string, { workflow: Workflow; member: Member }>();
  private readonly accounts: Accounts;
  private readonly ledger: Ledger;
  private readonly faults: Faults<WorkflowMode>;
  private readonly options: WorkflowOptions;

  constructor(
    accounts: Accounts,
    ledger: Ledger,
    faults: Faults<WorkflowMode>,
    options: WorkflowOptions,
  ) {
    this.accounts = accounts;
    this.ledger = ledger;
    this.faults = faults;
    this.options = options;
  }

  /** `null` when the balance does not hold the worst case. */
  start(request: BulkRequest, buyer: Buyer, nowMs: number): Workflow | null {
    const { organizationId, key } = buyer;
    if (!this.accounts.reserve(organizationId, worstCase(request.type, request.contacts.length))) {
      return null;
    }
    const { seed, duration, find, profiles } = this.options;
    for (const contact of request.contacts) profiles.remember(contact);
    const workflow = createWorkflow(
      {
        seed: `${seed}|${this.all.size}`,
        organizationId,
        type: request.type,
        mode: this.faults.takeMode(),
        contacts: request.contacts,
        webhookUrl: request.webhookUrl,
        duration,
      },
      { find, profileOf: (contact) => profiles.of(contact) },
      nowMs,
    );
    this.all.set(workflow.id, workflow);
    for (const member of workflow.members) {
      this.byTask.set(member.taskId, { workflow, member });
      const { contact } = member;
      for (const channel of channelsOf(workflow.type)) {
        const workflowId = workflow.id;
        this.ledger.buy({ channel, contact, workflowId, organizationId, key, atMs: nowMs });
      }
    }
    return workflow;
  }

  find(id: string): Workflow | undefined {
    return this.all.get(id);
  }

  findTask(taskId: string): { workflow: Workflow; member: Member } | undefined {
    return this.byTask.get(taskId);
  }

  /** Only what is found is charged; the rest of the reserve goes back when the workflow ends. */
  settleDue(nowMs: number): void {
    for (const workflow of this.all.values()) {
      if (workflow.settled || nowMs < workflow.endsMs) continue;
      workflow.settled = true;
      this.accounts.giveBack(workflow.organizationId, workflow.reserved - costOf(workflow));
      const members = new Map(workflow.members.map((member) => [member.contact, member]));
      this.ledger.settle(workflow.id, ({ contact, channel }) => {
        const member = members.get(contact);
        return member === undefined ? 0 : priceOf(workflow, member, channel);
      });
    }
  }
}
