// Owns what Cleanlist takes for what it finds.
import type { Channel } from '../../contact/contact';

/** https://docs.cleanlist.ai/api-reference/credits ; both of a contact cost their sum. */
const CREDITS: Readonly<Partial<Record<Channel, number>>> = { email: 1, phone: 10 };

export function credits(found: readonly Channel[]): number {
  return found.reduce((sum, channel) => sum + (CREDITS[channel] ?? 0), 0);
}
