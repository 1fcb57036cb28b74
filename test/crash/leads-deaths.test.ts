// An execution ends at any service call of a run whose vendor refuses leads together because of one of them, until they are halved:
// whoever comes next sends them again without asking, and everything is as if nobody had died but for what is known of the cost.
import type { HookCall } from '../../local/runtime/environment';
import type { Choice } from '../../src/rpc/contract';
import type { RunView } from '../../src/rpc/contract-run';
import { Addon } from '../support/addon';
import { brokenPromises, lines } from '../support/witness';
import { type Death, deathsAt } from './stage';

const LEAP = ['leadleap'];
const LEADS: Partial<Choice> = {
  operation: 'leads',
  channels: ['email', 'phone', 'profile'],
  route: { email: LEAP, phone: LEAP, profile: LEAP },
};
const SHARES = { email: 1, phone: 1, failed: 0 };
const IDS = new Addon({
  rows: [['']],
  emulators: { leadleap: { shares: SHARES } },
}).vendors.leadleap.leadIds(16);

interface Scene {
  readonly rows: readonly (readonly string[])[];
  readonly choice: Partial<Choice>;
  readonly found: number;
  readonly incomplete: number;
}

const [A = '', B = ''] = IDS;

const HALVED: Scene = {
  rows: [A, 'c_gone', B].map((id) => [id, '', '', '']),
  choice: { ...LEADS, channels: ['email', 'phone'] },
  found: 2,
  incomplete: 1,
};

/** So many end alone that their records are gathered. */
const GATHERED: Scene = {
  rows: IDS.flatMap((id, index) => [
    [id, '', '', ''],
    [`c_gone${index}`, '', '', ''],
  ]),
  choice: { ...LEADS, channels: ['email', 'phone'] },
  found: 16,
  incomplete: 16,
};

interface Told {
  readonly addon: Addon;
  readonly calls: readonly HookCall[];
  readonly run: RunView;
}

function tell({ rows, choice }: Scene, death?: Death): Told {
  const addon = new Addon({
    rows: [['LeadLeap ID', 'Email', 'Phone', 'Full name'], ...rows],
    emulators: { leadleap: { shares: SHARES } },
  });
  const { runtime } = addon;
  const started = addon.start(choice);
  const calls: HookCall[] = [];
  let isWatching = true;
  const meet = (moment: 'before' | 'after', call: HookCall): 'kill' | undefined => {
    if (!isWatching || !call.remote) return undefined;
    if (moment === 'before') calls.push(call);
    if (death?.nth !== calls.length) return undefined;
    if ((death.when === 'after') !== (moment === 'after')) return undefined;
    isWatching = false;
    runtime.pendingWritesAtKill = death.pending;
    if (death.when === 'in the middle of') writePart(addon, call);
    return 'kill';
  };
  runtime.hooks.beforeCall = (call) => meet('before', call);
  runtime.hooks.afterCall = (call) => meet('after', call);
  for (let slice = 0; slice < 4; slice++) {
    addon.clock.advance(60_000);
    addon.execute('work', { run: started.id });
  }
  isWatching = false;
  return { addon, calls, run: addon.goOn(started.id) };
}

/** A write of several properties is not all-or-nothing: the last one is missing. */
function writePart({ runtime }: Addon, { args }: HookCall): void {
  const texts = Object.entries(args[0] as Record<string, string>);
  runtime.properties.document.write(Object.fromEntries(texts.slice(0, -1)));
}

const isDeleted = (call: HookCall | undefined): boolean =>
  call?.method === 'Properties.deleteProperty' && String(call.args[0]).startsWith('batch:');

const batchKeys = ({ runtime }: Addon): number =>
  [...runtime.properties.document.keys()].filter((key) => key.startsWith('batch:')).length;

const written = (addon: Addon): string[] =>
  lines(addon, 'written')
    .map(({ field, row, after }) => `${row} ${field} ${after}`)
    .sort();

/** By hand every call; else every fifth. */
const STEP = process.env.CRASH_ALL === undefined ? 5 : 1;

describe.each([
  ['leads of which one is not there, and takes the others with it', HALVED],
  ['leads of which every other one is not there', GATHERED],
])('%s', (_, scene) => {
  const undisturbed = tell(scene);
  const { found, incomplete } = scene;
  /** When records have been gathered, and of those that they are made of none, or one, is deleted. */
  const isGathering = ({ nth }: Death): boolean => {
    const [before, at, next] = [-2, -1, 0].map((from) => isDeleted(undisturbed.calls[nth + from]));
    return at === true ? before === false : next === true;
  };

  test('are bought once each, and stand in their rows', () => {
    const { addon, run } = undisturbed;
    expect(run).toMatchObject({ state: 'closed', foundContacts: found, incomplete });
    expect(run.costs).toMatchObject([{ charged: found, estimated: false }]);
    expect(brokenPromises(addon)).toEqual([]);
    expect(written(addon).length).toBeGreaterThan(1);
  });

  test('are made good after a death anywhere without asking anybody, and nothing is paid twice', () => {
    const deaths = deathsAt(undisturbed.calls, true);
    expect(deaths.length).toBeGreaterThan(30);
    const tried = deaths.filter((death, index) =>
      scene === HALVED ? index % STEP === 0 : isGathering(death),
    );
    expect(tried.length).toBeGreaterThan(8);
    const broken = tried.flatMap((death) => {
      const { addon, run } = tell(scene, death);
      const charged = run.costs[0]?.charged ?? 0;
      const isShown = JSON.stringify(addon.shown()) === JSON.stringify(undisturbed.addon.shown());
      const isLogged = written(addon).join('\n') === written(undisturbed.addon).join('\n');
      const complaints = [
        ...brokenPromises(addon, { lost: 1 }),
        ...(run.state === 'closed' ? [] : [`the run is ${run.state}`]),
        ...(isShown ? [] : [addon.shown().join('\n')]),
        ...(isLogged ? [] : ['another log']),
        ...(run.contacts === found + incomplete && run.done === run.contacts ? [] : ['counts']),
        ...(run.foundContacts === found && run.incomplete === incomplete ? [] : ['outcomes']),
        ...(charged === found ? [] : [`${charged} credits told`]),
        ...(batchKeys(addon) === 0 ? [] : ['records are left']),
        ...(addon.vendors.leadleap.ledger.charged() === found ? [] : ['paid twice']),
      ];
      return complaints.map((what) => `${JSON.stringify(death)}: ${what}`);
    });
    expect(broken).toEqual([]);
  });
});
