// Owns what a vendor's support needs to know, as the sidebar asks for it.
import { progressOf } from '../run/progress';
import { namesOf, VENDORS } from '../provider/vendors';
import { type DocumentState, openDocument } from '../run/state/document';
import { namedPeople } from '../run/report/named-people';
import { supportText } from '../run/report/support-text';
import { readTrouble } from '../run/report/vendor-trouble';
import { readUser, type User } from '../run/state/user';
import type { Reply } from './contract';
import type { Desk } from './desk';
import type { Arguments } from './requests';

/** Works where the sheet or the vendor does not: then less of what was shown is told. */
export function support(
  { run: runId, trouble: shown }: Arguments<'support'>,
  desk: Desk,
): Reply<'support'> {
  const { ports } = desk;
  const user = readUser(ports.userStore, ports.newId);
  const { tag } = user;
  const nowMs = ports.clock.now();
  const document = runId === undefined ? null : openDocument(ports);
  const run = runId === undefined ? null : (document?.run(runId) ?? null);
  const batches =
    document === null || run === null ? [] : progressOf(document, run, tag, nowMs).attention;
  const isKnown = run !== null || (runId !== undefined && document?.closedRun(runId) !== null);
  const refused = runId === undefined ? null : (document?.closedRun(runId)?.refused ?? null);
  const isNamed = shown !== undefined || batches.length > 0 || refused !== null;
  const known = isNamed ? namedPeople(ports, isKnown ? (runId ?? null) : null) : [];
  const text = supportText({
    vendor: vendorsAbout(document, runId ?? null, user),
    nowMs,
    trouble: readTrouble(ports.userStore),
    run: runId === undefined || !isKnown ? null : { id: runId, batches, refused },
    shown: shown ?? null,
    known,
  });
  return { ok: true, value: { text } };
}

/** Of the vendors that a run asks or asked, else of those that are connected, else of all. */
function vendorsAbout(document: DocumentState | null, id: string | null, user: User): string {
  const run = id === null ? null : (document?.run(id) ?? null);
  const closed = id === null ? null : (document?.closedRun(id) ?? null);
  const ofRun = (run?.vendors ?? closed?.costs ?? []).map((vendor) => vendor.id);
  const connected = VENDORS.map((vendor) => vendor.id).filter(
    (one) => user.connection(one) !== null,
  );
  const [known = VENDORS.map((vendor) => vendor.id)] = [ofRun, connected].filter(
    ({ length }) => length > 0,
  );
  return namesOf(known, 'or');
}
