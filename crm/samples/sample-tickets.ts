import { articleOf } from './sample-articles.ts';
import {
  instant,
  sample,
  sampleId,
  type SampleContext,
  type SampleRecord,
} from './sample-record.ts';

interface Case {
  readonly key: string;
  readonly subject: string;
  readonly account: string;
  readonly contact: string;
  /** 'nobody' waits for whoever takes the next one. */
  readonly agent: string;
  readonly product: string;
  readonly status: string;
  readonly priority: string;
  readonly type: string;
  readonly channel: string;
  /** Days from today and hour of the first answer, and of the resolution. */
  readonly answered?: readonly [days: number, hour: string];
  readonly resolved?: readonly [days: number, hour: string, how: string, satisfaction: number];
}

const CASES: readonly Case[] = [
  {
    key: 'gateway-offline',
    subject: 'Gateway at site 2 drops out every night',
    account: 'nordlicht',
    contact: 'tobias',
    agent: 'jonas',
    product: 'gateway',
    status: 'Open',
    priority: 'Urgent',
    type: 'Incident',
    channel: 'Phone',
    answered: [0, '08:20'],
  },
  {
    key: 'invoice-address',
    subject: 'Invoice went to the old address',
    account: 'nordlicht',
    contact: 'svenja',
    agent: 'jonas',
    product: 'care',
    status: 'Resolved',
    priority: 'Low',
    type: 'Billing',
    channel: 'Email',
    answered: [-6, '09:40'],
    resolved: [-5, '14:10', 'Address changed; corrected invoice sent.', 5],
  },
  {
    key: 'map-blank',
    subject: 'Map stays blank on the tablet',
    account: 'fjellheim',
    contact: 'håkon',
    agent: 'jonas',
    product: 'flow-team',
    status: 'Waiting on customer',
    priority: 'Medium',
    type: 'Bug',
    channel: 'Chat',
    answered: [-1, '10:15'],
  },
  {
    key: 'temperature-alarm',
    subject: 'Alarm for temperature comes late',
    account: 'fjellheim',
    contact: 'ingrid',
    agent: 'jonas',
    product: 'gateway',
    status: 'Waiting on third party',
    priority: 'High',
    type: 'Problem',
    channel: 'Phone',
    answered: [-2, '13:05'],
  },
  {
    key: 'till-export',
    subject: 'Export for the tax adviser',
    account: 'atelier',
    contact: 'chloe',
    agent: 'amara',
    product: 'flow-starter',
    status: 'Resolved',
    priority: 'Medium',
    type: 'Question',
    channel: 'Email',
    answered: [-9, '11:00'],
    resolved: [-9, '15:30', 'Explained where the export is.', 4],
  },
  {
    key: 'new-shop',
    subject: 'Add the shop in Villeurbanne',
    account: 'atelier',
    contact: 'maelle',
    agent: 'nobody',
    product: 'flow-starter',
    status: 'New',
    priority: 'Low',
    type: 'Request',
    channel: 'Portal',
  },
  {
    key: 'login-clinic',
    subject: 'Night shift cannot sign in',
    account: 'sao-bento',
    contact: 'joao',
    agent: 'camila',
    product: 'flow-team',
    status: 'Closed',
    priority: 'Urgent',
    type: 'Incident',
    channel: 'Phone',
    answered: [-31, '02:25'],
    resolved: [-31, '03:40', 'Certificate renewed on the clinic’s server.', 5],
  },
  {
    key: 'report-fields',
    subject: 'Report lacks the insurance number',
    account: 'sao-bento',
    contact: 'lucia',
    agent: 'camila',
    product: 'flow-team',
    status: 'Open',
    priority: 'Medium',
    type: 'Request',
    channel: 'Email',
    answered: [-3, '16:45'],
  },
  {
    key: 'price-list',
    subject: 'Which price list holds for partners?',
    account: 'harbour',
    contact: 'priya',
    agent: 'amara',
    product: 'flow-team',
    status: 'Resolved',
    priority: 'Low',
    type: 'Question',
    channel: 'Email',
    answered: [-14, '10:30'],
    resolved: [-13, '09:15', 'Sent the list of this year.', 4],
  },
  {
    key: 'slow-saturday',
    subject: 'Slow on Saturdays between ten and noon',
    account: 'bluestem',
    contact: 'renee',
    agent: 'camila',
    product: 'flow-starter',
    status: 'Open',
    priority: 'High',
    type: 'Problem',
    channel: 'Portal',
    answered: [-1, '17:20'],
  },
  {
    key: 'duplicate-stores',
    subject: 'Two stores show up twice',
    account: 'bluestem',
    contact: 'marcus',
    agent: 'camila',
    product: 'flow-starter',
    status: 'Closed',
    priority: 'Medium',
    type: 'Bug',
    channel: 'Chat',
    answered: [-40, '15:00'],
    resolved: [-38, '18:00', 'Merged; the import is guarded now.', 3],
  },
  {
    key: 'po-number',
    subject: 'Purchase order number on the invoice',
    account: 'bluestem',
    contact: 'tyrone',
    agent: 'nobody',
    product: 'care',
    status: 'New',
    priority: 'Low',
    type: 'Billing',
    channel: 'Email',
  },
  {
    key: 'chat-stuck',
    subject: 'Chat messages get stuck',
    account: 'savanna',
    contact: 'otieno',
    agent: 'amara',
    product: 'flow-team',
    status: 'Open',
    priority: 'Urgent',
    type: 'Incident',
    channel: 'Social',
    answered: [0, '06:50'],
  },
  {
    key: 'audit-log',
    subject: 'How long is the audit log kept?',
    account: 'savanna',
    contact: 'zeynep',
    agent: 'amara',
    product: 'flow-team',
    status: 'Waiting on customer',
    priority: 'Medium',
    type: 'Question',
    channel: 'Email',
    answered: [-4, '12:10'],
  },
  {
    key: 'swahili',
    subject: 'Texts in Swahili',
    account: 'savanna',
    contact: 'wanjiru',
    agent: 'amara',
    product: 'flow-team',
    status: 'Resolved',
    priority: 'Low',
    type: 'Request',
    channel: 'In person',
    answered: [-22, '08:00'],
    resolved: [-18, '16:00', 'Translation is in the current version.', 5],
  },
];

/** From a ticket to its first answer; no promise is broken by that. */
const ANSWERED_AFTER_MS = 25 * 60_000;

export function sampleTickets(context: SampleContext): readonly SampleRecord[] {
  return CASES.map((entry) => {
    const articles = articleOf(entry.key);
    const { answered, resolved, agent } = entry;
    const answeredAt = answered === undefined ? undefined : answeredOn(answered, entry, context);
    const values = {
      subject: entry.subject,
      status: entry.status,
      priority: entry.priority,
      type: entry.type,
      channel: entry.channel,
      account: sampleId('account', entry.account),
      contact: sampleId('contact', entry.contact),
      product: sampleId('product', entry.product),
      ...(articles === undefined ? {} : { articles }),
      ...(agent === 'nobody' ? {} : { agent: sampleId('user', agent) }),
      ...(answeredAt === undefined ? {} : { firstRespondedAt: answeredAt }),
      ...(resolved === undefined
        ? {}
        : {
            resolvedAt: instant(resolved[0], resolved[1], context),
            resolution: resolved[2],
            satisfaction: resolved[3],
          }),
    };
    const record = sample('ticket', entry.key, values);
    return answeredAt === undefined || isRunning(entry)
      ? record
      : {
          ...record,
          createdAt: new Date(Date.parse(answeredAt) - ANSWERED_AFTER_MS).toISOString(),
        };
  });
}

/** Its clocks run from now on: whenever one begins to look around, nothing is late yet. */
function isRunning({ status }: Case): boolean {
  return status === 'Open';
}

function answeredOn(
  answered: NonNullable<Case['answered']>,
  entry: Case,
  context: SampleContext,
): string {
  return isRunning(entry) && context.now !== undefined
    ? context.now
    : instant(...answered, context);
}
