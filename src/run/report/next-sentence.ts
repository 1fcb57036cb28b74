// Owns what is said of an open run's next step: what it does now, what it waits for. Decides nothing.
import { UNITS } from '../../contact/operation-words';
import { vendorOf } from '../../provider/vendors';
import { type Batch, isAwaited, vendorIdOf } from '../state/batch';
import { goesOnAlone, type Run, type RunState, vendorNames } from '../state/run';
import { contactsIn } from '../state/sums';
import { counted } from './number-words';
import { freeAtOf, type FreeTimes } from './times';

export function nextSentence(
  run: Run,
  batches: readonly Batch[],
  state: RunState,
  stopping: boolean,
  freeAt: FreeTimes,
  nowMs: number,
): string {
  const awaited = contactsIn(batches, isAwaited);
  const toSend = contactsIn(batches, (of) => of === 'created');
  const { one, many } = UNITS[run.operation];
  const units = (of: number): string => counted(of, `${one} is`, `${many} are`);
  switch (state) {
    case 'closed':
      return 'Finished.';
    case 'waiting':
      return 'Waits for your decision.';
    case 'paused':
      if (stopping) return stoppingSentence(run, batches, awaited);
      return awaited > 0 && goesOnAlone(run, batches)
        ? 'Nothing more is sent; what was bought is still being collected.'
        : 'Paused until you continue.';
    case 'open': {
      if (stopping) return stoppingSentence(run, batches, awaited);
      const moving = batches.filter(({ state: of }) => of === 'created' || isAwaited(of));
      const [silent] = moving.filter((batch) => run.probe.includes(vendorIdOf(batch)));
      if (run.notBefore > nowMs && toSend > 0) {
        return `${nameOf(silent ?? moving[0], run)} does not answer at the moment; it is asked again soon. Nothing is sent before it does.`;
      }
      const free = Math.min(...moving.map((batch) => freeAtOf(batch, freeAt)));
      if (free > nowMs && free < Infinity) {
        const seconds = Math.ceil((free - nowMs) / 1000);
        const wait = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
        return `${nameOf(moving[0], run)} takes no more requests for ${wait}; then it goes on by itself.`;
      }
      if (toSend > 0) {
        return `Sending: ${units(toSend)} still to be sent.`;
      }
      const [waited] = batches.filter(({ state: of }) => isAwaited(of));
      return `Waiting for ${nameOf(waited, run)}: ${units(awaited)} still being ${run.operation === 'validate' ? 'checked' : 'looked up'}.`;
    }
  }
}

/** Of a batch's vendor. */
function nameOf(batch: Batch | undefined, run: Run): string {
  return batch === undefined ? vendorNames(run) : vendorOf(batch.service).name;
}

function stoppingSentence(run: Run, batches: readonly Batch[], awaited: number): string {
  if (awaited === 0) return 'Stopping.';
  return goesOnAlone(run, batches)
    ? 'Stopping: nothing more is sent; what was bought is still being collected.'
    : 'Stopping: nothing more is sent; what was bought is collected once you continue.';
}
