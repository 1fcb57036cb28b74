// Owns a run's numbers: what was found and what it cost, while it goes on and when it has ended.
import type { RunView } from '../../src/rpc/contract';
import { Figure } from '../parts/figures';
import { count } from '../words';

const FOUND = { email: 'E-mails found', phone: 'Phones found' } as const;

/** Numbers that are rarely above zero are shown only when they are. */
const RARE = [
  {
    key: 'incomplete',
    name: 'Incomplete',
    note: 'These rows say too little about who the contact is.',
  },
  {
    key: 'unplaced',
    name: 'Unplaced',
    note: 'No row for it: the result is in the Enrichment log.',
  },
  {
    key: 'leftOut',
    name: 'Left out',
    note: 'Not sent: stopped, filled meanwhile, gone or refused.',
  },
] as const;

export function RunFigures({ run }: { readonly run: RunView }) {
  const { maximum, charged, estimated } = run.credits;
  return (
    <dl>
      {run.channels.map((channel) => (
        <Figure key={channel} name={FOUND[channel]} value={count(run.found[channel])} strong />
      ))}
      <Figure name="Not found" value={count(run.notFound)} />
      {RARE.filter(({ key }) => run[key] > 0).map(({ key, name, note }) => (
        <Figure key={key} name={name} value={count(run[key])} note={note} />
      ))}
      <Figure
        name={estimated ? 'Credits used (estimated)' : 'Credits used'}
        value={`${count(charged)} of ${count(maximum)}`}
      />
    </dl>
  );
}
