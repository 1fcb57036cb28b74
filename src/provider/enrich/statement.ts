// Owns the last movements of an Enrich wallet: how they are asked for, and what the answer says. Its texts may name contacts: they
// are for the eyes of whoever asked.
import type { AccountOutcome, HttpResult, Statement, Transaction } from '../provider';
import { readFree } from '../read-account';
import { field, firstText, isRecord, numberOf } from '../untrusted';
import { unusable } from '../vendor-error';
import { plainLine } from '../vendor-text';
import { get } from './call';

/** The vendor gives up to 100 at once: https://doc.enrich.so/api-reference-1951025m0 */
const LAST = 10;

const TEXT_LIMIT = 120;

export const statement: Statement = {
  request: (key) => get(key, `/wallets/transactions?page=1&limit=${LAST}`),
  read,
};

function read(result: HttpResult, nowMs: number): AccountOutcome<readonly Transaction[]> {
  return readFree(result, nowMs, (body, response) => {
    const list = field(body, 'transactions');
    if (!Array.isArray(list)) {
      const error = unusable(response, 'The answer has no list of transactions.');
      return { kind: 'unreadable', error };
    }
    const value = list.slice(0, LAST).flatMap(transactionIn);
    return { kind: 'ok', value };
  });
}

/** `{type, amount, description, createdAt}`: https://doc.enrich.so/api-reference-1951025m0 */
function transactionIn(raw: unknown): readonly Transaction[] {
  const amount = numberOf(field(raw, 'amount'));
  if (!isRecord(raw) || amount === null) return [];
  const kind = kindOf(firstText(raw, ['type']));
  const at = Date.parse(firstText(raw, ['createdAt']));
  return [
    {
      kind,
      credits: signed(kind, amount),
      about: plainLine(firstText(raw, ['description']), TEXT_LIMIT),
      at: Number.isFinite(at) ? at : null,
    },
  ];
}

function kindOf(word: string): Transaction['kind'] {
  switch (word.toLowerCase()) {
    case 'deduction':
      return 'spent';
    case 'topup':
      return 'bought';
    case 'refund':
      return 'given_back';
    default:
      return 'changed';
  }
}

/** Whether the vendor writes a minus before what was spent, its page does not say. */
function signed(kind: Transaction['kind'], amount: number): number {
  switch (kind) {
    case 'spent':
      return -Math.abs(amount);
    case 'bought':
    case 'given_back':
      return Math.abs(amount);
    case 'changed':
      return amount;
  }
}
