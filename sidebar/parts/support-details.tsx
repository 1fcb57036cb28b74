// Owns the text for a vendor's support: asked for, copied, and shown so that it can be read before it is sent. Knows no run's inside.
import { useEffect, useRef, useState } from 'preact/hooks';
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

/** Copied as soon as it is there: that is what was clicked for. */
function Details({ text }: { readonly text: string }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<Copied>('not yet');
  const copy = async (): Promise<void> => {
    const { current } = area;
    if (current === null) return;
    setCopied((await toClipboard(text, current)) ? 'copied' : 'selected');
  };
  useEffect(() => void copy(), [text]);
  return (
    <>
      <p role="status">{COPIED[copied]}</p>
      <textarea ref={area} readOnly rows={6} aria-label="Details for support" value={text} />
      <Button look="link" onPress={() => void copy()}>
        Copy again
      </Button>
      <p class="quiet">
        Keys, names, e-mails and phones are taken out. Read it before you send it.
      </p>
    </>
  );
}

const COPIED: Readonly<Record<Copied, string>> = {
  'not yet': '',
  copied: 'Copied: paste it into your message.',
  selected: 'The browser does not let this page copy. Press Ctrl+C, or ⌘C on a Mac.',
};

/** By the old way where the new one is refused, as in a frame; the text then is selected for the person's own keys. */
async function toClipboard(text: string, area: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    area.focus();
    area.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- Google's frame refuses the clipboard API, and nothing newer does without it
    return document.execCommand('copy');
  }
}
