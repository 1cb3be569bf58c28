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
  /** Paragraphs. */
  readonly text: readonly string[];
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
    text: [
      'At two in the morning every gateway looks for a new version, installs it and restarts. It is out of reach for up to four minutes; what your sensors measure meanwhile is kept and sent afterwards.',
      'If it is still offline at half past two, hold the button on its back for ten seconds. The light turns orange, then green: it is back.',
      'If the light stays orange, look at the cable to your router, and whether the router lets port 8883 through. Then ask us, with the number on the label.',
    ],
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
    text: [
      'Open Reports and choose the year. “For the tax adviser” has one line a day and tax rate, with the number of receipts.',
      'Press Export. The file is a table with a semicolon between its columns: every spreadsheet opens it, and so do the programs of most tax advisers.',
      'A day that was not closed is missing. Close it in the till, then export again; what was exported before stays as it is.',
    ],
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
    text: [
      'When nobody can sign in and everything else answers, the certificate of the customer’s own server has run out nine times of ten. The browser says so behind the padlock.',
      'The customer renews it on their server; we cannot do it for them. Afterwards the sign-in service has to be started anew, or it goes on with the old one.',
      'Until then people stay signed in who are. Ask them not to sign out.',
    ],
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
    text: [
      'The year in which a partner orders decides, not the one in which we deliver. An order of December is priced by the list of that December.',
      'What was offered in writing holds until the day that the quote says.',
    ],
  },
];

/** What stands in them, by the name of the record: paragraphs. */
export function sampleTexts(): ReadonlyMap<string, readonly string[]> {
  return new Map(ANSWERS.map(({ key, text }) => [sampleName('article', key), text]));
}

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
  return ANSWERS.map(({ key, products, owner, published, text: _text, ...values }) =>
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
