// Owns framed notes: what kind of news, a title, the news. Knows no state.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface CardProps {
  readonly tone: 'plain' | 'info' | 'warn' | 'error';
  readonly title?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** Read out as soon as it appears, and brought into view. */
  readonly alert?: boolean;
  /** Brought into view when it appears: what the person did may be far below. */
  readonly answer?: boolean;
}

export function Card({ tone, title, children, alert = false, answer = alert }: CardProps) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (answer) element.current?.scrollIntoView({ block: 'nearest' });
  }, [answer]);
  return (
    <div ref={element} class={`card ${tone}`} {...(alert ? { role: 'alert' } : {})}>
      {title !== undefined && <p class="card-title">{title}</p>}
      {children}
    </div>
  );
}
