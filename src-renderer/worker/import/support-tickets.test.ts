import { describe, expect, test } from 'vitest';
import { fixture } from '../../../tests/fixture-files.ts';
import { createHarness, valueOf } from './import-harness.ts';

describe('the 2,769 real support tickets', () => {
  test('come in with their customers, and with what their words mean here once the offers are accepted', async () => {
    const harness = await createHarness();
    const file = fixture('support-tickets/customer_support_tickets.csv');
    const { plan, inspection } = await harness.plan('customer_support_tickets.csv', file, {
      createMissing: ['contact', 'product'],
    });
    expect(inspection).toMatchObject({
      entity: 'ticket',
      rows: 2769,
      keyField: 'externalId',
      reading: { dateOrder: 'YMD' },
    });
    const rehearsal = valueOf(await harness.calls['import.rehearse'](plan));
    const offers = rehearsal.problems.map(({ field, text, offer, rows }) => [
      field,
      text,
      offer,
      rows,
    ]);
    expect(offers).toEqual(
      expect.arrayContaining([
        ['priority', 'Critical', 'Urgent', 726],
        ['type', 'Refund request', 'Request', 596],
        ['type', 'Cancellation request', 'Request', 516],
        ['type', 'Technical issue', 'Incident', 580],
        ['type', 'Billing inquiry', 'Billing', 544],
        ['type', 'Product inquiry', 'Question', 533],
      ]),
    );
    const corrections = Object.fromEntries(
      rehearsal.problems.flatMap(({ field, text, offer }) =>
        offer === null ? [] : [[`${field}\n${text}`, offer]],
      ),
    );
    const report = valueOf(await harness.calls['import.run']({ ...plan, corrections }));
    expect(report).toMatchObject({
      created: 2769,
      skippedCount: 0,
      problems: [],
      doubts: [{ reason: 'resolved before the first response', rows: 1365 }],
      withoutLink: { contact: 0, product: 0 },
    });
    const tickets = harness.rows('ticket');
    const having = (key: string, value: unknown): number =>
      tickets.filter((row) => row[key] === value).length;
    expect([
      having('priority', 'Urgent'),
      having('channel', 'Social'),
      having('type', 'Request'),
    ]).toEqual([726, 684, 1112]);
    expect(
      tickets.every(
        (row) => row['firstRespondedAt'] !== undefined && row['resolvedAt'] !== undefined,
      ),
    ).toBe(true);
    expect(
      tickets.filter((row) => String(row['resolvedAt']) < String(row['firstRespondedAt'])),
    ).toHaveLength(1365);
    const first = tickets.find((row) => row['externalId'] === '3');
    expect(harness.engine.get('contact', String(first?.['contact']))).toMatchObject({
      firstName: 'Christopher',
      lastName: 'Robbins',
      emails: [{ address: 'gonzalestracy@example.com' }],
    });

    const sent = harness.engine.pending().length;
    const again = await harness.import('customer_support_tickets.csv', file, {
      createMissing: ['contact', 'product'],
      corrections,
    });
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 2769, linkedCreated: {} });
    expect(harness.engine.pending()).toHaveLength(sent);
  });
});
