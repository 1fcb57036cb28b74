// Owns the quotes that were given: what each is bound to, until when, and whether it was used. Knows no request.
import type { HttpAnswer } from '../http';
import { hex } from '../seeded';
import type { RunType } from './enrichment-run';
import { coded } from './error-object';
import { worstCase } from './workflow';

/** https://docs.cleanlist.ai/mcp-api/credits */
const VALID_SECONDS = 300;

export type Tool = 'enrich_list' | 'enrich_person' | 'bulk_import_csv';

/** What a quote is bound to. */
export interface Terms {
  readonly organizationId: string;
  readonly tool: Tool;
  /** `''` where the tool takes no list. */
  readonly listId: string;
  readonly type: RunType;
  readonly rows: number;
}

export interface Quote extends Terms {
  readonly id: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
  readonly cost: number;
  readonly filterHash: string;
}

export class Quotes {
  private readonly given = new Map<string, Quote>();
  private readonly used = new Set<string>();

  constructor(private readonly seed: string) {}

  give(terms: Terms, nowMs: number): Quote {
    const issued = Math.floor(nowMs / 1000);
    const signature = hex(`${this.seed}|quote|${this.given.size}|${JSON.stringify(terms)}`, 32);
    const quote = {
      ...terms,
      id: `qte_v1_${issued}_${signature}`,
      expiresAt: issued + VALID_SECONDS,
      cost: worstCase(terms.type, terms.rows),
      filterHash: terms.listId === '' ? 'none' : hex(`list|${terms.listId}`, 16),
    };
    this.given.set(quote.id, quote);
    return quote;
  }

  /** `null` when the quote may be used for these terms. Another organisation's quote is none. */
  refusal(id: string, terms: Terms, nowMs: number): HttpAnswer | null {
    const quote = this.given.get(id);
    if (quote?.organizationId !== terms.organizationId) return invalid('quote_invalid', 'unknown');
    if (this.used.has(id)) return invalid('quote_used', 'used already');
    if (nowMs >= quote.expiresAt * 1000) return invalid('quote_expired', 'expired');
    const { tool, listId, type } = quote;
    if (tool !== terms.tool || listId !== terms.listId || type !== terms.type) {
      return invalid('quote_mismatch', 'for another call');
    }
    const cost = worstCase(terms.type, terms.rows);
    if (cost > quote.cost) {
      const words = `This call costs ${cost} credits; the quote allows ${quote.cost}.`;
      return coded(400, 'spend_cap_exceeded', words, { fix: 'Request a new quote.' });
    }
    return terms.rows === quote.rows ? null : invalid('quote_mismatch', 'for another call');
  }

  /** Once the credits are reserved, so that a call that fails before keeps its quote. */
  redeem(id: string): void {
    this.used.add(id);
  }
}

function invalid(code: string, words: string): HttpAnswer {
  return coded(400, code, `The quote is ${words}.`, {
    fix: 'Request a new quote with POST /credits/estimate.',
  });
}
