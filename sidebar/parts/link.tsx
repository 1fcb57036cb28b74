// Owns links out of the sidebar: always a new window. Knows the vendor's address.
import type { ComponentChildren } from 'preact';

/** The vendor documents no deep links: the way inside is said in words. */
export function PortalLink() {
  return <Link to="https://portal.cleanlist.ai">portal.cleanlist.ai</Link>;
}

interface LinkProps {
  readonly to: string;
  readonly children: ComponentChildren;
}

function Link({ to, children }: LinkProps) {
  return (
    <a href={to} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
