/** A small invented business to look around in: the same on every desktop but for its dates. */
import { sampleActivities } from './sample-activities.ts';
import { sampleArticles } from './sample-articles.ts';
import { sampleAccounts, sampleProducts, sampleUsers } from './sample-companies.ts';
import { sampleComments } from './sample-comments.ts';
import { sampleContracts, sampleReturns } from './sample-contracts.ts';
import { sampleDeals } from './sample-deals.ts';
import { sampleLeads } from './sample-leads.ts';
import { sampleContacts } from './sample-people.ts';
import { sampleId, type SampleContext, type SampleRecord } from './sample-record.ts';
import { samplePrices } from './sample-prices.ts';
import { sampleQuotes } from './sample-quotes.ts';
import { sampleSurveys } from './sample-surveys.ts';
import { sampleTerritories } from './sample-territories.ts';
import { sampleTickets } from './sample-tickets.ts';

/** Whose account the newcomer's is, with all that belongs to it. */
const OWN_ACCOUNT = 'fjellheim';
/** An urgent one besides. */
const OWN_TICKET = 'chat-stuck';
/** What else is theirs to do, today and tomorrow. */
const OWN_TASKS = ['task-security', 'task-contract'];

/**
 * In an order in which every record comes after those that it links to, but for subsidiaries.
 * Ids depend on no argument. `today`: `YYYY-MM-DD`; `currency`: ISO 4217; `me`: a user to whom some of it belongs, so that
 * their own tasks, tickets and deals are not empty; `now`: ISO 8601 UTC, of the first look at it.
 */
export function sampleRecords(
  today: string,
  currency = 'EUR',
  me?: string,
  now?: string,
): readonly SampleRecord[] {
  const records = allRecords({ today, currency, ...(now === undefined ? {} : { now }) });
  if (me === undefined) return records;
  const isOwn = ownRecords();
  return records.map((record) => {
    if (!isOwn(record)) return record;
    const key = record.entity === 'ticket' ? 'agent' : 'owner';
    return { ...record, values: { ...record.values, [key]: me } };
  });
}

function ownRecords(): (record: SampleRecord) => boolean {
  const account = sampleId('account', OWN_ACCOUNT);
  const tasks = new Set(OWN_TASKS.map((key) => sampleId('activity', key)));
  const ticket = sampleId('ticket', OWN_TICKET);
  const deals = new Set<string>();
  return ({ entity, id, values }) => {
    if (entity === 'account') return id === account;
    if (entity === 'deal' && values['account'] === account) deals.add(`deal/${id}`);
    if (id === ticket) return true;
    if (entity !== 'activity') return values['account'] === account;
    const about = (values['about'] ?? []) as readonly string[];
    return tasks.has(id) || about.some((name) => name === `account/${account}` || deals.has(name));
  };
}

function allRecords(context: SampleContext): readonly SampleRecord[] {
  return [
    ...sampleUsers(),
    ...sampleTerritories(),
    ...sampleProducts(context),
    ...samplePrices(context),
    ...sampleAccounts(context),
    ...sampleContacts(),
    ...sampleLeads(),
    ...sampleDeals(context),
    ...sampleContracts(context),
    ...sampleArticles(context),
    ...sampleQuotes(context),
    ...sampleTickets(context),
    ...sampleSurveys(context),
    ...sampleReturns(context),
    ...sampleActivities(context),
    ...sampleComments(context),
  ];
}
