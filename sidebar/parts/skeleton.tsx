// Owns what stands where data will come: seen only when it takes long. Knows no data.

interface SkeletonProps {
  readonly lines: number;
  /** What a screen reader hears. */
  readonly label: string;
}

export function Skeleton({ lines, label }: SkeletonProps) {
  return (
    <div class="skeleton" aria-busy="true">
      <span class="unseen">{label}…</span>
      {Array.from({ length: lines }, (_, at) => (
        <i key={at} aria-hidden="true" />
      ))}
    </div>
  );
}
