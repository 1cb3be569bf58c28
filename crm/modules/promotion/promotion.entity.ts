import { defineEntity, type RowOf } from '../../kernel/entity.ts';

/** A discount that is offered for a while, on some products. */
export const promotion = defineEntity({
  name: 'promotion',
  label: { one: 'Promotion', many: 'Promotions' },
  icon: 'percentage',
  traits: ['setting', 'archivable'],
  titleFields: ['name'],
  subtitleFields: ['code'],
  listFields: ['name', 'code', 'validFrom', 'validUntil', 'active'],
  migrations: [],
  sections: [
    {
      label: 'Promotion',
      fields: [
        'name',
        'code',
        'percentOff',
        'amountOff',
        'products',
        'families',
        'minQuantity',
        'validFrom',
        'validUntil',
        'active',
      ],
    },
  ],
  fields: {
    name: { kind: 'text', label: 'Name', required: true, search: true },
    code: { kind: 'text', label: 'Code' },
    percentOff: { kind: 'percent', label: 'Percent off' },
    amountOff: {
      kind: 'money',
      label: 'Amount off each piece',
      perUnit: true,
      help: 'Instead of a percentage',
    },
    products: { kind: 'links', to: 'product', label: 'Products', help: 'Without any: all of them' },
    families: {
      kind: 'multiSelect',
      label: 'Product families',
      open: true,
      options: [],
      help: 'All products of these, besides those above',
    },
    minQuantity: { kind: 'number', label: 'From quantity', min: 0 },
    validFrom: { kind: 'date', label: 'Valid from' },
    validUntil: { kind: 'date', label: 'Valid until' },
    active: { kind: 'boolean', label: 'Active', atFirst: true },
  },
});

export type PromotionRow = RowOf<typeof promotion>;
