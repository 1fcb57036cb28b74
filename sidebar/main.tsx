// Owns the sidebar's start: puts state, server and page together. Knows no view.
import { render } from 'preact';
import { createActions, type Actions } from './actions';
import { App } from './app';
import { createClient, type ScriptRunner } from './client';
import { Boundary } from './parts/boundary';
import { createListLoop } from './list-loop';
import { createRunLoop } from './run-loop';
import { initialState, reduce, runToDrive, type Event } from './state';
import './styles/page.css';
import './styles/controls.css';
import './styles/pieces.css';
import './styles/sheet.css';
import './styles/choices.css';
import './styles/side.css';
import './styles/vendors.css';
import './styles/webhook.css';

interface GooglePage {
  readonly google?: { readonly script?: { readonly run?: ScriptRunner } };
}

function start(root: HTMLElement): void {
  const view = root.dataset['view'] === 'help' ? 'help' : 'home';
  let state = initialState(view);
  let drawing = false;

  const draw = (): void => {
    drawing = false;
    render(
      <Boundary onLeave={actions.checkAgain}>
        <App state={state} actions={actions} />
      </Boundary>,
      root,
    );
  };
  const dispatch = (event: Event): void => {
    state = reduce(state, event);
    if (drawing) return;
    drawing = true;
    queueMicrotask(draw);
  };
  const client = createClient(() => (globalThis as GooglePage).google?.script?.run);
  const loop = createRunLoop({
    target: () => runToDrive(state),
    work: (run) => client.call('work', { run }),
    hidden: () => document.hidden,
    onRun: (run) => {
      dispatch({ kind: 'ran', run });
    },
    onGone: (id, trouble) => {
      dispatch({ kind: 'run_gone', id, trouble });
    },
    onNote: (note) => {
      dispatch({ kind: 'loop', note });
    },
  });
  const listLoop = createListLoop({
    work: () => client.call('workList', null),
    hidden: () => document.hidden,
    onView: (view) => {
      dispatch({ kind: 'list', event: { kind: 'heard', view } });
    },
    onTrouble: (trouble) => {
      dispatch({ kind: 'failed', trouble });
    },
  });
  const actions: Actions = createActions({ state: () => state, dispatch, client, loop, listLoop });

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    loop.shown();
    listLoop.shown();
  });
  root.replaceChildren();
  draw();
  if (view === 'home') actions.open();
}

const root = document.getElementById('app');
if (root !== null) start(root);
