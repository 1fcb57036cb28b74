// Owns a run's numbers: what was found and what it cost, while it goes on and when it has ended.
import type { RunView } from '../../src/rpc/contract-run';
import { OPERATION_WORDS } from '../operations';
import { Figure } from '../parts/figures';
import {
  creditsOfMaximum,
  fillSentence,
  GIVEN_UP,
  givenUpSentence,
  NOT_MATCHED,
  NO_ROW,
  NOT_SENT,
  notSent,
  percent,
  statusesOf,
} from '../run-words';
import { count } from '../words';

const FOUND = {
  email: 'E-mails found',
  phone: 'Phones found',
  validity: 'E-mails checked',
  profile: 'Profiles found',
} as const;

interface FiguresProps {
  readonly run: RunView;
}

/** Numbers that are rarely above zero are shown only when they are. */
function rareOf(run: RunView): readonly Rare[] {
  const all: readonly Rare[] = [
    {
      name: 'Incomplete',
      contacts: run.incomplete,
      note: 'These rows lack something that is needed.',
    },
    {
      name: NO_ROW,
      contacts: run.unplaced - run.untied,
      note: 'The result has no row any more: it is in the Enrichment log.',
    },
    {
      name: NOT_MATCHED,
      contacts: run.untied,
      note: 'Found, but not certain for whom: the result is in the Enrichment log.',
    },
    {
      name: NOT_SENT,
      contacts: notSent(run),
      note: 'Not bought: stopped, gone, filled or on a bought list meanwhile, or refused.',
    },
    {
      name: GIVEN_UP,
      contacts: run.givenUp.contacts,
      note: 'Sent, and given up without an answer: may have been bought.',
    },
  ];
  return all.filter(({ contacts }) => contacts > 0);
}

interface Rare {
  readonly name: string;
  readonly contacts: number;
  readonly note: string;
}

export function RunFigures({ run }: FiguresProps) {
  const closed = run.state === 'closed';
  const givenUp = givenUpSentence(run);
  return (
    <dl>
      {!closed &&
        run.channels.map((channel) => (
          <Figure
            key={channel}
            name={FOUND[channel]}
            value={count(run.found[channel] ?? 0)}
            strong
          />
        ))}
      {!isListed(run) && (
        <Figure name={OPERATION_WORDS[run.operation].notFound} value={count(run.notFound)} />
      )}
      {!isListed(run) &&
        rareOf(run).map(({ name, contacts, note }) => (
          <Figure key={name} name={name} value={count(contacts)} note={note} />
        ))}
      {run.costs.map((cost, at) => (
        <Figure
          key={cost.vendor}
          name={run.costs.length > 1 ? `${cost.name} credits charged` : 'Credits charged'}
          value={creditsOfMaximum(run, cost)}
          {...(givenUp === '' || at < run.costs.length - 1 ? {} : { note: givenUp })}
          strong={closed}
        />
      ))}
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
        const part = percent(run.found[channel] ?? 0, run.asked[channel] ?? 0);
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

/** Of the e-mails found or checked. */
export function EmailStatuses({ run }: FiguresProps) {
  const shown = statusesOf(run);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="statuses-title">
      <h2 id="statuses-title">E-mails by {run.operation === 'validate' ? 'validity' : 'status'}</h2>
      <dl class="tight">
        {shown.map(({ name, emails }) => (
          <Figure key={name} name={name} value={count(emails)} />
        ))}
      </dl>
    </section>
  );
}
