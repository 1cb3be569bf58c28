import { defineEntity } from '../../kernel/entity.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';

/** Something that is sold. */
export const product = defineEntity({
  name: 'product',
  label: { one: 'Product', many: 'Products' },
  icon: 'package',
  traits: ['archivable'],
  titleFields: ['name'],
  subtitleFields: ['family', 'code'],
  listFields: ['name', 'code', 'family', 'kind', 'price', 'active'],
  migrations: [],
  sections: [
    { label: 'Product', fields: ['name', 'code', 'family', 'kind', 'unit', 'active'] },
    { label: 'Price', fields: ['price', 'prices', 'cost', 'taxClass'] },
    { label: 'More', fields: ['knowledge', 'description'] },
  ],
  fields: {
    name: {
      kind: 'text',
      label: 'Name',
      required: true,
      search: true,
      aliases: ['product', 'product name'],
    },
    code: { kind: 'text', label: 'Code', search: true, aliases: ['sku', 'product code'] },
    family: { kind: 'text', label: 'Family', aliases: ['series', 'product family', 'category'] },
    kind: { kind: 'select', label: 'Kind', options: optionsOf('Good', 'Service', 'Subscription') },
    unit: { kind: 'text', label: 'Unit', help: 'For example piece, hour, seat' },
    price: {
      kind: 'money',
      label: 'Price',
      perUnit: true,
      aliases: ['sales_price', 'list price', 'unit price'],
    },
    prices: {
      kind: 'rows',
      label: 'Prices in other currencies',
      rowLabel: 'price',
      columns: { price: { kind: 'money', label: 'Price', required: true } },
    },
    cost: { kind: 'money', label: 'Cost', perUnit: true },
    taxClass: { kind: 'text', label: 'Tax class' },
    active: { kind: 'boolean', label: 'Active', atFirst: true },
    knowledge: { kind: 'url', label: 'Product knowledge' },
    description: { kind: 'longText', label: 'Description', search: true },
  },
});
