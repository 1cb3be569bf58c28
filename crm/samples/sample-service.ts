import { instant, sample, sampleId, sampleName, type SampleContext, type SampleRecord } from './sample-record.ts';

interface Case {
  readonly key: string;
  readonly subject: string;
  readonly account: string;
  readonly contact: string;
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
  { key: 'gateway-offline', subject: 'Gateway at site 2 drops out every night', account: 'nordlicht', contact: 'tobias', agent: 'jonas', product: 'gateway', status: 'Open', priority: 'Urgent', type: 'Incident', channel: 'Phone', answered: [0, '08:20'] },
  { key: 'invoice-address', subject: 'Invoice went to the old address', account: 'nordlicht', contact: 'svenja', agent: 'jonas', product: 'care', status: 'Resolved', priority: 'Low', type: 'Billing', channel: 'Email', answered: [-6, '09:40'], resolved: [-5, '14:10', 'Address changed; corrected invoice sent.', 5] },
  { key: 'map-blank', subject: 'Map stays blank on the tablet', account: 'fjellheim', contact: 'håkon', agent: 'jonas', product: 'flow-team', status: 'Waiting on customer', priority: 'Medium', type: 'Bug', channel: 'Chat', answered: [-1, '10:15'] },
  { key: 'temperature-alarm', subject: 'Alarm for temperature comes late', account: 'fjellheim', contact: 'ingrid', agent: 'jonas', product: 'gateway', status: 'Waiting on third party', priority: 'High', type: 'Problem', channel: 'Phone', answered: [-2, '13:05'] },
  { key: 'till-export', subject: 'Export for the tax adviser', account: 'atelier', contact: 'chloe', agent: 'amara', product: 'flow-starter', status: 'Resolved', priority: 'Medium', type: 'Question', channel: 'Email', answered: [-9, '11:00'], resolved: [-9, '15:30', 'Explained where the export is.', 4] },
  { key: 'new-shop', subject: 'Add the shop in Villeurbanne', account: 'atelier', contact: 'maelle', agent: 'amara', product: 'flow-starter', status: 'New', priority: 'Low', type: 'Request', channel: 'Portal' },
  { key: 'login-clinic', subject: 'Night shift cannot sign in', account: 'sao-bento', contact: 'joao', agent: 'camila', product: 'flow-team', status: 'Closed', priority: 'Urgent', type: 'Incident', channel: 'Phone', answered: [-31, '02:25'], resolved: [-31, '03:40', 'Certificate renewed on the clinic’s server.', 5] },
  { key: 'report-fields', subject: 'Report lacks the insurance number', account: 'sao-bento', contact: 'lucia', agent: 'camila', product: 'flow-team', status: 'Open', priority: 'Medium', type: 'Request', channel: 'Email', answered: [-3, '16:45'] },
  { key: 'price-list', subject: 'Which price list holds for partners?', account: 'harbour', contact: 'priya', agent: 'amara', product: 'flow-team', status: 'Resolved', priority: 'Low', type: 'Question', channel: 'Email', answered: [-14, '10:30'], resolved: [-13, '09:15', 'Sent the list of this year.', 4] },
  { key: 'slow-saturday', subject: 'Slow on Saturdays between ten and noon', account: 'bluestem', contact: 'renee', agent: 'camila', product: 'flow-starter', status: 'Open', priority: 'High', type: 'Problem', channel: 'Portal', answered: [-1, '17:20'] },
  { key: 'duplicate-stores', subject: 'Two stores show up twice', account: 'bluestem', contact: 'marcus', agent: 'camila', product: 'flow-starter', status: 'Closed', priority: 'Medium', type: 'Bug', channel: 'Chat', answered: [-40, '15:00'], resolved: [-38, '18:00', 'Merged; the import is guarded now.', 3] },
  { key: 'po-number', subject: 'Purchase order number on the invoice', account: 'bluestem', contact: 'tyrone', agent: 'camila', product: 'care', status: 'New', priority: 'Low', type: 'Billing', channel: 'Email' },
  { key: 'chat-stuck', subject: 'Chat messages get stuck', account: 'savanna', contact: 'otieno', agent: 'amara', product: 'flow-team', status: 'Open', priority: 'Urgent', type: 'Incident', channel: 'Social', answered: [0, '06:50'] },
  { key: 'audit-log', subject: 'How long is the audit log kept?', account: 'savanna', contact: 'zeynep', agent: 'amara', product: 'flow-team', status: 'Waiting on customer', priority: 'Medium', type: 'Question', channel: 'Email', answered: [-4, '12:10'] },
  { key: 'swahili', subject: 'Texts in Swahili', account: 'savanna', contact: 'wanjiru', agent: 'amara', product: 'flow-team', status: 'Resolved', priority: 'Low', type: 'Request', channel: 'In person', answered: [-22, '08:00'], resolved: [-18, '16:00', 'Translation is in the current version.', 5] },
];

export function sampleTickets(context: SampleContext): readonly SampleRecord[] {
  return CASES.map((entry) =>
    sample('ticket', entry.key, {
      subject: entry.subject,
      status: entry.status,
      priority: entry.priority,
      type: entry.type,
      channel: entry.channel,
      account: sampleId('account', entry.account),
      contact: sampleId('contact', entry.contact),
      product: sampleId('product', entry.product),
      agent: sampleId('user', entry.agent),
      ...(entry.answered === undefined ? {} : { firstRespondedAt: instant(...entry.answered, context) }),
      ...(entry.resolved === undefined
        ? {}
        : {
            resolvedAt: instant(entry.resolved[0], entry.resolved[1], context),
            resolution: entry.resolved[2],
            satisfaction: entry.resolved[3],
          }),
    }),
  );
}

/** Key, kind, subject, status, owner, about (entity, key), contact, days from today, hour, more. */
type Happening = readonly [
  string,
  string,
  string,
  string,
  string,
  readonly [string, string],
  string,
  number,
  string,
  Readonly<Record<string, string>>?,
];

const HAPPENINGS: readonly Happening[] = [
  ['call-malte', 'Call', 'Redlines with Malte', 'Planned', 'jonas', ['deal', 'offshore-control'], 'malte', 0, '14:00', { direction: 'Outbound' }],
  ['task-contract', 'Task', 'Send the redlined contract', 'In Progress', 'jonas', ['deal', 'offshore-control'], 'malte', 1, '16:00', { priority: 'High' }],
  ['meet-offer', 'Meeting', 'Offer for sites 4–6', 'Planned', 'jonas', ['deal', 'nordlicht-sites'], 'katharina', 3, '09:30', { location: 'Uferstraße 18, Berlin' }],
  ['call-night', 'Call', 'Night-time outages at site 2', 'Held', 'jonas', ['ticket', 'gateway-offline'], 'tobias', 0, '08:10', { direction: 'Inbound', outcome: 'Connected' }],
  ['task-saving', 'Task', 'Work out the saving per truck', 'Not Started', 'jonas', ['deal', 'fjellheim-trucks'], 'håkon', -2, '12:00', { priority: 'Normal' }],
  ['mail-season', 'Email', 'Season dates', 'Held', 'jonas', ['account', 'fjellheim'], 'ingrid', -15, '10:05', { direction: 'Outbound' }],
  ['visit-atelier', 'Meeting', 'Visit to the shop in the old town', 'Held', 'amara', ['account', 'atelier'], 'maelle', -11, '07:30', { location: 'Lyon' }],
  ['call-school', 'Call', 'How many courses run in parallel?', 'Planned', 'amara', ['deal', 'atelier-school'], 'remi', 5, '13:30', { direction: 'Outbound' }],
  ['dinner-rivera', 'Meeting', 'Dinner with father and son', 'Planned', 'camila', ['deal', 'rivera-sites'], 'ignacio', 6, '20:00', { location: 'Madrid' }],
  ['voicemail-nuria', 'Call', 'Crane gateways', 'Not Held', 'camila', ['deal', 'rivera-cranes'], 'nuria', -8, '11:45', { direction: 'Outbound', outcome: 'Left Voicemail' }],
  ['task-residency', 'Task', 'Answer the questions on data residency', 'Waiting', 'camila', ['deal', 'saobento-clinics'], 'beatriz', -1, '18:00', { priority: 'High' }],
  ['note-saobento', 'Note', 'The board meets on the first Tuesday', 'Completed', 'camila', ['account', 'sao-bento'], 'beatriz', -27, '15:00'],
  ['meet-bluestem', 'Meeting', 'Price for three years', 'Planned', 'camila', ['deal', 'bluestem-renewal'], 'dana', 2, '16:30', { location: 'Video call' }],
  ['call-marcus', 'Call', 'Warehouse in Fargo', 'Held', 'camila', ['deal', 'bluestem-warehouse'], 'marcus', -3, '15:15', { direction: 'Outbound', outcome: 'Connected' }],
  ['task-fargo', 'Task', 'Book the visit to Fargo', 'Completed', 'camila', ['deal', 'bluestem-warehouse'], 'marcus', -2, '17:00', { priority: 'Low' }],
  ['meet-kuroshio', 'Meeting', 'What counts as a success', 'Planned', 'kenji', ['deal', 'kuroshio-pilot'], 'haruka', 8, '01:00', { location: 'Shibaura' }],
  ['mail-kuroshio', 'Email', 'Data sheet of the gateway', 'Held', 'kenji', ['deal', 'kuroshio-rollout'], 'daichi', -5, '02:20', { direction: 'Outbound' }],
  ['task-tasman', 'Task', 'Summary for the meeting in March', 'Deferred', 'kenji', ['deal', 'tasman-shearing'], 'aroha', 20, '03:00', { priority: 'Normal' }],
  ['task-security', 'Task', 'Security questionnaire, part two', 'In Progress', 'amara', ['deal', 'savanna-risk'], 'zeynep', 0, '17:00', { priority: 'High' }],
  ['message-lumen', 'Message', 'Interview for the spring issue', 'Held', 'amara', ['account', 'lumen'], 'siobhan', -19, '12:40', { direction: 'Inbound' }],
];

export function sampleActivities(context: SampleContext): readonly SampleRecord[] {
  return HAPPENINGS.map(([key, kind, subject, status, owner, about, contact, days, hour, more = {}]) => {
    const time = instant(days, hour, context);
    const end = new Date(Date.parse(time) + 30 * 60_000).toISOString();
    return sample('activity', key, {
      kind,
      subject,
      status,
      owner: sampleId('user', owner),
      about: [sampleName(...about), sampleName('contact', contact)].toSorted(),
      participants: [sampleName('contact', contact)],
      ...(kind === 'Task' ? { dueAt: time } : { startAt: time, endAt: end }),
      ...more,
    });
  });
}
