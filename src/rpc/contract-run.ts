// Owns what the sidebar sees of runs: how one stands, and what a person may still do about it. Types only.
import type { VendorCredits } from './contract-check';
import type { EmailStatus } from '../provider/email-status';
import type { Delivery } from '../provider/provider';
import type { Decision } from '../run/person/decide';
import type { BatchProgress, Progress } from '../run/progress';
import type { BatchState } from '../run/state/batch';
import type { RunOutcome } from '../run/report/outcome';
import type { PlaceAgainReport, UndoReport } from '../run/state/run';

export type { BatchState, Decision, EmailStatus, PlaceAgainReport, RunOutcome, UndoReport };

/** A batch that needs a person, or that ended without its contacts being bought. */
export interface BatchView extends BatchProgress {
  /** At most three, for `held`: what came, as text. */
  readonly examples: readonly string[];
}

/** What a person may still do about a run that has ended. */
export interface Afterwards {
  /** What it wrote can be taken out of the sheet again; false where it wrote nothing, and once that was done, unless some was gone. */
  readonly canUndo: boolean;
  /** What *Undo* did; `null` until then. */
  readonly undone: UndoReport | null;
  /** Contacts whose results have no row, and may have one again. */
  readonly placeable: number;
  /** What *Place again* did last; `null` until then. */
  readonly placedAgain: PlaceAgainReport | null;
  /** Contacts of which nothing was found: how many a retry is about at most. */
  readonly notFound: number;
  /** Contacts that certainly were not bought: stopped, refused, failed at the vendor. */
  readonly failed: number;
  /** Of those, contacts whose lookup broke at the vendor. */
  readonly broken: number;
}

/** What a retry would be about now, as the log and the sheet tell. */
export interface RetryCount {
  readonly contacts: number;
  /** What they cost if everything is found. */
  readonly maximumCredits: readonly VendorCredits[];
  /** Contacts that were asked for with everything that their rows say. */
  readonly tried: number;
}

/** What a run has cost at one vendor. */
export interface RunCost {
  /** The vendor's id. */
  readonly vendor: string;
  readonly name: string;
  readonly maximum: number;
  readonly charged: number;
  /** True when the vendor did not say and the number is reckoned from what was found. */
  readonly estimated: boolean;
}

/** How a run stands. */
export interface RunView extends Omit<
  Progress,
  'sheetId' | 'nextAt' | 'attention' | 'goesOnAlone' | 'costs' | 'givenUp' | 'endable'
> {
  /** When the run stood so: answers may overtake each other, and the newer view holds. */
  readonly asOf: number;
  readonly sheetId: number;
  /** `''` in the answers of `work`: it costs a read of the sheet, and does not change every two seconds. */
  readonly sheetName: string;
  /** Started by a schedule. */
  readonly isAutomatic: boolean;
  /** `null` while it is open. */
  readonly endedAt: number | null;
  /** At each vendor, in the order in which they are asked. */
  readonly costs: readonly RunCost[];
  /** Contacts that a person gave up: they may have been bought. */
  readonly givenUp: Omit<Progress['givenUp'], 'credits'> & {
    readonly credits: readonly VendorCredits[];
  };
  /** What this user gives up who ends it, as it is theirs and its results cannot be collected; `null`: that is not so. */
  readonly endable: RunView['givenUp'] | null;
  /** Of the e-mails found, how many have which status. */
  readonly emailStatuses: Readonly<Record<EmailStatus, number>>;
  /** When the sidebar should call `work` again, in milliseconds; `null`: nothing to do without a person. */
  readonly callAgainInMs: number | null;
  readonly attention: readonly BatchView[];
  /** What becomes of it when the sidebar is closed, one sentence; `''` when nothing can go on alone. */
  readonly background: string;
  /** The hourly trigger, while it is there: when it last looked (`null`: not yet) and about when it will. */
  readonly heartbeat: { readonly lastAt: number | null; readonly nextAt: number } | null;
  /** `null` while the run is open, and for runs of which too little is kept. */
  readonly afterwards: Afterwards | null;
}

/** What became of the vendor's calls to an address of the user's. */
export interface Deliveries {
  /** Of the last requests that were sent with one, at most eight. */
  readonly requests: readonly {
    readonly vendor: string;
    readonly workflowId: string;
    /** `null`: the vendor knows nothing of it any more. */
    readonly attempts: readonly Delivery[] | null;
  }[];
  /** Requests that were sent with an address, as far as it is kept. */
  readonly total: number;
}

export interface History {
  /** Open runs, then those that have ended; each the newest first. */
  readonly runs: readonly RunView[];
  /** Ended runs whose lines gave way to newer ones, and what they cost together. */
  readonly forgotten: { readonly runs: number; readonly credits: readonly VendorCredits[] };
}

/** Rows of one outcome as they are now, in sheet order. */
export interface OutcomeRows {
  /** At most 200. */
  readonly rows: readonly { readonly row: number; readonly text: string }[];
  /** How many there are in all. */
  readonly total: number;
  /** Contacts of this outcome that have no row any more. */
  readonly gone: number;
}
