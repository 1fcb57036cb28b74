// Owns telling an address of the user's of the end of what was bought: whether it may be one, what a confirm says of it, and what
// became of it. The address may hold a secret: it is this user's own, and stands in no record of the document.
import { VENDORS, vendorOf, serviceOf } from '../provider/vendors';
import type { AccountOutcome, Delivery, Service, WebhookService } from '../provider/provider';
import type { ReadyContact } from '../contact/check';
import { mayBeAsked, type Route, vendorsOf } from '../run/plan/route';
import { count } from '../run/report/number-words';
import { openDocument } from '../run/state/document';
import type { Told } from '../run/state/run';
import { webhooksOf } from '../run/state/sums';
import { noteFreeRead, readUser, saveWebhookUrl, type User } from '../run/state/user';
import type { Failure, Reply } from './contract';
import type { Deliveries } from './contract-run';
import type { SettingsView } from './contract-settings';
import type { Desk } from './desk';
import { failure, noSuchRun } from './failure';
import { callFailure } from './permission';
import type { Arguments } from './requests';

/** Each is one call to the vendor. */
const MOST_REQUESTS = 8;

/** Characters of an address. The property that holds it takes 9 KB: https://developers.google.com/apps-script/guides/services/quotas */
const LONGEST_URL = 2_000;

/** A host with a domain, as it stands in a public address; no user name in it. */
const HTTPS =
  /^https:\/\/(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z](?::\d{1,5})?(?:[/?][\x21-\x7e]*)?$/i;

export function webhookViews(user: User): SettingsView['webhooks'] {
  return VENDORS.filter(
    ({ id, services }) =>
      user.connection(id) !== null && services.some(({ webhook }) => webhook !== undefined),
  ).map(({ id, name }) => ({ vendor: id, name, url: user.webhookUrl(id) }));
}

/** `null`: it was saved. */
export function changeWebhook(
  { vendor, url }: { readonly vendor: string; readonly url: string },
  { ports }: Desk,
): Failure | null {
  const address = url.trim();
  if (address.length > LONGEST_URL) {
    return failure(
      'refused',
      `This address is too long: it has ${count(address.length)} characters, and can have ${count(LONGEST_URL)}. Nothing was saved.`,
    );
  }
  if (address !== '' && !HTTPS.test(address)) {
    return failure(
      'refused',
      'This is no address that can be told: it must begin with https:// and name a public host, such as https://example.com/hook. Nothing was saved.',
    );
  }
  saveWebhookUrl(ports.userStore, vendor, address);
  return null;
}

/** What a person should know before contacts leave for there, too. */
export function webhookWarnings(
  user: User,
  ready: readonly ReadyContact[],
  route: Route,
): string[] {
  return vendorsOf(route).flatMap((id) => {
    const vendor = vendorOf(id);
    const warning = warningOf(user, vendor);
    const telling = vendor.services.filter(({ webhook }) => webhook !== undefined);
    const isAsked = (service: Service): boolean =>
      ready.some((contact) => mayBeAsked(service, contact, route));
    return warning !== '' && telling.some(isAsked) ? [warning] : [];
  });
}

/** The same by vendor, before it is known who is asked. */
export function webhooksTold(user: User): Readonly<Record<string, string>> {
  const told = VENDORS.map((vendor) => [vendor.id, warningOf(user, vendor)] as const);
  return Object.fromEntries(told.filter(([, warning]) => warning !== ''));
}

/** `''`: no address is set. */
function warningOf(
  user: User,
  { id, name }: { readonly id: string; readonly name: string },
): string {
  const url = user.webhookUrl(id);
  const host = /^https:\/\/([^/?]*)/.exec(url)?.[1] ?? '';
  return url === ''
    ? ''
    : `${name} also sends these contacts and what it finds to ${host}, as you set in Settings.`;
}

export function deliveries({ run: id }: Arguments<'deliveries'>, desk: Desk): Reply<'deliveries'> {
  const { ports } = desk;
  const document = openDocument(ports);
  const user = readUser(ports.userStore, ports.newId);
  const run = document.run(id) ?? document.closedRun(id);
  if (run === null) return noSuchRun();
  if (run.user !== user.tag) {
    return failure(
      'not_yours',
      'Another user started this run: only they can see where its end was told.',
    );
  }
  const open = document.run(id);
  const all =
    open === null ? (document.closedRun(id)?.webhooks ?? []) : webhooksOf(document.batches(id));
  const requests: Deliveries['requests'][number][] = [];
  for (const told of all.slice(-MOST_REQUESTS)) {
    const asked = askFor(told, user, desk);
    if ('ok' in asked) return asked;
    requests.push(asked);
  }
  return { ok: true, value: { requests, total: all.length } };
}

function askFor(
  { service, workflowId }: Told,
  user: User,
  desk: Desk,
): Deliveries['requests'][number] | Failure {
  const { ports } = desk;
  const vendor = vendorOf(service);
  const connection = user.connection(vendor.id);
  const { webhook } = serviceOf(service);
  if (connection === null || webhook === undefined) {
    return failure('no_key', `Connect your ${vendor.name} key first. Nothing was asked.`);
  }
  noteFreeRead(ports.userStore, vendor.id, ports.clock.now());
  const outcome = read(webhook, connection.key, workflowId, desk);
  if (outcome.kind === 'ok') return { vendor: vendor.id, workflowId, attempts: outcome.value };
  const isUnknown = outcome.kind === 'unreadable' && outcome.error.httpStatus === 404;
  return isUnknown
    ? { vendor: vendor.id, workflowId, attempts: null }
    : callFailure(outcome, vendor, desk);
}

function read(
  webhook: WebhookService,
  key: string,
  workflowId: string,
  { ports }: Desk,
): AccountOutcome<readonly Delivery[]> {
  const result = ports.http.send(webhook.deliveries(key, workflowId));
  return webhook.readDeliveries(result, ports.clock.now());
}
