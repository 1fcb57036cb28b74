// Owns the text for a vendor's support: asked for, shown to be read first, copied. Knows no run's inside.
import { useRef, useState } from 'preact/hooks';
import type { SupportRequest } from '../../src/rpc/contract-settings';
import type { Actions } from '../actions';
import type { SideState } from '../side-pages';
import { Button } from './button';

interface SupportDetailsProps {
  /** Names this place among others on the page; only one of them is open. */
  readonly place: string;
  readonly request: SupportRequest;
  readonly side: SideState;
  readonly actions: Actions;
}

export function SupportDetails({ place, request, side, actions }: SupportDetailsProps) {
  const open = side.support?.place === place ? side.support : null;
  const text = open?.text ?? null;
  const trouble = open?.trouble ?? null;
  return (
    <div class="support">
      <Button
        look="link"
        busy={open !== null && text === null && trouble === null}
        onPress={() => {
          actions.side.showSupport(place, text === null ? request : null);
        }}
      >
        {text === null ? 'Copy details for support' : 'Hide details for support'}
      </Button>
      {trouble !== null && (
        <p class="error" role="alert">
          {trouble.message}
        </p>
      )}
      {text !== null && <Details text={text} />}
    </div>
  );
}

/** `selected`: the browser does not let a page in a frame write to the clipboard; the person's own keys may. */
type Copied = 'not yet' | 'copied' | 'selected';

function Details({ text }: { readonly text: string }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<Copied>('not yet');
  const copy = async (): Promise<void> => {
    setCopied((await toClipboard(text)) ? 'copied' : 'selected');
    area.current?.focus();
    area.current?.select();
  };
  return (
    <>
      <textarea ref={area} readOnly rows={6} aria-label="Details for support" value={text} />
      <div class="line">
        <Button onPress={() => void copy()}>Copy</Button>
        <span class="quiet" role="status">
          {COPIED[copied]}
        </span>
      </div>
      <p class="quiet">Keys, names, e-mails and phones are left out. Read it before you send it.</p>
    </>
  );
}

const COPIED: Readonly<Record<Copied, string>> = {
  'not yet': '',
  copied: 'Copied.',
  selected: 'Press Ctrl+C, or ⌘C on a Mac.',
};

async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
