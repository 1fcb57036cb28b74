// Owns the answer to *Show me on a sample sheet*.
import { openSample } from '../run/person/open-sample';
import type { Reply } from './contract';
import type { Desk } from './desk';
import { noLock } from './failure';
import { home } from './inspect';
import type { Arguments } from './requests';

/** With a phone column, so that both channels can be tried; asked for is what a first look asks for. */
export function sample(_: Arguments<'sample'>, desk: Desk): Reply<'sample'> {
  const result = openSample(desk.ports);
  if (result.kind !== 'open') return noLock(result);
  return home({ sheet: result.sheetId, channels: ['email'], rows: { kind: 'all' } }, desk);
}
