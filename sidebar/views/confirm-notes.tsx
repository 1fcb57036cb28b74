// Owns what a person must know before sending: what is replaced, hidden, asked for again, or cannot be undone.
import { type Channel, CHANNELS } from '../../src/contact/contact';
import type { Choice, Quote } from '../../src/rpc/contract';
import type { Inspection } from '../../src/rpc/contract-check';
import type { RunView } from '../../src/rpc/contract-run';
import { Card } from '../parts/card';
import { operationOf } from '../operations';
import { isRetry, retryAbout } from '../retry';
import { count, counted, moment, OUTPUT_NAMES } from '../words';

interface RetryNoteProps {
  readonly choice: Choice;
  readonly runs: readonly RunView[];
}

/** Which contacts a retry is about: they were approved once, and this is a new approval. */
export function RetryNote({ choice, runs }: RetryNoteProps) {
  const { rows } = choice;
  if (!isRetry(rows)) return null;
  const run = runs.find(({ id }) => id === rows.run);
  const when = run === undefined ? '' : ` of ${moment(run.startedAt)}`;
  return (
    <Card tone="info">
      <p>
        A retry of the run{when}: {retryAbout(rows.kind, operationOf(choice))}.
      </p>
    </Card>
  );
}

const REPLACED: Readonly<Record<Channel, string>> = {
  email: 'an e-mail',
  phone: 'a phone',
  validity: 'a validity',
  profile: 'a profile',
};

/** Filled rows that are bought again, apart from those that lack something. */
export function ReplacedNote({ replaced }: Pick<Quote, 'replaced'>) {
  const sentences = CHANNELS.flatMap((channel) => {
    const contacts = replaced[channel] ?? 0;
    return contacts === 0 ? [] : [replacedSentence(contacts, REPLACED[channel])];
  });
  if (sentences.length === 0) return null;
  return (
    <Card tone="warn">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Card>
  );
}

function replacedSentence(contacts: number, value: string): string {
  return `${count(contacts)} of them ${contacts === 1 ? 'has' : 'have'} ${value} already: it is bought again and replaced.`;
}

export function LogNote({ keepsLog }: Pick<Quote, 'keepsLog'>) {
  if (keepsLog) return null;
  return (
    <Card tone="warn">
      <p>The log is off: this run cannot be undone.</p>
    </Card>
  );
}

interface HiddenNoteProps extends Pick<Quote, 'hidden'> {
  readonly hasFilter: boolean;
}

export function HiddenNote({ hidden, hasFilter }: HiddenNoteProps) {
  if (hidden === 0) return null;
  const wayOut = hasFilter ? ' To leave hidden rows out, cancel and choose the visible rows.' : '';
  return (
    <Card tone="warn">
      <p>
        {hidden === null
          ? 'Hidden rows may be included: there are too many rows to look at each.'
          : `${count(hidden)} of the rows to send ${hidden === 1 ? 'is' : 'are'} hidden in the sheet.`}
        {wayOut}
      </p>
    </Card>
  );
}

interface CellsNoteProps extends Pick<Quote, 'shared'> {
  readonly outputs: Inspection['outputs'];
}

/** Which cells are written, and which of them cost nothing. */
export function CellsNote({ shared, outputs }: CellsNoteProps) {
  const always = outputs.filter(
    ({ isOn, policy, hasPolicy }) => isOn && hasPolicy && policy === 'always',
  );
  return (
    <>
      {shared > 0 && (
        <p class="quiet">
          {counted(shared, 'blank cell')} {shared === 1 ? 'is' : 'are'} filled free: another row of
          the same contact has the value.
        </p>
      )}
      <p class="quiet">
        {always.length === 0
          ? 'Only blank cells are filled.'
          : `What stands in these cells is replaced: ${always.map(({ field }) => OUTPUT_NAMES[field]).join(', ')}. Else only blank cells are filled.`}
      </p>
    </>
  );
}

/** Sample contacts do not exist: buying them would find nobody. */
export function SampleNote() {
  return (
    <Card tone="info" title="Made-up contacts are not sent">
      <p>
        On your own sheet you would send them here, and results would come into the sheet as they
        are found. Open a sheet of your own, then press Check again.
      </p>
    </Card>
  );
}
