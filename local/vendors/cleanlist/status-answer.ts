// Owns the body of `GET /enrich/status`, in its documented shape or disturbed as a mode says. Decides no cost.
import { costOf, deliversResults, type Member, type Workflow } from './workflow';
import { HOSTILE } from '../hostile';
import { shuffled, uuid } from '../seeded';
import type { WorkflowMode } from './workflow-mode';

/** https://docs.cleanlist.ai/api-reference/webhooks : the status answer's exact shape is not documented, this is. */
const RESULTS_LIMIT = 250;

export type Shape = 'flat' | 'echo';
type Body = Record<string, unknown>;

/** The whole workflow. */
export function workflowBody(workflow: Workflow, shape: Shape, nowMs: number): Body {
  const ended = nowMs >= workflow.endsMs;
  const { members, mode } = workflow;
  const body: Body = {
    workflow_id: workflow.id,
    lead_list_id: workflow.listId,
    enrichment_type: workflow.type,
    status: ended ? lastWord(workflow) : 'processing',
    summary: summaryOf(ended && deliversResults(workflow) ? members : [], members.length),
    results: [],
    results_limit: RESULTS_LIMIT,
    results_truncated: 0,
    completed_at: ended && isKnown(mode.word) ? new Date(workflow.endsMs).toISOString() : null,
  };
  if (mode.counters === true) {
    Object.assign(body, { total: members.length, processed: ended ? members.length : 0 });
  }
  if (!ended) return body;
  if (mode.charged === true) body['credits_charged'] = costOf(workflow);
  if (workflow.readsAtEnd <= (mode.readsWithoutResults ?? 0)) {
    delete body['results'];
  } else {
    body['results'] = results(workflow, mode.shape ?? shape);
  }
  return body;
}

/** One contact of it. */
export function taskBody(workflow: Workflow, member: Member, shape: Shape, nowMs: number): Body {
  const head = { workflow_id: workflow.id, task_id: member.taskId };
  if (nowMs < workflow.endsMs) return { ...head, status: 'processing' };
  return { ...head, ...itemOf(workflow, member, workflow.mode.shape ?? shape) };
}

/** The ids in the answer to the submit. */
export function taskIdsOf(workflow: Workflow): readonly string[] | undefined {
  const ids = workflow.members.map(({ taskId }) => taskId);
  switch (workflow.mode.taskIds) {
    case undefined:
      return ids;
    case 'missing':
      return undefined;
    case 'short':
      return ids.slice(1);
    case 'reordered':
      return [...ids.slice(1), ...ids.slice(0, 1)];
    case 'doubled':
      return ids.map((id, index) => (index === 0 ? (ids[1] ?? id) : id));
  }
}

function lastWord({ mode, members }: Workflow): string {
  if (mode.word !== undefined) return mode.word;
  return members.some(({ found }) => found.failed) ? 'completed_with_errors' : 'completed';
}

/** A word that the documents do not have comes without a time of completion, which would explain it. */
function isKnown(word = 'completed'): boolean {
  return word.startsWith('completed');
}

function summaryOf(done: readonly Member[], total: number): Body {
  const successful = done.filter(({ found }) => found.email !== '' || found.phones.length > 0);
  return {
    total,
    successful: successful.length,
    failed: done.filter(({ found }) => found.failed).length,
    emails_found: done.filter(({ found }) => found.email !== '').length,
    phones_found: done.filter(({ found }) => found.phones.length > 0).length,
  };
}

function results(workflow: Workflow, shape: Shape): unknown {
  const changes = new Set(workflow.mode.items);
  let members = workflow.type === 'prospecting_only' ? discovered(workflow) : workflow.members;
  if (changes.has('found_only')) {
    members = members.filter(({ found }) => found.email !== '' || found.phones.length > 0);
  }
  if (changes.has('missing')) members = members.filter((_member, index) => index % 5 !== 4);
  if (changes.has('doubled')) {
    members = members.flatMap((member, index) => (index % 3 === 0 ? [member, member] : [member]));
  }
  if (changes.has('extra')) members = [...members, ...strangers(workflow.id)];
  if (changes.has('shuffled')) members = shuffled(members, workflow.id);
  const items = members.map((member) => itemOf(workflow, member, shape));
  if (changes.has('anonymous')) return items.map(withoutIdentity);
  if (!changes.has('keyed')) return items;
  return Object.fromEntries(items.map((item) => [item['task_id'], item]));
}

function itemOf(workflow: Workflow, member: Member, shape: Shape): Body {
  const { found, profile, contact, taskId, extras } = member;
  const status = found.failed ? 'failed' : 'completed';
  const email = emailOf(member, workflow.mode);
  const emailStatus = email === null ? null : (workflow.mode.emailWord ?? found.emailStatus);
  const phones = phonesOf(member, workflow.mode);
  // The flat shape does not say what it was asked with.
  const profileUrl = contact.linkedin_url === undefined ? (extras?.linkedinUrl ?? '') : '';
  if (shape === 'echo') {
    const result = {
      email,
      email_status: emailStatus,
      other_emails: extras?.otherEmails ?? [],
      phones,
      linkedin_url: contact.linkedin_url ?? (profileUrl === '' ? null : profileUrl),
      ...(extras === null ? {} : { title: extras.title, company: profile.companyName }),
      provider: 'sample',
    };
    const error = found.failed ? 'No provider answered' : null;
    return { task_id: taskId, status, result, input: contact, error };
  }
  return {
    task_id: taskId,
    status,
    primary_email: email,
    primary_email_status: emailStatus,
    personal_phone_numbers: phones,
    other_emails: extras?.otherEmails ?? [],
    prospect: {
      first_name: profile.firstName,
      last_name: profile.lastName,
      full_name: `${profile.firstName} ${profile.lastName}`.trim(),
      ...(extras === null ? {} : { headline: extras.title }),
      ...(profileUrl === '' ? {} : { linkedin_url: profileUrl }),
    },
    company: { name: profile.companyName, domain: profile.domain },
  };
}

export function emailOf({ found, taskId }: Member, mode: WorkflowMode): string | null {
  if (found.email === '') return null;
  if (mode.values === 'masked') return taskId < '8' ? 's***@***.com' : '[email protected]';
  return mode.values === 'hostile' ? `=${found.email}` : found.email;
}

/** The numbers found, as the mode has them. */
export function numbersOf({ found, taskId }: Member, mode: WorkflowMode): string[] {
  return found.phones.map((plain) => {
    const hostile = HOSTILE[parseInt(taskId.slice(0, 6), 16) % HOSTILE.length] ?? '';
    return mode.values === 'masked'
      ? '+1 *** *** ****'
      : mode.values === 'hostile'
        ? hostile
        : plain;
  });
}

function phonesOf(member: Member, mode: WorkflowMode): unknown[] {
  const numbers = numbersOf(member, mode);
  return mode.phones === 'objects'
    ? numbers.map((number) => ({ number, type: 'mobile' }))
    : numbers;
}

function withoutIdentity(item: Body): Body {
  const names = ['task_id', 'input', 'prospect', 'company', 'linkedin_url'];
  const kept = Object.entries(item).filter(([name]) => !names.includes(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, name === 'result' ? withoutIdentity(value as Body) : value]),
  );
}

function strangers(workflowId: string): Member[] {
  return [1, 2, 3].map((number) => stranger(uuid(`${workflowId}|stranger|${number}`), number));
}

/** One made-up colleague for each contact sent: `prospecting_only` finds people, not values. */
function discovered(workflow: Workflow): Member[] {
  return workflow.members.map((member, index) => {
    const { companyName, domain } = member.profile;
    const one = stranger(uuid(`${member.taskId}|discovered`), index);
    return {
      ...one,
      profile: { ...one.profile, companyName, domain },
      found: { email: '', emailStatus: '', phones: [], failed: false },
      extras: null,
    };
  });
}

function stranger(taskId: string, number: number): Member {
  const lastName = `Stranger${number}`;
  const contact = { first_name: 'Sample', last_name: lastName, company_domain: 'stranger.example' };
  return {
    taskId,
    contact,
    profile: { firstName: 'Sample', lastName, companyName: 'Stranger', domain: 'stranger.example' },
    found: {
      email: `sample.stranger${number}@stranger.example`,
      emailStatus: 'reliable',
      phones: [],
      failed: false,
    },
    extras: null,
  };
}
