// Owns the page of leads: filters, how many fit, their tab and the way on from there. Knows no server.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { LEAD_COUNTS } from '../../src/rpc/contract-leads';
import type { Actions } from '../actions';
import { type LeadField, leadsSentence, type LeadStep } from '../leads';
import { Button } from '../parts/button';
import { Card } from '../parts/card';
import { ConnectFirst } from '../parts/connect-first';
import { Disclosure } from '../parts/disclosure';
import { onEnter } from '../parts/enter';
import { Problem } from '../parts/problem';
import type { State } from '../state';
import type { Accounts } from '../vendors';
import { count as number, counted } from '../words';

interface FindLeadsProps {
  readonly state: State;
  readonly actions: Actions;
}

export function FindLeads({ state, actions }: FindLeadsProps) {
  const { step } = state.leads;
  const account = searcherOf(state.accounts);
  const name = account?.name ?? 'The vendor';
  return (
    <main>
      <h1 tabIndex={-1}>Find leads</h1>
      <p>
        People and companies that fit your filters, in a new sheet of this spreadsheet. Searching is
        free: {name} names no price for it.
      </p>
      {state.trouble !== null && (
        <Problem trouble={state.trouble} state={state} actions={actions} />
      )}
      {account?.connected !== true ? (
        <ConnectFirst account={account} what="Leads are searched for" actions={actions} />
      ) : (
        <Step step={step} vendor={account} state={state} actions={actions} />
      )}
    </main>
  );
}

/** The one that is connected; else the one that could be. */
export function searcherOf(accounts: Accounts): Accounts[number] | undefined {
  const searchers = accounts.filter(({ hasSearch }) => hasSearch === true);
  return searchers.find(({ connected }) => connected) ?? searchers[0];
}

interface StepProps extends FindLeadsProps {
  readonly vendor: Accounts[number];
}

function Step({ step, ...props }: StepProps & { readonly step: LeadStep }) {
  switch (step.kind) {
    case 'form':
      return <Filters {...props} />;
    case 'counted':
      return <Counted step={step} {...props} />;
    case 'found':
      return <Found step={step} {...props} />;
  }
}

/** Their examples are the vendor's own. */
const FIRST = [
  ['country', 'Country', 'US, Canada'],
  ['state', 'State, in the US', 'California, Texas'],
  ['sector', 'Sector', 'Technology, Healthcare'],
  ['department', 'Department', 'Engineering, Sales'],
  ['job_level', 'Job level', 'C-Level, Director'],
  ['company_size', 'Company size', '1-10, 11-50'],
] as const;
const SECOND = [
  ['industry', 'Industry', 'Software & SaaS'],
  ['size_range', 'Revenue', ''],
] as const;
const RANGES = [
  ['employee_count', 'Employees'],
  ['year_founded', 'Founded in'],
] as const;

function Filters({ vendor, state, actions }: StepProps) {
  const { draft, wrong } = state.leads;
  const hasSecond = Object.entries(draft).some(
    ([field, text]) => text !== '' && FIRST.every(([name]) => name !== field),
  );
  const [isOpen, setOpen] = useState(hasSecond);
  const form = useRef<HTMLFormElement>(null);
  const search = (): void => {
    actions.countLeads(vendor.vendor);
  };
  useLayoutEffect(() => {
    if (wrong === null) return;
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    (field ?? form.current?.querySelector('input'))?.focus();
  }, [wrong]);
  const field = (name: LeadField, isShort = false) => ({
    ...{ id: `lead-${name}`, type: 'text' as const, maxLength: 1_000 },
    ...{ class: isShort ? 'amount' : 'wide' },
    ...{ value: draft[name] ?? '', autoComplete: 'off' },
    ...{ 'aria-invalid': wrong?.field === name, 'aria-describedby': 'lead-hint lead-wrong' },
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => {
      actions.typeFilter(name, event.currentTarget.value);
    },
  });
  const words = ([name, label, example]: (typeof FIRST | typeof SECOND)[number]) => (
    <div key={name}>
      <label for={`lead-${name}`}>{label}</label>
      <input {...field(name)} placeholder={example} />
    </div>
  );
  return (
    <form ref={form} class="stack" noValidate onKeyDown={onEnter(search)}>
      <p id="lead-hint" class="quiet">
        In {vendor.name}’s own words. Between commas, any of them fits; filters of several sorts
        must all fit.
      </p>
      {FIRST.map(words)}
      <Disclosure id="lead-more" open={isOpen} onToggle={setOpen} summary="More filters">
        <div class="stack">
          {SECOND.map(words)}
          {RANGES.map(([name, label]) => (
            <div key={name} role="group" aria-label={label}>
              <label for={`lead-${name}_from`}>{label}, from and to</label>
              <div class="line">
                <input {...field(`${name}_from`, true)} inputMode="numeric" />
                <input
                  {...field(`${name}_to`, true)}
                  inputMode="numeric"
                  aria-label={`${label}, to`}
                />
              </div>
            </div>
          ))}
          <div>
            <label for="lead-type">Leads</label>
            <select
              id="lead-type"
              value={draft.type ?? 'business'}
              onChange={(event) => {
                actions.typeFilter('type', event.currentTarget.value);
              }}
            >
              <option value="business">Business</option>
              <option value="consumer">Consumer</option>
            </select>
          </div>
        </div>
      </Disclosure>
      <p id="lead-wrong" class="error" role="alert">
        {wrong?.message}
      </p>
      <Button
        look="primary"
        class="wide"
        busy={state.busy === 'countLeads'}
        off={state.busy !== null}
        onPress={search}
      >
        Search
      </Button>
      <p class="quiet">
        {vendor.name} looks nobody up: who is in your sheets already is not found here.
      </p>
    </form>
  );
}

interface CountedProps extends StepProps {
  readonly step: Extract<LeadStep, { readonly kind: 'counted' }>;
}

function Counted({ step, vendor, state, actions }: CountedProps) {
  const { query, total } = step;
  const { count } = state.leads;
  return (
    <section aria-labelledby="lead-total" class="leads">
      <h2 id="lead-total">{leadsSentence(step)}</h2>
      <Said query={query} />
      {total === 0 ? (
        <p>
          {vendor.name} knows its own words only: US fits, USA does not. Take a filter out, or look
          how {vendor.name} spells it.
        </p>
      ) : (
        <>
          <Amount state={state} actions={actions} />
          <Button
            look="primary"
            class="wide"
            busy={state.busy === 'findLeads'}
            off={state.busy !== null}
            onPress={() => {
              actions.findLeads(query, false);
            }}
          >
            Put {counted(Math.min(count, total ?? count), 'lead')} into a new sheet
          </Button>
          <Masked name={vendor.name} />
        </>
      )}
      <div class="decisions">
        <Change state={state} actions={actions} />
      </div>
    </section>
  );
}

interface FoundProps extends StepProps {
  readonly step: Extract<LeadStep, { readonly kind: 'found' }>;
}

function Found({ step, vendor, state, actions }: FoundProps) {
  const { query, tab } = step;
  return (
    <section aria-labelledby="lead-tab" class="leads">
      <h2 id="lead-tab">{leadsSentence(step)}</h2>
      <Said query={query} />
      {tab.isEarlier && <p>You searched for this before: its sheet was opened.</p>}
      {tab.short !== '' && (
        <Card tone="warn">
          <p>Fewer came than you asked for. {tab.short}</p>
        </Card>
      )}
      <Masked name={vendor.name} />
      <Button
        look="primary"
        class="wide"
        busy={state.busy === 'openLeads'}
        off={state.busy !== null}
        onPress={() => {
          actions.openLeads(tab.sheet);
        }}
      >
        Get {vendor.name} leads
      </Button>
      {tab.hasMore ? (
        <>
          <h2>More of them</h2>
          <Amount state={state} actions={actions} />
          <Button
            busy={state.busy === 'findLeads'}
            off={state.busy !== null}
            onPress={() => {
              actions.findLeads(query, true);
            }}
          >
            Get {number(state.leads.count)} more
          </Button>
        </>
      ) : (
        <p class="quiet">There are no more of them.</p>
      )}
      <div class="decisions">
        <Change state={state} actions={actions} />
      </div>
    </section>
  );
}

function Masked({ name }: { readonly name: string }) {
  return (
    <p class="quiet">
      E-mails and phones are masked, like sa***@acme.com, and count as none. Get {name} leads buys
      them, once you have confirmed the cost.
    </p>
  );
}

/** What was searched for. */
function Said({ query }: { readonly query: CountedProps['step']['query'] }) {
  const { words, ranges, type } = query.filters;
  const parts = [
    ...[...FIRST, ...SECOND].flatMap(([name]) => words[name]?.join(', ') ?? []),
    ...RANGES.flatMap(([name, label]) => {
      const range = ranges[name];
      return range === undefined ? [] : `${label} ${between(range)}`;
    }),
    ...(type === 'consumer' ? ['Consumer'] : []),
  ];
  return <p class="quiet">{parts.join(' · ')}</p>;
}

function between({
  from,
  to,
}: {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}) {
  if (to === undefined) return `${String(from)} or more`;
  return from === undefined ? `up to ${to}` : `${from}–${to}`;
}

function Amount({ state, actions }: FindLeadsProps) {
  return (
    <div class="line">
      <label for="lead-count">At most</label>
      <select
        id="lead-count"
        value={String(state.leads.count)}
        onChange={(event) => {
          const chosen = Number(event.currentTarget.value);
          const picked = LEAD_COUNTS.find((each) => each === chosen);
          if (picked !== undefined) actions.pickCount(picked);
        }}
      >
        {LEAD_COUNTS.map((each) => (
          <option key={each} value={String(each)}>
            {number(each)} leads
          </option>
        ))}
      </select>
    </div>
  );
}

function Change({ state, actions }: FindLeadsProps) {
  return (
    <Button off={state.busy !== null} onPress={actions.changeFilters}>
      Change the filters
    </Button>
  );
}
