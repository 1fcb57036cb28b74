// Owns the global PropertiesService and Properties. Must not know what is kept in them.
// https://developers.google.com/apps-script/reference/properties/properties
import { COSTS } from '../costs';
import type { Execution } from '../execution';
import { LIMITS } from '../limits';
import { TEXTS } from '../messages';
import { Handle, methodsOf, surface } from '../method';
import type { PropertyStore } from '../property-store';
import { NotEmulated } from '../service-error';

export class PropertiesService extends Handle {
  readonly surface = PROPERTIES_SERVICE;
  readonly execution: Execution;

  constructor(execution: Execution) {
    super();
    this.execution = execution;
  }
}

const service = methodsOf<PropertiesService>();

function documentProperties({ execution }: PropertiesService): PropertiesHandle | null {
  const { project, workbook, faults } = execution.env;
  const { documentProperties: always, triggerDocumentProperties } = faults.conditions;
  if (always === 'null') return null;
  if (execution.isTrigger && triggerDocumentProperties === 'null') return null;
  return new PropertiesHandle(execution, project.document(workbook.id));
}

const PROPERTIES_SERVICE = surface('PropertiesService', 'PropertiesService', {
  getDocumentProperties: service.local('', documentProperties),
  getUserProperties: service.local(
    '',
    ({ execution }) => new PropertiesHandle(execution, execution.env.project.user(execution.user)),
  ),
  getScriptProperties: service.local(
    '',
    ({ execution }) => new PropertiesHandle(execution, execution.env.project.script),
  ),
});

class PropertiesHandle extends Handle {
  readonly surface = PROPERTIES;
  readonly execution: Execution;
  readonly store: PropertyStore;

  constructor(execution: Execution, store: PropertyStore) {
    super();
    this.execution = execution;
    this.store = store;
  }

  /** Counts against the user's day. */
  spend(operations: number): void {
    const { quotas } = this.execution.env.project;
    const { user, env } = this.execution;
    const now = env.clock.now();
    const { value, text } = LIMITS.propertyCallsADay;
    if (quotas.used(user, 'properties', now) + operations > value) this.execution.fail(text);
    quotas.spend(user, 'properties', operations, now);
  }

  write(entries: Readonly<Record<string, unknown>>): void {
    const texts: Record<string, string> = {};
    for (const [key, value] of Object.entries(entries)) {
      if (value === null || value === undefined) this.execution.fail(TEXTS.nullArgument, 'value');
      if (!['string', 'number', 'boolean'].includes(typeof value)) {
        throw new NotEmulated(`a property value of type ${typeof value}`);
      }
      texts[key] = ''.concat(value as string);
    }
    this.spend(Math.max(1, Object.keys(texts).length));
    const broken = this.store.write(texts);
    if (broken !== null) this.execution.fail(LIMITS[broken].text);
  }
}

const { read, write } = methodsOf<PropertiesHandle>();
const cost = { cost: COSTS.properties };

const PROPERTIES = surface('Properties', 'PropertiesService', {
  getProperty: read(
    's',
    (self, key: string) => {
      self.spend(1);
      return self.store.get(key) ?? null;
    },
    cost,
  ),
  getProperties: read(
    '',
    (self) => {
      self.spend(1);
      return Object.fromEntries(self.store);
    },
    cost,
  ),
  getKeys: read(
    '',
    (self) => {
      self.spend(1);
      return [...self.store.keys()];
    },
    cost,
  ),
  setProperty: write(
    's,x',
    (self, key: string, value: unknown) => {
      self.write({ [key]: value });
      return self;
    },
    cost,
  ),
  setProperties: write(
    'o|o,b',
    (self, entries: Record<string, unknown>, deleteAllOthers?: boolean) => {
      if (deleteAllOthers === true) {
        for (const key of self.store.keys()) if (!(key in entries)) self.store.delete(key);
      }
      self.write(entries);
      return self;
    },
    { cost: (_, [entries]) => COSTS.properties + Object.keys(entries as object).length },
  ),
  deleteProperty: write(
    's',
    (self, key: string) => {
      self.spend(1);
      self.store.delete(key);
      return self;
    },
    cost,
  ),
  deleteAllProperties: write(
    '',
    (self) => {
      self.spend(1);
      self.store.clear();
      return self;
    },
    cost,
  ),
});
