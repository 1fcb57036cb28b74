// Owns what is said to a person who is new here, and on a sheet without contacts. Knows no sheet.
import type { Actions } from '../actions';
import { alsoSentence } from '../operations';
import { Button } from '../parts/button';
import { Card } from '../parts/card';
import type { State } from '../state';
import { inUse, vendorsText } from '../vendors';

interface IntroProps {
  readonly state: State;
  readonly actions: Actions;
  /** False: the button stands elsewhere in the view. */
  readonly hasButton: boolean;
}

export function Intro({ state, actions, hasButton }: IntroProps) {
  const sellers = inUse(state.accounts).filter(({ sells }) => sells.find.length > 0);
  return (
    <Card tone="info">
      <p>
        This finds the missing e-mails and phones of the contacts in your sheet with{' '}
        {vendorsText(sellers)}, and writes them next to each contact. {alsoSentence(state.accounts)}{' '}
        Looking is free: nothing is sent or paid before you have seen how many contacts it is and
        what they cost at most.
      </p>
      {hasButton && <SampleButton state={state} actions={actions} look="plain" />}
    </Card>
  );
}

interface SampleButtonProps extends Omit<IntroProps, 'hasButton'> {
  readonly look: 'primary' | 'plain';
}

export function SampleButton({ state, actions, look }: SampleButtonProps) {
  return (
    <Button
      look={look}
      class="wide"
      busy={state.busy === 'sample'}
      off={state.busy !== null || state.checking}
      onPress={actions.sample}
    >
      Show me on a sample sheet
    </Button>
  );
}
