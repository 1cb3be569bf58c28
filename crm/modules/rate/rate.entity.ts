import { defineEntity } from '../../kernel/entity.ts';
import { RATE_ENTITY } from '../../kernel/exchange-rates.ts';

/** What a unit of another currency is worth in the workspace's own from a day on. */
export const rate = defineEntity({
  name: RATE_ENTITY,
  label: { one: 'Exchange rate', many: 'Exchange rates' },
  icon: 'coin',
  traits: ['setting', 'archivable'],
  titleFields: ['currency', 'validFrom'],
  subtitleFields: ['perUnit'],
  listFields: ['currency', 'perUnit', 'validFrom'],
  migrations: [],
  sections: [{ label: 'Exchange rate', fields: ['currency', 'perUnit', 'validFrom'] }],
  fields: {
    currency: {
      kind: 'text',
      label: 'Currency',
      required: true,
      help: 'Its code of three letters',
    },
    perUnit: {
      kind: 'number',
      label: 'Worth of one unit',
      required: true,
      min: 0,
      help: 'Units of the workspace’s currency for one unit of it',
    },
    validFrom: { kind: 'date', label: 'Valid from', required: true },
  },
});
