/**
 * Rows as a busy team has them, from a seed: names that repeat as names do, e-mails that follow from names and
 * domains, phones in the formats that people type. Everything here is invented.
 */
import { entityNamed } from '../../crm/modules/registry.ts';
import type { AnyRow } from '../../crm/kernel/entity.ts';
import { fold } from '../../crm/kernel/text-folding.ts';

const FIRST =
  'Ada Adrian Aisha Alan Alba Aleksander Alice Amara Amélie Ana André Anna Anton Aria Astrid Ayşe Beatriz Ben Björn Boris Bruno Camille Carla Carlos Cem Chen Chiara Chloé Claire Clara Dalia Daniel Daria David Diego Dimitri Dora Eduardo Elena Elias Élodie Emil Emma Enzo Erik Eva Farid Fatima Felix Finn Flora Frida Gabriel George Gerda Giulia Greta Hana Hannah Hassan Hugo Ida Igor Ines Ingrid Irene Ivan Jakub Jamal Jan Jana Joanna João Jonas Jörg Julia Kai Karin Katarzyna Kenji Klara Lars Laura Lea Léon Lina Luca Lucía Łukasz Mads Maja Marco Maria Marie Martin Mateo Max Mehmet Mia Michael Mila Mina Mohammed Nadia Nils Nina Noah Noor Olga Oliver Omar Oscar Otto Paola Paul Pavel Petra Pia Priya Rafael Rania Raúl Rosa Ruben Sara Sean Selma Simon Sofia Søren Stefan Svetlana Tariq Teresa Theo Thomas Tomás Uma Vera Victor Wei Yara Yuki Zeynep Zoe'.split(
    ' ',
  );
const LAST_START =
  'Ander Berg Black Brand Carl Castell Dahl Delac Eber Eld Engel Fair Falk Fern Fried Garc Gold Grün Hag Hart Hoff Holm Iva Jans Kal Kauf Kir Kow Lang Laur Lind Lov Mal Mart Mend Mor Neu Nor Olive Ost Pas Peter Popo Quint Ram Reich Riv Ros Sand Schl Schm Schu Sil Stein Sund Tak Thor Torr Ull Vald Var Voss Wal Weiss West Wint Yil Zim'.split(
    ' ',
  );
const LAST_END =
  'a aldi ann aro as bach beck berg dal den dóttir e el emann er es ez feld field fors gaard ham hoffer holm ic ida ik in ini ino is itz ke ker kova land le ler lin mann mark möller ner ora os oux ov ová quist ridge rup s sen ski smith son ström ton va vic ville wald well wicz wood'.split(
    ' ',
  );
const COMPANY_A =
  'Acorn Alpine Amber Anchor Apex Arctic Atlas Aurora Azure Baltic Beacon Birch Bluebird Bright Cascade Cedar Cobalt Comet Copper Coral Crystal Delta Dynamo Echo Eclipse Ember Everest Falcon Fjord Forge Frontier Galaxy Garnet Glacier Granite Harbor Harvest Helix Horizon Indigo Iron Ivory Jade Juniper Keystone Lagoon Lantern Laurel Lotus Lunar Magnet Maple Marble Meadow Meridian Mistral Nimbus Northern Nova Oak Ocean Olive Onyx Opal Orbit Orchid Pacific Pearl Pine Pioneer Polar Prairie Prism Quartz Quantum Raven Redwood River Rocket Ruby Saffron Sage Sapphire Sierra Silver Solstice Sparrow Sterling Summit Sunrise Terra Timber Topaz Tundra Unity Vector Velvet Vertex Violet Willow Zenith Zephyr'.split(
    ' ',
  );
const COMPANY_B =
  'Analytics Aviation Bank Biotech Capital Ceramics Chemicals Clinics Cloud Components Construction Consulting Data Dental Design Dynamics Electric Energy Engineering Estates Farms Fashion Finance Foods Freight Furniture Gardens Glass Health Holdings Hotels Industries Insurance Interiors Kitchens Labs Legal Lighting Logistics Marine Materials Media Medical Metals Mining Mobility Motors Networks Optics Outfitters Packaging Paper Partners Pharma Plastics Power Print Properties Rail Research Retail Robotics Security Semiconductors Shipping Software Solar Steel Studios Supply Systems Technologies Telecom Textiles Timber Tools Toys Trading Transport Travel Utilities Ventures Water Wine Works'.split(
    ' ',
  );
const COMPANY_C = [
  '',
  '',
  '',
  ' GmbH',
  ' AG',
  ' Ltd',
  ' Inc',
  ' LLC',
  ' S.A.',
  ' BV',
  ' AB',
  ' KK',
];
const CITIES = [
  ['Berlin', 'Germany', '10115'],
  ['München', 'Germany', '80331'],
  ['Zürich', 'Switzerland', '8001'],
  ['Paris', 'France', '75002'],
  ['Lyon', 'France', '69001'],
  ['Madrid', 'Spain', '28004'],
  ['Kraków', 'Poland', '30-001'],
  ['Oslo', 'Norway', '0150'],
  ['Göteborg', 'Sweden', '41101'],
  ['London', 'United Kingdom', 'EC1A'],
  ['Leeds', 'United Kingdom', 'LS1'],
  ['Austin', 'United States', '73301'],
  ['Boston', 'United States', '02108'],
  ['Denver', 'United States', '80014'],
  ['Toronto', 'Canada', 'M4B'],
  ['São Paulo', 'Brazil', '01000'],
  ['Tokyo', 'Japan', '100-0001'],
  ['Singapore', 'Singapore', '018956'],
] as const;
const STREETS = 'Main Park Mill Station High Church Lake Hill Garden River Market School'.split(
  ' ',
);
const JOBS =
  'Account Manager,Analyst,Architect,Buyer,Chief Executive Officer,Chief Financial Officer,Consultant,Controller,Designer,Director of Operations,Engineer,Facility Manager,Head of Procurement,Head of Sales,IT Manager,Marketing Manager,Office Manager,Product Manager,Project Manager,Purchasing Agent,Quality Manager,Sales Director,Support Engineer,Team Lead,Vice President'.split(
    ',',
  );
const SUBJECTS =
  'Cannot log in|Invoice has the wrong address|Battery does not charge|Display flickers after the update|Delivery arrived damaged|Refund for a cancelled order|How to export all contacts|Device overheats under load|Password reset mail never arrives|Upgrade to a larger plan|Noise from the fan|Network drops every hour'.split(
    '|',
  );
const TAGS = 'vip newsletter trade-fair partner-2026 dormant reference beta price-sensitive'.split(
  ' ',
);

export interface Rolls {
  /** In [0, bound). */
  readonly below: (bound: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  readonly chance: (percent: number) => boolean;
}

/** Mulberry32: small, fast, and good enough for test data. */
export function rollsFrom(seed: number): Rolls {
  let state = seed >>> 0;
  const below = (bound: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * bound);
  };
  return {
    below,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    chance: (percent) => below(100) < percent,
  };
}

export interface RealisticRows {
  readonly account: readonly AnyRow[];
  readonly contact: readonly AnyRow[];
  readonly lead: readonly AnyRow[];
  readonly deal: readonly AnyRow[];
  readonly ticket: readonly AnyRow[];
  readonly activity: readonly AnyRow[];
  readonly product: readonly AnyRow[];
  readonly user: readonly AnyRow[];
}

/** Rows of an entity in a hundred rows of all. */
export type Shares = Readonly<
  Record<'account' | 'contact' | 'lead' | 'deal' | 'ticket' | 'activity', number>
>;

/** A sales team: half its records are deals. */
const SALES_TEAM: Shares = { account: 10, contact: 20, lead: 5, deal: 50, ticket: 10, activity: 5 };

/** About `total` rows, spread over the entities, and a few products and users. No two companies have one name. */
export function realisticRows(
  total: number,
  seed: number,
  shares: Shares = SALES_TEAM,
): RealisticRows {
  const rolls = rollsFrom(seed);
  const { below, pick, chance } = rolls;
  let createdMs = Date.parse('2019-01-01T08:00:00Z');

  function id(): string {
    const time = createdMs.toString(16).padStart(12, '0');
    const random = Array.from({ length: 18 }, () => below(16).toString(16)).join('');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6)}`;
  }
  const share = (entity: keyof Shares): number =>
    Math.max(1, Math.round((total * shares[entity]) / 100));
  function base(entity: string): {
    id: string;
    entity: string;
    createdAt: string;
    createdBy: string;
  } {
    createdMs += 60_000 + below(2_000_000);
    return {
      id: id(),
      entity,
      createdAt: new Date(createdMs).toISOString(),
      createdBy: users[0]?.id ?? '',
    };
  }
  const option = (entity: string, field: string): string => {
    const definition = entityNamed(entity)?.fields[field];
    return definition !== undefined && 'options' in definition
      ? pick(definition.options).value
      : '';
  };
  const day = (): string =>
    new Date(Date.parse('2022-01-01') + below(1600) * 86_400_000).toISOString().slice(0, 10);
  const lastName = (): string => pick(LAST_START) + pick(LAST_END);
  const mailPart = (text: string): string => fold(text).replace(/[^a-z0-9]+/g, '');

  function phone(): { id: string; number: string } {
    const national = String(100_000_000 + below(900_000_000));
    const number = pick([
      `+49 ${national.slice(0, 3)} ${national.slice(3)}`,
      `+1 (${national.slice(0, 3)}) ${national.slice(3, 6)}-${national.slice(6)}0`,
      `0${national.slice(0, 3)}/${national.slice(3)}`,
      `+44 ${national.slice(0, 4)} ${national.slice(4)}`,
    ]);
    return { id: national, number };
  }
  function address(): Record<string, string> {
    const [city, country, postalCode] = pick(CITIES);
    return { street: `${1 + below(200)} ${pick(STREETS)} Street`, city, country, postalCode };
  }

  const users: AnyRow[] = [];
  for (let i = 0; i < 35; i++) {
    const name = `${pick(FIRST)} ${lastName()}`;
    users.push({
      ...base('user'),
      name,
      email: [{ id: 'e', address: `${mailPart(name)}@rapport.example` }],
    });
  }
  const owner = (): string => pick(users).id;
  const product = Array.from({ length: 40 }, (_, index): AnyRow => ({
    ...base('product'),
    name: `${pick(COMPANY_A)} ${100 + index}`,
    code: `P${1000 + index}`,
  }));
  const timesNamed = new Map<string, number>();
  // Links in a file go by name, so a second company of one name is told apart, as people do.
  const ownName = (name: string): string => {
    const time = (timesNamed.get(name) ?? 0) + 1;
    timesNamed.set(name, time);
    return time === 1 ? name : `${name} ${time}`;
  };
  const account = Array.from({ length: share('account') }, (): AnyRow => {
    const name = ownName(`${pick(COMPANY_A)} ${pick(COMPANY_B)}${pick(COMPANY_C)}`);
    const domain = `${mailPart(name.split(' ').slice(0, 2).join(''))}${below(90)}.example`;
    return {
      ...base('account'),
      name,
      domain,
      website: `https://www.${domain}`,
      phones: [phone()],
      type: option('account', 'type'),
      industry: option('account', 'industry'),
      employees: below(5000),
      annualRevenue: {
        amountMinor: below(900_000_000),
        currency: pick(['EUR', 'EUR', 'USD', 'GBP']),
      },
      billingAddress: address(),
      owner: owner(),
    };
  });
  const contact = Array.from({ length: share('contact') }, (): AnyRow => {
    const company = pick(account);
    const firstName = pick(FIRST);
    const last = lastName();
    return {
      ...base('contact'),
      firstName,
      lastName: last,
      title: pick(JOBS),
      account: company.id,
      emails: [
        {
          id: 'e',
          address: `${mailPart(firstName)}.${mailPart(last)}@${String(company['domain'])}`,
        },
      ],
      phones: [phone()],
      lifecycle: option('contact', 'lifecycle'),
      owner: owner(),
      ...(chance(30) ? { address: address() } : {}),
      ...(chance(10) ? { tags: [pick(TAGS)] } : {}),
      ...(chance(2) ? { archivedAt: '2026-01-01T00:00:00.000Z' } : {}),
    };
  });
  const lead = Array.from({ length: share('lead') }, (): AnyRow => {
    const firstName = pick(FIRST);
    const last = lastName();
    return {
      ...base('lead'),
      firstName,
      lastName: last,
      company: `${pick(COMPANY_A)} ${pick(COMPANY_B)}`,
      emails: [{ id: 'e', address: `${mailPart(firstName)}${below(99)}@mail.example` }],
      phones: [phone()],
      status: option('lead', 'status'),
      owner: owner(),
    };
  });
  const deal = Array.from({ length: share('deal') }, (): AnyRow => {
    const company = pick(account);
    const item = pick(product);
    return {
      ...base('deal'),
      name: `${String(company['name'])} – ${String(item['name'])}`,
      account: company.id,
      product: item.id,
      stage: { stage: option('deal', 'stage'), rank: 'a0' },
      amount: { amountMinor: below(9_000_000), currency: pick(['EUR', 'EUR', 'USD']) },
      expectedCloseDate: day(),
      owner: owner(),
    };
  });
  const ticket = Array.from({ length: share('ticket') }, (_, index): AnyRow => {
    const person = pick(contact);
    return {
      ...base('ticket'),
      number: 1000 + index,
      subject: pick(SUBJECTS),
      status: option('ticket', 'status'),
      priority: option('ticket', 'priority'),
      contact: person.id,
      account: person['account'],
      agent: owner(),
    };
  });
  const activity = Array.from({ length: share('activity') }, (): AnyRow => {
    const person = pick(contact);
    return {
      ...base('activity'),
      kind: option('activity', 'kind'),
      subject: `${pick(['Call', 'Meet', 'Write to', 'Visit'])} ${String(person['firstName'])}`,
      about: [`contact/${person.id}`],
      owner: owner(),
      dueAt: `${day()}T09:00:00.000Z`,
    };
  });
  // As packs give them: read from JSON, so that memory is what it is in the app.
  return JSON.parse(
    JSON.stringify({ account, contact, lead, deal, ticket, activity, product, user: users }),
  ) as RealisticRows;
}
