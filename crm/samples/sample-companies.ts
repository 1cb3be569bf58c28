import {
  email,
  major,
  phone,
  sample,
  sampleId,
  type SampleContext,
  type SampleRecord,
} from './sample-record.ts';

const USERS = [
  ['amara', 'Amara Okafor', 'Manager', 'Europe', 'Europe/London', undefined],
  ['jonas', 'Jonas Lindqvist', 'Member', 'Nordics', 'Europe/Stockholm', 'amara'],
  ['camila', 'Camila Duarte', 'Member', 'Americas', 'America/Sao_Paulo', 'amara'],
  ['kenji', 'Kenji Watanabe', 'Member', 'Asia Pacific', 'Asia/Tokyo', 'amara'],
] as const;

const PRODUCTS = [
  ['flow-starter', 'Flow Starter', 'FL-100', 'Flow', 'Subscription', 'seat', 19],
  ['flow-team', 'Flow Team', 'FL-200', 'Flow', 'Subscription', 'seat', 49],
  ['gateway', 'Edge Gateway', 'EG-10', 'Hardware', 'Good', 'piece', 1290],
  ['onboarding', 'Onboarding', 'SV-01', 'Services', 'Service', 'day', 1150],
  ['care', 'Care Plan', 'SV-09', 'Services', 'Subscription', 'month', 390],
] as const;

interface Company {
  readonly key: string;
  readonly name: string;
  readonly domain: string;
  readonly type: string;
  readonly industry: string;
  readonly tier: string;
  readonly employees: number;
  readonly revenueMillions: number;
  readonly founded: number;
  readonly owner: string;
  readonly phone: string;
  /** Street, city, postal code, country. */
  readonly address: readonly [string, string, string, string];
  readonly geo: readonly [lat: number, lng: number];
  readonly parent?: string;
  readonly description: string;
}

const COMPANIES: readonly Company[] = [
  {
    key: 'nordlicht',
    name: 'Nordlicht Energie',
    domain: 'nordlicht.example',
    type: 'Customer',
    industry: 'Energy',
    tier: 'A',
    employees: 640,
    revenueMillions: 182,
    founded: 1994,
    owner: 'jonas',
    phone: '+49 30 23125 114',
    address: ['Uferstraße 18', 'Berlin', '10115', 'Germany'],
    geo: [52.53, 13.38],
    description:
      'Runs wind parks along the Baltic coast; bought the gateways for the first three sites.',
  },
  {
    key: 'nordlicht-offshore',
    name: 'Nordlicht Offshore',
    domain: 'offshore.nordlicht.example',
    type: 'Prospect',
    industry: 'Energy',
    tier: 'B',
    employees: 85,
    revenueMillions: 21,
    founded: 2016,
    owner: 'jonas',
    phone: '+49 40 66969 220',
    address: ['Am Kai 4', 'Hamburg', '20457', 'Germany'],
    geo: [53.54, 9.99],
    parent: 'nordlicht',
    description: 'Subsidiary for the sea; plans a control room in autumn.',
  },
  {
    key: 'fjellheim',
    name: 'Fjellheim Logistikk',
    domain: 'fjellheim.example',
    type: 'Customer',
    industry: 'Logistics',
    tier: 'B',
    employees: 210,
    revenueMillions: 44,
    founded: 1987,
    owner: 'jonas',
    phone: '+47 55 50 12 34',
    address: ['Havnegata 7', 'Bergen', '5003', 'Norway'],
    geo: [60.39, 5.32],
    description: 'Cold chain for salmon. Seasonal: never call in May.',
  },
  {
    key: 'atelier',
    name: 'Atelier Brûlé',
    domain: 'atelierbrule.example',
    type: 'Customer',
    industry: 'Food & Beverage',
    tier: 'C',
    employees: 38,
    revenueMillions: 6,
    founded: 2009,
    owner: 'amara',
    phone: '+33 1 99 00 41 57',
    address: ['12 rue des Tanneurs', 'Lyon', '69001', 'France'],
    geo: [45.77, 4.83],
    description: 'Eight pastry shops and a bakery school.',
  },
  {
    key: 'rivera',
    name: 'Rivera & Hijos',
    domain: 'rivera.example',
    type: 'Prospect',
    industry: 'Construction',
    tier: 'B',
    employees: 150,
    revenueMillions: 27,
    founded: 1971,
    owner: 'camila',
    phone: '+34 910 123 456',
    address: ['Calle de Ibiza 44', 'Madrid', '28009', 'Spain'],
    geo: [40.42, -3.68],
    description: 'Third generation; the son decides, the father signs.',
  },
  {
    key: 'sao-bento',
    name: 'Clínica São Bento',
    domain: 'saobento.example',
    type: 'Customer',
    industry: 'Healthcare',
    tier: 'A',
    employees: 480,
    revenueMillions: 61,
    founded: 1998,
    owner: 'camila',
    phone: '+55 11 5550 0142',
    address: ['Rua Augusta 2200', 'São Paulo', '01412-100', 'Brazil'],
    geo: [-23.56, -46.66],
    description: 'Three clinics. Data may not leave the country.',
  },
  {
    key: 'harbour',
    name: 'Harbour & Finch',
    domain: 'harbourfinch.example',
    type: 'Partner',
    industry: 'Consulting',
    tier: 'B',
    employees: 75,
    revenueMillions: 14,
    founded: 2011,
    owner: 'amara',
    phone: '+44 20 7946 0183',
    address: ['3 Wharf Road', 'London', 'N1 7GR', 'United Kingdom'],
    geo: [51.53, -0.09],
    description: 'Implementation partner for the British Isles.',
  },
  {
    key: 'bluestem',
    name: 'Bluestem Outfitters',
    domain: 'bluestem.example',
    type: 'Customer',
    industry: 'Retail',
    tier: 'A',
    employees: 1250,
    revenueMillions: 310,
    founded: 1962,
    owner: 'camila',
    phone: '+1 612 555 0142',
    address: ['900 Prairie Avenue', 'Minneapolis', '55401', 'United States'],
    geo: [44.98, -93.27],
    description: '62 shops in the Midwest; renews every spring.',
  },
  {
    key: 'kuroshio',
    name: 'Kuroshio Robotics',
    domain: 'kuroshio.example',
    type: 'Prospect',
    industry: 'Manufacturing',
    tier: 'A',
    employees: 920,
    revenueMillions: 240,
    founded: 2003,
    owner: 'kenji',
    phone: '+81 3 5550 0119',
    address: ['2-4-1 Shibaura', 'Tokyo', '105-0023', 'Japan'],
    geo: [35.65, 139.75],
    description: 'Wants a pilot in one plant before anything else.',
  },
  {
    key: 'tasman',
    name: 'Tasman Wool Board',
    domain: 'tasmanwool.example',
    type: 'Prospect',
    industry: 'Agriculture',
    tier: 'C',
    employees: 24,
    revenueMillions: 3,
    founded: 1949,
    owner: 'kenji',
    phone: '+64 3 555 0177',
    address: ['88 Quay Street', 'Dunedin', '9016', 'New Zealand'],
    geo: [-45.88, 170.5],
    description: 'A co-operative of sheep farmers; decides at its meeting in March.',
  },
  {
    key: 'savanna',
    name: 'Savanna Mobile Money',
    domain: 'savannamobile.example',
    type: 'Customer',
    industry: 'Finance',
    tier: 'B',
    employees: 330,
    revenueMillions: 52,
    founded: 2014,
    owner: 'amara',
    phone: '+254 20 555 0133',
    address: ['Ngong Road 12', 'Nairobi', '00100', 'Kenya'],
    geo: [-1.3, 36.78],
    description: 'Payments for market traders. Support by chat, day and night.',
  },
  {
    key: 'lumen',
    name: 'Lumen Press',
    domain: 'lumenpress.example',
    type: 'Press',
    industry: 'Media',
    tier: 'C',
    employees: 12,
    revenueMillions: 1,
    founded: 2018,
    owner: 'amara',
    phone: '+353 1 555 0198',
    address: ['9 Dame Lane', 'Dublin', 'D02 X285', 'Ireland'],
    geo: [53.34, -6.26],
    description: 'Trade magazine; wrote the first article about us.',
  },
];

export function sampleUsers(): readonly SampleRecord[] {
  return USERS.map(([key, name, role, territory, timeZone, manager]) =>
    sample('user', key, {
      name,
      role,
      territory,
      timeZone,
      email: email(`${key}@rapport.example`),
      language: 'en',
      ...(manager === undefined ? {} : { manager: sampleId('user', manager) }),
    }),
  );
}

export function sampleProducts(context: SampleContext): readonly SampleRecord[] {
  return PRODUCTS.map(([key, name, code, family, kind, unit, price]) =>
    sample('product', key, {
      name,
      code,
      family,
      kind,
      unit,
      active: true,
      price: major(price, context),
    }),
  );
}

/** The list price of a product, in major units of the samples' currency. */
export function samplePrice(product: string): number {
  const found = PRODUCTS.find(([key]) => key === product);
  if (found === undefined) throw new Error(`No sample product is called ${product}`);
  return found[6];
}

export function sampleAccounts(context: SampleContext): readonly SampleRecord[] {
  return COMPANIES.map((company) => {
    const [street, city, postalCode, country] = company.address;
    const [lat, lng] = company.geo;
    return sample('account', company.key, {
      name: company.name,
      website: `https://www.${company.domain}`,
      domain: company.domain,
      type: company.type,
      industry: company.industry,
      tier: company.tier,
      employees: company.employees,
      annualRevenue: major(company.revenueMillions * 1_000_000, context),
      foundedYear: company.founded,
      owner: sampleId('user', company.owner),
      emails: email(`hello@${company.domain}`),
      phones: phone(company.phone),
      billingAddress: { street, city, postalCode, country },
      geo: { lat, lng },
      description: company.description,
      ...(company.type === 'Partner' ? { priceBook: sampleId('priceBook', 'partners') } : {}),
      ...(company.parent === undefined
        ? {}
        : { parentAccount: sampleId('account', company.parent) }),
    });
  });
}
