// Owns what Enrich's products have in common that answer one contact at once and take several as a batch. Knows no product.
import type { Identity } from '../../contact/contact';
import type { HttpResult, Item, Service, SubmitOutcome } from '../provider';
import type { JsonRecord } from '../untrusted';
import { BATCH_SIZE } from './batch';
import { type BatchReading, readBatch, statusRequest } from './read-batch';
import { readBatchPurchase, readSinglePurchase } from './read-purchase';

type Common = Pick<Service, 'batchSize' | 'answersAtOnce' | 'repeatsFree' | 'poll' | 'readPoll'>;

export function oneOrMany(reading: BatchReading): Common {
  return {
    batchSize: BATCH_SIZE,
    answersAtOnce: 1,
    // A repeated submit is charged anew: nothing of the API tells that it is one.
    repeatsFree: false,
    poll: (key, batchId) => statusRequest(reading, key, batchId),
    readPoll: (status, pages, call) => readBatch(status, pages, call, reading),
  };
}

/**
 * The answer to a purchase whose request names its contacts, if there are several, in one list.
 *
 * @param readOne what the answer's data say of the one contact that was asked for; `null` when not whether anything was found
 */
export function readPurchase(
  result: HttpResult,
  sent: readonly Identity[],
  nowMs: number,
  list: string,
  readOne: (data: JsonRecord, asked: Identity) => Item | null,
): SubmitOutcome {
  const [asked, ...others] = sent;
  if (asked === undefined || others.length > 0) {
    return readBatchPurchase(result, { [list]: sent.map((_, index) => index) }, nowMs);
  }
  return readSinglePurchase(result, (data) => readOne(data, asked), nowMs);
}
