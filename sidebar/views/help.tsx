// Owns the help: what a person must know to use this without a manual. Knows no run and no sheet.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Actions } from '../actions';
import { Disclosure } from '../parts/disclosure';
import { PortalLink } from '../parts/link';
import { AccountHelp } from '../parts/problem';
import { SupportDetails } from '../parts/support-details';
import type { State } from '../state';

interface Topic {
  readonly id: string;
  readonly title: string;
  readonly text: ComponentChildren;
}

const GROUPS: readonly { readonly title: string; readonly topics: readonly Topic[] }[] = [
  {
    title: 'How it works',
    topics: [
      {
        id: 'does',
        title: 'What it does',
        text: (
          <p>
            It finds the missing e-mails and phones of the contacts in your sheet through Cleanlist,
            and writes them beside each contact. Nothing is sent before you confirm the contacts and
            the most they can cost.
          </p>
        ),
      },
      {
        id: 'costs',
        title: 'What it costs',
        text: (
          <p>
            Cleanlist takes 1 credit for an e-mail, 10 for a phone, 11 for both. A contact that is
            not found costs nothing.
          </p>
        ),
      },
      {
        id: 'closing',
        title: 'Closing the sidebar',
        text: (
          <p>
            A run goes on without it: every hour the add-on looks what there is to do (the hourly
            look). You may sort, insert and delete rows meanwhile: each result finds its contact. In
            a hurry? Open the run and press Get results now.
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
            often works all the same. “Reliable” is verified.
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
              instead of the LinkedIn profile, or the reverse. Also looking for phones may find more
              e-mails.
            </p>
          </>
        ),
      },
      {
        id: 'lists',
        title: 'Where to see it at Cleanlist',
        text: (
          <p>
            On <PortalLink />, under Lead Lists, in the list named DEFAULT. Everything that this
            add-on sends is there.
          </p>
        ),
      },
    ],
  },
  {
    title: 'Key and credits',
    topics: [
      {
        id: 'key',
        title: 'Where the key comes from',
        text: (
          <p>
            On <PortalLink />, under Settings → API Keys → Generate Key. Your Cleanlist plan must
            include API access.
          </p>
        ),
      },
      {
        id: 'lost',
        title: 'I have lost the key',
        text: (
          <p>
            Cleanlist shows a key only once. Revoke it on <PortalLink />, under Settings → API Keys,
            create another, and connect that one here.
          </p>
        ),
      },
      {
        id: 'ten',
        title: 'No further key can be created',
        text: (
          <p>
            A Cleanlist user can have ten active keys. Revoke one that nobody uses, then create the
            new one.
          </p>
        ),
      },
      {
        id: 'top-up',
        title: 'Credits used up',
        text: (
          <p>
            Top up on <PortalLink />, under Settings → Billing: new credits are there within
            seconds. Then press Continue in the paused run. What was bought is not bought again.
          </p>
        ),
      },
    ],
  },
  {
    title: 'When it does not work',
    topics: [{ id: 'accounts', title: 'Several Google accounts', text: <AccountHelp /> }],
  },
];

interface HelpProps {
  readonly state: State;
  readonly actions: Actions;
}

export function Help({ state, actions }: HelpProps) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <main class="help">
      <h1 tabIndex={-1}>Help</h1>
      {GROUPS.map(({ title, topics }) => (
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
      <p>
        Send these details to the support of Cleanlist: what was asked, what it answered, and the
        ids to look it up by.
      </p>
      <SupportDetails place="help" request={{}} side={state.side} actions={actions} />
    </main>
  );
}
