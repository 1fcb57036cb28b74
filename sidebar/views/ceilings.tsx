// Owns the fields of a day's credits: one for each vendor that a schedule asks. Knows no rhythm.
import type { RefObject } from 'preact';
import type { VendorCredits } from '../../src/rpc/contract-check';
import { creditsAt } from '../credits';

interface CeilingsProps {
  readonly within: RefObject<HTMLDivElement | null>;
  readonly vendors: readonly { readonly vendor: string; readonly name: string }[];
  /** Those in force. */
  readonly known: readonly VendorCredits[];
  /** The vendor whose field holds no ceiling; `null`: all do, as far as is known. */
  readonly wrong: string | null;
}

export function Ceilings({ within, vendors, known, wrong }: CeilingsProps) {
  const isOne = vendors.length < 2;
  return (
    <>
      <div ref={within} class="ceilings">
        {vendors.map(({ vendor, name }) => (
          <div key={vendor}>
            <label for={`ceiling-${vendor}`}>
              {isOne ? 'Credits' : `${name} credits`} a day, at most
            </label>
            <input
              id={`ceiling-${vendor}`}
              name={vendor}
              type="number"
              min={1}
              step={1}
              required
              class="wide"
              defaultValue={String(creditsAt(known, vendor) || '')}
              aria-invalid={wrong === vendor}
              aria-describedby="ceiling-note"
            />
          </div>
        ))}
      </div>
      <p id="ceiling-note" class={wrong === null ? 'quiet' : 'error'} role="alert">
        {wrong === null
          ? CEILING_NOTE
          : 'Say how many credits a day it may cost: a whole number from 1.'}
      </p>
    </>
  );
}

/** By vendor id; else the field that holds no ceiling. */
export type CeilingsReading =
  | { readonly kind: 'ceilings'; readonly credits: Readonly<Record<string, number>> }
  | { readonly kind: 'wrong'; readonly field: HTMLInputElement };

export function readCeilings(within: HTMLDivElement): CeilingsReading {
  const fields = [...within.querySelectorAll('input')];
  const field = fields.find(({ valueAsNumber: typed }) => !Number.isInteger(typed) || typed < 1);
  if (field !== undefined) return { kind: 'wrong', field };
  const credits = fields.map(({ name, valueAsNumber }) => [name, valueAsNumber] as const);
  return { kind: 'ceilings', credits: Object.fromEntries(credits) };
}

const CEILING_NOTE =
  'A run counts with the most it can cost. Rows that do not fit into a day wait for the next. What you send again yourself does not count.';
