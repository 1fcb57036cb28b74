// Owns the wiring of all ports to Google's services. Opens nothing before it is asked for.
import type { Clock, Ports } from '../ports';
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
  };
  return {
    openBook: () => new GoogleBook(),
    documentStore: new GoogleProperties(() => PropertiesService.getDocumentProperties()),
    userStore,
    lock: new DocumentLock(),
    http: new UrlFetchHttp(),
    clock,
    triggers: new HourlyTrigger(userStore, clock, () => new GoogleBook().id),
    newId: () => Utilities.getUuid().replace(/-/g, '').slice(0, 12),
  };
}
