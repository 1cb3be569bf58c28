import { defineEntity } from '../../kernel/entity.ts';
import { LAYOUT_ENTITY } from '../../kernel/layout.ts';

/** What the team wants otherwise on the page and the form of one kind of record; its id follows from the kind. */
export const layout = defineEntity({
  name: LAYOUT_ENTITY,
  label: { one: 'Layout', many: 'Layouts' },
  icon: 'columns',
  traits: ['setting'],
  titleFields: ['name'],
  subtitleFields: [],
  listFields: ['name', 'of'],
  migrations: [],
  sections: [{ label: 'Layout', fields: ['name', 'of', 'sections', 'fields'] }],
  fields: {
    name: { kind: 'text', label: 'Name', required: true, maxChars: 80 },
    of: { kind: 'text', label: 'Kind of record', required: true, maxChars: 40 },
    sections: {
      kind: 'rows',
      label: 'Sections',
      rowLabel: 'section',
      columns: {
        label: { kind: 'text', label: 'Name', maxChars: 80 },
        rank: { kind: 'text', label: 'Place', help: 'A fractional index', maxChars: 200 },
        removed: { kind: 'boolean', label: 'Removed' },
      },
    },
    /** Their ids are the keys of the fields. */
    fields: {
      kind: 'rows',
      label: 'Fields',
      rowLabel: 'field',
      columns: {
        at: {
          kind: 'text',
          label: 'Place',
          help: 'The id of a section and a fractional index',
          maxChars: 300,
        },
        hidden: { kind: 'boolean', label: 'Hidden' },
      },
    },
  },
});
