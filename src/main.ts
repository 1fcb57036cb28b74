// The functions Google calls, and nothing else. Names are frozen: menus and live triggers of every user hold them.
import { isAuthorized } from './google/consent';
import { googlePorts } from './google/google-ports';
import * as menu from './google/menu';
import { dispatch } from './rpc/dispatch';
import { pauseUnauthorised } from './run/schedule/keep';
import { runHourly } from './run/slice/hourly';

/** Simple trigger. Runs in every authorisation mode, so it touches nothing but the menu. */
export function onOpen(): void {
  menu.add();
}

export function onInstall(): void {
  menu.add();
}

export function openSidebar(): void {
  menu.showSidebar('home');
}

export function openHelp(): void {
  menu.showSidebar('help');
}

export function getResultsNow(): void {
  menu.getResults(googlePorts());
}

/** The hourly time trigger's handler. */
export function onHourlyTrigger(event?: { readonly triggerUid?: string }): void {
  if (isAuthorized()) runHourly(googlePorts(), event?.triggerUid);
  else pauseUnauthorised(googlePorts());
}

/** The sidebar's only way in: JSON text both ways. */
export function rpc(request: unknown): string {
  return dispatch(request, { ports: googlePorts() });
}
