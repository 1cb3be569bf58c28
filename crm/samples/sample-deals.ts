import { addDays } from '../kernel/calendar-days.ts';
import { samplePrice } from './sample-companies.ts';
import { major, sample, sampleId, type SampleContext, type SampleRecord } from './sample-record.ts';

interface Sale {
  readonly key: string;
  readonly name: string;
  readonly account: string;
  readonly contact: string;
  readonly owner: string;
  readonly stage: string;
  /** Product and quantity, at list price. */
  readonly lines: readonly (readonly [
    product: string,
    quantity: number,
    discountPercent?: number,
  ])[];
  /** Days from today: of the expected close, or of the close for a deal that is won or lost. */
  readonly closeInDays: number;
  readonly nextStep?: string;
  readonly lost?: readonly [reason: string, notes: string];
  readonly type?: string;
  readonly source?: string;
}

const SALES: readonly Sale[] = [
  {
    key: 'offshore-control',
    name: 'Control room',
    account: 'nordlicht-offshore',
    contact: 'malte',
    owner: 'jonas',
    stage: 'Negotiation',
    lines: [
      ['gateway', 24, 8],
      ['onboarding', 6],
    ],
    closeInDays: 9,
    nextStep: 'Send the redlined contract',
    source: 'Existing Customer',
  },
  {
    key: 'nordlicht-sites',
    name: 'Gateways for sites 4–6',
    account: 'nordlicht',
    contact: 'katharina',
    owner: 'jonas',
    stage: 'Proposal',
    lines: [
      ['gateway', 18, 5],
      ['care', 12],
    ],
    closeInDays: 21,
    nextStep: 'Walk through the offer with purchasing',
    type: 'Existing Business',
  },
  {
    key: 'nordlicht-team',
    name: 'Flow for operations',
    account: 'nordlicht',
    contact: 'tobias',
    owner: 'jonas',
    stage: 'Needs Analysis',
    lines: [['flow-team', 60]],
    closeInDays: 48,
    nextStep: 'Interview two shift leaders',
    type: 'Existing Business',
  },
  {
    key: 'nordlicht-first',
    name: 'Gateways for sites 1–3',
    account: 'nordlicht',
    contact: 'svenja',
    owner: 'jonas',
    stage: 'Won',
    lines: [
      ['gateway', 16],
      ['onboarding', 4],
    ],
    closeInDays: -140,
    source: 'Trade Show',
  },
  {
    key: 'fjellheim-trucks',
    name: 'Cold chain sensors',
    account: 'fjellheim',
    contact: 'håkon',
    owner: 'jonas',
    stage: 'Value Proposition',
    lines: [
      ['gateway', 9],
      ['care', 12],
    ],
    closeInDays: 35,
    nextStep: 'Show the saving per truck',
  },
  {
    key: 'fjellheim-flow',
    name: 'Dispatch desk',
    account: 'fjellheim',
    contact: 'ingrid',
    owner: 'jonas',
    stage: 'Won',
    lines: [
      ['flow-team', 14],
      ['onboarding', 2],
    ],
    closeInDays: -62,
    source: 'Referral',
  },
  {
    key: 'fjellheim-winter',
    name: 'Winter capacity',
    account: 'fjellheim',
    contact: 'ingrid',
    owner: 'jonas',
    stage: 'Lost',
    lines: [['flow-team', 20]],
    closeInDays: -30,
    lost: ['Timing', 'Ask again before the season'],
  },
  {
    key: 'atelier-shops',
    name: 'Flow for eight shops',
    account: 'atelier',
    contact: 'maelle',
    owner: 'amara',
    stage: 'Won',
    lines: [['flow-starter', 24]],
    closeInDays: -11,
    source: 'Web Site',
  },
  {
    key: 'atelier-school',
    name: 'Bakery school',
    account: 'atelier',
    contact: 'remi',
    owner: 'amara',
    stage: 'Qualification',
    lines: [['flow-starter', 10]],
    closeInDays: 40,
    nextStep: 'Ask how many courses run in parallel',
  },
  {
    key: 'rivera-sites',
    name: 'Building site reports',
    account: 'rivera',
    contact: 'ignacio',
    owner: 'camila',
    stage: 'Decision Makers',
    lines: [
      ['flow-team', 35, 10],
      ['onboarding', 3],
    ],
    closeInDays: 16,
    nextStep: 'Dinner with father and son',
    source: 'Conference',
  },
  {
    key: 'rivera-cranes',
    name: 'Crane gateways',
    account: 'rivera',
    contact: 'nuria',
    owner: 'camila',
    stage: 'Engaging',
    lines: [['gateway', 5]],
    closeInDays: 70,
  },
  {
    key: 'saobento-clinics',
    name: 'Third clinic',
    account: 'sao-bento',
    contact: 'beatriz',
    owner: 'camila',
    stage: 'Proposal',
    lines: [
      ['flow-team', 80],
      ['onboarding', 5],
      ['care', 12],
    ],
    closeInDays: -4,
    nextStep: 'Answer the questions on data residency',
    type: 'Existing Business',
  },
  {
    key: 'saobento-first',
    name: 'First two clinics',
    account: 'sao-bento',
    contact: 'joao',
    owner: 'camila',
    stage: 'Won',
    lines: [
      ['flow-team', 120, 12],
      ['onboarding', 8],
    ],
    closeInDays: -210,
    source: 'Partner',
  },
  {
    key: 'saobento-lab',
    name: 'Laboratory',
    account: 'sao-bento',
    contact: 'lucia',
    owner: 'camila',
    stage: 'Lost',
    lines: [['gateway', 6]],
    closeInDays: -75,
    lost: ['Competition', 'Their laboratory vendor threw it in for free'],
  },
  {
    key: 'harbour-resale',
    name: 'Partner seats',
    account: 'harbour',
    contact: 'oliver',
    owner: 'amara',
    stage: 'Won',
    lines: [['flow-team', 25, 30]],
    closeInDays: -95,
    type: 'Renewal',
    source: 'Partner',
  },
  {
    key: 'bluestem-renewal',
    name: 'Renewal, 62 shops',
    account: 'bluestem',
    contact: 'dana',
    owner: 'camila',
    stage: 'Negotiation',
    lines: [
      ['flow-starter', 620, 15],
      ['care', 12],
    ],
    closeInDays: 28,
    nextStep: 'Agree on the price for three years',
    type: 'Renewal',
  },
  {
    key: 'bluestem-warehouse',
    name: 'Warehouse pilot',
    account: 'bluestem',
    contact: 'marcus',
    owner: 'camila',
    stage: 'Needs Analysis',
    lines: [
      ['gateway', 12],
      ['onboarding', 4],
    ],
    closeInDays: 55,
    nextStep: 'Visit the warehouse in Fargo',
  },
  {
    key: 'bluestem-last',
    name: 'Flow for 62 shops',
    account: 'bluestem',
    contact: 'renee',
    owner: 'camila',
    stage: 'Won',
    lines: [['flow-starter', 620, 15]],
    closeInDays: -330,
    source: 'Cold Call',
  },
  {
    key: 'kuroshio-pilot',
    name: 'Pilot plant',
    account: 'kuroshio',
    contact: 'haruka',
    owner: 'kenji',
    stage: 'Qualification',
    lines: [
      ['gateway', 8],
      ['onboarding', 5],
    ],
    closeInDays: 62,
    nextStep: 'Agree on what counts as a success',
  },
  {
    key: 'kuroshio-rollout',
    name: 'Roll-out to five plants',
    account: 'kuroshio',
    contact: 'daichi',
    owner: 'kenji',
    stage: 'Prospecting',
    lines: [['gateway', 90, 18]],
    closeInDays: 180,
  },
  {
    key: 'tasman-shearing',
    name: 'Shearing records',
    account: 'tasman',
    contact: 'aroha',
    owner: 'kenji',
    stage: 'Engaging',
    lines: [['flow-starter', 15]],
    closeInDays: 110,
    nextStep: 'Send the summary for the meeting',
    source: 'Web Site',
  },
  {
    key: 'tasman-scales',
    name: 'Scales',
    account: 'tasman',
    contact: 'lachlan',
    owner: 'kenji',
    stage: 'Prospecting',
    lines: [['gateway', 2]],
    closeInDays: 130,
  },
  {
    key: 'savanna-support',
    name: 'Support desk',
    account: 'savanna',
    contact: 'otieno',
    owner: 'amara',
    stage: 'Won',
    lines: [
      ['flow-team', 45],
      ['care', 12],
    ],
    closeInDays: -48,
    source: 'Referral',
  },
  {
    key: 'savanna-risk',
    name: 'Risk team',
    account: 'savanna',
    contact: 'zeynep',
    owner: 'amara',
    stage: 'Decision Makers',
    lines: [['flow-team', 12]],
    closeInDays: 2,
    nextStep: 'Security questionnaire, part two',
  },
  {
    key: 'savanna-agents',
    name: 'Agents in the field',
    account: 'savanna',
    contact: 'wanjiru',
    owner: 'amara',
    stage: 'Lost',
    lines: [['flow-starter', 300]],
    closeInDays: -20,
    lost: ['Price', 'Three times what they had in mind'],
  },
];

function isClosed(stage: string): boolean {
  return stage === 'Won' || stage === 'Lost';
}

function dealOf(sale: Sale, rank: string, context: SampleContext): SampleRecord {
  const total = sale.lines.reduce(
    (sum, [product, quantity, discount = 0]) =>
      sum + samplePrice(product) * quantity * (1 - discount / 100),
    0,
  );
  const closing = addDays(context.today, sale.closeInDays);
  return sample('deal', sale.key, {
    name: sale.name,
    account: sampleId('account', sale.account),
    owner: sampleId('user', sale.owner),
    contacts: [{ id: 'main', contact: sampleId('contact', sale.contact), role: 'Decision Maker' }],
    pipeline: 'Sales',
    stage: { stage: sale.stage, rank },
    // A few days to some weeks ago, as in a pipeline that moves.
    stageSince: `${addDays(context.today, Math.min(sale.closeInDays, 0) - (sale.key.length % 23))}T08:00:00.000Z`,
    amount: major(total, context),
    type: sale.type ?? 'New Business',
    engagedDate: addDays(context.today, Math.min(sale.closeInDays, 0) - 45),
    lines: sale.lines.map(([product, quantity, discount], index) => ({
      id: `line-${index + 1}`,
      product: sampleId('product', product),
      quantity,
      unitPrice: major(samplePrice(product), context),
      ...(discount === undefined ? {} : { discount }),
    })),
    ...(isClosed(sale.stage) ? { closedDate: closing } : { expectedCloseDate: closing }),
    ...(sale.nextStep === undefined ? {} : { nextStep: sale.nextStep }),
    ...(sale.source === undefined ? {} : { source: sale.source }),
    ...(sale.lost === undefined ? {} : { lostReason: sale.lost[0], lostNotes: sale.lost[1] }),
  });
}

export function sampleDeals(context: SampleContext): readonly SampleRecord[] {
  return SALES.map((sale, index) =>
    dealOf(sale, `a${index.toString(36).padStart(2, '0')}V`, context),
  );
}
