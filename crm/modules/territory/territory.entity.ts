import { defineEntity, type RowOf } from '../../kernel/entity.ts';
import { industries } from '../industries.ts';

/** A part of the market: which customers are in it, and who is in charge of them. */
export const territory = defineEntity({
  name: 'territory',
  label: { one: 'Territory', many: 'Territories' },
  icon: 'world',
  traits: ['setting', 'archivable'],
  titleFields: ['name'],
  subtitleFields: ['parent'],
  listFields: ['name', 'parent', 'people'],
  migrations: [],
  sections: [
    {
      label: 'Territory',
      fields: [
        'name',
        'parent',
        'people',
        'countries',
        'postalPrefixes',
        'industries',
        'employeesFrom',
        'employeesTo',
      ],
    },
  ],
  fields: {
    name: { kind: 'text', label: 'Name', required: true, search: true },
    parent: {
      kind: 'link',
      to: 'territory',
      label: 'Part of',
      help: 'What is said there holds here as well',
    },
    people: { kind: 'links', to: 'user', label: 'In charge' },
    countries: {
      kind: 'multiSelect',
      label: 'Countries',
      open: true,
      options: [],
      help: 'As they stand in addresses, or their two letters',
    },
    postalPrefixes: {
      kind: 'multiSelect',
      label: 'Postal codes begin with',
      open: true,
      options: [],
    },
    industries: { kind: 'multiSelect', label: 'Industries', open: true, options: industries },
    employeesFrom: { kind: 'number', label: 'Employees from', integer: true, min: 0 },
    employeesTo: { kind: 'number', label: 'Employees to', integer: true, min: 0 },
  },
});

export type TerritoryRow = RowOf<typeof territory>;
