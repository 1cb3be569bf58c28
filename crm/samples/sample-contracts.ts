import { addDays } from '../kernel/calendar-days.ts';
import {
  major,
  sample,
  sampleId,
  sampleName,
  type SampleContext,
  type SampleRecord,
} from './sample-record.ts';

interface Agreed {
  readonly key: string;
  readonly name: string;
  readonly account: string;
  readonly contact: string;
  readonly owner: string;
  readonly type: string;
  readonly status: string;
  /** First and last day, in days from today. */
  readonly term: readonly [first: number, last: number];
  readonly worth: number;
  readonly billed: string;
  readonly products: readonly string[];
  readonly included?: readonly [tickets: number, hours: number];
  readonly renewsItself?: true;
}

const AGREED: readonly Agreed[] = [
  {
    key: 'nordlicht-care',
    name: 'Care for Nordlicht',
    account: 'nordlicht',
    contact: 'svenja',
    owner: 'jonas',
    type: 'Service',
    status: 'Signed',
    term: [-320, 44],
    worth: 4_800,
    billed: 'Quarterly',
    products: [],
    included: [4, 10],
  },
  {
    key: 'savanna-licence',
    name: 'Flow for Savanna',
    account: 'savanna',
    contact: 'zeynep',
    owner: 'amara',
    type: 'Subscription',
    status: 'Signed',
    term: [-200, 164],
    worth: 14_400,
    billed: 'Monthly',
    products: ['flow-team'],
    renewsItself: true,
  },
  {
    key: 'bluestem-maintenance',
    name: 'Maintenance for Bluestem',
    account: 'bluestem',
    contact: 'renee',
    owner: 'camila',
    type: 'Maintenance',
    status: 'Draft',
    term: [14, 378],
    worth: 3_600,
    billed: 'Yearly',
    products: ['flow-starter'],
    included: [6, 12],
  },
];

export function sampleContracts(context: SampleContext): readonly SampleRecord[] {
  const { today } = context;
  return AGREED.map(({ key, name, type, status, term, worth, included, ...rest }) =>
    sample('contract', key, {
      name,
      type,
      status,
      account: sampleId('account', rest.account),
      contact: sampleId('contact', rest.contact),
      owner: sampleId('user', rest.owner),
      start: addDays(today, term[0]),
      end: addDays(today, term[1]),
      reminderDays: 30,
      noticeDays: 90,
      value: major(worth, context),
      billingPeriod: rest.billed,
      ...(rest.renewsItself === undefined ? {} : { autoRenew: true }),
      ...(rest.products.length === 0
        ? {}
        : { products: rest.products.map((product) => sampleName('product', product)) }),
      ...(included === undefined
        ? {}
        : { includedPer: 'Month', includedTickets: included[0], includedHours: included[1] }),
    }),
  );
}

/** One that waits for the goods, one whose goods have come. */
export function sampleReturns({ today }: SampleContext): readonly SampleRecord[] {
  return [
    sample('return', 'gateway-offline', {
      subject: 'Gateway of site 2',
      status: 'Approved',
      reason: 'Defective',
      owner: sampleId('user', 'jonas'),
      ticket: sampleId('ticket', 'gateway-offline'),
      account: sampleId('account', 'nordlicht'),
      contact: sampleId('contact', 'tobias'),
      carrier: 'Parcel service',
      tracking: 'PS 5510 2284',
      lines: [
        {
          id: 'gateway',
          product: sampleId('product', 'gateway'),
          quantity: 1,
          serial: 'EG-20418',
          condition: 'Defective',
          disposition: 'Replace',
        },
      ],
    }),
    sample('return', 'fjellheim-sensors', {
      subject: 'Gateway that reports too late',
      status: 'Received',
      reason: 'Not as Described',
      owner: sampleId('user', 'jonas'),
      ticket: sampleId('ticket', 'temperature-alarm'),
      account: sampleId('account', 'fjellheim'),
      contact: sampleId('contact', 'ingrid'),
      receivedOn: addDays(today, -1),
      lines: [
        { id: 'gateway', product: sampleId('product', 'gateway'), quantity: 2, condition: 'Used' },
      ],
    }),
  ];
}
