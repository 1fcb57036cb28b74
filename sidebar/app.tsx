// Owns which view is shown, and that the keyboard's focus is never lost. Knows no view's inside.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Actions } from './actions';
import { announcement } from './announce';
import type { State } from './state';
import { Automatic } from './views/automatic';
import { Closed } from './views/closed';
import { Confirm } from './views/confirm';
import { Connect } from './views/connect';
import { EnrichList } from './views/enrich-list';
import { FindLeads } from './views/find-leads';
import { Fix } from './views/fix';
import { Head } from './views/head';
import { Help } from './views/help';
import { History } from './views/history';
import { Home } from './views/home';
import { Loading } from './views/loading';
import { Run } from './views/run';
import { Settings } from './views/settings';

interface AppProps {
  readonly state: State;
  readonly actions: Actions;
}

export function App({ state, actions }: AppProps) {
  useFocus(state);
  return (
    <>
      <Head state={state} actions={actions} />
      <View state={state} actions={actions} />
      <p class="unseen" role="status">
        {announcement(state)}
      </p>
    </>
  );
}

function View({ state, actions }: AppProps) {
  const { screen, inspection } = state;
  switch (screen.kind) {
    case 'loading':
      return <Loading />;
    case 'closed':
      return <Closed trouble={screen.trouble} state={state} actions={actions} />;
    case 'help':
      return <Help state={state} actions={actions} />;
    case 'connect':
      return <Connect state={state} vendor={screen.vendor} actions={actions} />;
    case 'confirm':
      return <Confirm state={state} screen={screen} actions={actions} />;
    case 'fix':
      return <Fix state={state} screen={screen} actions={actions} />;
    case 'run': {
      const run = state.runs.find(({ id }) => id === screen.id);
      if (run !== undefined) return <Run key={run.id} state={state} run={run} actions={actions} />;
      break;
    }
    case 'history':
      return <History state={state} actions={actions} />;
    case 'automatic':
      return <Automatic state={state} actions={actions} />;
    case 'leads':
      return <FindLeads state={state} actions={actions} />;
    case 'list':
      return <EnrichList state={state} actions={actions} />;
    case 'settings':
      return <Settings state={state} actions={actions} />;
    case 'home':
      break;
  }
  if (inspection === null) return <Loading />;
  return <Home state={state} inspection={inspection} actions={actions} />;
}

/**
 * A new view's heading takes the focus, and so does it when the focused element has gone. Opening takes none: the
 * person may be typing in the sheet. For the same reason the sidebar takes no focus while it has none.
 */
function useFocus(state: State): void {
  const name = state.screen.kind === 'run' ? state.screen.id : state.screen.kind;
  const before = useRef(name);
  const held = useRef<Element | null>(null);
  useEffect(() => {
    const hold = (event: FocusEvent): void => {
      held.current = event.target instanceof Element ? event.target : null;
    };
    document.addEventListener('focusin', hold);
    return () => {
      document.removeEventListener('focusin', hold);
    };
  }, []);
  useLayoutEffect(() => {
    const moved = before.current !== name && before.current !== 'loading';
    const lost = held.current !== null && !held.current.isConnected;
    before.current = name;
    if ((!moved && !lost) || !document.hasFocus()) return;
    if (moved) window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  });
}
