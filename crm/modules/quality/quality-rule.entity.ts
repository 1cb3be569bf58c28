import { defineEntity } from '../../kernel/entity.ts';

/** What the team wants of the records of one kind: there is one at most, and its id follows from the kind. */
export const qualityRule = defineEntity({
  name: 'qualityRule',
  label: { one: 'Quality rule', many: 'Quality rules' },
  icon: 'checkbox',
  traits: ['setting'],
  titleFields: ['name'],
  subtitleFields: [],
  listFields: ['name', 'staleDays'],
  migrations: [],
  sections: [{ label: 'Rule', fields: ['name', 'of', 'expected', 'staleDays'] }],
  fields: {
    name: { kind: 'text', label: 'Name', required: true },
    /** Name of the entity. */
    of: { kind: 'text', label: 'Kind of record', required: true, readOnly: true },
    /** Keys of fields; those of fields that are deleted count for nothing. */
    expected: { kind: 'multiSelect', label: 'What a whole record has', open: true, options: [] },
    /** None: as long as it is by itself. */
    staleDays: {
      kind: 'number',
      label: 'Stale after days without contact',
      integer: true,
      min: 1,
      max: 3_650,
    },
  },
});
