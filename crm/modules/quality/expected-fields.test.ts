import { expect, test } from 'vitest';
import type { AnyRow } from '../../kernel/entity.ts';
import { missingIn, STALE_DAYS, staleDaysOf } from './expected-fields.ts';

const row = (value: unknown): AnyRow => ({
  id: 'a',
  entity: 'account',
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: '',
  asked: value,
});

test.each([
  [undefined, true],
  [null, true],
  ['', true],
  [[], true],
  [{ city: undefined, country: undefined }, true],
  ['x', false],
  [0, false],
  [['x'], false],
  [{ city: 'Oslo', country: undefined }, false],
])('of a record with %j the field is missing: %s', (value, isMissing) => {
  expect(missingIn(['asked'], row(value))).toEqual(isMissing ? ['asked'] : []);
});

test.each([
  [undefined, STALE_DAYS],
  [{}, STALE_DAYS],
  [{ staleDays: 0 }, STALE_DAYS],
  [{ staleDays: -5 }, STALE_DAYS],
  [{ staleDays: '30' }, STALE_DAYS],
  [{ staleDays: 1 }, 1],
])('by the rule %j a record is stale after %i days', (rule, days) => {
  expect(staleDaysOf(rule)).toBe(days);
});
