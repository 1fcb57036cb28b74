// Owns the cards that say what *Undo* and *Place again* did with a run that has ended.
import type { PlaceAgainReport, RunView, UndoReport } from '../../src/rpc/contract-run';
import { Card } from '../parts/card';
import { leftAlone, notPlacedSentence, placedSentence, undoneSentence } from '../report-words';

export function Reports({ run }: { readonly run: RunView }) {
  const { undone, placedAgain } = run.afterwards ?? { undone: null, placedAgain: null };
  return (
    <>
      {undone !== null && <Undone report={undone} />}
      {placedAgain !== null && <PlacedAgain report={placedAgain} />}
    </>
  );
}

function Undone({ report }: { readonly report: UndoReport }) {
  const reasons = leftAlone(report);
  return (
    <Card tone="info" title="Undone" answer>
      <p>{undoneSentence(report)}</p>
      {reasons.length > 0 && (
        <>
          <p>Left alone:</p>
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </>
      )}
      <p class="quiet">The values stay in the log. Credits are not given back.</p>
    </Card>
  );
}

function PlacedAgain({ report }: { readonly report: PlaceAgainReport }) {
  const rest = notPlacedSentence(report);
  return (
    <Card tone="info" title="Placed again" answer>
      <p>{placedSentence(report)}</p>
      {rest !== '' && <p>{rest}</p>}
    </Card>
  );
}
