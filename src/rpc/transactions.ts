// Owns a vendor's last transactions as the sidebar sees them: asked for with a free call, shown once, kept nowhere.
import { vendorOf } from '../provider/vendors';
import { readUser } from '../run/state/user';
import { askStatement } from './ask-vendor';
import type { Reply } from './contract';
import type { Desk } from './desk';
import { failure } from './failure';
import { callFailure } from './permission';
import type { Arguments } from './requests';

export function transactions(
  { vendor: id }: Arguments<'transactions'>,
  desk: Desk,
): Reply<'transactions'> {
  const { ports } = desk;
  const vendor = vendorOf(id);
  const { name, statement } = vendor;
  if (statement === undefined) {
    return failure('refused', `${name} does not tell this add-on what credits were used for.`);
  }
  const connection = readUser(ports.userStore, ports.newId).connection(id);
  if (connection === null) {
    return failure('no_key', `No ${name} key is connected. Connect one to see its transactions.`);
  }
  const outcome = askStatement(connection.key, vendor, statement, desk);
  if (outcome.kind !== 'ok') return callFailure(outcome, vendor, desk);
  return { ok: true, value: { vendor: id, transactions: outcome.value } };
}
