// Owns credits in words. Credits of two vendors are named apart.
import { vendorOf } from '../../provider/vendors';
import type { Credits } from '../state/credits';
import { count, counted } from './number-words';

/** `12 credits`; of several vendors `12 Cleanlist credits and 500 Enrich credits`. */
export function creditWords(credits: Credits): string {
  const all = Object.entries(credits);
  const [only, second] = all;
  if (second === undefined) return counted(only?.[1] ?? 0, 'credit');
  const words = all.map(([id, number]) => {
    const { name } = vendorOf(id);
    return `${count(number)} ${name} ${number === 1 ? 'credit' : 'credits'}`;
  });
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1] ?? ''}`;
}
