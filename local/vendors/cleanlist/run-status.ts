// Owns the body of `GET /enrichment/status/{workflow_id}`. Decides no cost.
import { envelope } from './envelope';
import { landed, lastWord, runCost, type EnrichmentRun } from './enrichment-run';
import { enrichedBy } from './lead-lists';

/** Until a run is taken up, in milliseconds. */
const PENDING_MS = 3_000;

/** Shown to the person as it stands. */
const REFUND_MESSAGE =
  'This run did not finish. The reserved credits are under review; contact support with the workflow id.';

/** https://github.com/Cleanlist-ai/cleanlist-python-client , `WorkflowStatusResponse` */
export function statusBody(run: EnrichmentRun, nowMs: number): object {
  const body = {
    ...envelope(nowMs),
    workflow_id: run.id,
    total: run.members.length,
    enrichment_type: run.type,
    lead_list_id: run.listId,
  };
  return { ...body, ...(nowMs < run.endsMs ? underWay(run, nowMs) : ended(run)) };
}

function underWay(run: EnrichmentRun, nowMs: number): object {
  const elapsed = nowMs - run.startedMs;
  const isPending = elapsed < PENDING_MS;
  const share = isPending ? 0 : elapsed / (run.endsMs - run.startedMs);
  const processed = Math.floor(share * run.members.length);
  return {
    status: isPending ? 'pending' : 'running',
    progress: isPending ? null : Math.floor(share * 100),
    processed,
    completed: processed,
    failed: 0,
    summary: null,
    refund_status: null,
    refund_message: null,
    result: null,
    credits_charged: null,
    credits_refunded: null,
  };
}

function ended(run: EnrichmentRun): object {
  const done = landed(run);
  const charged = runCost(run);
  const refunded = run.reserved - charged;
  const word = lastWord(run);
  const isKept = (word === 'failed' || word === 'cancelled') && charged > 0;
  const total = run.members.length;
  return {
    status: word,
    progress: run.mode.ends === undefined ? 100 : null,
    processed: total,
    completed: done.length,
    failed: total - done.length,
    summary: {
      emails_found: done.filter(({ found }) => found.email !== '').length,
      phones_found: done.filter(({ found }) => found.phones.length > 0).length,
    },
    refund_status: isKept ? 'pending_review' : 'not_applicable',
    refund_message: isKept ? REFUND_MESSAGE : null,
    result: hasResult(run) ? resultOf(run) : null,
    credits_charged: charged,
    // Null, not 0, when the whole reserve was used.
    credits_refunded: refunded === 0 ? null : refunded,
  };
}

/** Never of a list; never of a run that ended badly, which returned nothing. */
function hasResult({ kind, mode, readsAtEnd }: EnrichmentRun): boolean {
  const isThere = kind === 'person' && mode.ends === undefined;
  return isThere && readsAtEnd > (mode.readsWithoutResults ?? 0);
}

/** `SingleEnrichmentResultRead`: its `status` is the person's, and `lead_id` is empty where nobody was found. */
function resultOf(run: EnrichmentRun): object {
  const [member] = landed(run);
  if (member === undefined) {
    return { ...NOBODY, enrichment_type: run.type };
  }
  const { mode, leadId, type } = run;
  const { email, phone, title, linkedinUrl, firstName, lastName, companyName } = enrichedBy(
    member,
    mode,
  );
  return {
    lead_id: leadId,
    status: 'completed',
    full_name: orNull(`${firstName} ${lastName}`.trim()),
    first_name: orNull(firstName),
    last_name: orNull(lastName),
    email,
    email_status: email === null ? null : (mode.emailWord ?? member.found.emailStatus),
    phone,
    linkedin_url: linkedinUrl,
    title,
    company: orNull(companyName),
    enrichment_type: type,
    provider: 'sample',
  };
}

const NOBODY = {
  lead_id: '',
  status: 'failed',
  full_name: null,
  first_name: null,
  last_name: null,
  email: null,
  email_status: null,
  phone: null,
  linkedin_url: null,
  title: null,
  company: null,
  provider: null,
};

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
