import { PORTAL_PAGES } from '../../contracts/public-pages.contract.ts';
import { defineEntity, type RowOf } from '../../kernel/entity.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';

/** Colours that both white and black grounds can carry; a page's own would have to be tested for contrast. */
export const PORTAL_COLORS = ['Blue', 'Teal', 'Green', 'Orange', 'Red', 'Violet', 'Gray'] as const;

/** The pages that the relay shows to customers: one record, the same on every desktop. */
export const portal = defineEntity({
  name: 'portal',
  label: { one: 'Portal', many: 'Portals' },
  icon: 'world',
  traits: ['setting'],
  titleFields: ['name'],
  subtitleFields: [],
  listFields: ['name', 'enabled', 'address'],
  migrations: [],
  sections: [
    {
      label: 'Portal',
      fields: [
        'name',
        'enabled',
        'color',
        'welcome',
        'pages',
        'queue',
        'ticketType',
        'language',
        'address',
        'addressTurn',
      ],
    },
  ],
  fields: {
    name: { kind: 'text', label: 'Name', required: true, maxChars: 80 },
    enabled: { kind: 'boolean', label: 'Customers can see it' },
    color: { kind: 'select', label: 'Colour', options: optionsOf(...PORTAL_COLORS) },
    welcome: { kind: 'longText', label: 'Welcome', help: 'The first words on the first page' },
    pages: {
      kind: 'multiSelect',
      label: 'What they find there',
      options: optionsOf(...PORTAL_PAGES),
    },
    queue: { kind: 'link', to: 'queue', label: 'Requests go to the queue' },
    ticketType: {
      kind: 'select',
      label: 'Requests are of the type',
      options: optionsOf('Question', 'Incident', 'Problem', 'Bug', 'Request', 'Billing'),
    },
    language: {
      kind: 'text',
      label: 'Language of your texts',
      maxChars: 35,
      holds: 'language',
      help: 'For example en, de or pt-BR',
    },
    /** Written by the relay that serves it. */
    address: { kind: 'text', label: 'Address', readOnly: true },
    /** Another one makes another address; the old one then leads nowhere. */
    addressTurn: { kind: 'text', label: 'Turn of the address', readOnly: true, maxChars: 40 },
  },
});

export type PortalRow = RowOf<typeof portal>;
