import { defineEntity } from '../../kernel/entity.ts';

/** Prices that hold for some customers, for a while, from some quantity on. */
export const priceBook = defineEntity({
  name: 'priceBook',
  label: { one: 'Price book', many: 'Price books' },
  icon: 'tags',
  traits: ['setting', 'archivable'],
  titleFields: ['name'],
  subtitleFields: ['validFrom', 'validUntil'],
  listFields: ['name', 'validFrom', 'validUntil', 'active'],
  migrations: [],
  sections: [
    { label: 'Price book', fields: ['name', 'active', 'validFrom', 'validUntil', 'prices'] },
  ],
  fields: {
    name: { kind: 'text', label: 'Name', required: true, search: true },
    active: { kind: 'boolean', label: 'Active', atFirst: true },
    validFrom: { kind: 'date', label: 'Valid from' },
    validUntil: { kind: 'date', label: 'Valid until' },
    prices: {
      kind: 'rows',
      label: 'Prices',
      rowLabel: 'price',
      columns: {
        product: { kind: 'link', to: 'product', label: 'Product', required: true },
        price: { kind: 'money', label: 'Price', required: true },
        minQuantity: { kind: 'number', label: 'From quantity', min: 0 },
      },
    },
  },
});
