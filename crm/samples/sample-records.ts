/** A small invented business to look around in: the same on every desktop but for its dates. */
import { sampleActivities } from './sample-activities.ts';
import { sampleAccounts, sampleProducts, sampleUsers } from './sample-companies.ts';
import { sampleDeals } from './sample-deals.ts';
import { sampleLeads } from './sample-leads.ts';
import { sampleContacts } from './sample-people.ts';
import type { SampleRecord } from './sample-record.ts';
import { sampleTickets } from './sample-tickets.ts';

/**
 * In an order in which every record comes after those that it links to, but for subsidiaries.
 * Ids depend on neither argument. `today`: `YYYY-MM-DD`; `currency`: ISO 4217.
 */
export function sampleRecords(today: string, currency = 'EUR'): readonly SampleRecord[] {
  const context = { today, currency };
  return [
    ...sampleUsers(),
    ...sampleProducts(context),
    ...sampleAccounts(context),
    ...sampleContacts(),
    ...sampleLeads(),
    ...sampleDeals(context),
    ...sampleTickets(context),
    ...sampleActivities(context),
  ];
}
