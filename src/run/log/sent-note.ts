// Owns the note of a line that says what is sent: what is bought, of whom, and by which part of the identity. Read back by whoever
// needs to know what was asked before.
import { IDENTITY_PARTS, type IdentityPart } from '../../contact/identity-part';
import { ENRICHMENT_TYPES, type EnrichmentType } from '../../provider/provider';
import { VENDORS, vendorOf } from '../../provider/vendors';
import type { Batch } from '../state/batch';

export interface SentNote {
  readonly type: EnrichmentType;
  /** The vendor's id; `''` where the name is nobody's. */
  readonly vendor: string;
  readonly part: IdentityPart;
}

export function sentNote(batch: Pick<Batch, 'service' | 'type' | 'part'>): string {
  const { type, part } = batch;
  const { name } = vendorOf(batch.service);
  return `${type} at ${name}${part === 'all' ? '' : `, by ${part}`}`;
}

const SENT_NOTE = /^(\w+) at ([A-Za-z]+)(?:, by (\w+))?$/;

/** `null` when somebody changed the note. */
export function readSentNote(note: string): SentNote | null {
  const [, word, name, by = 'all'] = SENT_NOTE.exec(note) ?? [];
  const type = ENRICHMENT_TYPES.find((one) => one === word);
  const part = IDENTITY_PARTS.find((one) => one === by);
  if (type === undefined || part === undefined) return null;
  return { type, part, vendor: VENDORS.find((one) => one.name === name)?.id ?? '' };
}
