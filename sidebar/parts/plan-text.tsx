// Owns how the plan behind a key is told: its name, and what the vendor says that the key may do.
import { useState } from 'preact/hooks';
import type { Connected } from '../vendors';
import { Disclosure } from './disclosure';

export function PlanText({ account }: { readonly account: Connected }) {
  const { plan, vendor } = account;
  const [open, setOpen] = useState(false);
  if (plan === undefined) return null;
  const lists = [
    ['Rights', plan.scopes],
    ['Features', plan.features],
  ] as const;
  return (
    <Disclosure id={`plan-${vendor}`} open={open} onToggle={setOpen} summary={`Plan: ${plan.tier}`}>
      {lists.map(([name, words]) => (
        <p key={name} class="quiet">
          {name}: {words.length === 0 ? 'none named' : words.join(', ')}
        </p>
      ))}
      <p class="quiet">As {account.name} said when the key was connected.</p>
    </Disclosure>
  );
}
