// Owns one workflow: who is in it, when it ends, what it costs. Renders nothing.
import type { Channel } from '../../../src/contact/contact';
import type { BulkType } from './bulk-request';
import type { VendorContact } from '../person';
import { extrasFor, profileOf, type Extras, type Found, type Profile } from '../results';
import { between, uuid } from '../seeded';
import type { WorkflowMode } from './workflow-mode';

/** https://docs.cleanlist.ai/api-reference/credits */
export const PRICES = { email: 1, phone: 10 } as const;
/** A contact that `prospecting_only` discovers: https://docs.cleanlist.ai/api-reference/enrichment-types */
const PROSPECT_PRICE = 1;

const CHANNELS: Readonly<Record<BulkType, readonly (keyof typeof PRICES)[]>> = {
  none: [],
  partial: ['email'],
  phone_only: ['phone'],
  full: ['email', 'phone'],
  prospecting_only: [],
};

/** What of the workflow's members depends on the vendor. */
export interface Knowledge {
  readonly find: (contact: VendorContact) => Found;
  /** What the vendor has learned of people's profiles; `undefined`: nothing. */
  readonly profileOf: (contact: VendorContact) => string | undefined;
}

/** How long enrichment takes when the mode does not say: a waterfall of providers, in seconds. */
export interface Duration {
  readonly min: number;
  readonly max: number;
}

export interface Member {
  readonly taskId: string;
  readonly contact: VendorContact;
  readonly profile: Profile;
  /** Only what was bought. */
  readonly found: Found;
  /** `null`: nothing is known of the person. */
  readonly extras: Extras | null;
}

export interface Workflow {
  readonly id: string;
  readonly listId: string;
  readonly organizationId: string;
  readonly type: BulkType;
  /** `''` when nobody is told of the end. */
  readonly webhookUrl: string;
  readonly mode: WorkflowMode;
  readonly startedMs: number;
  /** `Infinity` for one that never ends. */
  readonly endsMs: number;
  readonly reserved: number;
  /** In the order sent. */
  readonly members: readonly Member[];
  settled: boolean;
  /** Reads since it ended. */
  readsAtEnd: number;
}

export interface WorkflowPlan {
  readonly seed: string;
  readonly organizationId: string;
  readonly type: BulkType;
  readonly mode: WorkflowMode;
  readonly contacts: readonly VendorContact[];
  readonly webhookUrl: string;
  readonly duration: Duration;
}

/** `seed` holds the workflow's number: two workflows of the same contacts differ in everything but the results. */
export function createWorkflow(plan: WorkflowPlan, knowledge: Knowledge, nowMs: number): Workflow {
  const { seed, type, mode, contacts } = plan;
  const seconds = mode.seconds ?? between(`${seed}|time`, plan.duration.min, plan.duration.max);
  return {
    id: `public_bulk_${uuid(`${seed}|workflow`)}`,
    listId: uuid(`list|${plan.organizationId}`),
    organizationId: plan.organizationId,
    type,
    webhookUrl: plan.webhookUrl,
    mode,
    startedMs: nowMs,
    endsMs: nowMs + seconds * 1000,
    reserved: worstCase(type, contacts.length),
    members: contacts.map((contact, index) =>
      createMember(uuid(`${seed}|task|${index}`), contact, type, knowledge),
    ),
    settled: false,
    readsAtEnd: 0,
  };
}

export function createMember(
  taskId: string,
  contact: VendorContact,
  type: BulkType,
  { find, profileOf: known }: Knowledge,
): Member {
  const found = find(contact);
  return {
    taskId,
    contact,
    profile: profileOf(contact),
    found: boughtOf(found, type),
    // Of the person, not of the workflow, as what is found.
    extras: type === 'none' ? null : extrasFor(contact, found, known(contact)),
  };
}

export function channelsOf(type: BulkType): readonly Channel[] {
  return CHANNELS[type];
}

/** What the batch costs if everything is found; the balance must hold it. */
export function worstCase(type: BulkType, contacts: number): number {
  if (type === 'prospecting_only') return contacts * PROSPECT_PRICE;
  return contacts * CHANNELS[type].reduce((sum, channel) => sum + PRICES[channel], 0);
}

/** Only what is found costs anything, each channel for itself. */
export function priceOf(workflow: Workflow, member: Member, channel: Channel): number {
  if (channel !== 'email' && channel !== 'phone') return 0;
  const { email, phones } = member.found;
  const found = channel === 'email' ? email !== '' : phones.length > 0;
  return found && deliversResults(workflow) ? PRICES[channel] : 0;
}

export function costOf(workflow: Workflow): number {
  if (workflow.type === 'prospecting_only') return workflow.members.length * PROSPECT_PRICE;
  const channels = channelsOf(workflow.type);
  return workflow.members
    .flatMap((member) => channels.map((channel) => priceOf(workflow, member, channel)))
    .reduce((sum, price) => sum + price, 0);
}

/** A workflow that fails without results gives everything back. */
export function deliversResults({ mode }: Workflow): boolean {
  return mode.word === undefined || mode.readsWithoutResults !== Infinity;
}

function boughtOf(found: Found, type: BulkType): Found {
  const channels = channelsOf(type);
  const email = channels.includes('email');
  return {
    email: email ? found.email : '',
    emailStatus: email ? found.emailStatus : '',
    phones: channels.includes('phone') ? found.phones : [],
    failed: channels.length > 0 && found.failed,
  };
}
