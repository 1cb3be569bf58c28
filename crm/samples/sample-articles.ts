import {
  instant,
  sample,
  sampleId,
  sampleName,
  type SampleContext,
  type SampleRecord,
} from './sample-record.ts';

interface Answer {
  readonly key: string;
  readonly title: string;
  readonly summary: string;
  readonly category: string;
  readonly keywords: readonly string[];
  readonly products: readonly string[];
  readonly owner: string;
  readonly status: string;
  readonly audience: string;
  /** Days from today. */
  readonly published?: number;
}

const ANSWERS: readonly Answer[] = [
  {
    key: 'gateway-restart',
    title: 'When a gateway drops its connection at night',
    summary:
      'Gateways restart themselves at two. If yours does not come back, hold the button for ten seconds until the light is green.',
    category: 'Gateway',
    keywords: ['offline', 'restart'],
    products: ['gateway'],
    owner: 'jonas',
    status: 'Published',
    audience: 'Public',
    published: -60,
  },
  {
    key: 'tax-export',
    title: 'Export figures for the tax adviser',
    summary: 'Open Reports, choose the year and press Export: the file opens in every spreadsheet.',
    category: 'Reports',
    keywords: ['accounting', 'till'],
    products: ['flow-starter'],
    owner: 'amara',
    status: 'Published',
    audience: 'Public',
    published: -40,
  },
  {
    key: 'certificate',
    title: 'Nobody can sign in: look at the certificate first',
    summary:
      'An expired certificate on the customer’s own server keeps everybody out. Renew it there.',
    category: 'Sign-in',
    keywords: ['login', 'password'],
    products: ['flow-team'],
    owner: 'camila',
    status: 'Published',
    audience: 'Internal',
    published: -30,
  },
  {
    key: 'partner-prices',
    title: 'Which price list holds for partners',
    summary: 'Partners order from the list of the year in which they order.',
    category: 'Prices',
    keywords: ['reseller', 'discount'],
    products: [],
    owner: 'amara',
    status: 'In Review',
    audience: 'Internal',
  },
];

/** Which sample tickets were answered with which. */
const answeredWith: Readonly<Record<string, string>> = {
  'till-export': 'tax-export',
  'login-clinic': 'certificate',
};

export function articleOf(ticket: string): readonly string[] | undefined {
  const key = answeredWith[ticket];
  return key === undefined ? undefined : [sampleName('article', key)];
}

export function sampleArticles(context: SampleContext): readonly SampleRecord[] {
  return ANSWERS.map(({ key, products, owner, published, ...values }) =>
    sample('article', key, {
      ...values,
      language: 'en',
      owner: sampleId('user', owner),
      ...(products.length === 0
        ? {}
        : { products: products.map((product) => sampleName('product', product)) }),
      ...(published === undefined ? {} : { publishedAt: instant(published, '09:00', context) }),
    }),
  );
}
