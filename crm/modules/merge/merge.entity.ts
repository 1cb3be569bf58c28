import { defineEntity, type RowOf } from '../../kernel/entity.ts';

/**
 * That one record was merged into another, and what went over: enough to take it apart again on any desktop, days
 * later. Its id follows from the two, so that two desktops that merge them at once make one record, and what each of
 * them moved stands in it as child rows. What does not fit into one lies in further parts.
 */
export const merge = defineEntity({
  name: 'merge',
  label: { one: 'Merge', many: 'Merges' },
  icon: 'arrows-join',
  traits: ['setting'],
  titleFields: ['name'],
  subtitleFields: [],
  listFields: ['name', 'of', 'survivor', 'loser'],
  migrations: [],
  sections: [
    { label: 'Merge', fields: ['name', 'of', 'survivor', 'loser', 'part', 'wasArchived'] },
    { label: 'What went over', fields: ['moves', 'changes'] },
  ],
  fields: {
    name: { kind: 'text', label: 'Name', required: true, maxChars: 500 },
    of: { kind: 'text', label: 'Kind of record', required: true, maxChars: 40 },
    survivor: { kind: 'text', label: 'Kept', required: true, maxChars: 36 },
    loser: { kind: 'text', label: 'Merged', required: true, maxChars: 36 },
    part: { kind: 'number', label: 'Part', integer: true, min: 0 },
    wasArchived: { kind: 'boolean', label: 'Was archived before' },
    moves: {
      kind: 'rows',
      label: 'Links that went over',
      rowLabel: 'link',
      columns: {
        record: { kind: 'text', label: 'Record', required: true, maxChars: 96 },
        path: { kind: 'text', label: 'Where', required: true, maxChars: 130 },
        /** It linked to the survivor of its own besides. */
        both: { kind: 'boolean', label: 'To both before' },
      },
    },
    changes: {
      kind: 'rows',
      label: 'Values that went over',
      rowLabel: 'value',
      columns: {
        slot: { kind: 'text', label: 'Where', required: true, maxChars: 250 },
        /** JSON of what stood there, in two pieces where it is long. */
        from: { kind: 'longText', label: 'Before' },
        fromMore: { kind: 'longText', label: 'Before, continued' },
        /** Tells whether it is still what the merge wrote. */
        mark: { kind: 'text', label: 'Mark of the value after', required: true, maxChars: 40 },
      },
    },
  },
});

export type Merge = RowOf<typeof merge>;
