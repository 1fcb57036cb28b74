// Owns the workflows there are, and settling them when they end. Knows no request.
import type { Accounts } from '../accounts';
import type { BulkRequest } from './bulk-request';
import type { Faults } from '../faults';
import type { Ledger } from '../ledger';
import { namesOf, slugOf, type VendorContact } from '../person';
import type { Found } from '../results';
import type { WorkflowMode } from './workflow-mode';
import {
  channelsOf,
  costOf,
  createWorkflow,
  priceOf,
  worstCase,
  type Duration,
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
  readonly find: (contact: VendorContact) => Found;
}

export class Workflows {
  private readonly all = new Map<string, Workflow>();
  private readonly byTask = new Map<string, { workflow: Workflow; member: Member }>();
  private readonly accounts: Accounts;
  private readonly ledger: Ledger;
  private readonly faults: Faults<WorkflowMode>;
  private readonly options: WorkflowOptions;
  /** By name and company, the profile that such a person was sent with; `''`: two people of that name were. */
  private readonly profiles = new Map<string, string>();

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
    const { seed, duration, find } = this.options;
    for (const contact of request.contacts) this.remember(contact);
    const workflow = createWorkflow(
      {
        seed: `${seed}|${this.all.size}`,
        organizationId,
        type: request.type,
        mode: this.faults.takeMode(),
        contacts: request.contacts,
        duration,
        profileOf: (contact) => this.profileOf(contact),
      },
      find,
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

  private remember(contact: VendorContact): void {
    const { linkedin_url: url = '' } = contact;
    if (slugOf(contact) === '') return;
    for (const name of namesOf({ ...contact, linkedin_url: '' })) {
      const known = this.profiles.get(name) ?? url;
      const isSame = slugOf({ linkedin_url: known }) === slugOf(contact);
      this.profiles.set(name, isSame ? known : '');
    }
  }

  /** `undefined`: nobody of that name was sent with a profile. */
  private profileOf(contact: VendorContact): string | undefined {
    if (contact.linkedin_url !== undefined) return contact.linkedin_url;
    return namesOf(contact)
      .map((name) => this.profiles.get(name))
      .find((url) => url !== undefined);
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
