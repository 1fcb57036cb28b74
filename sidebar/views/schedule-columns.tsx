// Owns which columns a schedule reads and writes, field by field, folded. Knows no sheet.
import { useState } from 'preact/hooks';
import type { ReadColumn, WrittenColumn } from '../../src/rpc/contract-schedule';
import { Disclosure } from '../parts/disclosure';
import { Figure } from '../parts/figures';
import { count, counted, FIELD_NAMES, OUTPUT_NAMES } from '../words';

interface ScheduleColumnsProps {
  readonly id: string;
  readonly reads: readonly ReadColumn[];
  readonly writes: readonly WrittenColumn[];
}

export function ScheduleColumns({ id, reads, writes }: ScheduleColumnsProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Disclosure
      id={`columns-${id}`}
      open={isOpen}
      onToggle={setOpen}
      summary={`Reads ${counted(reads.length, 'column')}, writes ${count(writes.length)}`}
    >
      <p class="quiet">Reads</p>
      <dl class="tight">
        {reads.map(({ field, column }) => (
          <Figure key={field} name={FIELD_NAMES[field]} value={<Header text={column} />} />
        ))}
      </dl>
      <p class="quiet">Writes</p>
      <dl class="tight">
        {writes.map(({ field, column, policy }) => (
          <Figure
            key={field}
            name={OUTPUT_NAMES[field]}
            value={<Header text={column} />}
            {...(policy === 'always' ? { note: 'Into filled cells, too' } : {})}
          />
        ))}
      </dl>
    </Disclosure>
  );
}

function Header({ text }: { readonly text: string }) {
  return (
    <span class="brief" title={text}>
      {text}
    </span>
  );
}
