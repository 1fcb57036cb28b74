// Owns the way to more credits of a vendor. Knows no balance.
import { VENDOR_HELP } from '../vendor-help';
import type { Accounts } from '../vendors';
import { PortalLink } from './link';

interface TopUpProps {
  /** Whose credits may be short. */
  readonly accounts: Accounts;
  /** Also says when they can be used. */
  readonly isLong?: boolean;
}

export function TopUp({ accounts, isLong = false }: TopUpProps) {
  return (
    <>
      {accounts.length === 0 && <p>Top up on the vendor’s site.</p>}
      {accounts.map(({ vendor, portal }) => {
        const { billing, newCredits } = VENDOR_HELP[vendor] ?? {};
        return (
          <p key={vendor}>
            Top up on <PortalLink to={portal} />
            {billing !== undefined && `, under ${billing}`}.{isLong && ` ${newCredits ?? ''}`}
          </p>
        );
      })}
    </>
  );
}
