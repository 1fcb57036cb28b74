// Owns the list of pages behind the head's button, and its keys as people know them from menus. Knows no page's inside.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Actions } from '../actions';
import type { State } from '../state';
import type { SidePage } from '../way-back';
import { listKeeperOf } from './enrich-list';
import { searcherOf } from './find-leads';

interface MenuProps {
  readonly screen: State['screen'];
  readonly accounts: State['accounts'];
  readonly actions: Actions;
}

const ALL_PAGES: readonly { readonly kind: SidePage['kind'] | 'help'; readonly name: string }[] = [
  { kind: 'history', name: 'Runs' },
  { kind: 'automatic', name: 'Automatic' },
  { kind: 'leads', name: 'Find leads' },
  { kind: 'list', name: 'Enrich a list' },
  { kind: 'settings', name: 'Settings' },
  { kind: 'help', name: 'Help' },
];

export function Menu({ screen, accounts, actions }: MenuProps) {
  // Where no vendor has a search, there is nothing to say about it.
  const hasSearch = searcherOf(accounts) !== undefined;
  const hasLists = listKeeperOf(accounts)?.connected === true;
  const isThere = { leads: hasSearch, list: hasLists } as Partial<Record<string, boolean>>;
  const pages = ALL_PAGES.filter(({ kind }) => isThere[kind] !== false);
  const [open, setOpen] = useState(false);
  /** The item that the keyboard is on. */
  const [at, setAt] = useState(0);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useLayoutEffect(() => {
    if (open) itemsOf(whole.current)[at]?.focus();
  }, [open, at]);
  useEffect(() => {
    if (!open) return;
    const leave = ({ target }: Event): void => {
      if (target instanceof Node && whole.current?.contains(target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [open]);

  const show = (first: number): void => {
    setAt(first);
    setOpen(true);
  };
  const hide = (): void => {
    // First: what has gone with the focus would look like a lost one.
    button.current?.focus();
    setOpen(false);
  };
  const choose = (kind: SidePage['kind'] | 'help'): void => {
    hide();
    if (kind === 'help') actions.help();
    else if (kind !== screen.kind) actions.go({ kind });
  };
  const last = pages.length - 1;
  const onKey = (event: KeyboardEvent): void => {
    const next = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at === 0 ? last : at - 1 };
    const edge = { Home: 0, End: last };
    const to = ({ ...next, ...edge } as Partial<Record<string, number>>)[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') hide();
    if (to !== undefined) setAt(to);
    if (event.key === 'Escape' || to !== undefined) event.preventDefault();
  };

  return (
    <div ref={whole} class="menu">
      <button
        ref={button}
        type="button"
        class="link"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => {
          if (open) hide();
          else show(0);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          show(event.key === 'ArrowDown' ? 0 : last);
        }}
      >
        Menu
        <span class="chevron" aria-hidden="true" />
      </button>
      {open && (
        <div role="menu" aria-label="Menu" onKeyDown={onKey}>
          {pages.map(({ kind, name }, index) => (
            <button
              key={kind}
              type="button"
              role="menuitem"
              tabIndex={index === at ? 0 : -1}
              {...(kind === screen.kind ? { 'aria-current': 'page' } : {})}
              onClick={() => {
                choose(kind);
              }}
            >
              {name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function itemsOf(whole: HTMLElement | null): readonly HTMLElement[] {
  return whole === null ? [] : [...whole.querySelectorAll<HTMLElement>('[role=menuitem]')];
}
