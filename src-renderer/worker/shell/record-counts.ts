/** How many records there are of each kind, without looking at all of them again after every change. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { docName } from '../../../crm/kernel/ids.ts';
import type { RowChange } from '../rows/row-change.ts';

export interface RecordCounts {
  /** True when a number is another one now. */
  readonly changed: (changes: readonly RowChange[]) => boolean;
  /** By entity, archived ones not counted. */
  readonly counts: () => Record<string, number>;
  /** Whether any record of the sample data is here. */
  readonly hasSamples: () => boolean;
}

export function createRecordCounts(
  entities: readonly string[],
  all: (entity: string) => Iterable<AnyRow>,
  /** Document names of the sample data's records. */
  samples: ReadonlySet<string>,
): RecordCounts {
  const counts = new Map<string, number>();
  let samplesHere = 0;

  const add = (row: AnyRow, step: 1 | -1): void => {
    if (row.archivedAt === undefined) counts.set(row.entity, (counts.get(row.entity) ?? 0) + step);
    if (samples.has(docName(row.entity, row.id))) samplesHere += step;
  };

  for (const entity of entities) {
    counts.set(entity, 0);
    for (const row of all(entity)) add(row, 1);
  }
  return {
    changed: (changes) => {
      const before = [...counts.values(), samplesHere].join(' ');
      for (const { before: old, after } of changes) {
        if (old !== undefined) add(old, -1);
        if (after !== undefined) add(after, 1);
      }
      return [...counts.values(), samplesHere].join(' ') !== before;
    },
    counts: () => Object.fromEntries(counts),
    hasSamples: () => samplesHere > 0,
  };
}
