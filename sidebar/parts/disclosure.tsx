// Owns a line that opens to more. Knows no state but whether it is open.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface DisclosureProps {
  readonly id: string;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly summary: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Disclosure({ id, open, onToggle, summary, children }: DisclosureProps) {
  const button = useRef<HTMLButtonElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(open);
  useLayoutEffect(() => {
    const isOpened = open && !wasOpen.current;
    wasOpen.current = open;
    if (!isOpened) return;
    // What opens under the foot would be there for nobody; the line itself stays in view.
    content.current?.scrollIntoView({ block: 'nearest' });
    button.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return (
    <div class="disclosure">
      <button
        ref={button}
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
      <div ref={content} id={id} hidden={!open}>
        {open && children}
      </div>
    </div>
  );
}
