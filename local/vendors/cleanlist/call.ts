// Owns what the emulated vendor's parts are told of one call that may pass.
import type { Organization } from '../accounts';
import type { VendorRequest } from '../http';

export interface Caller {
  readonly key: string;
  readonly organization: Organization;
}

export interface Call {
  readonly request: VendorRequest;
  readonly caller: Caller;
  /** The id that stands in the path; `''` where none does. */
  readonly id: string;
  /** Only names that the endpoint knows. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly nowMs: number;
}
