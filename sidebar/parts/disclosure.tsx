// Owns a line that opens to more. Knows no state but whether it is open.
import type { ComponentChildren } from 'preact';

interface DisclosureProps {
  readonly id: string;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly summary: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Disclosure({ id, open, onToggle, summary, children }: DisclosureProps) {
  return (
    <div class="disclosure">
      <button
        type="button"
        class="fold"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          onToggle(!open);
        }}
      >
        <span class="chevron" aria-hidden="true" />
        {summary}
      </button>
      <div id={id} hidden={!open}>
        {open && children}
      </div>
    </div>
  );
}
