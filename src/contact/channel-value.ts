// Owns which text in a cell is a value of a channel. Knows no sheet.
import type { Channel } from './contact';
import { holdsEmail } from './email';

/** Whether a cell's text is a value of the channel; other text is left alone, but is no value. */
export function isValue(channel: Channel, text: string): boolean {
  return channel === 'email' ? holdsEmail(text) : text !== '';
}
