// Owns one run of the newer generation: one person or a whole list, when it ends, what it costs. Renders nothing.
import type { Channel } from '../../../src/contact/contact';
import { between, uuid } from '../seeded';
import type { VendorContact } from '../person';
import {
  channelsOf,
  createMember,
  PRICES,
  worstCase,
  type Duration,
  type Knowledge,
  type Member,
} from './workflow';
import type { WorkflowMode } from './workflow-mode';

/** https://docs.cleanlist.ai/mcp-api/enrichment-types */
export const RUN_TYPES = ['partial', 'phone_only', 'full'] as const;
export type RunType = (typeof RUN_TYPES)[number];

export interface EnrichmentRun {
  readonly id: string;
  readonly kind: 'person' | 'list';
  readonly organizationId: string;
  readonly listId: string;
  readonly type: RunType;
  readonly mode: WorkflowMode;
  readonly startedMs: number;
  /** `Infinity` for one that never ends. */
  readonly endsMs: number;
  readonly reserved: number;
  /** A member's task id is the id of its lead. */
  readonly members: readonly Member[];
  settled: boolean;
  /** Reads since it ended. */
  readsAtEnd: number;
  /** Of a person's run that has ended: the lead that it made or found; `''` when there is none. */
  leadId: string;
}

export interface RunPlan {
  readonly seed: string;
  readonly kind: EnrichmentRun['kind'];
  readonly organizationId: string;
  readonly listId: string;
  readonly type: RunType;
  readonly mode: WorkflowMode;
  readonly leads: readonly { readonly id: string; readonly contact: VendorContact }[];
  readonly duration: Duration;
}

/** `seed` holds the run's number. */
export function createRun(plan: RunPlan, knowledge: Knowledge, nowMs: number): EnrichmentRun {
  const { seed, kind, organizationId, listId, type, mode, leads, duration } = plan;
  const seconds = mode.seconds ?? between(`${seed}|time`, duration.min, duration.max);
  return {
    id: `${kind === 'person' ? 'enrich' : 'bulk-enrich'}-${uuid(`${seed}|run`)}`,
    kind,
    organizationId,
    listId,
    type,
    mode,
    startedMs: nowMs,
    endsMs: nowMs + seconds * 1000,
    reserved: worstCase(type, leads.length),
    members: leads.map(({ id, contact }) => {
      const member = createMember(id, contact, type, knowledge);
      if (mode.nothingFound === true) return withNothing(member);
      // Job and profile come with an e-mail: https://docs.cleanlist.ai/mcp-api/enrichment-types
      return type === 'phone_only' ? { ...member, extras: null } : member;
    }),
    settled: false,
    readsAtEnd: 0,
    leadId: '',
  };
}

/** The word that it ends with. */
export function lastWord({ mode, members, kind }: EnrichmentRun): string {
  if (mode.ends !== undefined) return mode.ends;
  if (mode.word !== undefined) return mode.word;
  const isBroken = kind === 'list' && members.some(({ found }) => found.failed);
  return isBroken ? 'completed_with_errors' : 'completed';
}

/** Who of it became a lead with something in it; nobody of a run that ended badly. */
export function landed(run: EnrichmentRun): readonly Member[] {
  if (run.mode.ends !== undefined) return [];
  return run.members.filter(
    ({ found, extras }) => found.email !== '' || found.phones.length > 0 || extras !== null,
  );
}

/** Only what is found costs anything; of a run that ended badly nothing, or all while someone looks at it. */
export function runPrice(run: EnrichmentRun, { found }: Member, channel: Channel): number {
  if (channel !== 'email' && channel !== 'phone') return 0;
  if (run.mode.ends !== undefined) return run.mode.keepsCredits === true ? PRICES[channel] : 0;
  const isFound = channel === 'email' ? found.email !== '' : found.phones.length > 0;
  return isFound ? PRICES[channel] : 0;
}

export function runCost(run: EnrichmentRun): number {
  return run.members
    .flatMap((member) => channelsOf(run.type).map((channel) => runPrice(run, member, channel)))
    .reduce((sum, price) => sum + price, 0);
}

function withNothing(member: Member): Member {
  return {
    ...member,
    found: { email: '', emailStatus: '', phones: [], failed: false },
    extras: null,
  };
}
