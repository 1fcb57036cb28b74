// Owns what every method of the sidebar works with.
import type { Ports } from '../ports';

export interface Desk {
  readonly ports: Ports;
}
