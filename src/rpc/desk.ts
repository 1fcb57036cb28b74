// Owns what every method of the sidebar works with.
import type { Ports } from '../ports';
import type { Provider } from '../provider/provider';

export interface Desk {
  readonly ports: Ports;
  readonly provider: Provider;
}
