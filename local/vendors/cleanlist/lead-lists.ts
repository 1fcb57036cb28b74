// Owns the lead lists there are and the leads on them. Knows no request and no credits.
import { personOf, type VendorContact } from '../person';
import { uuid } from '../seeded';
import { emailOf, numbersOf } from './status-answer';
import type { Member } from './workflow';
import type { WorkflowMode } from './workflow-mode';

/** What enrichment found for a lead. */
export interface Enriched {
  readonly firstName: string;
  readonly lastName: string;
  readonly companyName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly title: string | null;
  readonly linkedinUrl: string | null;
}

export interface NewLead {
  readonly contact: VendorContact;
  readonly title: string;
  readonly location: string;
}

export interface Lead extends NewLead {
  readonly id: string;
  /** `null` until something is found. */
  enriched: Enriched | null;
}

export interface LeadList {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  readonly description: string | null;
  readonly createdMs: number;
  readonly isProtected: boolean;
  readonly leads: Lead[];
}

/** A list that is there from the beginning. */
export interface ReadyList {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  readonly contacts: readonly VendorContact[];
  /** It can be read, and not changed. */
  readonly isProtected?: true;
}

export class LeadLists {
  private readonly all = new Map<string, LeadList>();
  private ids = 0;

  constructor(
    private readonly seed: string,
    ready: readonly ReadyList[],
    /** Of one organisation. */
    private readonly most: number,
  ) {
    for (const { id, organizationId, name, contacts, isProtected = false } of ready) {
      const about = { id, organizationId, name, isProtected };
      const list: LeadList = { ...about, description: null, createdMs: 0, leads: [] };
      this.all.set(id, list);
      this.add(
        list,
        contacts.map((contact) => ({ id: this.nextId(list), contact, title: '', location: '' })),
      );
    }
  }

  /** `undefined` for another organisation's list, too. */
  find(organizationId: string, id: string): LeadList | undefined {
    const list = this.all.get(id);
    return list?.organizationId === organizationId ? list : undefined;
  }

  named(organizationId: string, name: string): LeadList | undefined {
    return [...this.all.values()].find(
      (list) =>
        list.organizationId === organizationId && list.name.toLowerCase() === name.toLowerCase(),
    );
  }

  hasRoom(organizationId: string): boolean {
    const own = [...this.all.values()].filter((list) => list.organizationId === organizationId);
    return own.length < this.most;
  }

  create(
    organizationId: string,
    name: string,
    description: string | null,
    nowMs: number,
  ): LeadList {
    const id = uuid(`${this.seed}|list|${this.all.size}`);
    const about = { id, organizationId, name, isProtected: false };
    const list: LeadList = { ...about, description, createdMs: nowMs, leads: [] };
    this.all.set(id, list);
    return list;
  }

  /** Also of people who are on the list: https://github.com/Cleanlist-ai/cleanlist-python-client , csv-import. */
  add(list: LeadList, leads: readonly (NewLead & { readonly id: string })[]): void {
    list.leads.push(...leads.map((lead) => ({ ...lead, enriched: null })));
  }

  /** An id for a lead that may come to be. */
  nextId(list: LeadList): string {
    this.ids += 1;
    return uuid(`${this.seed}|lead|${list.id}|${this.ids}`);
  }

  /** Writes what was found; a person who is not on the list is added. The lead's id. */
  land(listId: string, member: Member, mode: WorkflowMode): string {
    const list = this.all.get(listId);
    if (list === undefined) throw new Error(`No list ${listId}.`);
    let lead =
      list.leads.find(({ id }) => id === member.taskId) ??
      list.leads.find(({ contact }) => personOf(contact) === personOf(member.contact));
    if (lead === undefined) {
      const { taskId: id, contact } = member;
      lead = { id, contact, title: '', location: '', enriched: null };
      list.leads.push(lead);
    }
    lead.enriched = enrichedBy(member, mode, lead.enriched);
    return lead.id;
  }
}

/** What is found for a member, over what was found before. */
export function enrichedBy(
  member: Member,
  mode: WorkflowMode,
  before: Enriched | null = null,
): Enriched {
  const { profile, extras } = member;
  const [phone] = numbersOf(member, mode);
  return {
    firstName: profile.firstName,
    lastName: profile.lastName,
    companyName: profile.companyName,
    email: emailOf(member, mode) ?? before?.email ?? null,
    phone: phone ?? before?.phone ?? null,
    title: extras?.title ?? before?.title ?? null,
    linkedinUrl: (extras?.linkedinUrl ?? '') || (before?.linkedinUrl ?? null),
  };
}
