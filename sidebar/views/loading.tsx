// Owns what is seen until the first answer. Knows only how long it has been waiting.
import { useEffect, useState } from 'preact/hooks';
import { Card } from '../parts/card';
import { AccountHelp } from '../parts/problem';

/** Longer than a slow first answer on a large sheet takes as a rule. */
const SLOW_MS = 12_000;

export function Loading() {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSlow(true);
    }, SLOW_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <main>
      <h1 tabIndex={-1}>Looking at the sheet…</h1>
      {slow ? (
        <Card tone="warn" alert title="This takes longer than usual">
          <p>A large sheet may take a minute. If nothing comes:</p>
          <AccountHelp />
        </Card>
      ) : (
        <div class="skeleton" aria-hidden="true">
          <i />
          <i />
          <i />
          <i />
          <i />
        </div>
      )}
    </main>
  );
}
