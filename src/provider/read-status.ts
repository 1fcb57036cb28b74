// Owns the facts about a workflow in an answer: its word, its counters, its cost. Reads no results.
import { cut, field, firstText, numberOf, textOf } from './untrusted';

export interface Progress {
  /** The vendor's status word, at most 60 characters; `''` when there is none. */
  readonly word: string;
  /** How many contacts the vendor counts, when it says. */
  readonly total: number | null;
  /** Everything is processed, or a time of completion is set, whatever the word. */
  readonly ended: boolean;
  /** How many contacts or values the vendor says it found; 0 when it does not say. */
  readonly found: number;
  /** How many values the vendor says it found; 0 when it does not say. */
  readonly values: Readonly<Record<'email' | 'phone', number>>;
  /** Credits charged, when the vendor says. */
  readonly charged: number | null;
  /** The answer is about a workflow: it has an id, counters or a time of completion. */
  readonly isWorkflow: boolean;
}

const WORD_LIMIT = 60;

export function readProgress(body: unknown): Progress {
  const data = field(body, 'data');
  const holders = [
    body,
    data,
    field(body, 'summary'),
    field(body, 'progress'),
    field(data, 'summary'),
  ];
  const total = firstNumber(holders, ['total', 'total_contacts', 'totalItems']);
  const processed = firstNumber(holders, ['processed', 'processedItems', 'processedCount']);
  const completedAt = firstOf(holders, ['completed_at', 'completedAt', 'finished_at']);
  const email = firstNumber(holders, ['emails_found']) ?? 0;
  const phone = firstNumber(holders, ['phones_found']) ?? 0;
  const id = firstOf([body, data], ['workflow_id', 'batchId', 'jobId', 'job_id', 'enrichment_id']);
  return {
    // An envelope's word ("success") says less than that of the workflow inside it.
    word: statusWord(data) || statusWord(body),
    total,
    ended:
      completedAt !== '' ||
      (total !== null && total > 0 && processed !== null && processed >= total),
    found: Math.max(firstNumber(holders, ['successful']) ?? 0, email, phone),
    values: { email, phone },
    charged: chargedOf(body) ?? chargedOf(data),
    isWorkflow: id !== '' || total !== null || processed !== null || completedAt !== '',
  };
}

/** https://docs.cleanlist.ai/mcp-api/polling has `credits_charged`; other vendors put it into `meta`. */
function chargedOf(holder: unknown): number | null {
  const charged =
    numberOf(field(holder, 'credits_charged')) ??
    numberOf(field(holder, 'meta', 'creditsUsed')) ??
    numberOf(field(holder, 'meta', 'credits_used'));
  return charged !== null && charged >= 0 ? charged : null;
}

function statusWord(holder: unknown): string {
  const word = [field(holder, 'status'), field(holder, 'state')].find(
    (value) => typeof value === 'string',
  );
  return cut(textOf(word), WORD_LIMIT);
}

function firstNumber(holders: readonly unknown[], names: readonly string[]): number | null {
  for (const holder of holders) {
    for (const name of names) {
      const number = numberOf(field(holder, name));
      if (number !== null && number >= 0) return number;
    }
  }
  return null;
}

function firstOf(holders: readonly unknown[], names: readonly string[]): string {
  return holders.map((holder) => firstText(holder, names)).find((text) => text !== '') ?? '';
}
