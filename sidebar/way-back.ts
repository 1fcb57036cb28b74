// Owns where *Back* leads from each view. Knows no view's inside.
import type { Page, Screen } from './state';

/** A page that the menu leads to, from any view. */
export interface SidePage {
  readonly kind: 'history' | 'automatic' | 'leads' | 'list' | 'settings';
  /** Where it was opened; absent: the first view. */
  readonly back?: Page;
}

export function pageBefore(screen: Screen): Page {
  switch (screen.kind) {
    case 'help':
      return screen.back ?? { kind: 'loading' };
    case 'connect':
      return screen.then === 'confirm' ? { kind: 'home' } : screen.then;
    case 'run':
    case 'history':
    case 'automatic':
    case 'leads':
    case 'list':
    case 'settings':
      return screen.back ?? { kind: 'home' };
    case 'loading':
    case 'closed':
    case 'home':
    case 'confirm':
    case 'fix':
      return { kind: 'home' };
  }
}

/** A page of the menu leads back to where the menu was opened; from one such page to the next, the first way back stays. */
export function withWayBack(to: Page, from: Screen): Page {
  if (!isSidePage(to)) return to;
  const back = originOf(to, from);
  return back === null || back.kind === 'loading' || back.kind === 'closed'
    ? to
    : { kind: to.kind, back };
}

function originOf(to: SidePage, from: Screen): Page | null {
  if (from.kind === 'help') return from.back === null ? null : originOf(to, from.back);
  if (isSidePage(from)) return from.back ?? null;
  if (from.kind !== 'run') return from;
  const { back } = from;
  return back !== undefined && isSidePage(back) && back.kind === to.kind
    ? (back.back ?? null)
    : from;
}

function isSidePage(screen: Screen): screen is SidePage {
  const { kind } = screen;
  return ['history', 'automatic', 'leads', 'list', 'settings'].includes(kind);
}
