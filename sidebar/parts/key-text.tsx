// Owns how a connected key is told: whose organisation pays, and its end. Never knows the key.
import type { Connected } from '../vendors';

export function KeyText({ account }: { readonly account: Connected }) {
  const { organizationEnd, keyLastFour } = account;
  return (
    <>
      <span class="unbroken">organisation …{organizationEnd}</span> ·{' '}
      <span class="unbroken">key …{keyLastFour}</span>
    </>
  );
}
