import { defineEntity, type RowOf } from '../../kernel/entity.ts';

/** A kind of record that the team defined. Its name as an entity follows from its id: `crm/kernel/custom`. */
export const customObject = defineEntity({
  name: 'customObject',
  label: { one: 'Custom object', many: 'Custom objects' },
  icon: 'package',
  traits: ['setting'],
  titleFields: ['many'],
  subtitleFields: [],
  listFields: ['many', 'one'],
  migrations: [],
  sections: [
    { label: 'Object', fields: ['one', 'many', 'icon', 'titleLabel', 'place', 'deletedAt'] },
  ],
  fields: {
    one: { kind: 'text', label: 'One is called', required: true, maxChars: 40 },
    many: { kind: 'text', label: 'Several are called', required: true, maxChars: 40 },
    icon: { kind: 'text', label: 'Icon', maxChars: 40 },
    titleLabel: { kind: 'text', label: 'Its title is called', maxChars: 80 },
    place: { kind: 'text', label: 'Place', maxChars: 200 },
    deletedAt: { kind: 'dateTime', label: 'Deleted' },
  },
});

export type CustomObject = RowOf<typeof customObject>;
