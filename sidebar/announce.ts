// Owns the sentence that screen readers hear when something has moved on. Knows no view.
import { UNITS } from '../src/contact/operation-words';
import type { Inspection } from '../src/rpc/contract-check';
import type { RunView } from '../src/rpc/contract-run';
import { quoteInView, type Confirm } from './confirm-state';
import { fixSentence, lastFixOf } from './fix';
import { choiceNow } from './retry';
import { placedSentence, undoneSentence } from './report-words';
import { pauseSentence, refusedTitle } from './run-words';
import { sideSentence } from './side-words';
import type { State } from './state';
import { countedIn, operationOf } from './operations';
import { count } from './words';
import { creditsText } from './credits';

/** Changes only when it is worth being heard: a check's result, a tenth of a run, a new state of it; a run's end on every page. */
export function announcement(state: State): string {
  return [endSentence(state), pageSentence(state)].filter((said) => said !== '').join(' ');
}

/** The run's own page says more of it. */
function endSentence({ screen, runs, justEnded }: State): string {
  const run = runs.find(({ id }) => id === justEnded);
  if (run === undefined || (screen.kind === 'run' && screen.id === run.id)) return '';
  return `The run on ${run.sheetName} is finished.`;
}

function pageSentence(state: State): string {
  const { screen, inspection, checking } = state;
  if (screen.kind === 'run') {
    const run = state.runs.find(({ id }) => id === screen.id);
    return run === undefined ? '' : runSentence(run);
  }
  if (screen.kind === 'confirm') return partSentence(screen);
  if (screen.kind !== 'home') return sideSentence(state);
  if (inspection === null) return '';
  const fix = lastFixOf(inspection, state.fixed);
  return [
    ...(fix === null || state.fixed === null ? [] : [fixSentence(fix)]),
    checking ? 'Checking the rows.' : checkSentence(state, inspection),
  ].join(' ');
}

/** Where nothing is to be bought, the numbers in view are of an earlier choice. */
function checkSentence(state: State, { check }: Inspection): string {
  if (check === null) return '';
  if (choiceNow(state).channels.length === 0) return 'Nothing is chosen to be found.';
  return `Checked: ${countedIn(operationOf(choiceNow(state)), check.contacts.total)} to send.`;
}

/** The first numbers are heard with the heading. */
function partSentence(confirm: Confirm): string {
  if (confirm.part.kind === 'whole' && confirm.limited === null) return '';
  const { contacts, maximumCredits } = quoteInView(confirm);
  return `${countedIn(operationOf(confirm.choice), contacts.total)}, at most ${creditsText(maximumCredits)}.`;
}

function runSentence(run: RunView): string {
  if (run.state === 'closed') {
    const refused = run.refused === null ? [] : [`${refusedTitle(run)}.`];
    return ['The run is finished.', ...refused, ...done(run)].join(' ');
  }
  if (run.state === 'waiting') return 'The run waits for your decision.';
  if (run.pause !== null) return `The run is paused. ${pauseSentence(run, Date.now())}`;
  const tenths = run.contacts === 0 ? 0 : Math.floor((run.done / run.contacts) * 10);
  return `${count(tenths * 10)} percent of the ${UNITS[run.operation].many} are done.`;
}

/** What was done about it since. */
function done({ afterwards }: RunView): string[] {
  if (afterwards === null) return [];
  const { undone, placedAgain } = afterwards;
  return [
    ...(undone === null ? [] : [`Undone: ${undoneSentence(undone)}`]),
    ...(placedAgain === null ? [] : [`Placed again: ${placedSentence(placedAgain)}`]),
  ];
}
