import { defineEntity, type RowOf } from '../../kernel/entity.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';
import { sources } from '../sources.ts';

/** Who gets a lead that comes without an owner. The first rule that fits decides. */
export const routingRule = defineEntity({
  name: 'routingRule',
  label: { one: 'Routing rule', many: 'Routing rules' },
  icon: 'target-arrow',
  traits: ['setting', 'archivable'],
  titleFields: ['name'],
  subtitleFields: ['method'],
  listFields: ['name', 'method', 'people'],
  migrations: [],
  sections: [
    { label: 'Rule', fields: ['name', 'position', 'method', 'people'] },
    { label: 'Which leads', fields: ['territories', 'sources'] },
  ],
  fields: {
    name: { kind: 'text', label: 'Name', required: true },
    /** Rules are tried from the lowest on. */
    position: { kind: 'number', label: 'Position' },
    method: {
      kind: 'select',
      label: 'Given to',
      required: true,
      options: optionsOf('Round robin', 'Fewest open', 'Own territory'),
    },
    /** None: everybody. */
    people: { kind: 'links', to: 'user', label: 'Among' },
    /** None: any. */
    territories: { kind: 'multiSelect', label: 'Territories', open: true, options: [] },
    sources: { kind: 'multiSelect', label: 'Sources', open: true, options: sources },
  },
});

export type RoutingRule = RowOf<typeof routingRule>;
