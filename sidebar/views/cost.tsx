// Owns what a confirm may cost at most, vendor by vendor, and what is left of each balance. Knows no sheet.
import type { VendorCredits } from '../../src/rpc/contract-check';
import { quoteInView, type Confirm } from '../confirm-state';
import { creditsAt, creditsText } from '../credits';
import { Figure } from '../parts/figures';
import { onlyFor } from '../route';
import type { Accounts } from '../vendors';
import { count } from '../words';

interface CostProps {
  readonly screen: Confirm;
  readonly accounts: Accounts;
}

/** One vendor in one line; of several each its own: their credits are no sum. */
export function Cost({ screen, accounts }: CostProps) {
  const { maximumCredits, balances } = quoteInView(screen);
  const [only] = maximumCredits;
  if (maximumCredits.length < 2) {
    const has = balances === null ? 'no key yet' : `you have ${count(balances[0]?.credits ?? 0)}`;
    return (
      <p>
        At most {creditsText(only === undefined ? [] : [only])} · {has}
      </p>
    );
  }
  return (
    <ul class="plain-list costs">
      {maximumCredits.map((credits) => {
        const only = onlyFor(credits.vendor, screen.choice, accounts);
        return (
          <li key={credits.vendor}>
            At most {creditsText([credits], true)}
            {balances !== null && ` (you have ${count(creditsAt(balances, credits.vendor))})`}
            {only !== '' && <span class="quiet">{only}</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** Inside a `<dl>`. */
export function Balances({ screen }: Pick<CostProps, 'screen'>) {
  const { balances, balancesAfterAtWorst: after } = quoteInView(screen);
  const isOne = balances !== null && balances.length < 2;
  const name = ({ name }: VendorCredits): string =>
    isOne ? 'Balance afterwards, at least' : `${name} credits afterwards, at least`;
  return (
    <>
      {isOne && <Figure name="Balance now" value={count(balances[0]?.credits ?? 0)} />}
      {after?.map((credits) => (
        <Figure key={credits.vendor} name={name(credits)} value={count(credits.credits)} />
      ))}
    </>
  );
}
