// Owns a run's numbers: what was found and what it cost, while it goes on and when it has ended.
import type { RunView } from '../../src/rpc/contract-run';
import { Figure } from '../parts/figures';
import { EMAIL_STATUSES, fillSentence, givenUpSentence, percent } from '../run-words';
import { count } from '../words';

const FOUND = { email: 'E-mails found', phone: 'Phones found' } as const;

interface FiguresProps {
  readonly run: RunView;
}

/** Numbers that are rarely above zero are shown only when they are. */
const RARE: readonly Rare[] = [
  {
    key: 'incomplete',
    name: 'Incomplete',
    note: 'These rows say too little about who the contact is.',
  },
  {
    key: 'unplaced',
    name: 'No row',
    note: 'The result has no row any more: it is in the Enrichment log.',
  },
  {
    key: 'leftOut',
    name: 'Left out',
    note: 'Stopped, filled meanwhile, gone, refused or given up.',
  },
];

interface Rare {
  readonly key: 'incomplete' | 'unplaced' | 'leftOut';
  readonly name: string;
  readonly note: string;
}

export function RunFigures({ run }: FiguresProps) {
  const closed = run.state === 'closed';
  const { maximum, charged, estimated } = run.credits;
  const credits = closed ? 'Credits charged' : 'Credits so far';
  const givenUp = givenUpSentence(run);
  return (
    <dl>
      {!closed &&
        run.channels.map((channel) => (
          <Figure key={channel} name={FOUND[channel]} value={count(run.found[channel])} strong />
        ))}
      {!isListed(run) && <Figure name="Not found" value={count(run.notFound)} />}
      {RARE.filter(({ key }) => run[key] > 0 && !isListed(run)).map(({ key, name, note }) => (
        <Figure key={key} name={name} value={count(run[key])} note={note} />
      ))}
      <Figure
        name={estimated ? `${credits} (estimated)` : credits}
        value={`${count(charged)} of at most ${count(maximum)}`}
        {...(givenUp === '' ? {} : { note: givenUp })}
        strong={closed}
      />
    </dl>
  );
}

/** Below the numbers there is a list of outcomes, with the way to their rows: one number in one place. */
function isListed({ afterwards }: RunView): boolean {
  return afterwards !== null;
}

/** Of an ended run: for how many contacts each channel was found. */
export function FillRate({ run }: FiguresProps) {
  return (
    <div class="fill-rates">
      {run.channels.map((channel) => {
        const part = percent(run.found[channel], run.contacts);
        return (
          <div key={channel} class="fill-rate">
            <p>
              <b>{fillSentence(channel, run)}</b>
              <b class="number">{part}</b>
            </p>
            <div class="fill" aria-hidden="true">
              <div style={{ width: part.replace(' ', '') }} />
            </div>
          </div>
        );
      })}
    </div>
  );
}

/** Of the e-mails found. */
export function EmailStatuses({ run }: FiguresProps) {
  const shown = EMAIL_STATUSES.filter(({ status }) => run.emailStatuses[status] > 0);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="statuses-title">
      <h2 id="statuses-title">E-mails by status</h2>
      <dl class="tight">
        {shown.map(({ status, name }) => (
          <Figure key={status} name={name} value={count(run.emailStatuses[status])} />
        ))}
      </dl>
    </section>
  );
}
