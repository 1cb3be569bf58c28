import { addDays } from '../kernel/calendar-days.ts';
import { samplePrice } from './sample-companies.ts';
import {
  major,
  sample,
  sampleId,
  sampleName,
  type SampleContext,
  type SampleRecord,
} from './sample-record.ts';

/** What partners pay, as a share of the list price. */
const BREAKS = [
  ['gateway', 1, 0.95],
  ['gateway', 20, 0.88],
  ['care', 1, 0.9],
] as const;

export function samplePrices(context: SampleContext): readonly SampleRecord[] {
  const year = context.today.slice(0, 4);
  return [
    sample('priceBook', 'partners', {
      name: `Partners ${year}`,
      active: true,
      validFrom: `${year}-01-01`,
      validUntil: `${year}-12-31`,
      prices: BREAKS.map(([product, minQuantity, share], index) => ({
        id: `price-${index + 1}`,
        product: sampleId('product', product),
        price: major(samplePrice(product) * share, context),
        minQuantity,
      })),
    }),
    sample('promotion', 'first-month', {
      name: 'Quick start',
      code: 'START10',
      active: true,
      percentOff: 10,
      products: [sampleName('product', 'onboarding')],
      minQuantity: 5,
      validFrom: addDays(context.today, -14),
      validUntil: addDays(context.today, 45),
    }),
  ];
}
