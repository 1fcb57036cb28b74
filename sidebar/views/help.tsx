// Owns the help: what a person must know to use this without a manual. Knows no run and no sheet.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Actions } from '../actions';
import { alsoSentence, freeSentence, offeredOperations } from '../operations';
import { Disclosure } from '../parts/disclosure';
import { PortalLink } from '../parts/link';
import { AccountHelp } from '../parts/problem';
import { SupportDetails } from '../parts/support-details';
import { TopUp } from '../parts/top-up';
import type { State } from '../state';
import { VENDOR_HELP } from '../vendor-help';
import { inUse, vendorsText, type Accounts } from '../vendors';

interface Topic {
  readonly id: string;
  readonly title: string;
  readonly text: ComponentChildren;
}

interface Group {
  readonly title: string;
  readonly topics: readonly Topic[];
}

/** Vendors are named where it matters: those that are connected, else all; none until the first answer. */
function groupsOf(vendors: Accounts): readonly Group[] {
  const helps = vendors.flatMap((account) => {
    const help = VENDOR_HELP[account.vendor];
    return help === undefined ? [] : [{ ...account, ...help }];
  });
  const names = vendorsText(vendors.filter(({ sells }) => sells.find.length > 0));
  const keeper = vendors.length === 0 ? 'a vendor' : vendors.find(({ hasLists }) => hasLists)?.name;
  return [
    {
      title: 'How it works',
      topics: [
        {
          id: 'does',
          title: 'What it does',
          text: (
            <>
              <p>
                It finds the missing e-mails and phones of the contacts in your sheet through{' '}
                {names}, and writes them beside each contact. {alsoSentence(vendors)}
              </p>
              <p>
                Nothing is bought before you confirm the contacts and the most they can cost, or
                switch Automatic on with its credits a day. Contacts do not leave the sheet earlier
                {keeper !== undefined &&
                  `, except onto a list at ${keeper} that you make of them: that is free`}
                .
              </p>
            </>
          ),
        },
        {
          id: 'costs',
          title: 'What it costs',
          text: (
            <>
              {helps.map(({ vendor, price }) => (
                <p key={vendor}>{price}</p>
              ))}
              {helps.length < vendors.length && <p>Each vendor has its own prices and credits.</p>}
              <p>{freeSentence(vendors)}</p>
            </>
          ),
        },
        {
          id: 'closing',
          title: 'Closing the sidebar',
          text: (
            <p>
              A run goes on without it: every hour the add-on looks what there is to do (the hourly
              look). You may sort, insert and delete rows meanwhile: each result finds its contact.
              In a hurry? Open the run and press Get results now.
            </p>
          ),
        },
        {
          id: 'automatic',
          title: 'Automatic',
          text: (
            <p>
              Switch Automatic on in the menu: every hour, or every day at an hour of yours, ready
              rows that were never sent before are sent, up to the credits a day that you allow.
            </p>
          ),
        },
        {
          id: 'undo',
          title: 'Undoing a run',
          text: (
            <p>
              Open the run under Runs in the menu, choose Undo, then press Undo this run: what it
              wrote, and nobody has changed since, is taken out of the sheet. Credits are not given
              back.
            </p>
          ),
        },
      ],
    },
    {
      title: 'Results',
      topics: [
        {
          id: 'risky',
          title: 'What “risky” means',
          text: (
            <p>
              Nobody could verify the e-mail: most often its server accepts mail for any name. It
              often works all the same. “Reliable” is verified
              {offeredOperations(vendors, 'find').includes('validate') &&
                ', and so is “Deliverable”'}
              .
            </p>
          ),
        },
        {
          id: 'not-found',
          title: 'Why a contact is not found',
          text: (
            <>
              <p>Most often it is one of these:</p>
              <ul>
                <li>the company keeps itself private;</li>
                <li>the person is too new there;</li>
                <li>the website is not that of the employer;</li>
                <li>the LinkedIn profile is misspelt or gone.</li>
              </ul>
              <p>
                Open the run and choose Retry not found: it asks in another way, by name and company
                instead of the LinkedIn profile, or the reverse. Also looking for phones may find
                more e-mails.
              </p>
            </>
          ),
        },
        ...helps
          .filter(({ lists }) => lists !== undefined)
          .map(({ vendor, name, portal, lists }) => ({
            id: `lists-${vendor}`,
            title: `Where to see it at ${name}`,
            text: (
              <p>
                On <PortalLink to={portal} />, {lists}. Everything that this add-on sends is there.
              </p>
            ),
          })),
      ],
    },
    {
      title: 'Key and credits',
      topics: [
        {
          id: 'key',
          title: 'Where the key comes from',
          text: (
            <>
              {vendors.length === 0 && (
                <p>From the vendor’s site: Connect a key says where it is there.</p>
              )}
              {vendors.map(({ vendor, keyPlace, portal }) => (
                <p key={vendor}>
                  On <PortalLink to={portal} />, under {keyPlace}. {VENDOR_HELP[vendor]?.plan}
                </p>
              ))}
            </>
          ),
        },
        {
          id: 'lost',
          title: 'I have lost the key',
          text: (
            <p>
              A vendor shows a key only once. Revoke it where it comes from, create another, and
              connect that one here.
            </p>
          ),
        },
        ...helps
          .filter(({ keys }) => keys !== undefined)
          .map(({ vendor, keys }) => ({
            id: `keys-${vendor}`,
            title: 'No further key can be created',
            text: <p>{keys} Revoke one that nobody uses, then create the new one.</p>,
          })),
        {
          id: 'top-up',
          title: 'Credits used up',
          text: (
            <>
              <TopUp isLong accounts={vendors} />
              <p>Then press Continue in the paused run. What was bought is not bought again.</p>
            </>
          ),
        },
      ],
    },
    {
      title: 'When it does not work',
      topics: [{ id: 'accounts', title: 'Several Google accounts', text: <AccountHelp /> }],
    },
  ];
}

interface HelpProps {
  readonly state: State;
  readonly actions: Actions;
}

export function Help({ state, actions }: HelpProps) {
  const [open, setOpen] = useState<string | null>(null);
  const vendors = inUse(state.accounts);
  return (
    <main class="help">
      <h1 tabIndex={-1}>Help</h1>
      {groupsOf(vendors).map(({ title, topics }) => (
        <section key={title}>
          <h2>{title}</h2>
          {topics.map((topic) => (
            <Disclosure
              key={topic.id}
              id={`help-${topic.id}`}
              open={open === topic.id}
              onToggle={(opens) => {
                setOpen(opens ? topic.id : null);
              }}
              summary={<span class="summary">{topic.title}</span>}
            >
              {topic.text}
            </Disclosure>
          ))}
        </section>
      ))}
      <h2>Still stuck?</h2>
      <ul>
        <li>
          The sidebar, the sheet or a run: ask the support of this add-on. Its page in the Google
          Workspace Marketplace says where.
        </li>
        <li>What was found, a key or credits: ask the support of {vendorsText(vendors)}.</li>
      </ul>
      <p>
        Send these details with it: what was asked, what was answered, and the ids to look it up by.
      </p>
      <SupportDetails place="help" request={{}} side={state.side} actions={actions} />
    </main>
  );
}
