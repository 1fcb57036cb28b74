// Owns what Cleanlist says of the plan behind a key and of what the key may do. It is shown; what is allowed, only a refusal tells.
import type { PlanService } from '../provider';
import { readFree } from '../read-account';
import { field, firstText, textOf } from '../untrusted';
import { unusable } from '../vendor-error';
import { plainLine } from '../vendor-text';
import { get } from './call';

const WORD_LIMIT = 40;
const MOST_WORDS = 40;

/** https://docs.cleanlist.ai/mcp-api/authentication . Keys of the older generation may not know the call. */
export const plan: PlanService = {
  request: (key) => get(key, '/whoami'),
  read: (result, nowMs) =>
    readFree(result, nowMs, (body, response) => {
      const tier = plainLine(firstText(body, ['tier']), WORD_LIMIT);
      const error = unusable(response, 'The answer names no plan.');
      return tier === ''
        ? { kind: 'unreadable', error }
        : {
            kind: 'ok',
            value: { tier, scopes: wordsIn(body, 'scopes'), features: wordsIn(body, 'features') },
          };
    }),
};

function wordsIn(body: unknown, name: string): readonly string[] {
  const list = field(body, name);
  if (!Array.isArray(list)) return [];
  return list
    .slice(0, MOST_WORDS)
    .map((word: unknown) => plainLine(textOf(word), WORD_LIMIT))
    .filter((word) => word !== '');
}
