// Owns buttons: one look per weight, and what they do while something is under way. Knows no state.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onPress: () => void;
  /** `primary` is the one blue action of a view. */
  readonly look?: 'primary' | 'plain' | 'link';
  /** What this button started is under way. */
  readonly busy?: boolean;
  readonly off?: boolean;
  readonly class?: string;
  readonly focusFirst?: boolean;
  readonly title?: string;
  /** The id of what says more about it. */
  readonly describedBy?: string;
}

const LOOKS = { primary: 'action', plain: '', link: 'link' } as const;

/** `aria-disabled` instead of `disabled`: a disabled button would throw the keyboard's focus away. */
export function Button(props: ButtonProps) {
  const { look = 'plain', busy = false, off = false } = props;
  const element = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (props.focusFirst === true) element.current?.focus();
  }, [props.focusFirst]);
  return (
    <button
      ref={element}
      type="button"
      class={`${LOOKS[look]} ${busy ? 'busy' : ''} ${props.class ?? ''}`.trim()}
      aria-disabled={busy || off}
      aria-busy={busy}
      title={props.title}
      aria-describedby={props.describedBy}
      onClick={() => {
        if (!busy && !off) props.onPress();
      }}
    >
      <span>{props.children}</span>
    </button>
  );
}

interface TwoStepProps {
  /** The verb on the first button. */
  readonly verb: string;
  /** Beside the first button: what it is good for. */
  readonly meaning?: string;
  /** What the second click will do, and what it may cost. */
  readonly question: string;
  readonly confirmVerb: string;
  readonly onConfirm: () => void;
  readonly busy: boolean;
  readonly off: boolean;
  readonly look?: 'plain' | 'link';
}

/** An action that is confirmed in place by a second, other button. */
export function TwoStepButton(props: TwoStepProps) {
  const [step, setStep] = useState<'closed' | 'asking' | 'cancelled'>('closed');
  if (step !== 'asking') {
    const button = (
      <Button
        look={props.look ?? 'plain'}
        busy={props.busy}
        off={props.off}
        focusFirst={step === 'cancelled'}
        onPress={() => {
          setStep('asking');
        }}
      >
        {props.verb}
      </Button>
    );
    if (props.meaning === undefined) return button;
    return (
      <div class="decision">
        {button}
        <span class="quiet">{props.meaning}</span>
      </div>
    );
  }
  return (
    <div class="ask" role="group" aria-label={props.verb}>
      <p>{props.question}</p>
      <div class="buttons">
        <Button
          class="careful"
          busy={props.busy}
          off={props.off}
          focusFirst
          onPress={() => {
            props.onConfirm();
          }}
        >
          {props.confirmVerb}
        </Button>
        <Button
          off={props.busy}
          onPress={() => {
            setStep('cancelled');
          }}
        >
          Cancel
        </Button>
      </div>
    </div>
  );
}
