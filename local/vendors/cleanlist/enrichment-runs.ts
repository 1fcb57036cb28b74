// Owns the newer generation's runs there are, and settling them when they end. Knows no request.
import type { Accounts } from '../accounts';
import type { Faults } from '../faults';
import type { Ledger } from '../ledger';
import {
  createRun,
  landed,
  runCost,
  runPrice,
  type EnrichmentRun,
  type RunPlan,
} from './enrichment-run';
import type { LeadLists } from './lead-lists';
import { channelsOf, worstCase } from './workflow';
import type { WorkflowMode } from './workflow-mode';
import type { WorkflowOptions } from './workflows';

export type RunOrder = Pick<RunPlan, 'kind' | 'organizationId' | 'listId' | 'type' | 'leads'> & {
  readonly key: string;
};

export class EnrichmentRuns {
  private readonly all = new Map<string, EnrichmentRun>();

  constructor(
    private readonly accounts: Accounts,
    private readonly ledger: Ledger,
    private readonly faults: Faults<WorkflowMode>,
    private readonly lists: LeadLists,
    private readonly options: WorkflowOptions,
  ) {}

  /** `null` when the balance does not hold the worst case. */
  start(order: RunOrder, nowMs: number): EnrichmentRun | null {
    const { organizationId, key, type, leads } = order;
    if (!this.accounts.reserve(organizationId, worstCase(type, leads.length))) return null;
    const { seed, duration, find, profiles } = this.options;
    for (const { contact } of leads) profiles.remember(contact);
    const run = createRun(
      { ...order, seed: `${seed}|run|${this.all.size}`, mode: this.faults.takeMode(), duration },
      { find, profileOf: (contact) => profiles.of(contact) },
      nowMs,
    );
    this.all.set(run.id, run);
    const workflowId = run.id;
    for (const { contact } of run.members) {
      for (const channel of channelsOf(type)) {
        this.ledger.buy({ channel, contact, workflowId, organizationId, key, atMs: nowMs });
      }
    }
    return run;
  }

  find(id: string): EnrichmentRun | undefined {
    return this.all.get(id);
  }

  /** Only what is found is charged; the rest of the reserve goes back, and what is found stands on the list. */
  settleDue(nowMs: number): void {
    for (const run of this.all.values()) {
      if (run.settled || nowMs < run.endsMs) continue;
      run.settled = true;
      this.accounts.giveBack(run.organizationId, run.reserved - runCost(run));
      const members = new Map(run.members.map((member) => [member.contact, member]));
      this.ledger.settle(run.id, ({ contact, channel }) => {
        const member = members.get(contact);
        return member === undefined ? 0 : runPrice(run, member, channel);
      });
      for (const member of landed(run)) {
        const leadId = this.lists.land(run.listId, member, run.mode);
        if (run.kind === 'person') run.leadId = leadId;
      }
    }
  }
}
