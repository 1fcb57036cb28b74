// Owns what is stored with this spreadsheet, and the deletion of it: what goes, what stays, what keeps it from going. Knows no server.
import type { SettingsView } from '../../src/rpc/contract-settings';
import type { Actions } from '../actions';
import { Button, TwoStepButton } from '../parts/button';
import { Card } from '../parts/card';
import { isChanging } from '../side-pages';
import type { State } from '../state';
import { connectedOf } from '../vendors';
import { counted } from '../words';

interface StoredProps {
  readonly settings: SettingsView;
  readonly state: State;
  readonly actions: Actions;
}

export function Stored({ settings, state, actions }: StoredProps) {
  const { stored, keptFromDeleting } = settings;
  if (state.side.deleted) return <Deleted log={settings.log} />;
  const parts = [
    stored.openRuns === 0 ? '' : counted(stored.openRuns, 'open run'),
    stored.endedRuns === 0 ? '' : counted(stored.endedRuns, 'finished run'),
    stored.schedules === 0 ? '' : `Automatic on ${counted(stored.schedules, 'sheet')}`,
    LISTS[stored.list],
    stored.sheets === 0 ? '' : `the columns of ${counted(stored.sheets, 'sheet')}`,
  ].filter((part) => part !== '');
  return (
    <section aria-labelledby="stored-title">
      <h2 id="stored-title">Delete everything this add-on stored here</h2>
      <p>
        {parts.length === 0
          ? 'Of this spreadsheet, no run, no list and no column is stored.'
          : `Stored with this spreadsheet: ${parts.join(', ')}.`}
      </p>
      {keptFromDeleting === '' ? (
        <TwoStepButton
          verb="Delete everything"
          question={`Delete everything? Finished runs can then not be undone, retried or shown,${stored.list === 'none' ? '' : ' the list is forgotten,'} Automatic is off, and columns are matched anew. Contacts may be bought again, and Automatic, switched on again, starts the day’s credits at 0. Your contacts, what was found and your ${connectedOf(state.accounts).length > 1 ? 'keys' : 'key'} stay.${logStays(settings)} This cannot be taken back.`}
          confirmVerb="Delete everything"
          busy={state.side.busy.includes('deleteAll')}
          off={isChanging(state.side)}
          onConfirm={actions.side.deleteAll}
        />
      ) : (
        <Card tone="info">
          <p>{keptFromDeleting}</p>
          <div class="line">
            {waysOut(stored).map(([kind, name]) => (
              <Button
                key={kind}
                onPress={() => {
                  actions.go({ kind });
                }}
              >
                {name}
              </Button>
            ))}
          </div>
        </Card>
      )}
    </section>
  );
}

const LISTS: Readonly<Record<SettingsView['stored']['list'], string>> = {
  none: '',
  kept: 'a list',
  under_way: 'a list that is being enriched',
};

/** Where that is which keeps the rest from being deleted. */
function waysOut(stored: SettingsView['stored']) {
  const all = [
    ['history', 'Show the runs', stored.openRuns > 0],
    ['list', 'Show the list', stored.list === 'under_way'],
  ] as const;
  const some = all.filter(([, , isThere]) => isThere);
  return some.length > 0 ? some : ([['automatic', 'Show Automatic']] as const);
}

function logStays({ log }: SettingsView): string {
  return log === null
    ? ''
    : ` So does the sheet “${log.name}”, which is then shown: delete it yourself if you want it gone. As long as it is there, Automatic knows by it who was sent.`;
}

function Deleted({ log }: Pick<SettingsView, 'log'>) {
  return (
    <Card tone="info" title="Everything was deleted" answer>
      <p>Nothing of this spreadsheet is stored any more.</p>
      {log !== null && (
        <p>
          The sheet “{log.name}” stays, with {counted(log.lines, 'line')}. It is among your sheets
          now: delete it there if you want it gone.
        </p>
      )}
    </Card>
  );
}
