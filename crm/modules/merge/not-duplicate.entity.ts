import { defineEntity } from '../../kernel/entity.ts';

/** Somebody looked at two records and said that they are not one. Its id follows from the two. */
export const notDuplicate = defineEntity({
  name: 'notDuplicate',
  label: { one: 'Distinct pair', many: 'Distinct pairs' },
  icon: 'copy',
  traits: ['setting'],
  titleFields: ['name'],
  subtitleFields: [],
  listFields: ['name', 'of'],
  migrations: [],
  sections: [{ label: 'Pair', fields: ['name', 'of', 'first', 'second'] }],
  fields: {
    name: { kind: 'text', label: 'Name', required: true, maxChars: 500 },
    of: { kind: 'text', label: 'Kind of record', required: true, maxChars: 40 },
    first: { kind: 'text', label: 'First', required: true, maxChars: 36 },
    second: { kind: 'text', label: 'Second', required: true, maxChars: 36 },
  },
});
