// Owns the wiring of all ports to Google's services. Opens nothing before it is asked for.
import type { Clock, Ports } from '../ports';
import { isAuthorized, RUN_SCOPES } from './consent';
import { DocumentLock } from './document-lock';
import { GoogleBook } from './google-book';
import { HourlyTrigger } from './hourly-trigger';
import { GoogleProperties, RememberedProperties } from './properties';
import { UrlFetchHttp } from './url-fetch';

export function googlePorts(): Ports {
  const userStore = new RememberedProperties(
    new GoogleProperties(() => PropertiesService.getUserProperties()),
  );
  const clock: Clock = {
    now: () => Date.now(),
    sleep: (milliseconds) => {
      Utilities.sleep(milliseconds);
    },
    local: (instantMs, timeZone) =>
      Utilities.formatDate(new Date(instantMs), timeZone, 'yyyy-MM-dd HH:mm'),
  };
  return {
    openBook: () => new GoogleBook(),
    documentStore: new GoogleProperties(() => PropertiesService.getDocumentProperties()),
    userStore,
    lock: new DocumentLock(),
    http: new UrlFetchHttp(),
    clock,
    triggers: new HourlyTrigger(userStore, clock, () => new GoogleBook().id),
    isAuthorized: (to) => {
      try {
        return isAuthorized(to === 'run' ? RUN_SCOPES : undefined);
      } catch {
        // Google does not say: what needs a permission then says so itself.
        return true;
      }
    },
    // No page of this add-on sets it: a developer may, in a deployment of their own whose vendor is not the real one.
    sampleCanBeSent: () =>
      new GoogleProperties(() => PropertiesService.getScriptProperties()).get('sampleCanBeSent') ===
      '1',
    newId: () => Utilities.getUuid().replace(/-/g, '').slice(0, 12),
  };
}
