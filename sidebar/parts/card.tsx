// Owns framed notes: what kind of news, a title, the news. Knows no state.
import type { ComponentChildren } from 'preact';

interface CardProps {
  readonly tone: 'plain' | 'info' | 'warn' | 'error';
  readonly title?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** Read out as soon as it appears. */
  readonly alert?: boolean;
}

export function Card({ tone, title, children, alert = false }: CardProps) {
  return (
    <div class={`card ${tone}`} {...(alert ? { role: 'alert' } : {})}>
      {title !== undefined && <p class="card-title">{title}</p>}
      {children}
    </div>
  );
}
