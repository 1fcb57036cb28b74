// Owns links out of the sidebar: always a new window. Knows no address.

interface PortalLinkProps {
  /** `https://…` */
  readonly to: string;
}

/** Vendors document no deep links: the way inside is said in words. */
export function PortalLink({ to }: PortalLinkProps) {
  return (
    <a href={to} target="_blank" rel="noopener noreferrer">
      {to.replace('https://', '')}
    </a>
  );
}
