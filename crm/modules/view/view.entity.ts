import { defineEntity } from '../../kernel/entity.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';

/** Enough for any rank between two others. */
const RANK_MAX_CHARS = 200;

/**
 * A list as somebody wants to see it again: columns, filter, order, groups. Each part is a field of its own, so that
 * two people who change different parts of a shared view keep both. Trees are JSON in text: see `view-content.ts`.
 */
export const view = defineEntity({
  name: 'view',
  label: { one: 'View', many: 'Views' },
  icon: 'list',
  // Deleting a view archives it: it can be brought back.
  traits: ['setting', 'archivable'],
  titleFields: ['name'],
  subtitleFields: ['module'],
  listFields: ['name', 'module', 'shared', 'owner'],
  migrations: [],
  sections: [
    { label: 'View', fields: ['name', 'icon', 'module', 'shared', 'departments', 'owner', 'rank'] },
    {
      label: 'What it shows',
      fields: ['layout', 'pipeline', 'filter', 'sorts', 'group', 'collapsed', 'columns', 'archive'],
    },
  ],
  fields: {
    name: { kind: 'text', label: 'Name', required: true, maxChars: 80 },
    icon: { kind: 'text', label: 'Icon', maxChars: 40 },
    module: { kind: 'text', label: 'List', required: true, maxChars: 40 },
    shared: { kind: 'boolean', label: 'Shared', help: 'Without it only its owner sees the view' },
    departments: {
      kind: 'multiSelect',
      label: 'For departments',
      open: true,
      options: [],
      help: 'Of a shared one: who sees it; without any, everybody does',
    },
    owner: { kind: 'user', label: 'Owner', readOnly: true },
    rank: { kind: 'text', label: 'Place', maxChars: RANK_MAX_CHARS },
    layout: { kind: 'select', label: 'Layout', options: optionsOf('List', 'Board') },
    pipeline: { kind: 'text', label: 'Pipeline', maxChars: 40 },
    filter: { kind: 'longText', label: 'Filter' },
    sorts: { kind: 'longText', label: 'Order' },
    group: { kind: 'text', label: 'Grouped by', maxChars: 120 },
    collapsed: { kind: 'longText', label: 'Folded groups' },
    columns: { kind: 'longText', label: 'Columns' },
    archive: { kind: 'boolean', label: 'Archived records' },
  },
});
