// Owns numbers on the page: rows of a name and a value, and the progress bar. Knows no state.
import type { ComponentChildren } from 'preact';

interface FigureProps {
  readonly name: ComponentChildren;
  readonly value: ComponentChildren;
  readonly strong?: boolean;
  /** A line below that says what the number means. */
  readonly note?: ComponentChildren;
}

/** Inside a `<dl>`. */
export function Figure({ name, value, strong = false, note }: FigureProps) {
  return (
    <div class={strong ? 'figure strong' : 'figure'}>
      <dt>{name}</dt>
      <dd>{value}</dd>
      {note !== undefined && <dd class="note">{note}</dd>}
    </div>
  );
}

interface ProgressProps {
  readonly done: number;
  readonly all: number;
  readonly label: string;
}

export function Progress({ done, all, label }: ProgressProps) {
  const percent = all === 0 ? 100 : Math.min(100, (done / all) * 100);
  return (
    <div
      class={done >= all ? 'progress complete' : 'progress'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={all}
      aria-valuenow={Math.min(done, all)}
    >
      <div style={{ width: `${percent.toFixed(1)}%` }} />
    </div>
  );
}
