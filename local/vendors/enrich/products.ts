// Owns what Enrich sells: its names and its prices. Finds nothing.
import type { Channel } from '../../../src/contact/contact';

export type Product = 'finder' | 'validation' | 'phones' | 'profile';
/** The look-up of profiles in batches is not emulated: its answer does not say whose a profile is. */
export type BatchProduct = Exclude<Product, 'profile'>;

export interface Offer {
  readonly sold: Channel;
  /** In credits, only when something is found: https://doc.enrich.so/credits-pricing-1951027m0 */
  readonly price: number;
  /** How the wallet names it. */
  readonly title: string;
  /** How the wallet counts it. */
  readonly unit: string;
}

export const OFFERS: Readonly<Record<Product, Offer>> = {
  finder: { sold: 'email', price: 10, title: 'Email finder', unit: 'lead' },
  validation: { sold: 'validity', price: 1, title: 'Email validation', unit: 'email' },
  phones: { sold: 'phone', price: 500, title: 'Phone finder', unit: 'item' },
  profile: { sold: 'profile', price: 10, title: 'Reverse lookup', unit: 'email' },
};
