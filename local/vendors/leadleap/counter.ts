// Owns answering the calls about leads and addresses of a caller who was let in. Knows no key and no limit of calls.
import type { Accounts, Organization } from '../accounts';
import type { Faults } from '../faults';
import type { HttpAnswer, VendorRequest } from '../http';
import { changed, isAnonymous, type AnswerMode, type LockedEnrich } from './answer-mode';
import { readAddresses, readExport, readLeadId } from './body';
import type { Catalogue } from './catalogue';
import { failure, success, type Code, type Stamp } from './envelope';
import { exportFile } from './export-file';
import { makeCompany, makeLead, type Lead } from './lead';
import { enrichedBody, searchBody, unlockedBody, type Body } from './lead-body';
import type { Buyer, Sales } from './sales';
import { readSearch } from './search';
import { verdictOn, type VerdictOptions } from './verdict';

export interface Caller {
  readonly key: string;
  readonly organization: Organization;
  readonly stamp: Stamp;
  readonly nowMs: number;
}

interface Parts {
  readonly accounts: Accounts;
  readonly catalogue: Catalogue;
  readonly faults: Faults<AnswerMode>;
  readonly sales: Sales;
}

interface Terms {
  readonly verdicts: VerdictOptions;
  readonly lockedEnrich: LockedEnrich;
}

export class Counter {
  constructor(
    private readonly parts: Parts,
    private readonly terms: Terms,
  ) {}

  search(
    query: readonly (readonly [string, string])[],
    { organization, stamp }: Caller,
  ): HttpAnswer {
    const read = readSearch(query);
    if (read.kind === 'refused') return badRequest(stamp, read.message);
    const { page, perPage } = read.search;
    const { total, leads } = this.parts.catalogue.search(read.search);
    const rows = leads.map((lead) =>
      searchBody(lead, this.parts.sales.isUnlocked(organization.id, lead.id)),
    );
    const total_pages = Math.ceil(total / perPage);
    return success(stamp, rows, { total, page, per_page: perPage, total_pages });
  }

  unlock(request: VendorRequest, caller: Caller): HttpAnswer {
    const { organization, stamp } = caller;
    const read = readLeadId(request);
    if (read.kind === 'refused') return badRequest(stamp, read.message);
    const lead = this.parts.catalogue.find(read.value);
    const missing = missingOf(lead);
    if (lead === undefined || missing !== null) return refusal(stamp, missing ?? 'NOT_FOUND');
    const receipt = this.parts.sales.unlock([lead.id], buyerOf(caller));
    if (receipt === null) return refusal(stamp, 'CREDITS_EXHAUSTED');
    const cached = receipt[0] === true;
    const mode = this.parts.faults.takeMode();
    return success(stamp, unlockedBody(subject(lead, mode), mode), {
      credits_used: cached ? 0 : 1,
      credits_remaining: this.parts.accounts.balance(organization.id),
      cached,
    });
  }

  enrich(request: VendorRequest, { organization, stamp }: Caller): HttpAnswer {
    const read = readLeadId(request);
    if (read.kind === 'refused') return badRequest(stamp, read.message);
    const lead = this.parts.catalogue.find(read.value);
    const missing = missingOf(lead);
    if (lead === undefined || missing !== null) return refusal(stamp, missing ?? 'NOT_FOUND');
    const mode = this.parts.faults.takeMode();
    const locked = mode.lockedEnrich ?? this.terms.lockedEnrich;
    const unlocked = this.parts.sales.isUnlocked(organization.id, lead.id);
    if (!unlocked && locked === 'refused') {
      return failure(stamp, 'FORBIDDEN', 'Unlock this lead before it can be enriched.');
    }
    const masked: AnswerMode = unlocked || locked === 'full' ? mode : { ...mode, values: 'masked' };
    return success(stamp, enrichedBody(subject(lead, mode), masked), {
      lead_id: lead.id,
      enriched_at: stamp.timestamp,
    });
  }

  /** All of the leads or none: one that is unknown, or credits that do not cover the rest, refuse the whole file. */
  export(request: VendorRequest, caller: Caller): HttpAnswer {
    const { stamp } = caller;
    const read = readExport(request);
    if (read.kind === 'refused') return badRequest(stamp, read.message);
    const { ids, format } = read.value;
    const mode = this.parts.faults.takeMode();
    const known = ids.map((id) => this.parts.catalogue.find(id));
    const missing = known.map(missingOf).find((code) => code !== null) ?? null;
    if (missing !== null && mode.skipsUnknown !== true) return refusal(stamp, missing);
    const leads = known.flatMap((lead) => (lead?.withdrawn === false ? [lead] : []));
    const receipt = this.parts.sales.unlock(
      leads.map(({ id }) => id),
      buyerOf(caller),
    );
    if (receipt === null) return refusal(stamp, 'CREDITS_EXHAUSTED');
    const listed = changed(leads, mode, stamp.request_id, strangerOf);
    const items = listed.map((lead) => unlockedBody(lead, mode));
    const cached = receipt.filter(Boolean).length;
    const counts = { total: leads.length, unlocked: leads.length - cached, cached };
    return exportFile(items, format, counts, mode);
  }

  validate(request: VendorRequest, caller: Caller): HttpAnswer {
    const { stamp } = caller;
    const read = readAddresses(request);
    if (read.kind === 'refused') return badRequest(stamp, read.message);
    const emails = read.value.kind === 'one' ? [read.value.email] : read.value.emails;
    const receipt = this.parts.sales.validate(emails, buyerOf(caller));
    if (receipt === null) return refusal(stamp, 'CREDITS_EXHAUSTED');
    const mode = this.parts.faults.takeMode();
    const items = emails.map((email, index) => this.item(email, receipt[index] === true, mode));
    if (read.value.kind === 'one') {
      const about = mode.about === 'stranger' ? strangerOf(1).email : null;
      const item = about === null ? items[0] : this.item(about, false, mode);
      return success(stamp, item, { cached: receipt[0] });
    }
    const extra = (number: number): Body => this.item(strangerOf(number).email ?? '', false, mode);
    const valid = items.filter((item) => item['is_valid'] === true).length;
    return success(stamp, changed(items, mode, stamp.request_id, extra), {
      total: items.length,
      valid,
      invalid: items.length - valid,
      cached_count: receipt.filter(Boolean).length,
    });
  }

  private item(email: string, cached: boolean, mode: AnswerMode): Body {
    const { valid, reason } = verdictOn(email, this.terms.verdicts);
    const echo = mode.lowerCase === true ? email.toLowerCase() : email;
    return {
      ...(isAnonymous(mode) ? {} : { email: mode.values === 'masked' ? '***' : echo }),
      is_valid: valid,
      reason: valid ? reason : (mode.reason ?? reason),
      cached,
    };
  }
}

const MESSAGES = {
  NOT_FOUND: 'Lead not found.',
  GONE: 'This lead has been deleted.',
  CREDITS_EXHAUSTED: 'No lead credits remaining in the current billing period.',
} as const satisfies Partial<Record<Code, string>>;

function refusal(stamp: Stamp, code: keyof typeof MESSAGES): HttpAnswer {
  return failure(stamp, code, MESSAGES[code]);
}

function badRequest(stamp: Stamp, message: string): HttpAnswer {
  return failure(stamp, 'BAD_REQUEST', message);
}

/** Why a lead cannot be had; `null` when it can. */
function missingOf(lead: Lead | undefined): 'NOT_FOUND' | 'GONE' | null {
  if (lead === undefined) return 'NOT_FOUND';
  return lead.withdrawn ? 'GONE' : null;
}

function buyerOf({ key, organization, stamp, nowMs }: Caller): Buyer {
  return { key, organizationId: organization.id, requestId: stamp.request_id, atMs: nowMs };
}

function subject(lead: Lead, { about }: AnswerMode): Lead {
  return about === 'stranger' ? strangerOf(1) : lead;
}

/** A lead of no catalogue, with everything that one can have. */
function strangerOf(number: number): Lead {
  const seed = 'stranger';
  return makeLead(number, seed, { email: 1, phone: 1, failed: 0 }, makeCompany(number, seed));
}
