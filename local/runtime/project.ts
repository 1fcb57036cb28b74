// Owns what Google keeps for one script project: stores, triggers, quotas, locks, grants. Must not run anything.
import { PropertyStore } from './property-store';
import { Quotas } from './quotas';

/** A time trigger. It runs as the user who made it. */
export interface ClockTrigger {
  readonly id: string;
  readonly handler: string;
  readonly everyHours: number;
  readonly user: string;
  readonly documentId: string;
  nextRunMs: number;
}

/** What a user has consented to: everything, nothing any more, or everything but some scopes. */
export type Grant = 'granted' | 'withdrawn' | { readonly missing: readonly string[] };

export interface ProjectState {
  readonly documents: Readonly<Record<string, Record<string, string>>>;
  readonly users: Readonly<Record<string, Record<string, string>>>;
  readonly script: Record<string, string>;
  readonly triggers: readonly ClockTrigger[];
  readonly quotas: ReturnType<Quotas['dump']>;
  readonly enabledIn: readonly string[];
}

/** Share one project between runtimes to have one script in several spreadsheets. */
export class ScriptProject {
  readonly documents = new Map<string, PropertyStore>();
  readonly users = new Map<string, PropertyStore>();
  readonly script = new PropertyStore();
  readonly quotas = new Quotas();
  readonly grants = new Map<string, Grant>();
  /** Holder by lock name; a holder is an execution's number. */
  readonly locks = new Map<string, number>();
  /** Documents in which the add-on was used: there onOpen runs in LIMITED, elsewhere in NONE. */
  readonly enabledIn = new Set<string>();
  /** Executions under way, by user. */
  readonly running = new Map<string, number>();
  triggers: ClockTrigger[] = [];
  executions = 0;

  document(id: string): PropertyStore {
    return storeIn(this.documents, id);
  }

  user(user: string): PropertyStore {
    return storeIn(this.users, user);
  }

  grant(user: string): Grant {
    return this.grants.get(user) ?? 'granted';
  }

  dump(): ProjectState {
    return {
      documents: plain(this.documents),
      users: plain(this.users),
      script: Object.fromEntries(this.script),
      triggers: structuredClone(this.triggers),
      quotas: this.quotas.dump(),
      enabledIn: [...this.enabledIn],
    };
  }

  load(state: ProjectState): void {
    fill(this.documents, state.documents);
    fill(this.users, state.users);
    this.script.clear();
    for (const [key, value] of Object.entries(state.script)) this.script.set(key, value);
    this.triggers = structuredClone([...state.triggers]);
    this.quotas.load(state.quotas);
    this.enabledIn.clear();
    for (const id of state.enabledIn) this.enabledIn.add(id);
  }
}

function storeIn(stores: Map<string, PropertyStore>, key: string): PropertyStore {
  let store = stores.get(key);
  if (!store) {
    store = new PropertyStore();
    stores.set(key, store);
  }
  return store;
}

const plain = (stores: Map<string, PropertyStore>): Record<string, Record<string, string>> =>
  Object.fromEntries([...stores].map(([key, store]) => [key, Object.fromEntries(store)]));

function fill(
  stores: Map<string, PropertyStore>,
  state: Readonly<Record<string, Record<string, string>>>,
): void {
  stores.clear();
  for (const [key, entries] of Object.entries(state)) {
    stores.set(key, new PropertyStore(Object.entries(entries)));
  }
}
