// Owns the answers about one batch, in their documented shape or disturbed as a mode says. Decides no cost.
import { shuffled } from '../seeded';
import { processedBy, reservedFor, wordOf, type Batch } from './batch';
import { anonymous, lowerEcho, type Body } from './items';

export interface Page {
  readonly page: number;
  readonly limit: number;
}

export function submitData(batch: Batch): Body {
  const itemCount = batch.items.length;
  return {
    batchId: batch.id,
    status: 'queued',
    itemCount,
    ...(batch.product === 'phones' ? { message: 'Bulk phone lookup job created' } : {}),
    originalCount: batch.originalCount,
    duplicatesRemoved: batch.originalCount - itemCount,
  };
}

export function submitMeta(batch: Batch): Body {
  const reserved = reservedFor(batch);
  return {
    creditsReserved: reserved,
    creditsPerItem: batch.perItem,
    estimatedCredits: reserved,
  };
}

export function statusData(batch: Batch, nowMs: number): Body {
  const head = { batchId: batch.id, status: wordOf(batch, nowMs) };
  if (batch.mode.counters === false) return head;
  const totalItems = batch.items.length;
  const processedItems = processedBy(batch, nowMs);
  const progress = Math.round((1000 * processedItems) / totalItems) / 10;
  return { ...head, totalItems, processedItems, progress };
}

/** Of a batch that has ended and is settled. */
export function resultsData(batch: Batch, page: Page, nowMs: number): Body {
  const { product, items, mode } = batch;
  const head = { batchId: batch.id, status: wordOf(batch, nowMs), totalItems: items.length };
  const hides = batch.reads <= (mode.readsWithoutResults ?? 0);
  const results = hides ? {} : { results: pageOf(bodies(batch), page, mode.pageSize) };
  if (product !== 'phones') return { ...head, processedCount: items.length, ...results };
  const successful = items.filter(({ found }) => found).length;
  return {
    ...head,
    processedItems: items.length,
    successful,
    failed: items.length - successful,
    ...results,
    ...page,
  };
}

/** Every fetch says the same of what was charged. */
export function resultsMeta({ settlement, items }: Batch, creditsRemaining: number): Body {
  return {
    creditsUsed: settlement?.used ?? 0,
    creditsRefunded: settlement?.refunded ?? 0,
    creditsRemaining,
    totalItems: items.length,
    processedItems: items.length,
  };
}

/** The order is not documented: it is one of its own. */
function bodies({ id, product, items, mode }: Batch): Body[] {
  const changes = new Set(mode.items);
  let list = changes.has('found_only') ? items.filter(({ found }) => found) : items;
  if (changes.has('missing')) list = list.filter((_item, index) => index % 5 !== 4);
  if (changes.has('doubled')) {
    list = list.flatMap((item, index) => (index % 3 === 0 ? [item, item] : [item]));
  }
  const strangers = changes.has('extra')
    ? [1, 2, 3].map((number) => STRANGERS[product](number))
    : [];
  const all = shuffled([...list.map(({ body }) => body), ...strangers], id);
  const echoed = mode.echo === 'lower' ? all.map(lowerEcho) : all;
  return changes.has('anonymous') ? echoed.map((body) => anonymous(product, body)) : echoed;
}

function pageOf(list: readonly Body[], { page, limit }: Page, pageSize = limit): readonly Body[] {
  const size = Math.min(limit, pageSize);
  return list.slice((page - 1) * size, page * size);
}

const STRANGERS: Readonly<Record<Batch['product'], (number: number) => Body>> = {
  finder: (number) => ({
    firstName: 'Sample',
    lastName: `Stranger${number}`,
    domain: 'stranger.example',
    found: true,
    email: `sample.stranger${number}@stranger.example`,
    confidence: 'high',
    isCatchAll: false,
    message: 'Email found with high confidence',
  }),
  validation: (number) => ({
    email: `sample.stranger${number}@stranger.example`,
    result: 'valid',
    message: 'The mailbox exists and is accepting mail',
    isCatchAll: false,
    confidence: 'high',
  }),
  phones: (number) => ({
    email: `sample.stranger${number}@stranger.example`,
    phones: [`+1202555019${number}`],
  }),
};
