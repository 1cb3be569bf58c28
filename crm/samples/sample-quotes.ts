import { addDays } from '../kernel/calendar-days.ts';
import { samplePrice } from './sample-companies.ts';
import {
  instant,
  major,
  sample,
  sampleId,
  type SampleContext,
  type SampleRecord,
} from './sample-record.ts';

interface Offer {
  readonly key: string;
  readonly name: string;
  readonly deal: string;
  readonly account: string;
  readonly contact: string;
  readonly owner: string;
  readonly status: 'Draft' | 'Sent';
  readonly lines: readonly (readonly [
    group: string,
    product: string,
    quantity: number,
    discountPercent?: number,
  ])[];
  readonly discountPercent?: number;
  readonly validForDays: number;
  readonly message: string;
}

const TAX_PERCENT = 19;
const SENT_DAYS_AGO = 6;

const OFFERS: readonly Offer[] = [
  {
    key: 'control-room',
    name: 'Control room, both sites',
    deal: 'offshore-control',
    account: 'nordlicht-offshore',
    contact: 'malte',
    owner: 'jonas',
    status: 'Sent',
    lines: [
      ['Hardware', 'gateway', 24, 8],
      ['Setting up', 'onboarding', 6],
      ['Setting up', 'care', 12],
    ],
    discountPercent: 3,
    validForDays: 24,
    message: 'Dear Malte,\nas we agreed on the platform: both sites, one delivery.',
  },
  {
    key: 'sites',
    name: 'Gateways for sites 4–6',
    deal: 'nordlicht-sites',
    account: 'nordlicht',
    contact: 'katharina',
    owner: 'jonas',
    status: 'Draft',
    lines: [
      ['', 'gateway', 18, 5],
      ['', 'care', 12],
    ],
    validForDays: 30,
    message: 'Thank you for your patience with the drawings.',
  },
];

const TERMS = 'Payment within 30 days, net.\nDelivery four weeks after the order, free site.';

export function sampleQuotes(context: SampleContext): readonly SampleRecord[] {
  return OFFERS.map((offer) =>
    sample('quote', offer.key, {
      name: offer.name,
      deal: sampleId('deal', offer.deal),
      account: sampleId('account', offer.account),
      contact: sampleId('contact', offer.contact),
      owner: sampleId('user', offer.owner),
      status: offer.status,
      validUntil: addDays(context.today, offer.validForDays),
      lines: offer.lines.map(([group, product, quantity, discount], index) => ({
        id: `line-${index + 1}`,
        product: sampleId('product', product),
        quantity,
        unitPrice: major(samplePrice(product), context),
        tax: TAX_PERCENT,
        ...(group === '' ? {} : { group }),
        ...(discount === undefined ? {} : { discount }),
      })),
      ...(offer.discountPercent === undefined ? {} : { discount: offer.discountPercent }),
      ...(offer.status === 'Sent' ? { sentAt: instant(-SENT_DAYS_AGO, '09:30', context) } : {}),
      message: offer.message,
      terms: TERMS,
    }),
  );
}
