// Owns Ui and Menu: what an add-on may show around the spreadsheet. Alerts and prompts, which wait for a person, are not emulated. Must not draw.
// https://developers.google.com/apps-script/reference/base/ui
import { COSTS } from '../costs';
import type { Execution } from '../execution';
import { Handle, methodsOf, surface } from '../method';
import type { MenuEntry } from '../ui-record';
import type { HtmlOutput } from './html-service';

const UI_SCOPES = ['https://www.googleapis.com/auth/script.container.ui'];

export class UiHandle extends Handle {
  readonly surface = UI;
  readonly execution: Execution;

  constructor(execution: Execution) {
    super();
    this.execution = execution;
  }
}

const { local, write } = methodsOf<UiHandle>();
const showing = { cost: COSTS.ui, scopes: UI_SCOPES, mode: 'FULL' } as const;

function showDialog(
  { execution }: UiHandle,
  html: HtmlOutput,
  title: string,
  modal: boolean,
): null {
  const { user, env } = execution;
  env.ui.show({ kind: 'dialog', modal, user, ...html.shown(), title });
  return null;
}

const UI = surface('Ui', 'SpreadsheetApp', {
  createAddonMenu: local('', ({ execution }) => new MenuHandle(execution, ''), { mode: 'NONE' }),
  createMenu: local('s', ({ execution }, caption: string) => new MenuHandle(execution, caption), {
    mode: 'NONE',
  }),
  showSidebar: write(
    'h',
    ({ execution }, html: HtmlOutput) => {
      const { user, env } = execution;
      env.ui.show({ kind: 'sidebar', user, ...html.shown() });
      return null;
    },
    showing,
  ),
  showModalDialog: write(
    'h,s',
    (ui, html: HtmlOutput, title: string) => showDialog(ui, html, title, true),
    showing,
  ),
  showModelessDialog: write(
    'h,s',
    (ui, html: HtmlOutput, title: string) => showDialog(ui, html, title, false),
    showing,
  ),
});

class MenuHandle extends Handle {
  readonly surface = MENU;
  readonly execution: Execution;
  readonly caption: string;
  readonly items: MenuEntry[] = [];

  constructor(execution: Execution, caption: string) {
    super();
    this.execution = execution;
    this.caption = caption;
  }
}

const menu = methodsOf<MenuHandle>();
const anyMode = { mode: 'NONE' } as const;

const MENU = surface('Menu', 'SpreadsheetApp', {
  addItem: menu.local(
    's,s',
    (self, caption: string, fn: string) => {
      self.items.push({ kind: 'item', caption, fn });
      return self;
    },
    anyMode,
  ),
  addSeparator: menu.local(
    '',
    (self) => {
      self.items.push({ kind: 'separator' });
      return self;
    },
    anyMode,
  ),
  addSubMenu: menu.local(
    'h',
    (self, { caption, items }: MenuHandle) => {
      self.items.push({ kind: 'menu', caption, items });
      return self;
    },
    anyMode,
  ),
  addToUi: menu.write(
    '',
    ({ execution, caption, items }) => {
      execution.env.ui.show({ kind: 'menu', user: execution.user, caption, items });
      return null;
    },
    { cost: COSTS.ui, mode: 'NONE' },
  ),
});
