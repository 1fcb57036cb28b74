// Owns the help: what a person must know to use this without a manual. Knows no state.
import { PortalLink } from '../parts/link';
import { AccountHelp } from '../parts/problem';

export function Help() {
  return (
    <main class="help">
      <h1 tabIndex={-1}>Help</h1>
      <h2>What it does</h2>
      <p>
        It finds the missing e-mails and phones of the contacts in your sheet through Cleanlist, and
        writes them beside each contact. Nothing is sent before you confirm the contacts and the
        most they can cost.
      </p>
      <h2>What it costs</h2>
      <p>
        Cleanlist takes 1 credit for an e-mail, 10 for a phone, 11 for both. A contact that is not
        found costs nothing.
      </p>
      <h2>Where the key comes from</h2>
      <p>
        On <PortalLink />, under Settings → API Keys. Cleanlist shows a key only once: if it is
        lost, revoke it there and create another.
      </p>
      <h2>Credits used up</h2>
      <p>
        Top up on <PortalLink />, under Settings → Billing, then press Continue in the paused run.
      </p>
      <h2>What “risky” means</h2>
      <p>
        The address exists, but its server accepts mail for any name, so nobody can verify it. It
        often works; “reliable” is verified.
      </p>
      <h2>Why a contact is not found</h2>
      <p>
        The company is very private, the person too new, the website not the employer’s, or the
        LinkedIn address out of date. Retry not found, in the run that has ended, tries the other
        way: name and company instead of LinkedIn, or the reverse.
      </p>
      <h2>Taking a run back</h2>
      <p>
        Show the last run, then choose Undo this run: what it wrote, and nobody has changed since,
        is taken out of the sheet. Credits are not given back.
      </p>
      <h2>Closing the sidebar</h2>
      <p>
        A run goes on within the hour without it. You may sort, insert and delete rows meanwhile:
        each result finds its contact.
      </p>
      <h2>Several Google accounts</h2>
      <AccountHelp />
    </main>
  );
}
