// Owns what the vendors' words about a workflow mean.

export type WorkflowState = 'running' | 'done' | 'failed' | 'unknown';

/**
 * Terminal words of `/enrich/status`: https://docs.cleanlist.ai/api-reference/enrichment ; the others are those of
 * the vendor's newer API and of comparable ones. `cancelled` words count as failed: both may hold paid results.
 */
const WORDS: ReadonlyMap<string, WorkflowState> = new Map([
  ...words(
    'running',
    'pending queued created scheduled none processing running in_progress started',
  ),
  ...words('done', 'completed complete finished success succeeded done terminated'),
  ...words('done', 'completed_with_errors partial partially_completed'),
  ...words('failed', 'failed error errored timed_out credits_insufficient'),
  ...words('failed', 'cancelled canceled aborted terminated_by_user'),
]);

/** A word that is not known is never taken as an end. */
export function workflowState(word: string): WorkflowState {
  const name = word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return WORDS.get(name) ?? 'unknown';
}

function words(state: WorkflowState, list: string): [string, WorkflowState][] {
  return list.split(' ').map((word) => [word, state]);
}
