import { expect, it } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { createRecordCounts } from './record-counts.ts';

const row = (id: string, archivedAt?: string): AnyRow => ({
  id,
  entity: 'deal',
  createdAt: '2026-01-01T00:00:00Z',
  createdBy: 'u',
  ...(archivedAt !== undefined && { archivedAt }),
});
const rows = [row('a'), row('b'), row('c', '2026-01-02T00:00:00Z')];
const start = () =>
  createRecordCounts(
    ['deal', 'ticket'],
    (entity) => (entity === 'deal' ? rows : []),
    new Set(['deal/a']),
  );

it('counts what is there, without what is archived', () => {
  expect(start().counts()).toEqual({ deal: 2, ticket: 0 });
});

it('follows records that come, go and are archived, and says only when a number changed', () => {
  const counts = start();
  const change = (id: string, before: AnyRow | undefined, after: AnyRow | undefined) =>
    counts.changed([{ entity: 'deal', id, before, after }]);
  expect(change('b', row('b'), row('b'))).toBe(false);
  expect(change('d', undefined, row('d'))).toBe(true);
  expect(change('b', row('b'), row('b', '2026-01-03T00:00:00Z'))).toBe(true);
  expect(change('c', row('c', '2026-01-02T00:00:00Z'), undefined)).toBe(false);
  expect(counts.counts()).toEqual({ deal: 2, ticket: 0 });
});

it('knows whether any of the sample data is here', () => {
  const counts = start();
  expect(counts.hasSamples()).toBe(true);
  counts.changed([{ entity: 'deal', id: 'a', before: row('a'), after: undefined }]);
  expect(counts.hasSamples()).toBe(false);
});
